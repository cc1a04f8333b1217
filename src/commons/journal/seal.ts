import { type Instant, type LocalDate, addDays, civilDate, datesFrom, startOfDay } from '#kernel/dates.ts';
import { DIGEST_BYTES, type HashAlgorithm } from '#kernel/hash-chain.ts';
import { growingTree } from '#kernel/merkle.ts';
import type { Db, Tx } from '#platform/db.ts';

/** What stands before the first seal. */
export const NO_ROOT = Buffer.alloc(DIGEST_BYTES);

/**
 * The tree of one day: its first leaf is the root of the day before (32 zero bytes for the first day), then the hashes of the
 * day's entries by id. A published root thus vouches for the whole past, not for its own day alone.
 */
export function treeOfDay(algorithm: HashAlgorithm, previousRoot: Uint8Array) {
  const tree = growingTree(algorithm);
  tree.add(previousRoot);
  return tree;
}

export interface DaySummary {
  readonly entries: number;
  readonly firstId: number | null;
  readonly lastId: number | null;
  readonly root: Buffer;
}

const BATCH = 5000;

/** The root over the entries of a civil day in China, as they are now. */
export async function summaryOf(
  db: Db | Tx,
  day: LocalDate,
  algorithm: HashAlgorithm,
  previousRoot: Uint8Array,
): Promise<DaySummary> {
  const tree = treeOfDay(algorithm, previousRoot);
  let [entries, firstId, lastId] = [0, null as number | null, null as number | null];
  for (;;) {
    const rows = await db
      .selectFrom('journal_entry')
      .select(['id', 'hash'])
      .where('at', '>=', startOfDay(day))
      // Not `<= endOfDay`: an instant may be finer than a millisecond when somebody has tampered with it.
      .where('at', '<', startOfDay(addDays(day, 1)))
      .where('id', '>', lastId ?? -1)
      .orderBy('id')
      .limit(BATCH)
      .execute();
    for (const row of rows) tree.add(row.hash);
    entries += rows.length;
    firstId ??= rows[0]?.id ?? null;
    lastId = rows.at(-1)?.id ?? lastId;
    if (rows.length < BATCH) return { entries, firstId, lastId, root: tree.root() };
  }
}

/** Civil days that are over and not sealed: from the day after the last seal (the day of the first entry when there is none) to yesterday. */
export async function unsealedDays(db: Db | Tx, today: LocalDate): Promise<LocalDate[]> {
  const last = await db
    .selectFrom('journal_seal')
    .select((eb) => eb.fn.max('day').as('day'))
    .executeTakeFirst();
  if (last?.day) return datesFrom(addDays(last.day, 1), addDays(today, -1));
  const first = await db
    .selectFrom('journal_entry')
    .select((eb) => eb.fn.min('at').as('at'))
    .executeTakeFirst();
  return first?.at ? datesFrom(civilDate(first.at), addDays(today, -1)) : [];
}

/** Seals the days in their order, each on the root of the one before; gives what must be published. Days must follow the last seal. */
export async function sealDays(
  tx: Tx,
  days: readonly LocalDate[],
  { algorithm, now }: { readonly algorithm: HashAlgorithm; readonly now: Instant },
) {
  const last = await tx.selectFrom('journal_seal').select('root').orderBy('day', 'desc').limit(1).executeTakeFirst();
  let previous = last?.root ?? NO_ROOT;
  const seals = [];
  for (const day of days) {
    const { entries, firstId, lastId, root } = await summaryOf(tx, day, algorithm, previous);
    const seal = { day, entries, algorithm, root, previous_root: previous, sealed_at: now };
    await tx
      .insertInto('journal_seal')
      .values({ ...seal, first_id: firstId, last_id: lastId })
      .execute();
    seals.push(seal);
    previous = root;
  }
  return seals;
}
