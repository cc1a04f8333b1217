import { sql } from 'kysely';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import type { HashAlgorithm } from '#kernel/hash-chain.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { HashedEntry } from './append.ts';

/** An entry as it lies in the database or in an export. */
export interface StoredEntry extends HashedEntry {
  readonly id: number;
  readonly algorithm: HashAlgorithm;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
  /** False when the stored form holds more than was hashed: an instant finer than a millisecond, digits no program of ours writes. */
  readonly exact: boolean;
}

export interface StoredSeal {
  readonly day: LocalDate;
  readonly firstId: number | null;
  readonly lastId: number | null;
  readonly entries: number;
  readonly algorithm: HashAlgorithm;
  readonly root: Buffer;
  readonly previousRoot: Buffer;
  readonly sealedAt: Instant;
}

export interface ChainHead {
  readonly chain: string;
  readonly seq: number;
  readonly hash: Buffer;
}

const BATCH = 1000;

/** Every entry, chain by chain in the order it was written, each with where its chain says it ends; a batch at a time. */
export async function* entriesByChain(
  db: Db | Tx,
): AsyncGenerator<{ readonly entry: StoredEntry; readonly head: ChainHead | undefined }> {
  let last: { readonly chain: string; readonly seq: number } | undefined;
  for (;;) {
    const after = last;
    const rows = await selectEntries(db)
      .leftJoin('journal_chain as h', 'h.chain', 'e.chain')
      .select(['h.seq as head_seq', 'h.hash as head_hash'])
      .$if(after !== undefined, (q) => q.where(sql<boolean>`(e.chain, e.seq) > (${after?.chain}, ${after?.seq})`))
      .orderBy('e.chain')
      .orderBy('e.seq')
      .limit(BATCH)
      .execute();
    for (const { head_seq: seq, head_hash: hash, ...row } of rows)
      yield { entry: storedEntry(row), head: seq === null || !hash ? undefined : { chain: row.chain, seq, hash } };
    last = rows.at(-1);
    if (rows.length < BATCH) return;
  }
}

/** Chains of which a head is left and not one entry. */
export function emptiedChains(db: Db | Tx): Promise<ChainHead[]> {
  return db
    .selectFrom('journal_chain as h')
    .select(['h.chain', 'h.seq', 'h.hash'])
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('journal_entry as e').select('e.id').whereRef('e.chain', '=', 'h.chain'))),
    )
    .orderBy('h.chain')
    .execute();
}

/** Entries in the order of their numbers, a batch at a time; `from` and `before` bound the instant. */
export async function* entriesById(
  db: Db | Tx,
  { from, before }: { readonly from?: Instant | undefined; readonly before?: Instant | undefined } = {},
): AsyncGenerator<StoredEntry> {
  let last = -1;
  for (;;) {
    const rows = await selectEntries(db)
      .where('e.id', '>', last)
      .$if(from !== undefined, (q) => q.where('e.at', '>=', from as Instant))
      .$if(before !== undefined, (q) => q.where('e.at', '<', before as Instant))
      .orderBy('e.id')
      .limit(BATCH)
      .execute();
    yield* rows.map(storedEntry);
    last = rows.at(-1)?.id ?? last;
    if (rows.length < BATCH) return;
  }
}

function selectEntries(db: Db | Tx) {
  return db
    .selectFrom('journal_entry as e')
    .select(['e.id', 'e.chain', 'e.seq', 'e.action', 'e.actor_id', 'e.on_behalf_of', 'e.legal_date', 'e.at', 'e.round'])
    .select(['e.algorithm', 'e.previous_hash', 'e.hash'])
    .select([
      sql<string>`e.payload::text`.as('payload'),
      sql<boolean>`e.at = date_trunc('milliseconds', e.at)`.as('whole'),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectEntries>['execute']>>[number];

function storedEntry({ whole, payload, previous_hash, algorithm, ...row }: Row): StoredEntry {
  const read = readJson(payload);
  return {
    ...row,
    // The column's check constraint knows no other words.
    algorithm: algorithm as HashAlgorithm,
    payload: read.value,
    previousHash: previous_hash,
    exact: whole && read.exact,
  };
}

/** PostgreSQL keeps every digit of a number; JavaScript does not. A number that would read the same but is written otherwise is told apart. */
function readJson(text: string): { readonly value: unknown; readonly exact: boolean } {
  let exact = true;
  const value: unknown = JSON.parse(text, (_key, member: unknown, context?: { readonly source?: string }) => {
    if (typeof member === 'number' && context?.source !== undefined) {
      const ours = JSON.stringify(member);
      if (context.source !== ours && !ours.includes('e')) exact = false;
    }
    return member;
  });
  return { value, exact };
}

export async function sealsByDay(db: Db | Tx): Promise<StoredSeal[]> {
  const rows = await db.selectFrom('journal_seal').selectAll().orderBy('day').execute();
  return rows.map((row) => ({
    day: row.day,
    firstId: row.first_id,
    lastId: row.last_id,
    entries: row.entries,
    algorithm: row.algorithm as HashAlgorithm,
    root: row.root,
    previousRoot: row.previous_root,
    sealedAt: row.sealed_at,
  }));
}

/** Where each chain says it ends, a batch at a time. */
export async function* chainHeads(db: Db | Tx): AsyncGenerator<ChainHead> {
  let last: string | undefined;
  do {
    const after = last;
    const rows = await db
      .selectFrom('journal_chain')
      .select(['chain', 'seq', 'hash'])
      .$if(after !== undefined, (q) => q.where('chain', '>', after ?? ''))
      .orderBy('chain')
      .limit(BATCH)
      .execute();
    yield* rows;
    last = rows.length < BATCH ? undefined : rows.at(-1)?.chain;
  } while (last !== undefined);
}
