import { sql } from 'kysely';
import { workdaysBetween } from '#kernel/calendar.ts';
import { localDate } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { lightColumn, matterPath, type Reader, readerOf, visibleTo } from '#commons/casework/index.ts';
import type { Services } from '#platform/services.ts';
import type { BoardRow, ClimbedRung, LightCounts, RungLine, SupervisionBoard } from './contract.ts';
import { LADDER, toldLabels, whenOf } from './ladder.ts';
import { OWN_DAY_WORDS, type OwnDayKind } from './own-days.ts';
import { SUPERVISING } from './policy.ts';

const RECENT = 50;

/** Open matters of the bureaus somebody supervises, counted by lead unit and kind; every number can be followed to its rows. */
export async function supervisionBoard(services: Services, actor: Actor): Promise<SupervisionBoard> {
  const reader = readerOf(services);
  const counted = await countedRows(services, actor, reader);
  return {
    today: reader.today,
    total: countsOf(counted, reader),
    rows: counted.map((row) => boardRow(row, reader)),
    ladder: ladderLines(),
    recent: await recentRungs(services, actor),
  };
}

interface Counted {
  readonly unitId: string;
  readonly unitName: string;
  readonly kind: string;
  readonly open: number;
  readonly green: number;
  readonly yellow: number;
  readonly red: number;
  readonly paused: number;
  readonly none: number;
  readonly redDueDates: readonly string[];
}

async function countedRows({ db, catalogue }: Services, actor: Actor, { today, calendar }: Reader): Promise<Counted[]> {
  const light = lightColumn(today, calendar);
  const lit = (colour: string) => sql<number>`count(*) filter (where ${light} = ${colour})`;
  return db
    .selectFrom('matter as m')
    .innerJoin('unit as u', 'u.id', 'm.lead_unit_id')
    .select([
      'u.id as unitId',
      'u.name as unitName',
      'm.kind',
      sql<number>`count(*)`.as('open'),
      lit('green').as('green'),
      lit('yellow').as('yellow'),
      lit('red').as('red'),
      lit('paused').as('paused'),
      lit('none').as('none'),
      sql<string[]>`coalesce(array_agg(m.due_on::text) filter (where ${light} = 'red'), '{}')`.as('redDueDates'),
    ])
    .where('m.closed_on', 'is', null)
    .where(supervisedBy(actor))
    .where(visibleTo(actor, catalogue.kinds))
    .groupBy(['u.id', 'u.name', 'u.position', 'm.kind'])
    .orderBy('u.position')
    .orderBy('u.name')
    .orderBy('m.kind')
    .execute();
}

function boardRow(row: Counted, reader: Reader): BoardRow {
  return {
    unit: { id: row.unitId, name: row.unitName },
    kind: row.kind,
    kindLabel: reader.kinds.get(row.kind)?.label ?? row.kind,
    query: new URLSearchParams({ lead: row.unitId, kind: row.kind, open: 'true' }).toString(),
    ...countsOf([row], reader),
  };
}

function countsOf(rows: readonly Counted[], { today, calendar }: Reader): LightCounts {
  const sum = (of: (row: Counted) => number) => rows.reduce((total, row) => total + of(row), 0);
  const late = rows
    .flatMap(({ redDueDates }) => redDueDates)
    .map((on) => workdaysBetween(localDate(on), today, calendar));
  const lateness = late.reduce((total, days) => total + days, 0) / late.length;
  return {
    open: sum((row) => row.open),
    green: sum((row) => row.green),
    yellow: sum((row) => row.yellow),
    red: sum((row) => row.red),
    paused: sum((row) => row.paused),
    none: sum((row) => row.none),
    averageLateness: late.length === 0 ? null : Math.round(lateness * 10) / 10,
  };
}

async function recentRungs({ db, catalogue }: Services, actor: Actor): Promise<ClimbedRung[]> {
  const rows = await db
    .selectFrom('supervision_rung as s')
    .innerJoin('matter as m', 'm.id', 's.matter_id')
    .innerJoin('unit as u', 'u.id', 'm.lead_unit_id')
    .select(['m.id', 'm.kind', 'm.number', 'm.title', 'u.id as unitId', 'u.name as unitName'])
    .leftJoin('unit as own', 'own.id', 's.unit_id')
    .select(['s.rung', 's.due_on as dueOn', 's.reached_on as reachedOn', 's.told', 's.about', 'own.name as ownName'])
    .where(supervisedBy(actor))
    .where(visibleTo(actor, catalogue.kinds))
    .orderBy('s.reached_on', 'desc')
    .orderBy('s.due_on')
    .limit(RECENT)
    .execute();
  return rows.map(({ id, kind, number, title, unitId, unitName, rung, about, ownName, ...row }) => ({
    ...row,
    of: about === 'matter' ? null : `${ownName}${OWN_DAY_WORDS[about as OwnDayKind]}`,
    matter: { id, path: matterPath(catalogue.kinds.get(kind), id), number, title },
    leadUnit: { id: unitId, name: unitName },
    rung,
    rungLabel: LADDER.find(({ key }) => key === rung)?.label ?? rung,
  }));
}

/** The matters `m` of the bureaus in which somebody holds a supervising role. */
export function supervisedBy(actor: Actor) {
  const roles: readonly string[] = SUPERVISING;
  const bureaus = actor.grants.flatMap(({ role, unitPath }) => (roles.includes(role) ? unitPath.slice(0, 1) : []));
  return sql<boolean>`m.bureau_id = any(${[...new Set(bureaus)]}::uuid[])`;
}

const ladderLines = (): RungLine[] =>
  LADDER.map((rung) => ({
    key: rung.key,
    label: rung.label,
    when: whenOf(rung),
    tells: rung.tells.map((told) => toldLabels[told]).join('、'),
  }));
