import { addMonths, type LocalDate } from '#kernel/dates.ts';
import type { Tx } from '#platform/db.ts';
import { alikeRequests, textOfRequest } from '../related/likeness.ts';

/** A request that asks for much the same. */
export interface Repeat {
  readonly id: string;
  readonly applicantHash: string;
  /** From 0 to 1. */
  readonly likeness: number;
}

/** Replies that say the information cannot be given: asked ever so often, it does not become public. */
const CANNOT = ['denied.%', 'unable.%', 'notProcessed.%', 'other.%'];

/**
 * Requests of the last months that ask for much the same as this one, itself among them, and whose answer does not say that it cannot be given.
 * What was withdrawn counts no more, nor what was not confirmed yet, nor what another bureau was asked: its matters are its own.
 */
export async function repeatsOf(
  tx: Tx,
  requestId: string,
  { today, months, from }: { readonly today: LocalDate; readonly months: number; readonly from: number },
): Promise<readonly Repeat[]> {
  const since = addMonths(today, -months);
  const near = await alikeRequests(tx, await textOfRequest(tx, requestId), { from, except: requestId, since });
  const likenessOf = new Map([[requestId, 1], ...near.map(({ id, likeness }) => [id, likeness] as const)]);
  const rows = await tx
    .selectFrom('request as r')
    .innerJoin('matter as m', 'm.id', 'r.id')
    .select(['r.id', 'r.applicant_hash as applicantHash'])
    .where('r.id', 'in', [...likenessOf.keys()])
    .where('m.bureau_id', '=', (eb) => eb.selectFrom('matter').select('bureau_id').where('id', '=', requestId))
    .where('r.arrived_on', '>=', since)
    .where('m.state', 'not in', ['submitted', 'withdrawn', 'split'])
    .where('r.anonymised_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('r.reply_kind', 'is', null),
        eb.not(eb.or(CANNOT.map((pattern) => eb('r.reply_kind', 'like', pattern)))),
      ]),
    )
    .execute();
  return rows
    .map((row) => ({ ...row, likeness: likenessOf.get(row.id) ?? 0 }))
    .toSorted((a, b) => b.likeness - a.likeness);
}
