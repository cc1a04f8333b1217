import { sql } from 'kysely';
import type { Db, Tx } from '#platform/db.ts';
import { consultationsHeldFor } from '../related/lineage.ts';
import { nameKey } from '../third-parties/standing.ts';

/** How often a letter must have come back before it counts as tried. Ours: the law says nothing of parties that cannot be found. */
const TRIED = 2;

/**
 * Whom the office asked and whose letter came back, so that they were not heard (条例第三十二条), by the name under which they are one: their information is not
 * decided upon as if they had been silent. Where two sendings came back the office decides itself, as after silence (ours). Gives each as it was written.
 */
export async function unheardParties(db: Db | Tx, requestId: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ party: string; returned: boolean }>`
    select c.party, c.returned_on is not null and not exists (select from request_opinion o where o.consultation_id = c.id) as returned
    from request_consultation c where c.id in ${consultationsHeldFor(requestId)} order by c.id`.execute(db);
  const parties = Map.groupBy(rows, ({ party }) => nameKey(party));
  return new Map(
    [...parties].flatMap(([key, times]) =>
      times.length < TRIED && times.every(({ returned }) => returned) ? [[key, times[0]?.party ?? key] as const] : [],
    ),
  );
}

export const sendAgain = (party: string): string =>
  `给“${party}”的征求意见函被退回，没有送达：请换一种方式重新发出，再决定是否公开（条例第三十二条）`;
