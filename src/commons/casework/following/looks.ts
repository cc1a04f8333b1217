import { sql } from 'kysely';
import type { Actor } from '#kernel/policy.ts';
import type { Db } from '#platform/db.ts';
import { act, type Services } from '#platform/services.ts';
import { seenMatter } from '../visible.ts';

/**
 * Keeps how far somebody has read a matter's journal, never back and never beyond its end, and takes what remarks up to there ask of them off
 * their to-do. Not found for whoever may not see the matter. Nothing of it is in the journal: it says what one person has before their eyes.
 */
export async function look(services: Services, actor: Actor, matterId: string, seq: number): Promise<void> {
  await act(services, actor, async ({ tx, now }) => {
    const { matter } = await seenMatter(tx, services, actor, matterId);
    await sql`
      insert into matter_look (person_id, matter_id, seen_seq, looked_at)
      select ${actor.id}::uuid, ${matter.id}::uuid, least(c.seq, ${seq}::int), ${now}::timestamptz
      from journal_chain c where c.chain = ${`matter:${matter.id}`}
      on conflict (person_id, matter_id) do update
        set seen_seq = greatest(matter_look.seen_seq, excluded.seen_seq), looked_at = excluded.looked_at`.execute(tx);
    await tx
      .updateTable('matter_mention')
      .set({ opened_at: now })
      .where('person_id', '=', actor.id)
      .where('matter_id', '=', matter.id)
      .where('seq', '<=', seq)
      .where('opened_at', 'is', null)
      .execute();
  });
}

/** How far somebody has read a matter; null before they have opened it, and once it is long closed. */
export async function seenSeqOf(db: Db, personId: string, matterId: string): Promise<number | null> {
  const row = await db
    .selectFrom('matter_look')
    .select('seen_seq')
    .where('person_id', '=', personId)
    .where('matter_id', '=', matterId)
    .executeTakeFirst();
  return row?.seen_seq ?? null;
}

/**
 * Lines with a mark where somebody else has done something since the reader last opened the matter. What was never opened has none: of the
 * whole ledger it would be all. Asked for the lines of one page by their ids, so that it costs the same whatever the ledger holds.
 */
export async function withNews<L extends { readonly id: string }>(
  { db }: Pick<Services, 'db'>,
  actor: Actor,
  lines: readonly L[],
): Promise<(L & { readonly news?: true })[]> {
  if (lines.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select l.matter_id as id from matter_look l
    where l.person_id = ${actor.id}::uuid and l.matter_id = any(${[...new Set(lines.map(({ id }) => id))]}::uuid[])
      and exists (select from journal_entry j where j.chain = 'matter:' || l.matter_id and j.seq > l.seen_seq
        and j.actor_id is distinct from ${actor.id}::uuid)`.execute(db);
  const moved = new Set(rows.map(({ id }) => id));
  return lines.map((line) => (moved.has(line.id) ? { ...line, news: true } : line));
}
