import type { WorkCalendar } from '#kernel/calendar.ts';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import type { Config } from './config.ts';
import type { Db, Tx } from './db.ts';
import type { FileStore } from './files.ts';
import type { JobQueue } from './jobs.ts';
import type { Log } from './log.ts';
import type { SecretBox } from './secret-box.ts';

/** Where "now" comes from: the wall clock, or a clock that a demonstration or a test moves. */
export interface TimeSource {
  now(): Instant;
  today(): LocalDate;
}

/** What the composition root lists for all to look up: each commons adds its own entry (matter kinds, content types). */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging, so that the platform need not know the business.
export interface Catalogue {}

/** What commands, queries and routes are given; nothing is read from the air. */
export interface Services {
  readonly config: Config;
  readonly log: Log;
  /** As sunlit_office. */
  readonly db: Db;
  /** As sunlit_portal: reads what has been released and nothing else. */
  readonly portalDb: Db;
  readonly jobs: JobQueue;
  readonly files: FileStore;
  readonly secrets: SecretBox;
  readonly catalogue: Catalogue;
  readonly time: TimeSource;
  /** The working-day calendar as last loaded; reloaded when a year is announced. */
  readonly calendar: () => WorkCalendar;
  readonly reloadCalendar: () => Promise<void>;
  /** Called after a release has been committed, so that the next request is answered anew. */
  readonly portalChanged: () => void;
}

/** One verb in progress: a transaction, who does it, and the moment it counts as done. */
export interface Act {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly now: Instant;
  readonly today: LocalDate;
  readonly services: Services;
  /** Runs as the last of the transaction, once however often it is asked for under the same name. */
  beforeCommit(name: string, work: () => Promise<void>): void;
  /** Runs once the transaction has been committed, never if it fails. */
  afterCommit(effect: () => void): void;
}

/** Runs one verb in one transaction: all of it happens or none. */
export async function act<T>(services: Services, actor: Actor, verb: (act: Act) => Promise<T>): Promise<T> {
  const effects: (() => void)[] = [];
  const last = new Map<string, () => Promise<void>>();
  const result = await services.db.transaction().execute(async (tx) => {
    const done = await verb({
      tx,
      actor,
      services,
      now: services.time.now(),
      today: services.time.today(),
      beforeCommit: (name, work) => void last.set(name, work),
      afterCommit: (effect) => effects.push(effect),
    });
    for (const work of last.values()) await work();
    return done;
  });
  for (const effect of effects) effect();
  return result;
}

/** Who acts when no person does: schedules, sweeps, the sealing of the day. Its only role is `system`. */
export const systemActor: Actor = {
  id: '00000000-0000-0000-0000-000000000000',
  name: '系统',
  grants: [{ role: 'system', unitId: '', unitPath: [] }],
  secondFactor: true,
};
