import type { LocalDate } from '#kernel/dates.ts';
import { sql } from 'kysely';
import type { Db, Tx } from '#platform/db.ts';

/** A request that stands in a relation to another, as lists and letters name it. */
export interface RelatedRequest {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly arrivedOn: LocalDate;
  readonly receivedOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  readonly description: string;
}

const related = (db: Db | Tx) =>
  db
    .selectFrom('request as r')
    .innerJoin('matter as m', 'm.id', 'r.id')
    .select([
      'r.id',
      'm.number',
      'm.state',
      'r.arrived_on as arrivedOn',
      'm.received_on as receivedOn',
      'm.due_on as dueOn',
      sql<string>`asked_text(r)`.as('description'),
    ])
    .orderBy('m.started_at')
    .orderBy(sql`length(m.number)`)
    .orderBy('m.number');

/** The requests that wait to be answered together with this one, in the order they were registered. */
export const mergedInto = (db: Db | Tx, leadId: string): Promise<RelatedRequest[]> =>
  related(db).where('r.merged_into', '=', leadId).where('m.state', '=', 'merged').execute();

/** Everything that was merged into this one, answered or not. */
export const everMergedInto = (db: Db | Tx, leadId: string): Promise<RelatedRequest[]> =>
  related(db).where('r.merged_into', '=', leadId).execute();

/** The request with which this one is answered. */
export const leadOf = (db: Db | Tx, id: string): Promise<RelatedRequest | undefined> =>
  related(db).innerJoin('request as own', 'own.merged_into', 'r.id').where('own.id', '=', id).executeTakeFirst();

/** The parts into which a request was split. */
export const partsOf = (db: Db | Tx, id: string): Promise<RelatedRequest[]> =>
  related(db).where('r.split_from', '=', id).execute();

/** The request of which this one is a part. */
export const wholeOf = (db: Db | Tx, id: string): Promise<RelatedRequest | undefined> =>
  related(db).innerJoin('request as own', 'own.split_from', 'r.id').where('own.id', '=', id).executeTakeFirst();
