import { errorFacts } from './log.ts';
import type { Services } from './services.ts';

const FLUSH_EVERY_MS = 5_000;
/** Addresses that do not exist must not fill the memory. */
const MOST_PATHS = 20_000;

/** Counts page views in memory and hands them in every few seconds: no cookie, no address of anybody. */
export function makeViewCounter(services: Services): { count(path: string): void; close(): Promise<void> } {
  let counted = new Map<string, number>();
  const flush = async () => {
    if (counted.size === 0) return;
    const batch = counted;
    counted = new Map();
    try {
      await services.portalDb
        .insertInto('intake.page_views')
        .values([...batch].map(([path, views]) => ({ path, views, counted_at: services.time.now() })))
        .execute();
    } catch (error) {
      services.log.warn('page views were not counted', errorFacts(error));
    }
  };
  const timer = setInterval(() => void flush(), FLUSH_EVERY_MS);
  timer.unref();
  return {
    count(path) {
      if (counted.size < MOST_PATHS || counted.has(path)) counted.set(path, (counted.get(path) ?? 0) + 1);
    },
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}
