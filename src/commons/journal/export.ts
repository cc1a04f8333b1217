import { sql } from 'kysely';
import { canonicalJson } from '#kernel/canonical.ts';
import { type Instant, type LocalDate, addDays, startOfDay } from '#kernel/dates.ts';
import type { Db } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { appendJournal } from './append.ts';
import { FORMAT, FORMAT_VERSION } from './export-lines.ts';
import { type StoredEntry, type StoredSeal, chainHeads, entriesById, sealsByDay } from './stored.ts';

/** Civil days in China, both included; without them the whole journal. */
export interface ExportPeriod {
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
}

/** Puts on record that the journal is taken along, before it is. */
export async function recordExport(act: Act, { from, to }: ExportPeriod): Promise<void> {
  await appendJournal(act, {
    chain: 'journal',
    action: 'journal.exported',
    payload: { from: from ?? null, to: to ?? null },
  });
}

/**
 * The journal as lines of JSON, all of one moment: a head line; the seals of the period; its entries by id; for a whole export
 * the ends of the chains; a last line with the counts, so that a file cut short is noticed. Hashes are hexadecimal.
 * The README of this folder says how each is recomputed with nothing but a hash function.
 */
export async function* exportLines(db: Db, period: ExportPeriod, now: Instant): AsyncGenerator<string> {
  const tx = await db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute();
  try {
    // Whoever downloads slowly holds the snapshot; ten minutes between two batches is patience enough.
    await sql`set local idle_in_transaction_session_timeout = '10min'`.execute(tx);
    const { from, to } = period;
    yield line({ format: FORMAT, version: FORMAT_VERSION, from: from ?? null, to: to ?? null, exportedAt: now });
    let [entries, seals, heads] = [0, 0, 0];
    const bounds = { from: from && startOfDay(from), before: to && startOfDay(addDays(to, 1)) };
    for (const seal of await sealsByDay(tx)) {
      if ((from && seal.day < from) || (to && seal.day > to)) continue;
      seals += 1;
      yield line({ seal: writtenSeal(seal) });
    }
    for await (const entry of entriesById(tx, bounds)) {
      entries += 1;
      yield line({ entry: written(entry) });
    }
    if (!from && !to)
      for await (const head of chainHeads(tx)) {
        heads += 1;
        yield line({ head: { chain: head.chain, seq: head.seq, hash: head.hash.toString('hex') } });
      }
    yield line({ end: { entries, seals, heads } });
  } finally {
    await tx.rollback().execute();
  }
}

const line = (value: unknown) => `${canonicalJson(value)}\n`;

function written({ previousHash, hash, exact: _exact, ...entry }: StoredEntry) {
  return { ...entry, previous_hash: previousHash.toString('hex'), hash: hash.toString('hex') };
}

function writtenSeal({ day, firstId, lastId, entries, algorithm, root, previousRoot, sealedAt }: StoredSeal) {
  return {
    day,
    first_id: firstId,
    last_id: lastId,
    entries,
    algorithm,
    root: root.toString('hex'),
    previous_root: previousRoot.toString('hex'),
    sealed_at: sealedAt,
  };
}
