import { canonicalJson } from '#kernel/canonical.ts';
import { type HashAlgorithm, chainHash } from '#kernel/hash-chain.ts';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import type { Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';

export interface JournalRecord {
  /** What the entry is about: `matter:<id>`, `account:<id>`, `organisations`, `calendar`, `portal`. */
  readonly chain: string;
  /** What was done, as `feature.step`. */
  readonly action: string;
  /** The date that counts in law, where it differs from the day it was recorded. */
  readonly legalDate?: LocalDate;
  readonly round?: number;
  readonly onBehalfOf?: string;
  /** Facts of the act: plain JSON, no personal data of citizens (references or hashes instead). */
  readonly payload: Readonly<Record<string, unknown>>;
}

export const matterChain = (matterId: string) => `matter:${matterId}`;

/**
 * Appends one entry to its chain within the act's transaction. Entries of one chain are ordered by the lock on its head;
 * entries of different chains do not wait for one another.
 */
export async function appendJournal(act: Act, record: JournalRecord): Promise<{ seq: number }> {
  const { tx, actor, now, today, services } = act;
  const algorithm = services.config.journalAlgorithm;
  const head = (await lockedHead(tx, record.chain)) ?? (await newHead(tx, record.chain));
  const entry = {
    chain: record.chain,
    seq: head.seq + 1,
    action: record.action,
    actor_id: actor.id,
    on_behalf_of: record.onBehalfOf ?? null,
    legal_date: record.legalDate ?? today,
    at: now,
    round: record.round ?? 1,
  };
  const payload = withoutUndefined(record.payload);
  const hash = entryHash(algorithm, head.hash, { ...entry, payload });
  await tx
    .insertInto('journal_entry')
    .values({ ...entry, payload: JSON.stringify(payload), algorithm, previous_hash: head.hash, hash })
    .execute();
  await tx.updateTable('journal_chain').set({ seq: entry.seq, hash }).where('chain', '=', record.chain).execute();
  return { seq: entry.seq };
}

const lockedHead = (tx: Tx, chain: string) =>
  tx.selectFrom('journal_chain').select(['seq', 'hash']).where('chain', '=', chain).forUpdate().executeTakeFirst();

/** Of two acts that begin a chain at once, the second waits here for the first and goes on from its entry. */
async function newHead(tx: Tx, chain: string) {
  await tx
    .insertInto('journal_chain')
    .values({ chain, seq: 0, hash: Buffer.alloc(0) })
    .onConflict((oc) => oc.doNothing())
    .execute();
  const head = await lockedHead(tx, chain);
  if (!head) throw new Error(`the chain ${chain} has no head`);
  return head;
}

export interface HashedEntry {
  readonly chain: string;
  readonly seq: number;
  readonly action: string;
  readonly actor_id: string | null;
  readonly on_behalf_of: string | null;
  readonly legal_date: LocalDate;
  readonly at: Instant;
  readonly round: number;
  readonly payload: unknown;
}

/** The hash of an entry as it is stored; the same columns in an export give the same hash anywhere. */
export function entryHash(algorithm: HashAlgorithm, previous: Buffer, entry: HashedEntry): Buffer {
  return chainHash(algorithm, previous, canonicalJson(entry));
}

function withoutUndefined(payload: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(payload)) as Record<string, unknown>;
}
