import type { FastifyReply } from 'fastify';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** Answers one person with a page that nobody keeps: a form with what was typed, a receipt, how a matter stands. */
export function answerPage(reply: FastifyReply, status: number, page: ReactElement): FastifyReply {
  return reply
    .code(status)
    .headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    .send(`<!doctype html>${renderToStaticMarkup(page)}`);
}

/** One field of a form that was sent: what is not one text counts as nothing; cut after `most` characters where that is given. */
export function fieldOf(body: unknown, name: string, most?: number): string {
  const given = (body ?? {}) as Readonly<Record<string, unknown>>;
  const value = Object.hasOwn(given, name) ? given[name] : '';
  if (typeof value !== 'string') return '';
  const text = value.replaceAll('\r\n', '\n').trim();
  return most === undefined ? text : [...text].slice(0, most).join('');
}
