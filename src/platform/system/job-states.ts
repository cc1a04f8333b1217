import { sql } from 'kysely';
import type { Instant } from '#kernel/dates.ts';
import type { Db } from '../db.ts';
import type { Services } from '../services.ts';
import type { JobStates, StuckJob } from './contract.ts';
import { promiseStates } from './promises.ts';

/** Queues, schedules, work that does not get on, and promises not kept, in the words of the administrator. */
export async function jobStates(services: Services): Promise<JobStates> {
  const { db, catalogue } = services;
  const { jobs, nextRun } = catalogue.jobKeeping;
  const [counts, stuck, promises] = await Promise.all([countsByQueue(db), stuckJobs(db), promiseStates(services)]);
  const label = (name: string) => jobs.find((job) => job.name === name)?.label ?? name;
  return {
    queues: jobs.map(({ name, label }) => {
      const { waiting = 0, active = 0, failed = 0, oldest = null } = counts.get(name) ?? {};
      return { name, label, waiting, active, failed, oldest };
    }),
    schedules: jobs.flatMap(({ name, label, cron }) =>
      cron ? [scheduleLine({ name, label, cron }, counts.get(name), nextRun(cron))] : [],
    ),
    stuck: stuck.map((job) => ({ ...job, label: label(job.name) })),
    promises,
  };
}

const scheduleLine = (
  job: { readonly name: string; readonly label: string; readonly cron: string },
  counts: Counts | undefined,
  nextAt: Instant | null,
) => ({ ...job, lastAt: counts?.lastAt ?? null, lastSaid: counts?.lastSaid ?? null, nextAt });

interface Counts {
  readonly name: string;
  readonly waiting: number;
  readonly active: number;
  readonly failed: number;
  readonly oldest: Instant | null;
  readonly lastAt: Instant | null;
  readonly lastSaid: string | null;
}

async function countsByQueue(db: Db): Promise<ReadonlyMap<string, Counts>> {
  const { rows } = await sql<Counts>`
    select name,
      count(*) filter (where state in ('created', 'retry')) as waiting,
      count(*) filter (where state = 'active') as active,
      count(*) filter (where state = 'failed') as failed,
      min(created_on) filter (where state in ('created', 'retry') and start_after <= now()) as oldest,
      max(completed_on) filter (where state = 'completed') as "lastAt",
      (array_agg(output ->> 'said' order by completed_on desc) filter (where state = 'completed'))[1] as "lastSaid"
    from pgboss.job group by name`.execute(db);
  return new Map(rows.map((row) => [row.name, row]));
}

/** Given up, failing again and again, or started and not come back within its time. */
async function stuckJobs(db: Db): Promise<Omit<StuckJob, 'label'>[]> {
  const { rows } = await sql<Omit<StuckJob, 'label'>>`
    select id, name, coalesce(started_on, created_on) as since,
      retry_count + case when started_on is null then 0 else 1 end as tries,
      left(coalesce(output ->> 'message', output ->> 'value'), 500) as error,
      state = 'failed' as retriable
    from pgboss.job
    where state = 'failed'
      or (state = 'retry' and retry_count >= 2)
      or (state = 'active' and started_on + expire_seconds * interval '1 second' < now())
    order by since limit 200`.execute(db);
  return rows;
}
