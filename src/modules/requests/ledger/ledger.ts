import { sql } from 'kysely';
import type { Actor } from '#kernel/policy.ts';
import { lightColumn, lineOf, readerOf } from '#commons/casework/index.ts';
import { containing } from '#platform/like.ts';
import type { Services } from '#platform/services.ts';
import { APPLICANT_CLASSES, type ApplicantClass, CHANNELS, type Channel } from '../contract.ts';
import { type Bucket, REPLY_KINDS } from '../law/reply-kinds.ts';
import type { RequestLine, RequestPage, RequestQuery } from './contract.ts';
import { atDesk } from './desks.ts';
import { requestRows } from './rows.ts';

const PAGE_SIZE = 20;
/** An export beyond this is a report, and wants a question first. */
export const LARGEST_EXPORT = 20_000;

type Filter = Omit<RequestQuery, 'page' | 'size'>;

/** A page of the requests somebody may see, filtered and sorted by the database. */
export async function requestLedger(services: Services, actor: Actor, query: RequestQuery): Promise<RequestPage> {
  const { page = 1, size = PAGE_SIZE, sort } = query;
  const matching = matchingRows(services, actor, query);
  const rows = await sorted(matching, sort)
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  const { total } = await matching
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { rows: rows.map((row) => requestLine(row, services)), total };
}

/** Every row the filter gives, for an export; the first {@link LARGEST_EXPORT} of them. */
export async function requestLines(services: Services, actor: Actor, filter: Filter): Promise<RequestLine[]> {
  const rows = await sorted(matchingRows(services, actor, filter), filter.sort)
    .limit(LARGEST_EXPORT)
    .execute();
  return rows.map((row) => requestLine(row, services));
}

function matchingRows(services: Services, actor: Actor, filter: Filter) {
  const today = services.time.today();
  const calendar = services.calendar();
  let rows = requestRows(services, actor);
  const { q, desk, state, channel, class: asked, unit, reply, light, from, to } = filter;
  if (desk) rows = rows.where(atDesk(desk, today, calendar));
  if (state) rows = rows.where('m.state', '=', state);
  if (channel) rows = rows.where('r.channel', '=', channel);
  if (asked) rows = rows.where('r.applicant_class', '=', asked);
  if (unit) rows = rows.where('m.lead_unit_id', '=', unit);
  if (reply) rows = rows.where('r.reply_kind', '=', reply);
  if (light) rows = rows.where(lightColumn(today, calendar), '=', light);
  if (from) rows = rows.where(sql<boolean>`r.arrived_on >= ${from}::date`);
  if (to) rows = rows.where(sql<boolean>`r.arrived_on <= ${to}::date`);
  if (q?.trim()) {
    const words = containing(q);
    const receipt = q.trim().toUpperCase();
    rows = rows.where((eb) =>
      eb.or([eb('m.title', 'ilike', words), eb('m.number', 'ilike', words), eb('r.receipt', '=', receipt)]),
    );
  }
  return rows;
}

/** Numbers are given out in the order of registering; as text 10号 would stand before 9号. */
const COLUMNS = {
  due: 'm.due_on',
  received: 'm.received_on',
  arrived: 'r.arrived_on',
  number: 'm.started_at',
} as const;

/** Unless asked otherwise, what is still open comes first, by its due date; then what was closed last. */
function sorted(rows: ReturnType<typeof requestRows>, sort: RequestQuery['sort']) {
  if (sort === undefined)
    return rows
      .orderBy(sql`m.closed_on desc nulls first`)
      .orderBy('m.due_on', (o) => o.asc().nullsLast())
      .orderBy('m.id');
  const column = COLUMNS[sort.replace(/^-/, '') as keyof typeof COLUMNS];
  return rows
    .orderBy(sql.ref(column), (o) => (sort.startsWith('-') ? o.desc().nullsLast() : o.asc().nullsLast()))
    .orderBy('m.id');
}

type Row = Awaited<ReturnType<ReturnType<typeof requestRows>['executeTakeFirstOrThrow']>>;

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
  };
}
