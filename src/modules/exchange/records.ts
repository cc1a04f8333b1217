import type { Insertable } from 'kysely';
import type { Instant } from '#kernel/dates.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { DB } from '#platform/schema.gen.ts';

type Row = Insertable<DB['exchange_record']>;

/** What is known when an exchange begins. */
export type Beginning = Pick<Row, 'direction' | 'operation' | 'method' | 'path' | 'request_id' | 'begun_at'> &
  Partial<Row>;

export interface Ending {
  readonly at: Instant;
  readonly status: number | null;
  readonly outcome: string;
  readonly detail?: string | undefined;
  readonly ms: number;
  readonly externalId?: string | undefined;
  readonly documentId?: string | undefined;
}

const LONGEST_PATH = 300;
export const LONGEST_DETAIL = 500;

/** Writes that an exchange has begun: if nothing follows, it stays visible as not ended. Gives its id. */
export async function beginRecord(db: Db | Tx, begun: Beginning): Promise<string> {
  const { id } = await db
    .insertInto('exchange_record')
    .values({ ...begun, path: begun.path.slice(0, LONGEST_PATH) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Completes a record, once. */
export async function endRecord(db: Db | Tx, id: string, end: Ending): Promise<void> {
  await db.updateTable('exchange_record').set(columnsOf(end)).where('id', '=', id).execute();
}

/** An exchange that was over as soon as it began. */
export async function recordAtOnce(db: Db | Tx, begun: Beginning, end: Ending): Promise<void> {
  await beginRecord(db, { ...begun, ...columnsOf(end) });
}

const columnsOf = ({ at, status, outcome, detail, ms, externalId, documentId }: Ending) => ({
  ended_at: at,
  status,
  outcome,
  detail: detail?.slice(0, LONGEST_DETAIL) ?? null,
  ms: Math.max(0, Math.round(ms)),
  ...(externalId === undefined ? {} : { external_id: externalId }),
  ...(documentId === undefined ? {} : { document_id: documentId }),
});
