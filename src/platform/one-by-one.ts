import { errorFacts } from './log.ts';
import type { Services } from './services.ts';

/**
 * For jobs that go through many of the same: each in turn, and one that fails is logged as `trouble` and holds up none of the others. Gives how many
 * went well. What is to be tried again later and after all others goes through `openEach`.
 */
export async function oneByOne<T extends { readonly id: string }>(
  { log }: Services,
  rows: readonly T[],
  trouble: string,
  work: (row: T) => Promise<unknown>,
): Promise<number> {
  let done = 0;
  for (const row of rows) {
    try {
      await work(row);
      done += 1;
    } catch (error) {
      log.error(trouble, { id: row.id, ...errorFacts(error) });
    }
  }
  return done;
}
