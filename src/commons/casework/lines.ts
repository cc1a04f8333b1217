import { type RawBuilder, sql } from 'kysely';
import type { WorkCalendar } from '#kernel/calendar.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { roleLabel } from '#commons/organisations/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import type { MatterLine } from './contract.ts';
import type { MatterKind } from './kind.ts';
import { lightOf } from './light.ts';
import { targetOf } from './targets.ts';
import { matterPath } from './where.ts';

/** Matters `m` with the names a list shows. Add what restricts and sorts. */
export function lineRows(db: Db | Tx) {
  return db
    .selectFrom('matter as m')
    .innerJoin('unit as lead', 'lead.id', 'm.lead_unit_id')
    .leftJoin('person as assignee', 'assignee.id', 'm.assignee_id')
    .leftJoin('unit as awaited', 'awaited.id', 'm.waiting_unit_id')
    .leftJoin('person as waiting', 'waiting.id', 'm.waiting_person_id')
    .select([
      'm.id',
      'm.kind',
      'm.number',
      'm.title',
      'm.state',
      'm.task',
      'm.lead_unit_id as leadUnitId',
      'lead.name as leadUnitName',
      'm.assignee_id as assigneeId',
      'assignee.name as assigneeName',
      'm.waiting_role as waitingRole',
      'awaited.name as waitingUnitName',
      'waiting.name as waitingPersonName',
      'm.waiting_since as waitingSince',
      'm.received_on as receivedOn',
      'm.target_on as targetOn',
      'm.target_days as targetDays',
      'm.due_on as dueOn',
      'm.due_provisional as dueProvisional',
      'm.clock_state as clockState',
      'm.closed_on as closedOn',
    ]);
}

/** What is still open first, by its due date; then what was closed last: as an index of matters and of the ledgers' narrow rows has it. */
export const openFirst: RawBuilder<unknown> = sql`m.closed_on desc nulls first, m.due_on asc nulls last, m.id`;

/** Columns that always have a value: turned round, their order is that of the same index read backwards. */
const ALWAYS_THERE: ReadonlySet<string> = new Set(['m.title', 'm.received_on', 'm.arrived_on', 'm.started_at']);

/** By a column of `m`, as asked (`due`, `-due`); what has no value comes last either way. */
export function orderBy<K extends string>(
  sort: K | `-${K}`,
  columns: Readonly<Record<K, string>>,
): RawBuilder<unknown> {
  const name = columns[sort.replace(/^-/, '') as K];
  const column = sql.ref(name);
  if (ALWAYS_THERE.has(name)) return sort.startsWith('-') ? sql`${column} desc, m.id desc` : sql`${column}, m.id`;
  return sort.startsWith('-') ? sql`${column} desc nulls last, m.id` : sql`${column} asc nulls last, m.id`;
}

/** Rows that were looked up by their ids, in the order of these. */
export function inOrderOf<R extends { readonly id: string }>(ids: readonly string[], rows: readonly R[]): R[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
export type LineRow = Awaited<ReturnType<ReturnType<typeof lineRows>['executeTakeFirstOrThrow']>>;

/** What turns rows into lines: the words of the kinds, the calendar, the day. */
export interface Reader {
  readonly kinds: ReadonlyMap<string, MatterKind>;
  readonly calendar: WorkCalendar;
  readonly today: LocalDate;
}

export const readerOf = ({ catalogue, calendar, time }: Services): Reader => ({
  kinds: catalogue.kinds,
  calendar: calendar(),
  today: time.today(),
});

export function lineOf(row: LineRow, { kinds, calendar, today }: Reader): MatterLine {
  const kind = kinds.get(row.kind);
  return {
    id: row.id,
    path: matterPath(kind, row.id),
    kind: row.kind,
    kindLabel: kind?.label ?? row.kind,
    number: row.number,
    title: row.title,
    state: row.state,
    stateLabel: kind?.workflow.states[row.state]?.label ?? row.state,
    task: row.task,
    leadUnit: { id: row.leadUnitId, name: row.leadUnitName },
    assignee: personRef(row.assigneeId, row.assigneeName),
    waitsFor: row.waitingPersonName ?? waitingFor(row),
    waitingSince: row.waitingSince,
    target: targetOf(row, today, calendar),
    receivedOn: row.receivedOn,
    dueOn: row.dueOn,
    dueProvisional: row.dueProvisional,
    closedOn: row.closedOn,
    light: lightOf(row, today, calendar),
  };
}

function waitingFor({ waitingRole, waitingUnitName }: LineRow): string | null {
  if (!waitingRole) return null;
  return waitingUnitName ? `${waitingUnitName} · ${roleLabel(waitingRole)}` : roleLabel(waitingRole);
}

export const personRef = (id: string | null, name: string | null) => (id && name ? { id, name } : null);
