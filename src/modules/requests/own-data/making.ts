import { Type } from 'typebox';
import { addDays, type LocalDate } from '#kernel/dates.ts';
import { refused } from '#kernel/errors.ts';
import { digest } from '#kernel/hash-chain.ts';
import { type MatterRow, matterById } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { type Act, act, type Services, systemActor } from '#platform/services.ts';
import { zip } from '#platform/zip.ts';
import { tellApplicant } from '../notices/telling.ts';
import { keepTrack } from '../tracking/tracking.ts';
import { ownDataPlace } from './files.ts';
import { ownDataParts } from './gathering.ts';

/** Ours: long enough to fetch it, and no second store of identity documents. It may be asked for again on another day. */
export const LIES_DAYS = 7;

/**
 * Makes the copy of everything held about the applicant of a request (个人信息保护法第四十五条), closed at rest, in place of one that lies still; the applicant is told
 * that it was asked for. The
 * law says 及时 and no number of days: it is made within minutes. Refuses where it is not known any more who asked.
 */
export async function makeOwnData(act: Act, matter: MatterRow, id: string, askedOn: LocalDate): Promise<void> {
  const { tx, now, today, services } = act;
  const untilOn = addDays(today, LIES_DAYS);
  const parts = await ownDataParts(services, tx, matter, untilOn);
  if (!parts) throw refused(['申请人的信息保存期满，已经匿名，没有可以提供的内容']);
  await clear(act, matter.id, '9999-12-31' as LocalDate);
  const bytes = await zip(parts);
  const hash = digest('sha256', bytes).toString('hex');
  await tx
    .insertInto('request_own_data')
    .values({
      id,
      request_id: matter.id,
      made_at: now,
      until_on: untilOn,
      size: bytes.length,
      hash,
      sealed: services.secrets.sealBytes(bytes, ownDataPlace(id)),
    })
    .execute();
  await tellApplicant(act, matter.id, { about: `own-data:${id}`, kind: 'copy' });
  await appendJournal(act, {
    chain: matterChain(matter.id),
    action: 'requests.own-data-made',
    legalDate: askedOn,
    payload: { answerId: id, hash, size: bytes.length, untilOn },
  });
}

/** Takes away every copy whose days are over, here and where the portal gives it out. Gives of how many requests. */
export async function clearOwnData(services: Services): Promise<number> {
  const over = await services.db
    .selectFrom('request_own_data')
    .select('request_id as requestId')
    .distinct()
    .where('sealed', 'is not', null)
    .where('until_on', '<', services.time.today())
    .execute();
  for (const { requestId } of over)
    await act(services, systemActor, async (a) => {
      await clear(a, requestId, a.today);
      const matter = await matterById(a.tx, requestId);
      if (matter) await keepTrack(a, matter);
    });
  return over.length;
}

async function clear({ tx, now }: Act, requestId: string, before: LocalDate): Promise<void> {
  await tx
    .updateTable('request_own_data')
    .set({ sealed: null, cleared_at: now })
    .where('request_id', '=', requestId)
    .where('sealed', 'is not', null)
    .where('until_on', '<', before)
    .execute();
}

export const clearOwnDataJob = defineJob({
  name: 'requests.clear-own-data',
  label: '清除到期的个人信息副本',
  cron: '20 1 * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await clearOwnData(services);
  },
});
