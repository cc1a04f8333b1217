import { Type } from 'typebox';
import { addHours, civilDate } from '#kernel/dates.ts';
import { unitsWithRole } from '#commons/organisations/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { errorFacts } from '#platform/log.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import type { PromiseDef } from '#platform/system/promises.ts';
import { openRequest } from '../registering.ts';
import { type SealedSubmission, submissionPlace } from './submitting.ts';

const A_TIME = 200;

/** Opens a request for every submission not opened yet; the row is the truth, so a run that was missed is made good by the next. */
export async function openSubmissions(services: Services): Promise<number> {
  const waiting = await services.db
    .selectFrom('intake.request_submission')
    .select('id')
    .where('opened_at', 'is', null)
    .orderBy('sent_at')
    .limit(A_TIME)
    .execute();
  let opened = 0;
  for (const { id } of waiting) {
    try {
      await act(services, systemActor, (a) => openOne(a, id));
      opened += 1;
    } catch (error) {
      // One that cannot be opened holds up none of the others; the promise below tells the administrator of it.
      services.log.error('a submitted request cannot be opened', { submissionId: id, ...errorFacts(error) });
    }
  }
  return opened;
}

async function openOne(act: Act, id: string): Promise<void> {
  const { tx, services } = act;
  const sent = await tx
    .selectFrom('intake.request_submission')
    .selectAll()
    .where('id', '=', id)
    .where('opened_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!sent) return;
  const opened = await services.secrets.envelopes.open(sent.sealed, submissionPlace(id));
  const { content, trackKey } = JSON.parse(opened) as SealedSubmission;
  await openRequest(act, await officeUnit(act), content, {
    channel: 'web',
    submittedAt: sent.sent_at,
    arrivedOn: civilDate(sent.sent_at),
    receipt: sent.receipt,
    codeHash: sent.code_hash,
    trackKey,
  });
  await tx.updateTable('intake.request_submission').set({ opened_at: act.now }).where('id', '=', id).execute();
}

/** The site is the top bureau's, and so are the requests that come through it. */
async function officeUnit({ tx }: Act): Promise<string> {
  const [unit] = await unitsWithRole(tx, 'openness-officer');
  if (!unit) throw new Error('nobody holds the openness office: a post with that role is missing');
  return unit;
}

export const openSubmissionsJob = defineJob({
  name: 'requests.open-submissions',
  label: '登记网上提交的信息公开申请',
  cron: '* * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await openSubmissions(services);
  },
});

/** Submissions are opened every minute. */
const LATE_AFTER_HOURS = 10 / 60;

export const openingPromise: PromiseDef = {
  key: 'requests-intake',
  label: '没有登记的网上申请',
  async broken({ db, time }) {
    const { count, oldest } = await db
      .selectFrom('intake.request_submission')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('sent_at').as('oldest')])
      .where('opened_at', 'is', null)
      .where('sent_at', '<', addHours(time.now(), -LATE_AFTER_HOURS))
      .executeTakeFirstOrThrow();
    return { count, oldest };
  },
};
