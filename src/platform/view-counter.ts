import { type BatchCounter, makeBatchCounter } from './batch-counter.ts';
import type { Services } from './services.ts';

/** Addresses that do not exist must not fill the memory. */
const MOST_PATHS = 20_000;

/** Counts page views and hands them in every few seconds: no cookie, no address of anybody. */
export function makeViewCounter(services: Services): BatchCounter {
  return makeBatchCounter(services, {
    most: MOST_PATHS,
    trouble: 'page views were not counted',
    write: (batch) =>
      services.portalDb
        .insertInto('intake.page_views')
        .values([...batch].map(([path, views]) => ({ path, views, counted_at: services.time.now() })))
        .execute(),
  });
}
