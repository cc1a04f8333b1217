import { Type } from 'typebox';
import { addWorkdays, isWorkingDay } from '#kernel/calendar.ts';
import { chineseDate } from '#kernel/dates.ts';
import { matterAddress, matterById, shortTitle } from '#commons/casework/index.ts';
import { notify } from '#commons/notices/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { errorFacts } from '#platform/log.ts';
import { type Services, act, systemActor } from '#platform/services.ts';
import { publicationKind } from '../kind.ts';
import { mailExpert } from './mail.ts';

/** Working days before the due date on which an expert who has not answered is reminded. Ours. */
const BEFORE = 2;

/**
 * On working days: an expert whose day is near is reminded once, by mail where there is one; whoever asked is told to do it by telephone
 * otherwise, and is told every working day once the day has passed. Says how many were reminded.
 */
export async function remindExperts(services: Services): Promise<number> {
  const { db, time, calendar } = services;
  const today = time.today();
  if (!isWorkingDay(today, calendar())) return 0;
  const near = addWorkdays(today, BEFORE, calendar()).on;
  const waiting = await db
    .selectFrom('expert_request as q')
    .innerJoin('matter as m', 'm.id', 'q.document_id')
    .leftJoin('expert_opinion as o', 'o.request_id', 'q.id')
    .selectAll('q')
    .where('q.withdrawn_at', 'is', null)
    .where('q.expires_at', '>', time.now())
    .where('o.request_id', 'is', null)
    .where('m.closed_on', 'is', null)
    .where('m.restricted', '=', false)
    .where('q.due_on', '<=', near)
    .where((eb) => eb.or([eb('q.reminded_on', 'is', null), eb('q.due_on', '<', today)]))
    .where((eb) => eb.or([eb('q.reminded_on', 'is', null), eb('q.reminded_on', '<', today)]))
    .execute();
  let reminded = 0;
  for (const request of waiting) {
    const mailed = await mailExpert(services, request, '提醒：请您对一份文稿提出意见', (dueOn) => [
      `请您在${dueOn}前提出的意见还没有收到。请打开此前寄给您的链接继续填写。`,
      '链接找不到，或者需要新的验证码，请与邀请您的人联系。',
    ]).catch((error: unknown) => {
      services.log.warn('an expert was not reminded by mail', { request: request.id, ...errorFacts(error) });
      return false;
    });
    const late = request.due_on < today;
    await act(services, systemActor, async (a) => {
      const matter = await matterById(a.tx, request.document_id);
      if (!matter) return;
      await a.tx.updateTable('expert_request').set({ reminded_on: today }).where('id', '=', request.id).execute();
      await notify(a, {
        to: [request.asked_by],
        kind: 'reminder',
        title: `专家意见${late ? '已逾期' : '即将到期'}：${shortTitle(matter.title)}`,
        body: `${matter.number}「${matter.title}」请专家在${chineseDate(request.due_on)}前答复，尚未收到。${
          mailed ? '已发邮件提醒，' : ''
        }请电话联系专家，或者收回链接。`,
        link: `${matterAddress(publicationKind, matter.id)}?sheet=opinions`,
        matterId: matter.id,
        dedupe: `expert-due:${request.id}:${today}`,
      });
    });
    reminded += 1;
  }
  return reminded;
}

export const remindExpertsJob = defineJob({
  name: 'publishing.remind-experts',
  label: '提醒和催办专家意见',
  cron: '50 8 * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    const reminded = await remindExperts(services);
    return reminded > 0 ? `提醒了 ${reminded} 项专家意见` : undefined;
  },
});
