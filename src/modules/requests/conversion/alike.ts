import { addMonths, type LocalDate } from '#kernel/dates.ts';
import { bigrams } from '#kernel/search-words.ts';
import type { Tx } from '#platform/db.ts';

/** A request that asks for much the same. */
export interface Alike {
  readonly id: string;
  readonly applicantHash: string;
  /** From 0 to 1. */
  readonly likeness: number;
}

/** Replies that say the information cannot be given: asked ever so often, it does not become public. */
const CANNOT = ['denied.%', 'unable.%', 'notProcessed.%', 'other.%'];

/**
 * Requests of the last months that ask for much the same as this one, and whose answer does not say that it cannot be given. What was
 * withdrawn counts no more, nor what was not confirmed yet.
 */
export async function alikeTo(
  tx: Tx,
  requestId: string,
  { today, months, from }: { readonly today: LocalDate; readonly months: number; readonly from: number },
): Promise<readonly Alike[]> {
  const rows = await tx
    .selectFrom('request as r')
    .innerJoin('matter as m', 'm.id', 'r.id')
    .select(['r.id', 'r.applicant_hash as applicantHash', 'r.description'])
    .where('r.arrived_on', '>=', addMonths(today, -months))
    .where('m.state', 'not in', ['submitted', 'withdrawn', 'split'])
    .where('r.anonymised_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('r.reply_kind', 'is', null),
        eb.not(eb.or(CANNOT.map((pattern) => eb('r.reply_kind', 'like', pattern)))),
      ]),
    )
    .execute();
  const asked = rows.find(({ id }) => id === requestId);
  if (!asked) return [];
  const words = new Set(bigrams(asked.description));
  return rows
    .map(({ id, applicantHash, description }) => ({
      id,
      applicantHash,
      likeness: id === requestId ? 1 : likeness(words, new Set(bigrams(description))),
    }))
    .filter((one) => one.likeness >= from)
    .sort((a, b) => b.likeness - a.likeness);
}

/** The share of pairs of neighbouring characters two texts have in common (Jaccard). */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 || other.size === 0) return 0;
  let common = 0;
  for (const word of one) if (other.has(word)) common += 1;
  return common / (one.size + other.size - common);
}
