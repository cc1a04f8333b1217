import { forbidden, refused } from '#kernel/errors.ts';
import { allows } from '#kernel/policy.ts';
import { appendJournal } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import { administrationPolicy } from './policy.ts';

/** Puts a failed job back in its queue. Refuses one that has not failed, or has been put back already. */
export async function retryJob(act: Act, name: string, id: string): Promise<void> {
  if (!allows(administrationPolicy['administration.retry-job'], act.actor)) throw forbidden();
  const { jobs, retry } = act.services.catalogue.jobKeeping;
  const known = jobs.some((job) => job.name === name);
  if (!known || !(await retry(act.tx, name, id)))
    throw refused(['这个作业不在失败的作业中，可能已重新执行。请刷新页面']);
  await appendJournal(act, { chain: 'jobs', action: 'administration.job-retried', payload: { name, id } });
}
