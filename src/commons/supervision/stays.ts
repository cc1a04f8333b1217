import { type RawBuilder, sql } from 'kysely';
import { dateOf, type LocalDate, localDate, yearOf } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { matterPath, visibleTo } from '#commons/casework/index.ts';
import type { Services } from '#platform/services.ts';
import { supervisedBy } from './board.ts';
import type {
  StayFigure,
  StayFigures,
  StayMatter,
  StayMatters,
  StayMattersQuery,
  StaysQuery,
} from './stays-contract.ts';
import { workdayNumbers } from './workday-numbers.ts';

const PAGE_SIZE = 20;
/** What leaves as a file has all stages: there are as many as kinds have states and bureaus have units. */
const ALL = 10_000;

interface Counted {
  readonly kind: string;
  readonly state: string;
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly ended: number;
  readonly within: number;
  readonly median: number | null;
  readonly ninety: number | null;
  readonly longest: number | null;
  readonly open: number;
  readonly openBeyond: number;
}

/**
 * How long the stages of the supervised bureaus' work took, by stage and, below it, by unit: over the stays somebody may see that ended in a period
 * (left out: this year until today), and how many have not ended. Stages without a goal (whose waiting is not the office's) are not in it.
 */
export async function stayFigures(services: Services, actor: Actor, query: StaysQuery): Promise<StayFigures> {
  const { page = 1, size = PAGE_SIZE } = query;
  const period = periodOf(services, query);
  const rows = inOrder(await counted(services, actor, query, period), services).map((row) =>
    figureOf(row, services, period),
  );
  return { rows: rows.slice((page - 1) * size, page * size), total: rows.length, ...period };
}

/** The same, all of them, for a file. */
export const allStayFigures = (services: Services, actor: Actor, query: StaysQuery): Promise<StayFigures> =>
  stayFigures(services, actor, { ...query, page: 1, size: ALL });

interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

function periodOf({ time }: Services, { from, to }: Pick<StaysQuery, 'from' | 'to'>): Period {
  const today = time.today();
  const until = to ? localDate(to) : today;
  return { from: from ? localDate(from) : dateOf(yearOf(until), 1, 1), to: until };
}

/** Stays `s` with their matter `m`, their unit `u` and the working days each took (`took.n`), as somebody may see them. */
async function stays(
  { db, catalogue, calendar, time }: Services,
  actor: Actor,
  { kind, unit }: Pick<StaysQuery, 'kind' | 'unit'>,
  { from, to }: Period,
): Promise<RawBuilder<unknown>> {
  const today = time.today();
  const { rows } = await sql<{ first: LocalDate | null }>`
    select min(since_on) as first from matter_stay
    where left_on is null or (left_on >= ${from}::date and left_on <= ${to}::date)`.execute(db);
  const days = workdayNumbers(rows[0]?.first ?? today, to > today ? to : today, calendar());
  return sql`
    matter_stay s
    join matter m on m.id = s.matter_id
    join unit u on u.id = coalesce(s.unit_id, m.bureau_id)
    join (${days}) as began on began."on" = s.since_on
    join (${days}) as over on over."on" = coalesce(s.left_on, ${today}::date)
    cross join lateral (select over.n - began.n as n) as took
    where (s.left_on is null or (s.left_on >= ${from}::date and s.left_on <= ${to}::date))
      and (${kind ?? null}::text is null or m.kind = ${kind ?? null})
      and (${unit ?? null}::uuid is null or u.id = ${unit ?? null})
      and ${supervisedBy(actor)} and ${visibleTo(actor, catalogue.kinds)}`;
}

async function counted(services: Services, actor: Actor, query: StaysQuery, period: Period): Promise<Counted[]> {
  const ended = sql`filter (where s.left_on is not null)`;
  const { rows } = await sql<Counted>`
    select m.kind, s.state, u.id as "unitId", u.name as "unitName",
      count(*) ${ended}::int as ended,
      count(*) filter (where s.left_on <= s.target_on)::int as within,
      percentile_disc(0.5) within group (order by took.n) ${ended} as median,
      percentile_disc(0.9) within group (order by took.n) ${ended} as ninety,
      max(took.n) ${ended} as longest,
      count(*) filter (where s.left_on is null)::int as open,
      count(*) filter (where s.left_on is null and s.target_on < ${services.time.today()}::date)::int as "openBeyond"
    from ${await stays(services, actor, query, period)}
    group by grouping sets ((m.kind, s.state), (m.kind, s.state, u.id, u.name, u.position))
    order by (u.id is not null), u.position, u.name`.execute(services.db);
  return rows;
}

/** By kind and, within it, in the order in which its workflow passes through the stages; the whole of a stage before its units. */
function inOrder(rows: readonly Counted[], { catalogue }: Services): Counted[] {
  const kinds = [...catalogue.kinds.keys()];
  const place = ({ kind, state }: Counted) =>
    kinds.indexOf(kind) * 1_000 + Object.keys(catalogue.kinds.get(kind)?.workflow.states ?? {}).indexOf(state);
  return rows.toSorted((a, b) => place(a) - place(b));
}

function figureOf({ unitId, unitName, ...row }: Counted, { catalogue }: Services, period: Period): StayFigure {
  const kind = catalogue.kinds.get(row.kind);
  const behind = { kind: row.kind, state: row.state, ...(unitId && { unit: unitId }), ...period };
  return {
    ...row,
    kindLabel: kind?.label ?? row.kind,
    stateLabel: kind?.workflow.states[row.state]?.label ?? row.state,
    unit: unitId && unitName ? { id: unitId, name: unitName } : null,
    query: new URLSearchParams(behind).toString(),
  };
}

interface StayRow extends Omit<StayMatter, 'path' | 'stateLabel'> {
  readonly kind: string;
  readonly state: string;
  readonly total: number;
}

/** The stays behind a figure, the longest first: each with its matter, for whoever may see it. */
export async function stayMatters(services: Services, actor: Actor, query: StayMattersQuery): Promise<StayMatters> {
  const { page = 1, size = PAGE_SIZE, state, end } = query;
  const from = await stays(services, actor, query, periodOf(services, query));
  const { rows } = await sql<StayRow>`
    select s.id::text, m.id as "matterId", m.kind, m.number, m.title, s.state, u.name as unit, s.since_on as "sinceOn", s.left_on as "leftOn",
      s.target_days as "targetDays", s.target_on as "targetOn", took.n as took,
      coalesce(s.left_on, ${services.time.today()}::date) > s.target_on as beyond, count(*) over ()::int as total
    from ${from}
      and (${state ?? null}::text is null or s.state = ${state ?? null})
      and ${ENDS[end ?? 'ended']}
    order by took.n desc, s.since_on, s.id
    limit ${size} offset ${(page - 1) * size}`.execute(services.db);
  return { rows: rows.map((row) => stayMatter(row, services)), total: rows[0]?.total ?? 0 };
}

const ENDS = {
  ended: sql<boolean>`s.left_on is not null`,
  within: sql<boolean>`s.left_on <= s.target_on`,
  beyond: sql<boolean>`s.left_on > s.target_on`,
  open: sql<boolean>`s.left_on is null`,
} as const;

function stayMatter({ kind: key, state, total: _, ...row }: StayRow, { catalogue }: Services): StayMatter {
  const kind = catalogue.kinds.get(key);
  return { ...row, path: matterPath(kind, row.matterId), stateLabel: kind?.workflow.states[state]?.label ?? state };
}
