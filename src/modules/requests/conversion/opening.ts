import { sql } from 'kysely';
import { Type } from 'typebox';
import { forbidden, refused } from '#kernel/errors.ts';
import { allows } from '#kernel/policy.ts';
import { openMatter, seenMatter } from '#commons/casework/index.ts';
import { unitsWithRole } from '#commons/organisations/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import { openEach } from '#platform/submissions.ts';
import { afterwardsPolicy } from '../afterwards-policy.ts';
import { type Repeat, repeatsOf } from './repeats.ts';
import { conversionKind } from './kind.ts';
import { conversionSettings } from './settings.ts';

/** Each is compared with a year of others. */
const A_TIME = 200;

/** Looks once at every confirmed request: where enough different people have asked for the same, a review is opened or joined. Gives how many joined one. */
export async function lookForRepeated(services: Services): Promise<number> {
  let joined = 0;
  await openEach(
    services,
    {
      work: 'requests.look-for-repeated',
      rows: sql`select r.id, r.submitted_at as since from request r join matter m on m.id = r.id
        where r.looked_alike_at is null and m.state <> 'submitted'`,
      trouble: 'a request cannot be compared with the others',
      most: A_TIME,
    },
    async (id) => {
      if (await act(services, systemActor, (a) => lookAt(a, id))) joined += 1;
    },
  );
  return joined;
}

/** Whether there is a review already is asked and answered by one at a time: two at once would open two. */
const oneAtATime = ({ tx }: Act) => sql`select pg_advisory_xact_lock(hashtext('request-conversion'))`.execute(tx);

/** Gives the review the request now belongs to, if any. */
export async function lookAt(act: Act, requestId: string): Promise<string | undefined> {
  await oneAtATime(act);
  const { least, months, likeness } = await conversionSettings.current(act.tx);
  const alike = await repeatsOf(act.tx, requestId, { today: act.today, months, from: likeness / 100 });
  await act.tx.updateTable('request').set({ looked_alike_at: act.now }).where('id', '=', requestId).execute();
  const others = alike.filter(({ id }) => id !== requestId);
  const standing = others.length > 0 ? await standingFor(act, others) : undefined;
  const own = alike.filter(({ id }) => id === requestId);
  if (standing)
    return join(act, standing, own.length > 0 ? [{ ...own[0], likeness: others[0]?.likeness ?? 1 } as Repeat] : []);
  // 多个申请人: somebody who asks three times is one applicant.
  if (new Set(alike.map(({ applicantHash }) => applicantHash)).size < least) return undefined;
  return open(act, 'repeated', requestId, alike);
}

/** 第四十四条第二款: an applicant suggests it. Joins the review of the same information where one is under way or done. */
export async function suggestConversion(act: Act, requestId: string): Promise<string> {
  await oneAtATime(act);
  const { months, likeness } = await conversionSettings.current(act.tx);
  const alike = await repeatsOf(act.tx, requestId, { today: act.today, months, from: likeness / 100 });
  const self = { id: requestId, applicantHash: '', likeness: 1 };
  const standing = await standingFor(act, [self, ...alike]);
  const id = standing
    ? await join(act, standing, [self])
    : await open(act, 'suggested', requestId, alike.length > 0 ? alike : [self]);
  await act.tx
    .updateTable('request_conversion_request')
    .set({ suggested: true })
    .where('conversion_id', '=', id)
    .where('request_id', '=', requestId)
    .execute();
  return id;
}

/** The office opens one by hand. Refuses where one for the same information is under way. */
export async function openConversion(act: Act, requestId: string): Promise<string> {
  const { matter } = await seenMatter(act.tx, act.services, act.actor, requestId);
  if (!allows(afterwardsPolicy['requests.open-conversion'], act.actor, matter))
    throw forbidden('是否转为主动公开由政务公开办公室提出研究');
  await oneAtATime(act);
  const self = { id: requestId, applicantHash: '', likeness: 1 };
  const standing = await standingFor(act, [self]);
  if (standing) {
    const { number } = await act.tx
      .selectFrom('matter')
      .select('number')
      .where('id', '=', standing)
      .executeTakeFirstOrThrow();
    throw refused([`这一申请已列入${number}，请到那里办理`]);
  }
  return open(act, 'office', requestId, [self]);
}

/** The newest review of any of these requests that is not declined. */
async function standingFor({ tx }: Act, alike: readonly Repeat[]): Promise<string | undefined> {
  const row = await tx
    .selectFrom('request_conversion_request as r')
    .innerJoin('matter as m', 'm.id', 'r.conversion_id')
    .select('m.id')
    .where(
      'r.request_id',
      'in',
      alike.map(({ id }) => id),
    )
    .where('m.state', '<>', 'declined')
    .orderBy('m.started_at', 'desc')
    .executeTakeFirst();
  return row?.id;
}

/** The review is that of the bureau the request was made to. */
async function open(
  act: Act,
  trigger: 'repeated' | 'suggested' | 'office',
  requestId: string,
  alike: readonly Repeat[],
): Promise<string> {
  const { bureau_id } = await act.tx
    .selectFrom('matter')
    .select('bureau_id')
    .where('id', '=', requestId)
    .executeTakeFirstOrThrow();
  const [unit] = await unitsWithRole(act.tx, 'openness-officer', bureau_id);
  if (!unit) throw new Error('nobody holds the openness office of the bureau: a post with that role is missing');
  const topic = `同类申请 ${alike.length} 件（信息名称待填）`;
  const matter = await openMatter(act, conversionKind, {
    title: `是否转为主动公开：${topic}`,
    leadUnitId: unit,
    payload: { trigger, requests: alike.length },
  });
  await act.tx.insertInto('request_conversion').values({ id: matter.id, trigger, topic }).execute();
  await join(act, matter.id, alike);
  return matter.id;
}

async function join({ tx, now }: Act, conversionId: string, alike: readonly Repeat[]): Promise<string> {
  if (alike.length > 0)
    await tx
      .insertInto('request_conversion_request')
      .values(
        alike.map(({ id, likeness }) => ({
          conversion_id: conversionId,
          request_id: id,
          likeness: Math.min(1, likeness),
          added_at: now,
        })),
      )
      .onConflict((oc) => oc.doNothing())
      .execute();
  return conversionId;
}

export const lookForRepeatedJob = defineJob({
  name: 'requests.look-for-repeated',
  label: '查找多人申请的同一信息',
  cron: '*/10 * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await lookForRepeated(services);
  },
});
