import { chineseDate } from '#kernel/dates.ts';
import { notFound, refused } from '#kernel/errors.ts';
import { appendJournal } from '#commons/journal/index.ts';
import { type Content, createDocument } from '#commons/publishing/index.ts';
import type { Act } from '#platform/services.ts';
import type { ProgressData, ResultData } from './content-types.ts';
import type { ComposeInput } from './contract.ts';
import { mayHandle } from './imports.ts';
import { saidByReport } from './measure-reports.ts';
import { escaped } from './plan-document.ts';
import { workItemWorkflow } from './workflow.ts';

/** The plan a document is made of, for an officer of its bureau; not found for others. */
export async function planFor(act: Act, planId: string) {
  const plan = await act.tx
    .selectFrom('work_plan as p')
    .innerJoin('unit as u', 'u.id', 'p.unit_id')
    .select([
      'p.id',
      'p.title',
      'p.bureau_id as bureauId',
      'p.unit_id as unitId',
      'p.document_id as documentId',
      'u.name as unitName',
    ])
    .where('p.id', '=', planId)
    .executeTakeFirst();
  if (!plan || !mayHandle(act.actor, plan.bureauId)) throw notFound('这份工作要点');
  return plan;
}
export type PlanRow = Awaited<ReturnType<typeof planFor>>;

/**
 * Drafts a progress bulletin of chosen items from their newest accepted reports, for the normal chain of signatures.
 * Refuses items of another plan and items of which no report has been accepted, naming them.
 */
export async function composeBulletin(act: Act, planId: string, input: ComposeInput): Promise<{ documentId: string }> {
  const plan = await planFor(act, planId);
  const items = await chosenItems(act, planId, input.itemIds);
  const bare = items.filter(({ report }) => report === undefined);
  if (bare.length > 0) throw refused([`这些任务还没有采纳的进展报告，不能编入通报：${bare.map(titled).join('、')}`]);
  const entries = items.flatMap(({ id, matter, report, granted }): ProgressData['entries'] =>
    report
      ? [
          {
            itemId: id,
            state: matter.state,
            stateLabel: stateLabel(matter.state),
            percent: report.percent,
            summary: report.text,
            ...(report.measures.length > 0 && { measures: [...report.measures] }),
            reportedOn: report.reported_on,
            dueOn: matter.due_on,
            extendedFrom: granted?.from_on ?? null,
            completedOn: matter.state === 'completed' ? matter.closed_on : null,
          },
        ]
      : [],
  );
  const rows = items.map(({ number, title, matter, report, leadName }) => [
    number,
    title,
    leadName,
    stateLabel(matter.state),
    `${report?.percent ?? 0}%`,
    report?.text ?? '',
  ]);
  const data: ProgressData = { planId, entries };
  return draft(
    act,
    plan,
    'work-progress',
    input,
    data,
    table(['序号', '任务', '牵头单位', '状态', '进度', '进展情况'], rows),
  );
}

/** Drafts a publication of results from completed items: what was done and how it was found at acceptance. */
export async function composeResults(act: Act, planId: string, input: ComposeInput): Promise<{ documentId: string }> {
  const plan = await planFor(act, planId);
  const items = await chosenItems(act, planId, input.itemIds);
  const open = items.filter(({ matter, completion }) => matter.state !== 'completed' || completion === undefined);
  if (open.length > 0) throw refused([`这些任务还没有核验通过，不能公布成果：${open.map(titled).join('、')}`]);
  const entries = items.flatMap(({ id, matter, completion }): ResultData['entries'] =>
    completion && matter.closed_on
      ? [{ itemId: id, summary: completion.text, opinion: completion.reason ?? '', completedOn: matter.closed_on }]
      : [],
  );
  const rows = items.map(({ number, title, leadName, completion, matter }) => [
    number,
    title,
    leadName,
    matter.closed_on ? chineseDate(matter.closed_on) : '',
    completion?.text ?? '',
  ]);
  const data: ResultData = { planId, entries };
  return draft(act, plan, 'work-result', input, data, table(['序号', '任务', '牵头单位', '完成日期', '成果'], rows));
}

async function draft(
  act: Act,
  plan: PlanRow,
  type: string,
  input: ComposeInput,
  data: object,
  body: string,
): Promise<{ documentId: string }> {
  return draftAbout(act, plan, type, { title: input.title, lead: input.lead, data, body });
}

/** A document that reports on a plan, drafted in the plan's office. */
export async function draftAbout(
  act: Act,
  plan: PlanRow,
  type: string,
  given: { readonly title: string; readonly lead?: string | undefined; readonly data: object; readonly body: string },
): Promise<{ documentId: string }> {
  const opening = (given.lead ?? '').split('\n').filter((line) => line.trim() !== '');
  const content: Content = {
    title: given.title,
    issuingUnitId: plan.bureauId,
    formedOn: act.today,
    columnKey: 'progress',
    disclosure: 'active',
    opennessClass: type === 'work-progress' ? 'execution' : 'result',
    statutoryClass: 15,
    topic: 'openness',
    source: plan.unitName,
    summary: `《${plan.title}》的落实情况。`.slice(0, 500),
    keywords: '执行公开;工作要点;进展',
    bodyHtml: [...opening.map((line) => `<p>${escaped(line)}</p>`), given.body].join('\n'),
    data: { ...given.data },
    relations: [{ kind: 'reports', documentId: plan.documentId }],
  };
  const document = await createDocument(act, { type, leadUnitId: plan.unitId, content }, { byCommand: true });
  await appendJournal(act, {
    chain: `work-plan:${plan.id}`,
    action: 'work-plans.composed',
    payload: { type, documentId: document.id, title: given.title },
  });
  return { documentId: document.id };
}

/** Chosen items in the order of the plan, each with its newest accepted report and the extension last granted. */
async function chosenItems(act: Act, planId: string, itemIds: readonly string[]) {
  const { tx } = act;
  const rows = await tx
    .selectFrom('work_item as w')
    .innerJoin('matter as m', 'm.id', 'w.id')
    .innerJoin('unit as u', 'u.id', 'm.lead_unit_id')
    .select(['w.id', 'w.number', 'w.title', 'm.state', 'm.due_on', 'm.closed_on', 'u.name as leadName'])
    .where('w.plan_id', '=', planId)
    .where('w.id', 'in', [...itemIds])
    .orderBy('w.section')
    .orderBy('w.position')
    .execute();
  if (rows.length < itemIds.length) throw refused(['所选任务中有的不属于这份工作要点，请刷新后重新选择']);
  const reports = await tx
    .selectFrom('progress_report')
    .select(['id', 'item_id', 'kind', 'percent', 'text', 'reported_on', 'reason'])
    .where('item_id', 'in', [...itemIds])
    .where('verdict', '=', 'accepted')
    .where('kind', '<>', 'cooperating')
    .orderBy('reported_at', 'desc')
    .execute();
  const said = await saidByReport(
    tx,
    reports.map(({ id }) => id),
  );
  const extensions = await tx
    .selectFrom('due_extension')
    .select(['item_id', 'from_on'])
    .where('item_id', 'in', [...itemIds])
    .where('granted', '=', true)
    .orderBy('asked_at')
    .execute();
  const withMeasures = (report: (typeof reports)[number] | undefined) =>
    report && { ...report, measures: said.get(report.id) ?? [] };
  return rows.map(({ id, number, title, leadName, ...matter }) => ({
    id,
    number,
    title,
    leadName,
    matter,
    report: withMeasures(reports.find((report) => report.item_id === id)),
    completion: reports.find((report) => report.item_id === id && report.kind === 'completion'),
    // The day the plan first gave is what the public compares with.
    granted: extensions.find((extension) => extension.item_id === id),
  }));
}

const titled = ({ number, title }: { readonly number: string; readonly title: string }) =>
  number ? `${number}. ${title}` : title;

export const stateLabel = (state: string): string =>
  (workItemWorkflow.states as Readonly<Record<string, { readonly label: string }>>)[state]?.label ?? state;

export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = heads.map((words) => `<th scope="col">${words}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`).join('\n');
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}
