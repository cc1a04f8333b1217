import { type PgBoss, fromKysely } from 'pg-boss';
import type { Static, TObject, TProperties } from 'typebox';
import type { Tx } from './db.ts';
import { type Log, errorFacts } from './log.ts';
import type { Services } from './services.ts';

/** Generic over the object's properties, not over any schema: `Static<TSchema>` costs the compiler a second per use. */
export interface JobDef<P extends TProperties> {
  readonly name: string;
  /** What it does, for the administrator's list. */
  readonly label: string;
  readonly data: TObject<P>;
  readonly retryLimit?: number;
  /** Cron in Asia/Shanghai. A scheduled job is safe to run twice and safe to miss once: its truth is in the rows. */
  readonly cron?: string;
  /** A sentence it gives on what was done stands in the administrator's list; anything else it gives is ignored. */
  readonly run: (data: Static<TObject<P>>, services: Services) => Promise<unknown>;
}

export type AnyJob = Omit<JobDef<TProperties>, 'run'> & {
  readonly run: (data: never, services: Services) => Promise<unknown>;
};

export const defineJob = <P extends TProperties>(job: JobDef<P>): JobDef<P> => job;

/**
 * Puts work in the queue within the caller's transaction: if the verb rolls back, so does the job. What is asked for twice in one
 * transaction in the same words is done once.
 */
export interface JobQueue {
  enqueue<P extends TProperties>(
    tx: Tx,
    job: JobDef<P>,
    data: Static<TObject<P>>,
    options?: { readonly startAfter?: string; readonly singletonKey?: string },
  ): Promise<void>;
}

export function makeJobQueue(boss: PgBoss): JobQueue {
  const asked = new WeakMap<Tx, Set<string>>();
  return {
    async enqueue(tx, job, data, options = {}) {
      const already = asked.get(tx) ?? new Set();
      asked.set(tx, already);
      const words = JSON.stringify([job.name, data, options]);
      if (already.has(words)) return;
      already.add(words);
      await boss.send(job.name, data as object, { ...options, db: fromKysely(tx) });
    },
  };
}

/** Makes the queues (every process) so that jobs may be sent. */
export async function prepareQueues(boss: PgBoss, jobs: readonly AnyJob[]): Promise<void> {
  for (const job of jobs)
    await boss.createQueue(job.name, { retryLimit: job.retryLimit ?? 5, retryBackoff: true, retryDelay: 5 });
}

/** Starts the handlers and the schedules (worker processes). */
export async function startWorkers(boss: PgBoss, jobs: readonly AnyJob[], services: Services): Promise<void> {
  for (const job of jobs) {
    await boss.work(job.name, { pollingIntervalSeconds: 1 }, async (batch) => {
      let said: string | undefined;
      for (const item of batch) said = await runLogged(job, item.data as never, services, services.log);
      // Kept by the queue beside the job.
      return said ? { said } : undefined;
    });
    if (job.cron) await boss.schedule(job.name, job.cron, {}, { tz: 'Asia/Shanghai' });
  }
}

async function runLogged(job: AnyJob, data: never, services: Services, log: Log): Promise<string | undefined> {
  try {
    const said = await job.run(data, services);
    log.debug('job done', { job: job.name });
    return typeof said === 'string' ? said : undefined;
  } catch (error) {
    log.error('job failed', { job: job.name, ...errorFacts(error) });
    throw error;
  }
}
