import type { Instant } from '#kernel/dates.ts';
import { errorFacts } from '../log.ts';
import { metrics } from '../metrics.ts';
import type { Services } from '../services.ts';
import type { PromiseState } from './contract.ts';

/** Something the installation has promised to do by itself. Declared by the feature that promises; asked by administrators and alarms. */
export interface PromiseDef {
  /** Name in the metrics: `release`. */
  readonly key: string;
  /** What is not done when it is broken, for the administrator: 到时未发布的文件. */
  readonly label: string;
  /** How many are due and not done, and since when the oldest is due. */
  readonly broken: (services: Services) => Promise<{ readonly count: number; readonly oldest: Instant | null }>;
}

/** Asks every promise and sets its gauge. One that cannot be asked counts as broken: silence must not look like health. */
export async function promiseStates(services: Services): Promise<PromiseState[]> {
  const states = await Promise.all(services.catalogue.promises.map((promise) => stateOf(promise, services)));
  for (const { key, count } of states) metrics.promisesBroken(key, count);
  return states;
}

async function stateOf({ key, label, broken }: PromiseDef, services: Services): Promise<PromiseState> {
  try {
    return { key, label, ...(await broken(services)) };
  } catch (error) {
    services.log.error('a promise cannot be checked', { promise: key, ...errorFacts(error) });
    return { key, label, count: 1, oldest: null, failed: true };
  }
}
