import { SECRECY_CHECKLIST } from '#commons/publishing/index.ts';
import { takeStepAs } from '#commons/casework/index.ts';
import { addDays, type LocalDate } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { act, type Services } from '#platform/services.ts';
import { composeBulletin, composeResults } from '../composing.ts';
import { composeEvaluation, recordEvaluation } from '../evaluations.ts';
import { EVALUATION } from './evaluation.ts';
import { type Cast, type MovingClock, OFFICE, officerWhoDrafts, workHour } from './people.ts';
import { type Sentences, sentences } from './sentences.ts';
import type { Happening, Story } from './story.ts';

interface Living {
  readonly services: Services;
  readonly cast: Cast;
  readonly clock: MovingClock;
  readonly planId: string;
  /** Ids of items by their number. */
  readonly items: ReadonlyMap<string, string>;
}

/** Plays a story of a plan by the commands its people would run, each on its day, the clock moved from one to the next. */
export async function liveThrough(
  services: Services,
  cast: Cast,
  clock: MovingClock,
  planId: string,
  story: Story,
): Promise<void> {
  const rows = await services.db
    .selectFrom('work_item')
    .select(['id', 'number'])
    .where('plan_id', '=', planId)
    .execute();
  const living: Living = { services, cast, clock, planId, items: new Map(rows.map(({ id, number }) => [number, id])) };
  for (const [at, happening] of story.entries()) {
    clock.moveTo(workHour(services, happening.on, 9 + (at % 3), (at * 7) % 60));
    if ('item' in happening) await liveItem(living, happening);
    else if (happening.what === 'release-plan') await releasePlan(living);
    else await publish(living, happening.what, 'title' in happening ? happening.title : '');
  }
}

async function liveItem(living: Living, happening: Extract<Happening, { readonly item: string }>): Promise<void> {
  const id = living.items.get(happening.item);
  const words = sentences[happening.item];
  if (!id || !words) throw new Error(`the story speaks of item ${happening.item}, which is not in the plan`);
  const lead = await leadOf(living, id);
  const step = (actor: Actor, name: string, fields: Readonly<Record<string, unknown>>) =>
    act(living.services, actor, (a) => takeStepAs(a, id, name, fields));
  const { cast } = living;
  switch (happening.what) {
    case 'measures':
      await step(await cast('department-head', lead), 'planMeasures', { measures: words.measures.join('\n') });
      return;
    case 'report':
      return reported(living, id, happening, { lead, words, step });
    case 'partners':
      return partners(living, id, words.partner);
    case 'submit':
      await step(await cast('clerk', lead), 'submitCompletion', { text: words.completed });
      return;
    case 'accept':
      await step(await cast('supervisor'), 'accept', { opinion: words.opinion });
      return;
    case 'send-back':
      await step(await cast('supervisor'), 'returnForWork', {
        reason: '抽查的 5 项中有 2 项线上线下不一致，请核对更新后重新报请核验。',
      });
      return;
    case 'supervise':
      await step(await cast('supervisor'), 'supervise', {
        demand: '这项任务进展偏慢，请说明原因和下一步安排，明确完成时间。',
        replyBy: happening.replyBy,
      });
      return;
    case 'answer':
      await step(await cast('department-head', lead), 'answerSupervision', {
        reply: '前期因系统改造耽误了进度，改造已于本周完成，责任清单将在下月中旬前公布，以后每两周报告一次。',
      });
      return;
    case 'ask-extension':
      await step(await cast('clerk', lead), 'requestExtension', {
        dueOn: happening.to,
        reason: '配套系统的接口改造由外部单位承担，工期推迟，需等接口联调通过后才能全部完成。',
      });
      return;
    case 'grant-extension':
      await step(await officerWhoDrafts(living.services), 'approveExtension', {
        opinion: '原因属实，同意延期；请按新的期限倒排时间。',
      });
      return;
  }
}

/** A report and what the office makes of it, two hours later. */
async function reported(
  { services, cast, clock }: Living,
  id: string,
  {
    on,
    percent,
    verdict,
  }: { readonly on: LocalDate; readonly percent: number; readonly verdict?: 'accepted' | 'returned' },
  {
    lead,
    words,
    step,
  }: {
    readonly lead: string;
    readonly words: Sentences;
    readonly step: (actor: Actor, name: string, fields: Readonly<Record<string, unknown>>) => Promise<unknown>;
  },
): Promise<void> {
  const text = words.progress[percent >= 80 ? 2 : percent >= 45 ? 1 : 0];
  const measures = await measuresAt(services, id, percent);
  await step(await cast('clerk', lead), 'report', { percent, text, ...(measures.length > 0 && { measures }) });
  if (!verdict) return;
  clock.moveTo(workHour(services, on, 15, 40));
  const officer = await officerWhoDrafts(services);
  if (verdict === 'accepted') await step(officer, 'acceptReport', {});
  else
    await step(officer, 'returnReport', {
      reason: '只写了开会部署，没有写公开了哪些信息、多少条，请补充数据后重新报告。',
    });
}

/** The first measure comes before the second: under way below half, then done. */
async function measuresAt(services: Services, itemId: string, percent: number) {
  const [first, second] = await services.db
    .selectFrom('work_measure')
    .select(['id', 'done_on'])
    .where('item_id', '=', itemId)
    .where('dropped_at', 'is', null)
    .orderBy('made_at')
    .orderBy('position')
    .execute();
  const states = percent < 45 ? (['underway'] as const) : (['done', 'underway'] as const);
  return [first, second].flatMap((measure, at) => {
    const state = states[at];
    return measure && state && measure.done_on === null ? [{ measureId: measure.id, state }] : [];
  });
}

/** Every unit with a part reports it done. */
async function partners({ services, cast }: Living, id: string, text: string): Promise<void> {
  const units = await services.db
    .selectFrom('matter_unit as mu')
    .innerJoin('unit as u', 'u.id', 'mu.unit_id')
    .select(['u.id', 'u.key'])
    .where('mu.matter_id', '=', id)
    .where('mu.part', 'in', ['joint', 'cooperating'])
    .where('mu.done_on', 'is', null)
    .orderBy('mu.position')
    .execute();
  for (const unit of units) {
    const clerk = await cast('clerk', unit.key);
    await act(services, clerk, (a) => takeStepAs(a, id, 'cooperatorReport', { unitId: unit.id, text, done: true }));
  }
}

async function leadOf({ services }: Living, itemId: string): Promise<string> {
  const { key } = await services.db
    .selectFrom('matter as m')
    .innerJoin('unit as u', 'u.id', 'm.lead_unit_id')
    .select('u.key')
    .where('m.id', '=', itemId)
    .executeTakeFirstOrThrow();
  return key;
}

async function releasePlan(living: Living): Promise<void> {
  const { document_id } = await living.services.db
    .selectFrom('work_plan')
    .select('document_id')
    .where('id', '=', living.planId)
    .executeTakeFirstOrThrow();
  await throughTheChain(living, document_id);
}

/** Something composed of what has been reported, taken through every signature to the portal. */
async function publish(living: Living, what: 'bulletin' | 'results' | 'evaluation', title: string): Promise<void> {
  const { services, planId } = living;
  const officer = await officerWhoDrafts(services);
  const itemIds = what === 'evaluation' ? [] : await itemsFor(living, what);
  if (what !== 'evaluation' && itemIds.length === 0) return;
  const { documentId } = await act(services, officer, async (a) => {
    if (what === 'bulletin')
      return composeBulletin(a, planId, { title, itemIds, lead: '现将工作要点各项任务的最新进展公布如下。' });
    if (what === 'results')
      return composeResults(a, planId, { title, itemIds, lead: '以下任务已经核验完成，现将成果公布如下。' });
    for (const evaluation of EVALUATION)
      await recordEvaluation(a, planId, {
        ...evaluation,
        opinions: evaluation.opinions.map(({ daysBefore, ...opinion }) => ({
          ...opinion,
          heardOn: addDays(a.today, -daysBefore),
        })),
      });
    return composeEvaluation(a, planId, {
      title,
      lead: '为了解工作要点的执行效果，政务公开办公室开展了评估，现将结果公布如下。',
    });
  });
  await throughTheChain(living, documentId);
}

async function itemsFor({ services, planId }: Living, what: 'bulletin' | 'results'): Promise<string[]> {
  const rows = await services.db
    .selectFrom('work_item as w')
    .innerJoin('matter as m', 'm.id', 'w.id')
    .select(['w.id'])
    .where('w.plan_id', '=', planId)
    .$if(what === 'results', (query) => query.where('m.state', '=', 'completed'))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('progress_report as r')
          .select('r.id')
          .whereRef('r.item_id', '=', 'w.id')
          .where('r.verdict', '=', 'accepted')
          .where('r.kind', 'in', what === 'results' ? ['completion'] : ['lead', 'completion']),
      ),
    )
    .execute();
  return rows.map(({ id }) => id);
}

const SIGNINGS = [
  { step: 'headSign', role: 'department-head', unit: OFFICE, opinion: '内容经与各处、各单位核对无误，同意送审。' },
  {
    step: 'secrecySign',
    role: 'secrecy-reviewer',
    unit: undefined,
    opinion: '经逐项审查，不涉及国家秘密、工作秘密和个人信息，可以公开。',
  },
  { step: 'issue', role: 'issuer', unit: undefined, opinion: '同意发布。' },
  { step: 'release', role: 'releaser', unit: undefined, opinion: undefined },
] as const;

async function throughTheChain({ services, cast }: Living, documentId: string): Promise<void> {
  const step = (actor: Actor, name: string, fields: Readonly<Record<string, unknown>>) =>
    act(services, actor, (a) => takeStepAs(a, documentId, name, fields));
  await step(await officerWhoDrafts(services), 'submit', {});
  for (const { step: name, role, unit, opinion } of SIGNINGS) {
    const checklist = name === 'secrecySign' ? { checklist: Object.keys(SECRECY_CHECKLIST) } : {};
    await step(await cast(role, unit), name, opinion ? { opinion, ...checklist } : {});
  }
}
