import { sql } from 'kysely';
import { Type } from 'typebox';
import { addHours, civilDate } from '#kernel/dates.ts';
import { unitsWithRole } from '#commons/organisations/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import { openEach } from '#platform/submissions.ts';
import type { PromiseDef } from '#platform/system/promises.ts';
import { openRequest } from '../registering.ts';
import { keepUploads, openFiles } from '../uploads/kept-files.ts';
import { type SealedSubmission, submissionPlace } from './submitting.ts';

/** Opens a request for every submission not opened yet. */
export const openSubmissions = (services: Services): Promise<number> =>
  openEach(
    services,
    {
      work: 'requests.open-submissions',
      rows: sql`select id, sent_at as since from intake.request_submission where opened_at is null`,
      trouble: 'a submitted request cannot be opened',
    },
    (id) => openOne(services, id),
  );

async function openOne(services: Services, id: string): Promise<void> {
  const waits = await services.db
    .selectFrom('intake.request_submission')
    .selectAll()
    .where('id', '=', id)
    .where('opened_at', 'is', null)
    .executeTakeFirst();
  if (!waits) return;
  const opened = await services.secrets.envelopes.open(waits.sealed, submissionPlace(id));
  const { content, trackKey, files = [] } = JSON.parse(opened) as SealedSubmission;
  const uploads = await openFiles(services, files);
  await act(services, systemActor, async (a) => {
    const { tx } = a;
    const sent = await tx
      .selectFrom('intake.request_submission')
      .select(['receipt', 'code_hash', 'sent_at'])
      .where('id', '=', id)
      .where('opened_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    // Opened meanwhile by another worker.
    if (!sent) return;
    const matter = await openRequest(a, await officeUnit(a), content, {
      channel: 'web',
      submittedAt: sent.sent_at,
      arrivedOn: civilDate(sent.sent_at),
      receipt: sent.receipt,
      codeHash: sent.code_hash,
      trackKey,
      files: files.map(({ hash }) => hash),
    });
    await keepUploads(a, matter.id, uploads);
    await tx.updateTable('intake.request_submission').set({ opened_at: a.now }).where('id', '=', id).execute();
  });
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
