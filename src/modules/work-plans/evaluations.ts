import { chineseDate, isLocalDate, type LocalDate } from '#kernel/dates.ts';
import { forbidden, invalid, notFound, refused } from '#kernel/errors.ts';
import { allows } from '#kernel/policy.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import { checked } from '#platform/validation.ts';
import { draftAbout, planFor } from './composing.ts';
import type { EvaluationData } from './content-types.ts';
import { EvaluationBody, type EvaluationInput } from './item-contract.ts';
import { escaped } from './plan-document.ts';
import { workPlansPolicy } from './policy.ts';

/**
 * Records how the execution of a plan, or of one item, was judged: how it was found out, what stakeholders said in their own
 * words, what follows. 2019 年要点第 2 条：了解利益相关方和社会公众的意见和建议，开展执行效果评估，及时调整完善.
 */
export async function recordEvaluation(
  act: Act,
  planId: string,
  typed: EvaluationInput,
): Promise<{ evaluationId: string }> {
  const input = checked(EvaluationBody, typed);
  const { tx } = act;
  const plan = await tx.selectFrom('work_plan').select(['id', 'bureau_id']).where('id', '=', planId).executeTakeFirst();
  if (!plan) throw notFound('这份工作要点');
  if (!allows({ ...workPlansPolicy['work-plans.evaluate'], scope: 'bureau' }, act.actor, { bureauId: plan.bureau_id }))
    throw forbidden('执行效果评估由政务公开办公室或督查员登记');
  if (input.itemId) await demandItem(act, planId, input.itemId);
  const heard = input.opinions.map((opinion, position) => ({
    ...opinion,
    position,
    heardOn: dayFrom(opinion.heardOn, position, act.today),
  }));
  const { id } = await tx
    .insertInto('execution_evaluation')
    .values({
      plan_id: planId,
      item_id: input.itemId ?? null,
      method: input.method,
      conclusion: input.conclusion,
      adjustment: input.adjustment ?? null,
      made_by: act.actor.id,
      made_on: act.today,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('evaluation_opinion')
    .values(
      heard.map(({ position, speaker, channel, heardOn, verbatim }) => ({
        evaluation_id: id,
        position,
        speaker,
        channel,
        heard_on: heardOn,
        verbatim,
      })),
    )
    .execute();
  await appendJournal(act, {
    chain: input.itemId ? matterChain(input.itemId) : `work-plan:${planId}`,
    action: 'work-plans.evaluated',
    payload: { evaluationId: id, conclusion: input.conclusion, opinions: heard.length },
  });
  return { evaluationId: id };
}

async function demandItem(act: Act, planId: string, itemId: string): Promise<void> {
  const item = await act.tx
    .selectFrom('work_item')
    .select('id')
    .where('id', '=', itemId)
    .where('plan_id', '=', planId)
    .executeTakeFirst();
  if (!item) throw invalid({ itemId: '所选任务不属于这份工作要点' });
}

function dayFrom(text: string, at: number, today: LocalDate): LocalDate {
  if (!isLocalDate(text)) throw invalid({ [`opinions.${at}.heardOn`]: '收集日期应是真实的日期，例如 2026-11-30' });
  if (text > today) throw invalid({ [`opinions.${at}.heardOn`]: '收集日期不能晚于今天' });
  return text;
}

/** Drafts the report on every evaluation of a plan that has not been in one yet. Refuses when there is none. */
export async function composeEvaluation(
  act: Act,
  planId: string,
  input: { readonly title: string; readonly lead?: string | undefined },
): Promise<{ documentId: string }> {
  const plan = await planFor(act, planId);
  const rows = await act.tx
    .selectFrom('execution_evaluation as e')
    .leftJoin('work_item as w', 'w.id', 'e.item_id')
    .select(['e.id', 'e.item_id', 'e.method', 'e.conclusion', 'e.adjustment', 'e.made_on', 'w.number', 'w.title'])
    .where('e.plan_id', '=', planId)
    .where('e.document_id', 'is', null)
    .orderBy('e.made_on')
    .orderBy('e.id')
    .execute();
  if (rows.length === 0) throw refused(['没有尚未公布的执行效果评估，请先登记评估']);
  const opinions = await act.tx
    .selectFrom('evaluation_opinion')
    .selectAll()
    .where(
      'evaluation_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('position')
    .execute();
  const data: EvaluationData = {
    planId,
    evaluations: rows.map((row) => ({
      evaluationId: row.id,
      itemId: row.item_id,
      method: row.method,
      conclusion: row.conclusion,
      adjustment: row.adjustment,
      madeOn: row.made_on,
      opinions: opinions
        .filter(({ evaluation_id }) => evaluation_id === row.id)
        .map(({ speaker, channel, heard_on, verbatim }) => ({ speaker, channel, heardOn: heard_on, verbatim })),
    })),
  };
  const titles = new Map(
    rows.map((row) => [row.id, row.title ? `${row.number ? `${row.number}. ` : ''}${row.title}` : '总体评估']),
  );
  const body = data.evaluations.map((one) => evaluationBody(one, titles.get(one.evaluationId) ?? '')).join('\n');
  const made = await draftAbout(act, plan, 'work-evaluation', { ...input, data, body });
  await act.tx
    .updateTable('execution_evaluation')
    .set({ document_id: made.documentId })
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  return made;
}

function evaluationBody(one: EvaluationData['evaluations'][number], title: string): string {
  const words = (text: string) =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => `<p>${escaped(line)}</p>`)
      .join('');
  const voices = one.opinions.map(
    ({ speaker, channel, heardOn, verbatim }) =>
      `<blockquote><p>${escaped(verbatim)}</p><p>（${escaped(speaker)}，${escaped(channel)}，${dateText(heardOn)}）</p></blockquote>`,
  );
  return [
    `<h2>${escaped(title)}</h2>`,
    `<h3>评估方式</h3>${words(one.method)}`,
    ...(voices.length > 0 ? ['<h3>利益相关方和公众的意见</h3>', ...voices] : []),
    `<h3>评估结论</h3>${words(one.conclusion)}`,
    ...(one.adjustment ? [`<h3>调整完善</h3>${words(one.adjustment)}`] : []),
  ].join('\n');
}

const dateText = (text: string) => (isLocalDate(text) ? chineseDate(text) : text);
