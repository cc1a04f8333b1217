import { type RawBuilder, sql } from 'kysely';
import { type WorkCalendar, workdaysBetween } from '#kernel/calendar.ts';
import { addDays, type LocalDate } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import {
  calledSo,
  LARGEST_EXPORT,
  lightColumn,
  lineOf,
  openFirst,
  orderBy,
  readerOf,
  withNews,
} from '#commons/casework/index.ts';
import type { Services } from '#platform/services.ts';
import { APPLICANT_CLASSES, type ApplicantClass, CHANNELS, type Channel } from '../contract.ts';
import { HAND_BACK_REASONS } from '../handling/hand-back-reasons.ts';
import { type Bucket, REPLY_KINDS } from '../law/reply-kinds.ts';
import type { RequestLine, RequestPage, RequestQuery } from './contract.ts';
import { atDesk } from './desks.ts';
import { requestLinesOf, requestRows } from './rows.ts';

const PAGE_SIZE = 20;

type Filter = Omit<RequestQuery, 'page' | 'size'>;

/** A page of the requests somebody may see, filtered and sorted by the database. */
export async function requestLedger(services: Services, actor: Actor, query: RequestQuery): Promise<RequestPage> {
  const { page = 1, size = PAGE_SIZE, sort } = query;
  const matching = matchingRows(services, actor, query, await namedSo(services, query.q));
  const [rows, { total }] = await Promise.all([
    matching
      .select('m.id')
      .orderBy(orderOf(sort))
      .limit(size)
      .offset((page - 1) * size)
      .execute()
      .then((ids) => requestLinesOf(services, ids)),
    matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  const lines = rows.map((row) => requestLine(row, services));
  return { rows: await withNews(services, actor, lines), total };
}

/** Every row the filter gives, for an export; the first `LARGEST_EXPORT` of them. */
export async function requestLines(services: Services, actor: Actor, filter: Filter): Promise<RequestLine[]> {
  const ids = await matchingRows(services, actor, filter, await namedSo(services, filter.q))
    .select('m.id')
    .orderBy(orderOf(filter.sort))
    .limit(LARGEST_EXPORT)
    .execute();
  return (await requestLinesOf(services, ids)).map((row) => requestLine(row, services));
}

function matchingRows(services: Services, actor: Actor, filter: Filter, named: RawBuilder<boolean> | undefined) {
  const today = services.time.today();
  const calendar = services.calendar();
  let rows = requestRows(services, actor);
  const { desk, state, channel, class: asked, unit, reply, light, overdue, dueFrom, dueTo, from, to } = filter;
  if (desk) rows = rows.where(atDesk(desk, today, calendar));
  if (state) rows = rows.where('m.state', '=', state);
  if (channel) rows = rows.where('m.channel', '=', channel);
  if (asked) rows = rows.where('m.applicant_class', '=', asked);
  if (unit) rows = rows.where('m.lead_unit_id', '=', unit);
  if (reply) rows = rows.where('m.reply_kind', '=', reply);
  if (light) rows = rows.where(lightColumn(today, calendar), '=', light);
  if (overdue !== undefined)
    rows = rows
      .where(lightColumn(today, calendar), '=', 'red')
      .where(sql<boolean>`m.due_on <= ${lastDayLateBy(overdue, today, calendar)}::date`);
  if (dueFrom) rows = rows.where(sql<boolean>`m.due_on >= ${dueFrom}::date`);
  if (dueTo) rows = rows.where(sql<boolean>`m.due_on <= ${dueTo}::date`);
  if (from) rows = rows.where(sql<boolean>`m.arrived_on >= ${from}::date`);
  if (to) rows = rows.where(sql<boolean>`m.arrived_on <= ${to}::date`);
  return named ? rows.where(named) : rows;
}

/** The latest last day that is so many working days past: what fell due on it or before is as late or later. */
function lastDayLateBy(workdays: number, today: LocalDate, calendar: WorkCalendar): LocalDate {
  let on = addDays(today, -1);
  while (workdaysBetween(on, today, calendar) < workdays) on = addDays(on, -1);
  return on;
}

/** By what a request is called: the number of its receipt, words of its title, its number. */
async function namedSo({ db }: Services, q: string | undefined): Promise<RawBuilder<boolean> | undefined> {
  const receipt = q?.trim().toUpperCase();
  const row =
    receipt && (await db.selectFrom('request').select('id').where('receipt', '=', receipt).executeTakeFirst());
  return row ? sql<boolean>`m.id = ${row.id}::uuid` : calledSo(db, q);
}

/** Numbers are given out in the order of registering; as text 10号 would stand before 9号. */
const COLUMNS = {
  due: 'm.due_on',
  received: 'm.received_on',
  arrived: 'm.arrived_on',
  number: 'm.started_at',
} as const;

const orderOf = (sort: RequestQuery['sort']) => (sort === undefined ? openFirst : orderBy(sort, COLUMNS));

const HAND_BACK_WORDS: Readonly<Record<string, string>> = HAND_BACK_REASONS;

type Row = Awaited<ReturnType<typeof requestLinesOf>>[number];

function requestLine(row: Row, services: Services): RequestLine {
  const {
    id,
    number,
    title,
    leadUnit,
    state,
    stateLabel,
    dueOn,
    dueProvisional,
    light,
    waitsFor,
    assignee,
    receivedOn,
  } = lineOf(row, readerOf(services));
  return {
    id,
    version: row.version,
    number,
    title,
    arrivedOn: row.arrivedOn,
    receivedOn: row.confirmedOn === null ? null : receivedOn,
    channel: row.channel,
    channelLabel: CHANNELS[row.channel as Channel],
    applicantClass: row.applicantClass,
    classLabel: APPLICANT_CLASSES[row.applicantClass as ApplicantClass],
    leadUnit,
    state,
    stateLabel,
    dueOn,
    dueProvisional,
    light,
    replyKind: row.replyKind,
    replyLabel: row.replyKind && REPLY_KINDS[row.replyKind as Bucket].label,
    repliedOn: row.repliedOn,
    waitsFor,
    assignee: assignee?.name ?? null,
    handedBackFor: row.handedBackFor && (HAND_BACK_WORDS[row.handedBackFor] ?? row.handedBackFor),
  };
}
