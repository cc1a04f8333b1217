import { sql } from 'kysely';
import { type LocalDate, monthOf, yearOf } from '#kernel/dates.ts';
import { notFound } from '#kernel/errors.ts';
import type { Actor } from '#kernel/policy.ts';
import { type MatterKind, matterPath, visibleTo } from '#commons/casework/index.ts';
import type { Services } from '#platform/services.ts';
import { bodyChart } from '#portal/index.ts';
import { supervisedBy } from './board.ts';
import type {
  OnTime,
  OnTimeMatter,
  OnTimeMatters,
  OnTimeMattersQuery,
  OnTimeQuery,
  OnTimeRow,
} from './on-time-contract.ts';
import { onTimeLights, rateLight } from './on-time-lights.ts';

const QUARTERS = 8;
const PAGE_SIZE = 20;

/**
 * Of what ended in each of the last eight quarters, how much within its period, by lead unit and in all, over what somebody supervises and may see.
 * Late is what the kind calls late (`MatterKind.endings`): waiting that the law allows is in the day an end is held against. Not found for a kind without ends.
 */
export async function onTime(services: Services, actor: Actor, query: OnTimeQuery): Promise<OnTime> {
  const kinds = kindsOf(services);
  const kind = asked(kinds, query.kind);
  const quarters = lastQuarters(services.time.today());
  const lights = await onTimeLights.current(services.db);
  const counted = await countedEnds(services, actor, kind, quarters[0]?.from ?? services.time.today());
  const row = (unit: OnTimeRow['unit']): OnTimeRow => ({
    unit,
    cells: quarters.map(({ key }) => {
      const found = counted.find((one) => one.unitId === (unit?.id ?? null) && one.quarter === key);
      const { ended = 0, inTime = 0 } = found ?? {};
      return { quarter: key, ended, inTime, light: rateLight(inTime, ended, lights) };
    }),
  });
  const units = new Map(counted.flatMap(({ unitId: id, unitName: name }) => (id && name ? [[id, { id, name }]] : [])));
  const drawn = row(units.get(query.unit ?? '') ?? null);
  return {
    kind: kind.key,
    kindLabel: kind.label,
    kinds: kinds.map(({ key, label }) => ({ key, label })),
    quarters: quarters.map(({ key, label }) => ({ key, label })),
    rows: [row(null), ...[...units.values()].map(row)],
    lights,
    line: { unit: drawn.unit, ...drawnLine(drawn, quarters) },
  };
}

const kindsOf = ({ catalogue }: Services): MatterKind[] =>
  [...catalogue.kinds.values()].filter(({ endings }) => endings !== undefined);

function asked(kinds: readonly MatterKind[], key: string | undefined): MatterKind {
  const kind = key === undefined ? kinds[0] : kinds.find((one) => one.key === key);
  if (!kind) throw notFound('这类事项的按期率');
  return kind;
}

interface Quarter {
  readonly key: string;
  readonly label: string;
  readonly from: LocalDate;
}

/** The quarter of a day and the seven before it, the oldest first. */
function lastQuarters(today: LocalDate): Quarter[] {
  const last = yearOf(today) * 4 + Math.ceil(monthOf(today) / 3) - 1;
  return Array.from({ length: QUARTERS }, (_, at) => {
    const [year, n] = [Math.floor((last - QUARTERS + 1 + at) / 4), ((last - QUARTERS + 1 + at) % 4) + 1];
    const month = String(n * 3 - 2).padStart(2, '0');
    return {
      key: `${year}-${n}`,
      label: `${year}年第${'一二三四'[n - 1]}季度`,
      from: `${year}-${month}-01` as LocalDate,
    };
  });
}

const quarterOfEnd = sql<string>`extract(year from e.ended_on) || '-' || extract(quarter from e.ended_on)`;

interface CountedEnds {
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly quarter: string;
  readonly ended: number;
  readonly inTime: number;
}

/** Ends `e` of a kind with their matter `m` and its lead unit `u`, as somebody who supervises may see them. */
const ends = (kind: MatterKind, actor: Actor, { catalogue }: Services) => sql`
  (${kind.endings}) e join matter m on m.id = e.matter_id join unit u on u.id = m.lead_unit_id
  where m.kind = ${kind.key} and ${supervisedBy(actor)} and ${visibleTo(actor, catalogue.kinds, kind.key)}`;

async function countedEnds(
  services: Services,
  actor: Actor,
  kind: MatterKind,
  from: LocalDate,
): Promise<CountedEnds[]> {
  const { rows } = await sql<CountedEnds>`
    select u.id as "unitId", u.name as "unitName", ${quarterOfEnd} as quarter,
      count(*)::int as ended, count(*) filter (where not e.late)::int as "inTime"
    from ${ends(kind, actor, services)} and e.ended_on >= ${from}::date and e.ended_on <= ${services.time.today()}::date
    group by grouping sets ((quarter), (u.id, u.name, u.position, quarter))
    order by (u.id is not null), u.position, u.name`.execute(services.db);
  return rows;
}

/** The ends behind a figure: each with its matter, the latest first. */
export async function onTimeMatters(
  services: Services,
  actor: Actor,
  query: OnTimeMattersQuery,
): Promise<OnTimeMatters> {
  const { page = 1, size = PAGE_SIZE, unit, quarter, late } = query;
  const kind = asked(kindsOf(services), query.kind);
  const { rows } = await sql<Omit<OnTimeMatter, 'path'> & { total: number }>`
    select m.id, m.number, m.title, u.name as unit, e.ended_on as "endedOn", e.late, count(*) over ()::int as total
    from ${ends(kind, actor, services)}
      and (${unit ?? null}::uuid is null or u.id = ${unit ?? null})
      and (${quarter ?? null}::text is null or ${quarterOfEnd} = ${quarter ?? null})
      and (${late ?? false} = false or e.late)
    order by e.ended_on desc, m.id
    limit ${size} offset ${(page - 1) * size}`.execute(services.db);
  return {
    rows: rows.map(({ total: _, ...row }) => ({ ...row, path: matterPath(kind, row.id) })),
    total: rows[0]?.total ?? 0,
  };
}

/** A quarter in which nothing ended is a gap in the line, not nought. */
function drawnLine(
  { unit, cells }: OnTimeRow,
  quarters: readonly Quarter[],
): Pick<OnTime['line'], 'picture' | 'narrow'> {
  const values = cells.map(({ ended, inTime }) => (ended === 0 ? Number.NaN : Math.floor((inTime / ended) * 100)));
  const { narrow, ...picture } = bodyChart({
    kind: 'line',
    title: '按期率',
    unit: '%',
    what: '季度',
    labels: quarters.map(({ label }) => label.replace('年第', '年\n')),
    series: [{ name: unit?.name ?? '全部单位', values }],
  });
  return { picture, narrow };
}
