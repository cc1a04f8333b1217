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

/** One field of a form that was sent: what is not one text counts as nothing. */
export function fieldOf(body: unknown, name: string): string {
  const given = (body ?? {}) as Readonly<Record<string, unknown>>;
  const value = Object.hasOwn(given, name) ? given[name] : '';
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : '';
}
