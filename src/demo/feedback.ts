import { matterById, takeStepAs } from '#commons/casework/index.ts';
import { type FEEDBACK_KINDS, keepFeedback } from '#commons/publishing/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import { addDays, type LocalDate } from '#kernel/dates.ts';
import { openFeedback } from '#modules/page-feedback/index.ts';
import { type Services, act } from '#platform/services.ts';
import { newSubmissionId } from '#platform/submissions.ts';
import { actorById } from './cast.ts';
import { type MovingClock, workHour } from './publishing/index.ts';

interface DemoFeedback {
  readonly daysAgo: number;
  readonly page: string;
  readonly kind: keyof typeof FEEDBACK_KINDS;
  readonly text: string;
  /** How it ended; without it, it waits for its unit. */
  readonly ended?: { readonly step: 'mend' | 'explain'; readonly result: string };
}

/** Newest last. Invented readers, as they write. */
const REPORTS: readonly DemoFeedback[] = [
  {
    daysAgo: 40,
    page: '/columns/announcements',
    kind: 'outdated',
    text: '大厅的下午办公时间和门口贴的不一样，到底以哪个为准？',
    ended: { step: 'mend', result: '已核对，网页上的时间有误，已更正并在公告末尾注明更正日期。' },
  },
  {
    daysAgo: 16,
    page: '/columns/policies',
    kind: 'wording',
    text: '政策文件里“备案”有一处写成了“备按”。',
    ended: {
      step: 'explain',
      result: '已逐字核对，网页与印发文本一致，没有发现这一错字；如指其他文件，请再告诉我们文件名称。',
    },
  },
  { daysAgo: 1, page: '/organisation', kind: 'contact', text: '受理中心的电话打过去是空号，请更新。' },
];

/** Readers report errors of pages; the units behind the pages look into them, one is still waiting. */
export async function demoFeedback(services: Services, clock: MovingClock, today: LocalDate): Promise<void> {
  for (const { daysAgo, ended, ...report } of REPORTS) {
    const on = addDays(today, -daysAgo);
    clock.moveTo(workHour(services, on, 10, 20));
    const id = newSubmissionId(services.time.today());
    await keepFeedback(services, id, report);
    await openFeedback(services);
    if (!ended) continue;
    clock.moveTo(workHour(services, addDays(on, 1), 16));
    await end(services, id, ended);
  }
}

async function end(services: Services, feedbackId: string, { step, result }: NonNullable<DemoFeedback['ended']>) {
  const { chain } = await services.db
    .selectFrom('journal_entry')
    .select('chain')
    .where('action', '=', 'page-feedback.open')
    .where('payload', '@>', JSON.stringify({ feedbackId }))
    .executeTakeFirstOrThrow();
  const matter = await matterById(services.db, chain.slice('matter:'.length));
  if (!matter) throw new Error(`no matter for the report ${feedbackId}`);
  const on = services.time.today();
  const [clerk] = await holdersOf(services.db, { role: 'clerk', on, unitId: matter.leadUnitId });
  if (!clerk) throw new Error('nobody is clerk of the unit behind the page');
  await act(services, await actorById(services, clerk), (a) => takeStepAs(a, matter.id, step, { result }));
}
