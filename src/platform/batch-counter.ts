import { errorFacts } from './log.ts';
import type { Services } from './services.ts';

const FLUSH_EVERY_MS = 5_000;

export interface BatchCounter {
  count(what: string): void;
  close(): Promise<void>;
}

/**
 * Counts things by name in memory and hands the counts to `write` every few seconds and at the end. `most` names at a time: what
 * strangers make up must not fill the memory. A batch that cannot be written is lost and said in the log as `trouble`.
 */
export function makeBatchCounter(
  { log }: Pick<Services, 'log'>,
  {
    most,
    trouble,
    write,
  }: {
    readonly most: number;
    readonly trouble: string;
    readonly write: (batch: ReadonlyMap<string, number>) => Promise<unknown>;
  },
): BatchCounter {
  let counted = new Map<string, number>();
  const flush = async () => {
    if (counted.size === 0) return;
    const batch = counted;
    counted = new Map();
    try {
      await write(batch);
    } catch (error) {
      log.warn(trouble, errorFacts(error));
    }
  };
  const timer = setInterval(() => void flush(), FLUSH_EVERY_MS);
  timer.unref();
  return {
    count(what) {
      if (counted.size < most || counted.has(what)) counted.set(what, (counted.get(what) ?? 0) + 1);
    },
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}
