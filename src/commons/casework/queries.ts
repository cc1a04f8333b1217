import { type RawBuilder, sql } from 'kysely';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import type { Subject } from '#kernel/policy.ts';
import type { Db, Tx } from '#platform/db.ts';

/** A matter with the units that have a part in it: what policy, workflow and screens look at. */
export interface MatterRow extends Subject {
  readonly id: string;
  readonly kind: string;
  readonly number: string;
  readonly title: string;
  readonly bureauId: string;
  readonly leadUnitId: string;
  readonly leadUnitPath: readonly string[];
  readonly bureausAbove: readonly string[];
  readonly cooperatingUnitIds: readonly string[];
  /** Units that were asked for their opinion, answered or not. */
  readonly countersigningUnitIds: readonly string[];
  readonly assigneeId: string | null;
  readonly parentId: string | null;
  readonly state: string;
  readonly version: number;
  readonly round: number;
  readonly receivedOn: LocalDate;
  readonly targetOn: LocalDate | null;
  /** Working days the state it is in is meant to take; null where no goal is set. */
  readonly targetDays: number | null;
  readonly dueOn: LocalDate | null;
  readonly dueProvisional: boolean;
  readonly clockState: string;
  readonly closedOn: LocalDate | null;
  readonly startedBy: string | null;
  /** Not for everybody whom its kind would show it to. */
  readonly restricted: boolean;
  /** The people it is restricted to (`restricting.ts`); null where it is not restricted to people by name. */
  readonly namedIds: readonly string[] | null;
  readonly waitingRole: string | null;
  readonly waitingUnitId: string | null;
  readonly task: string | null;
}

/** What stands in the matter itself. */
export const OWN_COLUMNS = [
  'm.id',
  'm.kind',
  'm.number',
  'm.title',
  'm.bureau_id as bureauId',
  'm.lead_unit_id as leadUnitId',
  'm.assignee_id as assigneeId',
  'm.parent_id as parentId',
  'm.state',
  'm.version',
  'm.round',
  'm.received_on as receivedOn',
  'm.target_on as targetOn',
  'm.target_days as targetDays',
  'm.due_on as dueOn',
  'm.due_provisional as dueProvisional',
  'm.clock_state as clockState',
  'm.closed_on as closedOn',
  'm.started_by as startedBy',
  'm.restricted',
  'm.waiting_role as waitingRole',
  'm.waiting_unit_id as waitingUnitId',
  'm.task',
] as const;

export function matters(db: Db | Tx) {
  return db
    .selectFrom('matter as m')
    .innerJoin('unit as u', 'u.id', 'm.lead_unit_id')
    .select(OWN_COLUMNS)
    .select((eb) => [
      'u.path as leadUnitPath',
      bureausAbove(sql.ref('m.bureau_id')).as('bureausAbove'),
      sql<
        string[]
      >`coalesce((select array_agg(mu.unit_id order by mu.position) from matter_unit mu where mu.matter_id = ${eb.ref('m.id')} and mu.part <> 'lead'), '{}')`.as(
        'cooperatingUnitIds',
      ),
      sql<
        string[]
      >`coalesce((select array_agg(distinct c.unit_id) from countersign c where c.matter_id = ${eb.ref('m.id')}), '{}')`.as(
        'countersigningUnitIds',
      ),
      sql<
        string[] | null
      >`(select named.person_ids from matter_restriction named where named.matter_id = ${eb.ref('m.id')})`.as(
        'namedIds',
      ),
    ]);
}

/** The units above a bureau, the nearest first: organs to which it answers. A register that goes round in a ring ends somewhere. */
const bureausAbove = (bureau: RawBuilder<unknown>) => sql<string[]>`array(
  with recursive above as (
    select parent_id as id, 1 as depth from unit where id = ${bureau}
    union all
    select u.parent_id, above.depth + 1 from unit u join above on u.id = above.id where above.depth < ${LEVELS})
  select id from above where id is not null order by depth)`;
/** Province, city and county are three. */
const LEVELS = sql.lit(10);

export async function matterById(db: Db | Tx, id: string): Promise<MatterRow | undefined> {
  return matters(db).where('m.id', '=', id).executeTakeFirst();
}

/**
 * The matter under a lock, so that two clerks who press the button together go one after the other. What else is looked at (`others`) is locked with it,
 * always in the same order.
 */
export async function lockMatter(tx: Tx, id: string, others: readonly string[] = []): Promise<MatterRow | undefined> {
  await tx
    .selectFrom('matter')
    .select('id')
    .where('id', 'in', [id, ...others])
    .orderBy('id')
    .forUpdate()
    .execute();
  return matterById(tx, id);
}

export interface PastStep {
  readonly seq: number;
  readonly action: string;
  readonly actorId: string | null;
  readonly onBehalfOf: string | null;
  readonly legalDate: LocalDate;
  readonly at: string;
  readonly round: number;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What has happened to a matter, oldest first, from the journal itself: there is no second history to disagree with it. */
export async function historyOf(db: Db | Tx, matterId: string): Promise<PastStep[]> {
  const rows = await db
    .selectFrom('journal_entry')
    .select(['seq', 'action', 'actor_id', 'on_behalf_of', 'legal_date', 'at', 'round', 'payload'])
    .where('chain', '=', `matter:${matterId}`)
    .orderBy('seq')
    .execute();
  return rows.map(pastStep);
}

interface EntryRow {
  readonly seq: number;
  readonly action: string;
  readonly actor_id: string | null;
  readonly on_behalf_of: string | null;
  readonly legal_date: LocalDate;
  readonly at: Instant;
  readonly round: number;
  readonly payload: unknown;
}

const pastStep = (row: EntryRow): PastStep => ({
  seq: row.seq,
  action: row.action,
  actorId: row.actor_id,
  onBehalfOf: row.on_behalf_of,
  legalDate: row.legal_date,
  at: row.at,
  round: row.round,
  payload: row.payload as Record<string, unknown>,
});

/** The same of many matters at once: for whoever reads the periods of all that is open. A matter nothing has happened to is left out. */
export async function historiesOf(db: Db | Tx, matterIds: readonly string[]): Promise<Map<string, PastStep[]>> {
  const rows = await db
    .selectFrom('journal_entry')
    .select(['chain', 'seq', 'action', 'actor_id', 'on_behalf_of', 'legal_date', 'at', 'round', 'payload'])
    .where('chain', '=', sql<string>`any(${matterIds.map((id) => `matter:${id}`)}::text[])`)
    .orderBy('chain')
    .orderBy('seq')
    .execute();
  const histories = new Map<string, PastStep[]>();
  for (const row of rows) {
    const id = row.chain.slice('matter:'.length);
    const history = histories.get(id) ?? [];
    history.push(pastStep(row));
    histories.set(id, history);
  }
  return histories;
}
