import { sql } from 'kysely';
import { daysBetween, isLocalDate, type LocalDate } from '#kernel/dates.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { notFound } from '#kernel/errors.ts';
import { deliberationOf, lastDay } from '#commons/publishing/index.ts';
import { containing } from '#platform/like.ts';
import type { Services } from '#platform/services.ts';
import type { EventLine, LedgerDetail, LedgerLine, LedgerQuery } from './contract.ts';
import { normativePolicy } from './policy.ts';
import { datesOf, eventsOf, type NormRow } from './rows.ts';
import { ENDED, type EventKind, EVENTS, STANDINGS, standingOn } from './standing.ts';

/** Of the opinion under the text that is out. */
const reviewNumber = sql<string | null>`(
  select s.review_number from signature s
  join document out on out.id = s.document_id
  join document_revision shown on shown.id = out.released_revision_id and shown.content_hash = s.content_hash
  where s.document_id = n.id and s.step = 'legality-review' and s.agrees
  order by s.signed_at desc limit 1)`.as('reviewNumber');

/** More normative documents than any bureau has in force and on record. */
export const LARGEST_LEDGER = 5000;

/** The ledger as it is, or as it was on a day, narrowed. Standings are read from what happened, so any day can be asked for. */
export async function ledgerLines(services: Services, actor: Actor, query: Omit<LedgerQuery, 'page' | 'size'>) {
  const { db, time } = services;
  const on = query.asOf && isLocalDate(query.asOf) ? query.asOf : time.today();
  const bureaus = [...new Set(actor.grants.map(({ unitPath }) => unitPath[0] ?? ''))].filter(Boolean);
  if (bureaus.length === 0) return [];
  let rows = db
    .selectFrom('normative_document as n')
    .innerJoin('unit as u', 'u.id', 'n.unit_id')
    .selectAll('n')
    .select(['u.name as unitName', reviewNumber])
    .where('n.bureau_id', 'in', bureaus)
    .where('n.released_on', '<=', on);
  if (query.unit) rows = rows.where('n.unit_id', '=', query.unit);
  if (query.year && /^\d{4}$/.test(query.year))
    rows = rows.where(sql<boolean>`extract(year from n.released_on) = ${Number(query.year)}`);
  const q = query.q?.trim();
  if (q) {
    const words = containing(q);
    rows = rows.where((eb) =>
      eb.or([
        eb('n.title', 'ilike', words),
        eb('n.document_number', 'ilike', words),
        eb('n.unified_number', 'ilike', words),
        eb('n.filing_number', 'ilike', words),
      ]),
    );
  }
  const found = await rows.orderBy('n.released_on', 'desc').orderBy('n.id').limit(LARGEST_LEDGER).execute();
  const events = await eventsOf(
    db,
    found.map(({ id }) => id),
  );
  const lines = found
    .map((row) => lineOf(row, events.get(row.id) ?? [], on))
    .filter((line) => !query.standing || line.standing === query.standing)
    .filter((line) => fitsDue(line, query.due, on));
  return sorted(lines, query.sort);
}

function lineOf(
  row: NormRow & { readonly unitName: string; readonly reviewNumber: string | null },
  events: Parameters<typeof standingOn>[1],
  on: LocalDate,
) {
  const { standing, since, validUntil } = standingOn(datesOf(row), events, on);
  return {
    id: row.id,
    title: row.title,
    documentNumber: row.document_number,
    unifiedNumber: row.unified_number,
    unitId: row.unit_id,
    unitName: row.unitName,
    formedOn: row.formed_on,
    releasedOn: row.released_on,
    effectiveOn: row.effective_on,
    validUntil,
    standing,
    standingLabel: STANDINGS[standing],
    since,
    daysLeft: ENDED.has(standing) || validUntil === null ? null : daysBetween(on, validUntil),
    reviewNumber: row.reviewNumber,
    filingNumber: row.filing_number,
    filedOn: row.filed_on,
    filingDueOn: row.filing_due_on,
    withdrawn: row.withdrawn,
  } satisfies LedgerLine;
}

/** `expiring`: within half a year; `unfiled`: not filed yet. */
function fitsDue({ daysLeft, filingNumber }: LedgerLine, due: string | undefined, _on: LocalDate): boolean {
  if (due === 'expiring') return daysLeft !== null && daysLeft <= EXPIRING_DAYS;
  return due !== 'unfiled' || filingNumber === null;
}
const EXPIRING_DAYS = 183;

function sorted(lines: LedgerLine[], sort: string | undefined): LedgerLine[] {
  const key = sort?.replace(/^-/, '');
  const field = { released: 'releasedOn', until: 'validUntil', effective: 'effectiveOn' }[key ?? ''] as
    | 'releasedOn'
    | 'validUntil'
    | 'effectiveOn'
    | undefined;
  if (!field) return lines;
  const ordered = lines.toSorted((a, b) => (a[field] ?? '9999').localeCompare(b[field] ?? '9999'));
  return sort?.startsWith('-') ? ordered.toReversed() : ordered;
}

/** A page of it. */
export async function ledgerPage(services: Services, actor: Actor, query: LedgerQuery) {
  const lines = await ledgerLines(services, actor, query);
  return { rows: lines.slice((query.page - 1) * query.size, query.page * query.size), total: lines.length };
}

/** One document with everything that happened to it. */
export async function ledgerDetail(services: Services, actor: Actor, id: string): Promise<LedgerDetail> {
  const { db, time } = services;
  const row = await db
    .selectFrom('normative_document as n')
    .innerJoin('unit as u', 'u.id', 'n.unit_id')
    .innerJoin('document as d', 'd.id', 'n.id')
    .innerJoin('document_revision as r', 'r.id', 'd.released_revision_id')
    .selectAll('n')
    .select([
      'u.name as unitName',
      reviewNumber,
      'd.index_number as indexNumber',
      'r.data',
      'r.content_hash as contentHash',
    ])
    .where('n.id', '=', id)
    .executeTakeFirst();
  if (!row || !actor.grants.some(({ unitPath }) => unitPath[0] === row.bureau_id)) throw notFound('这份规范性文件');
  const events = (await eventsOf(db, [id])).get(id) ?? [];
  const met = await deliberationOf(db, id, row.contentHash);
  const data = row.data as Readonly<Record<string, string | undefined>>;
  return {
    ...lineOf(row, events, time.today()),
    version: row.version,
    indexNumber: row.indexNumber,
    legalityReview: await legalityReview(services, id, row.contentHash),
    commentsFrom: data.commentsFrom ?? null,
    commentsUntil: data.commentsUntil ?? null,
    commentsEndedOn: movedLastDay(data.commentsUntil, data.commentsFrom, services),
    commentsAt: data.commentsAt ?? null,
    // Texts of earlier editions state it themselves.
    deliberation: met?.meeting ?? data.deliberation ?? null,
    deliberatedOn: met?.heldOn ?? data.deliberatedOn ?? null,
    interpretations: await interpretationsOf(services, id),
    events: await eventLines(services, id),
    mayFile: allows(normativePolicy['normative-documents.file'], actor, { leadUnitId: row.unit_id }),
  };
}

function movedLastDay(
  announced: string | undefined,
  begunOn: string | undefined,
  { calendar }: Services,
): LocalDate | null {
  if (!announced || !isLocalDate(announced)) return null;
  const on = lastDay(announced, calendar(), begunOn);
  return on === announced ? null : on;
}

async function legalityReview({ db }: Services, id: string, contentHash: string) {
  const row = await db
    .selectFrom('signature as s')
    .innerJoin('person as p', 'p.id', 's.signer_id')
    .select(['p.name as signer', 's.opinion', 's.review_number as number', 's.signed_at as signedAt'])
    .where('s.document_id', '=', id)
    .where('s.step', '=', 'legality-review')
    .where('s.content_hash', '=', contentHash)
    .where('s.agrees', '=', true)
    .orderBy('s.signed_at', 'desc')
    .executeTakeFirst();
  return row ?? null;
}

async function interpretationsOf({ db }: Services, id: string) {
  const naming = JSON.stringify([{ kind: 'interprets', documentId: id }]);
  const { rows } = await sql<{ id: string; title: string }>`
    select d.id, r.title from document d join document_revision r on r.id = d.released_revision_id
    where r.relations @> ${naming}::jsonb and d.withdrawn_at is null order by d.released_at limit 50`.execute(db);
  return rows;
}

async function eventLines({ db }: Services, id: string): Promise<EventLine[]> {
  const rows = await db
    .selectFrom('normative_event as e')
    .leftJoin('person as p', 'p.id', 'e.made_by')
    .leftJoin('document as d', 'd.id', 'e.by_document_id')
    .leftJoin('document_revision as r', 'r.id', 'd.released_revision_id')
    .select([
      'e.id',
      'e.kind',
      'e.effect_on as effectOn',
      'e.reason',
      'e.basis',
      'e.by_document_id as byId',
      'r.title as byTitle',
      'p.name as madeBy',
      'e.made_at as madeAt',
      sql<boolean>`exists (select from normative_event off where off.called_off_id = e.id)`.as('calledOff'),
    ])
    .where('e.document_id', '=', id)
    .orderBy('e.id', 'desc')
    .execute();
  return rows.map(({ kind, byId, byTitle, ...row }) => ({
    ...row,
    // The table's check allows no other words.
    kind: kind as EventKind,
    label: EVENTS[kind as EventKind],
    by: byId && byTitle ? { id: byId, title: byTitle } : null,
  }));
}
