import { sql } from 'kysely';
import { yearOf } from '#kernel/dates.ts';
import { formatNumber } from '#kernel/numbering.ts';
import type { Actor } from '#kernel/policy.ts';
import type { Services } from '#platform/services.ts';
import { needsInterpretation } from '../content-type.ts';
import type { Content } from '../contract.ts';
import { countedRevision, firstReleasedAt, isOutNow, overdueOn, releasedLate, yearOfChina } from '../first-release.ts';
import { indexSeries, publicationKind } from '../kind.ts';
import { DISCLOSURES, NON_DISCLOSURE_BASES, OPENNESS_CLASSES, statutoryLabel } from '../statutory-kinds.ts';
import { WITHDRAWAL_CAUSES } from '../withdrawal-kinds.ts';
import type { Count, PublishingStatistics, StepsInTime } from './contract.ts';

interface Out {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly statutoryClass: number | null;
  readonly opennessClass: string;
  readonly urgent: boolean;
  readonly late: boolean;
}

/** One year of publishing in the bureaus somebody works in, counted from what happened and never typed in. */
export async function publishingStatistics(
  services: Services,
  actor: Actor,
  year: number,
): Promise<PublishingStatistics> {
  const { catalogue, time } = services;
  const bureaus = [...new Set(actor.grants.flatMap(({ unitPath }) => unitPath.slice(0, 1)))];
  const within = { ...yearOfChina(year), bureaus };
  const out = await firstReleases(services, within);
  const begun = await begunIn(services, within);
  const label = (key: string) => catalogue.contentTypes.get(key)?.label ?? key;
  return {
    year,
    years: await yearsOf(services),
    released: out.length,
    byType: counted(out, ({ type }) => [type, label(type)]),
    byStatutoryClass: counted(
      out.filter(({ statutoryClass }) => statutoryClass),
      ({ statutoryClass }) => [String(statutoryClass), statutoryLabel(statutoryClass ?? undefined) ?? ''],
    ),
    byOpennessClass: counted(out, ({ opennessClass: key }) => [key, wordFor(OPENNESS_CLASSES, key)]),
    byDisclosure: counted(begun, ({ disclosure: key }) => [key, wordFor(DISCLOSURES, key)]),
    byBasis: counted(
      begun.filter(({ basis }) => basis !== null),
      ({ basis }) => [basis ?? '', wordFor(NON_DISCLOSURE_BASES, basis ?? '')],
    ),
    ...(await changesIn(services, within)),
    inTime: out.filter(({ late }) => !late).length,
    late: out.filter(({ late }) => late).length,
    unpublished: await unpublishedIn(services, within, year),
    emergency: await emergencies(services, out, time.today()),
    interpretation: await interpretations(services, out),
    steps: await stepsInTime(services, within, year),
    indexNumbers: await indexNumbers(services, year),
  };
}

interface Within {
  readonly from: string;
  readonly to: string;
  readonly bureaus: readonly string[];
}

async function firstReleases({ db }: Services, { from, to, bureaus }: Within): Promise<Out[]> {
  const { rows } = await sql<Out>`
    select d.id, d.type, r.data, r.statutory_class as "statutoryClass", r.openness_class as "opennessClass",
      exists (select from review_debt b where b.document_id = d.id) as urgent,
      ${releasedLate} as late
    from document d
    join matter m on m.id = d.id
    join document_revision r on r.id = ${countedRevision}
    where ${firstReleasedAt} >= ${from} and ${firstReleasedAt} < ${to} and m.bureau_id = any(${[...bureaus]}::uuid[])`.execute(
    db,
  );
  return rows;
}

async function begunIn({ db }: Services, { from, to, bureaus }: Within) {
  const { rows } = await sql<{ disclosure: string; basis: string | null }>`
    select r.disclosure, r.disclosure_basis as basis
    from document d join matter m on m.id = d.id join document_revision r on r.id = d.current_revision_id
    where m.started_at >= ${from} and m.started_at < ${to} and m.state <> 'discarded'
      and m.bureau_id = any(${[...bureaus]}::uuid[])`.execute(db);
  return rows;
}

async function changesIn({ db }: Services, { from, to, bureaus }: Within) {
  const { rows } = await sql<{ kind: string; cause: string | null; count: number; late: number }>`
    select case when x.changed_on is null then x.kind else 'change' end as kind, x.cause, count(*)::int as count,
      count(*) filter (where (x.released_at at time zone 'Asia/Shanghai')::date > x.due_on)::int as late
    from release x join matter m on m.id = x.document_id
    where x.released_at >= ${from} and x.released_at < ${to} and x.kind <> 'release' and m.bureau_id = any(${[...bureaus]}::uuid[])
    group by 1, 2`.execute(db);
  const changes = rows.find(({ kind }) => kind === 'change');
  return {
    corrections: rows.find(({ kind }) => kind === 'correct')?.count ?? 0,
    changes: { released: changes?.count ?? 0, late: changes?.late ?? 0 },
    withdrawals: rows
      .filter(({ kind }) => kind === 'withdraw')
      .map(({ cause, count }) => ({
        key: cause ?? 'older',
        label: cause ? wordFor(WITHDRAWAL_CAUSES, cause) : '未分类',
        count,
      })),
  };
}

/** In the year its last day was in, as a step beyond its goal is. */
async function unpublishedIn({ db, time }: Services, { bureaus }: Within, year: number) {
  const { rows } = await sql<{ first: number; changes: number }>`
    select count(*) filter (where not ${isOutNow})::int as first, count(*) filter (where ${isOutNow})::int as changes
    from document d join matter m on m.id = d.id
    where ${overdueOn(time.today())} and extract(year from m.due_on) = ${year}
      and m.bureau_id = any(${[...bureaus]}::uuid[])`.execute(db);
  return rows[0] ?? { first: 0, changes: 0 };
}

async function emergencies({ db }: Services, out: readonly Out[], today: string) {
  const urgent = out.filter((one) => one.urgent).map(({ id }) => id);
  const { rows } = await sql<{ open: number; overdue: number }>`
    select count(*)::int as open, count(*) filter (where due_on < ${today})::int as overdue
    from review_debt where settled_at is null and document_id = any(${urgent}::uuid[])`.execute(db);
  return { released: urgent.length, open: rows[0]?.open ?? 0, overdue: rows[0]?.overdue ?? 0 };
}

async function interpretations({ db, catalogue }: Services, out: readonly Out[]) {
  const needed = out
    .filter(({ type, data }) => {
      const declared = catalogue.contentTypes.get(type);
      return declared !== undefined && needsInterpretation(declared, { data } as Content);
    })
    .map(({ id }) => id);
  const { rows } = await sql<{ given: number }>`
    select count(distinct named."documentId")::int as given
    from portal.document p cross join lateral jsonb_to_recordset(p.relations) as named(kind text, "documentId" uuid)
    where named.kind = 'interprets' and p.withdrawn_at is null and named."documentId" = any(${needed}::uuid[])`.execute(
    db,
  );
  return { needed: needed.length, given: rows[0]?.given ?? 0 };
}

/** A step that is still open counts once its goal is behind it, in the year that day was in. Where it waits for a role of the whole bureau, for the bureau. */
async function stepsInTime({ db, time }: Services, { bureaus }: Within, year: number): Promise<StepsInTime[]> {
  const { rows } = await sql<StepsInTime>`
    select u.name as unit, count(*)::int as total, count(*) filter (where s.left_on <= s.target_on)::int as within
    from matter_stay s join matter m on m.id = s.matter_id join unit u on u.id = coalesce(s.unit_id, m.bureau_id)
    where m.kind = ${publicationKind.key} and m.bureau_id = any(${[...bureaus]}::uuid[])
      and (s.left_on is not null or s.target_on < ${time.today()}::date)
      and extract(year from coalesce(s.left_on, s.target_on)) = ${year}
    group by u.id, u.name order by count(*) desc, u.name`.execute(db);
  return rows;
}

async function indexNumbers({ db }: Services, year: number) {
  const series = await db
    .selectFrom('number_series')
    .select('last')
    .where('series', '=', indexSeries.key)
    .where('year', '=', year)
    .executeTakeFirst();
  const issued = series?.last ?? 0;
  const borne = new Set(
    (await db.selectFrom('document').select('index_number').execute()).map(({ index_number }) => index_number),
  );
  const all = Array.from({ length: issued }, (_, at) => formatNumber(indexSeries, year, at + 1));
  return { issued, missing: all.filter((number) => !borne.has(number)).slice(0, 100) };
}

async function yearsOf({ db, time }: Services): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`
    select distinct extract(year from released_at at time zone 'Asia/Shanghai')::int as year
    from release where released_at is not null order by 1 desc`.execute(db);
  const years = rows.map(({ year }) => year);
  const now = yearOf(time.today());
  return years.includes(now) ? years : [now, ...years];
}

function counted<T>(rows: readonly T[], by: (row: T) => readonly [key: string, label: string]): Count[] {
  const counts = new Map<string, { label: string; count: number }>();
  for (const row of rows) {
    const [key, label] = by(row);
    counts.set(key, { label, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts].map(([key, one]) => ({ key, ...one })).sort((a, b) => b.count - a.count);
}

const wordFor = (words: Readonly<Record<string, string>>, key: string): string => words[key] ?? key;
