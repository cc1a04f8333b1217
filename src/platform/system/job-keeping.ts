import { type PgBoss, fromKysely } from 'pg-boss';
import { type Instant, instantOf } from '#kernel/dates.ts';
import type { Tx } from '../db.ts';
import type { AnyJob } from '../jobs.ts';
import type { PromiseDef } from './promises.ts';
import type { SettingGroup } from './settings.ts';

/** What the administrator may know and do about jobs, beyond putting them in the queue. */
export interface JobKeeping {
  readonly jobs: readonly AnyJob[];
  /** Puts a failed job back in its queue; false when there is no such job or it has not failed. */
  retry(tx: Tx, name: string, id: string): Promise<boolean>;
  nextRun(cron: string): Instant | null;
}

export function makeJobKeeping(boss: PgBoss, jobs: readonly AnyJob[]): JobKeeping {
  return {
    jobs,
    async retry(tx, name, id) {
      // The library gives the count and leaves it out of its type.
      const answer = (await boss.retry(name, id, { db: fromKysely(tx) })) as { readonly affected?: number };
      return (answer.affected ?? 0) > 0;
    },
    nextRun(cron) {
      const [next] = boss.previewSchedule(cron, { tz: 'Asia/Shanghai', count: 1 });
      return next ? instantOf(next) : null;
    },
  };
}

declare module '../services.ts' {
  interface Catalogue {
    readonly jobKeeping: JobKeeping;
    readonly promises: readonly PromiseDef[];
    readonly settings: readonly SettingGroup[];
  }
}
