import { randomUUID } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Type } from 'typebox';
import type { MatterKind } from '#commons/casework/index.ts';
import { editionOn, readClock } from '#kernel/clock.ts';
import { addDays, isLocalDate, type LocalDate } from '#kernel/dates.ts';
import { notFound } from '#kernel/errors.ts';
import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import type { Services } from '#platform/services.ts';
import { misleading } from '#platform/text-guard.ts';
import { readSiteFacts } from '#portal/index.ts';
import { FEEDBACK_KINDS } from '../feedback-kinds.ts';
import { FEEDBACK_LENGTHS, FeedbackForm, FeedbackReceipt, FeedbackReview, type TypedFeedback } from './feedback.tsx';

const sends = { action: 'publishing.send-feedback', limit: 'public-write', ownForm: true } as const;

/** 我为政府网站找错 in three pages that need no script: write, check, receipt. */
export function feedbackRoutes(app: App, site: PortalSite): void {
  const { services } = site;
  const { portalDb: db } = services;

  const Page = Type.Object({ page: Type.Optional(Type.String({ maxLength: FEEDBACK_LENGTHS.page })) });
  site.page(app, { url: '/feedback/new', action: 'publishing.send-feedback', query: Page }, async ({ query }) => {
    const typed = { page: query.page ?? '', kind: '', text: '' };
    return { element: <FeedbackForm site={await readSiteFacts(db)} typed={typed} /> };
  });

  app.post('/feedback/edit', { config: sends }, async (request, reply) =>
    answer(reply, 200, <FeedbackForm site={await readSiteFacts(db)} typed={typedIn(request.body)} />),
  );

  app.post('/feedback/review', { config: sends }, async (request, reply) => {
    const facts = await readSiteFacts(db);
    const typed = typedIn(request.body);
    const errors = feedbackErrors(typed);
    if (Object.keys(errors).length > 0)
      return answer(reply, 422, <FeedbackForm site={facts} typed={typed} errors={errors} />);
    return answer(reply, 200, <FeedbackReview site={facts} typed={typed} id={newId(services.time.today())} />);
  });

  app.post('/feedback', { config: sends }, async (request, reply) => {
    const typed = typedIn(request.body);
    const id = fieldOf(request.body, 'id');
    const errors = feedbackErrors(typed);
    if (Object.keys(errors).length > 0)
      return answer(reply, 422, <FeedbackForm site={await readSiteFacts(db)} typed={typed} errors={errors} />);
    const today = services.time.today();
    if (!isFresh(dayOfId(id), today))
      return answer(reply, 422, <FeedbackReview site={await readSiteFacts(db)} typed={typed} id={newId(today)} />);
    const receipt = receiptOf(services, id);
    // Sent twice, it is kept once and has the same receipt.
    await db
      .insertInto('intake.page_feedback')
      .values({ id, ...typed, receipt, sent_at: services.time.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return reply.redirect(`/feedback/receipts/${receipt}`, 303);
  });

  const Receipt = Type.Object({ receipt: Type.String({ maxLength: 40 }) });
  app.get(
    '/feedback/receipts/:receipt',
    { config: { ...sends, limit: 'page' }, schema: { params: Receipt } },
    async (request, reply) => {
      const { receipt } = request.params;
      const on = dayOfReceipt(services, receipt);
      if (!on) throw notFound('这张回执');
      const today = services.time.today();
      const page = { site: await readSiteFacts(db), receipt, on, reading: clockOf(services, on, today), today };
      return answer(reply, 200, <FeedbackReceipt {...page} />);
    },
  );
}

function answer(reply: FastifyReply, status: number, page: ReactElement): FastifyReply {
  return reply
    .code(status)
    .headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    .send(`<!doctype html>${renderToStaticMarkup(page)}`);
}

function typedIn(body: unknown): TypedFeedback {
  return {
    page: fieldOf(body, 'page'),
    kind: fieldOf(body, 'kind'),
    text: fieldOf(body, 'text').replaceAll('\r\n', '\n'),
  };
}

/** A form may send anything; what is not one text counts as nothing. */
function fieldOf(body: unknown, name: string): string {
  const value = (body as Readonly<Record<string, unknown>> | undefined)?.[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** Everything that is wrong, a sentence for each field. */
export function feedbackErrors({ page, kind, text }: TypedFeedback): Record<string, string> {
  const errors: Record<string, string> = {};
  const { page: longestPage, text: longestText } = FEEDBACK_LENGTHS;
  if (!page) errors.page = '请写明哪一页有错';
  else if (page.length > longestPage) errors.page = `网址不能超过 ${longestPage} 个字，请只留问号前面的部分`;
  const hidden = { page: misleading(page), text: misleading(text) };
  if (hidden.page) errors.page ??= `网址里${hidden.page}`;
  if (!Object.hasOwn(FEEDBACK_KINDS, kind)) errors.kind = '请选择是哪一类问题';
  if (!text) errors.text = '请写明错在哪里';
  else if (text.length > longestText) errors.text = `说明有 ${text.length} 个字，不能超过 ${longestText} 个字，请删减`;
  if (hidden.text) errors.text ??= `说明里${hidden.text}`;
  return errors;
}

/** A random UUID whose first eight digits are the day, so that a receipt can say it although the portal cannot read back what it wrote. */
const newId = (today: LocalDate): string => `${today.replaceAll('-', '')}${randomUUID().slice(8)}`;

function dayOfId(id: string): LocalDate | undefined {
  if (!/^\d{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)) return undefined;
  return dayOf(id.slice(0, 8));
}

/** The day comes back from a browser: a receipt must not bear any other than the day it is given, or the day before at midnight. */
const isFresh = (on: LocalDate | undefined, today: LocalDate): boolean => on === today || on === addDays(today, -1);

function dayOf(digits: string): LocalDate | undefined {
  const text = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
  return isLocalDate(text) ? text : undefined;
}

/** `20261122-7K3M9QXD-4TRA`: day, number, and four characters by which an invented receipt is known. */
function receiptOf(services: Services, id: string): string {
  const number = `${id.slice(0, 8)}-${readable(services, id, 8)}`;
  return `${number}-${readable(services, number, 4)}`;
}

function dayOfReceipt(services: Services, receipt: string): LocalDate | undefined {
  const at = receipt.lastIndexOf('-');
  const genuine = receipt.slice(at + 1) === readable(services, receipt.slice(0, at), 4);
  return genuine ? dayOf(receipt) : undefined;
}

/** Letters and digits that are not mistaken for each other when read over the telephone. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

function readable(services: Services, text: string, length: number): string {
  const hash = Buffer.from(services.secrets.keyedHash(text, 'feedback-receipt'), 'base64url');
  return [...hash.subarray(0, length)].map((byte) => SIGNS.charAt(byte % SIGNS.length)).join('');
}

/** The clock of the kind of matter that the report becomes; none where the installation has no such kind. */
function clockOf({ catalogue, calendar }: Services, on: LocalDate, today: LocalDate) {
  const editions = (catalogue.kinds.get('page-feedback') as MatterKind | undefined)?.clock;
  if (!editions || editions.length === 0) return undefined;
  const edition = editionOn(editions, on);
  const start = edition.startsOn[0];
  return start === undefined ? undefined : readClock(edition, [{ name: start, on }], calendar(), today);
}
