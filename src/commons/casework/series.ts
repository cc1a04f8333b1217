import type { Tx } from '#platform/db.ts';

/**
 * The next number of a series in a year, from 1. `on conflict` holds the row lock until commit, so numbers are handed
 * out one at a time, never twice, and go back when the verb fails.
 */
export async function nextNumber(tx: Tx, series: string, year: number): Promise<number> {
  const { last } = await tx
    .insertInto('number_series')
    .values({ series, year, last: 1 })
    .onConflict((oc) =>
      oc.columns(['series', 'year']).doUpdateSet((eb) => ({ last: eb('number_series.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return last;
}
