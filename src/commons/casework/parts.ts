import { isLocalDate, type LocalDate } from '#kernel/dates.ts';
import { AppError, forbidden, invalid, refused } from '#kernel/errors.ts';
import { type Actor, allows, grantFor } from '#kernel/policy.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { notify } from '#commons/notices/index.ts';
import { unitById } from '#commons/organisations/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { headsOf, workersOf } from './awaited.ts';
import {
  type AddPartInput,
  type AskHelpInput,
  type PartDoneInput,
  type ReleasePartInput,
  partLabels,
} from './contract.ts';
import { caseworkPolicy } from './policy.ts';
import { saidAbout } from './said.ts';
import { type SeenMatter, closedForGood, lockSeen } from './visible.ts';
import { matterAddress, shortTitle } from './where.ts';

/** Parts with a task of their own, which must be reported done. A guiding unit gives advice and owes no report. */
export const REPORTING_PARTS: readonly string[] = ['joint', 'cooperating'];

interface Part {
  readonly unitId: string;
  readonly unitName: string;
  readonly part: string;
  readonly doneOn: LocalDate | null;
}

const closedReason = (seen: SeenMatter) => (closedForGood(seen) ? ['事项已办结，不能再改变参与单位'] : []);

/** Undefined for those who never change the parts here (others than the office in charge); otherwise why not now. */
export function changePartsRefusals(seen: SeenMatter, actor: Actor): string[] | undefined {
  const { kind, matter } = seen;
  const may = allows({ label: '', roles: [kind.officeRole], scope: 'bureau' }, actor, matter);
  return may ? closedReason(seen) : undefined;
}

/** The same for asking another unit's help, which the lead unit does. */
export function askHelpRefusals(seen: SeenMatter, actor: Actor): string[] | undefined {
  return allows(caseworkPolicy['casework.ask-help'], actor, seen.matter) ? closedReason(seen) : undefined;
}

/** The same for reporting a unit's part done: its own people, not the lead's. */
export function reportRefusals(seen: SeenMatter, part: Part, actor: Actor): string[] | undefined {
  if (!REPORTING_PARTS.includes(part.part) || !reportGrant(actor, part.unitId)) return undefined;
  return [
    ...(closedForGood(seen) ? ['事项已办结，不能再报告'] : []),
    ...(part.doneOn ? [`${part.unitName}已经报告完成，不需要再报告`] : []),
  ];
}

export function releaseRefusals(seen: SeenMatter, part: Part, actor: Actor): string[] | undefined {
  const refusals = part.part === 'lead' ? undefined : changePartsRefusals(seen, actor);
  return refusals && [...refusals, ...(part.doneOn ? [`${part.unitName}已经完成所承担的任务，不需要解除`] : [])];
}

/** The office in charge adds a unit with a part, a task and a reason. */
export async function addPart(act: Act, input: AddPartInput & { readonly matterId: string }): Promise<void> {
  const seen = await lockSeen(act, input.matterId);
  const refusals = changePartsRefusals(seen, act.actor);
  if (!refusals) throw forbidden('参与单位由主管办公室增加或解除');
  await add(act, seen, refusals, input, 'casework.part-added');
}

/** The lead unit asks another unit to cooperate in something said. */
export async function askHelp(act: Act, input: AskHelpInput & { readonly matterId: string }): Promise<void> {
  const seen = await lockSeen(act, input.matterId);
  const refusals = askHelpRefusals(seen, act.actor);
  if (!refusals) throw forbidden('请其他单位协助由牵头单位提出');
  await add(act, seen, refusals, { ...input, part: 'cooperating' }, 'casework.help-asked');
}

async function add(
  act: Act,
  seen: SeenMatter,
  refusals: readonly string[],
  input: Omit<AddPartInput, 'reason'> & { readonly reason?: string },
  action: string,
): Promise<void> {
  const { tx, today, actor } = act;
  const { matter } = seen;
  const dueOn = input.dueOn === undefined ? undefined : dayFrom(input.dueOn, today);
  const unit = await unitById(tx, input.unitId);
  const parts = await partsOf(tx, matter.id);
  const known = parts.find(({ unitId }) => unitId === input.unitId);
  const people = await workersOf(tx, input.unitId, today);
  const reasons = [
    ...refusals,
    ...(!unit || unit.closedOn ? ['所选单位不在机构名录中或已撤销，请重新选择'] : []),
    ...(known ? [`${known.unitName}已经在办理此事项（${labelOf(known.part)}）`] : []),
    ...(unit && people.length === 0 ? [`${unit.name}目前没有经办人和负责人，任务没有人接收`] : []),
  ];
  if (reasons.length > 0) throw refused(reasons);
  await tx
    .insertInto('matter_unit')
    .values({
      matter_id: matter.id,
      unit_id: input.unitId,
      part: input.part,
      position: parts.length,
      task: input.task,
      due_on: dueOn ?? null,
    })
    .execute();
  await appendJournal(act, {
    chain: matterChain(matter.id),
    action,
    round: matter.round,
    payload: {
      unitId: input.unitId,
      part: labelOf(input.part),
      dueOn,
      ...(await saidAbout(act, seen, 'part', { task: input.task, reason: input.reason })),
    },
  });
  await notify(act, {
    to: people.filter((id) => id !== actor.id),
    kind: 'part',
    title: `请您单位${labelOf(input.part)}：${shortTitle(matter.title)}`,
    body: `${matter.number}「${matter.title}」：${input.task}`,
    link: matterAddress(seen.kind, matter.id),
    matterId: matter.id,
    dedupe: `part:${matter.id}:${input.unitId}:${act.now}`,
  });
}

/** The office in charge releases a unit from its part, with a reason. The journal keeps that it once had it. */
export async function releasePart(
  act: Act,
  input: ReleasePartInput & { readonly matterId: string; readonly unitId: string },
): Promise<void> {
  const { tx, today } = act;
  const seen = await lockSeen(act, input.matterId);
  const part = await partOf(tx, input.matterId, input.unitId);
  const refusals = releaseRefusals(seen, part, act.actor);
  if (!refusals) throw forbidden('参与单位由主管办公室增加或解除，牵头单位不能解除');
  if (refusals.length > 0) throw refused(refusals);
  await tx
    .deleteFrom('matter_unit')
    .where('matter_id', '=', input.matterId)
    .where('unit_id', '=', input.unitId)
    .execute();
  await appendJournal(act, {
    chain: matterChain(input.matterId),
    action: 'casework.part-released',
    round: seen.matter.round,
    payload: {
      unitId: input.unitId,
      part: labelOf(part.part),
      ...(await saidAbout(act, seen, 'part-released', { reason: input.reason })),
    },
  });
  await notify(act, {
    to: await workersOf(tx, input.unitId, today),
    kind: 'part',
    title: `您单位承担的任务已解除：${shortTitle(seen.matter.title)}`,
    body: `${seen.matter.number}「${seen.matter.title}」：${input.reason}`,
    link: matterAddress(seen.kind, input.matterId),
    matterId: input.matterId,
    dedupe: `part-released:${input.matterId}:${input.unitId}:${act.now}`,
  });
}

/** A unit reports the part it has in a matter done; the lead unit is told. */
export async function reportPartDone(
  act: Act,
  input: PartDoneInput & { readonly matterId: string; readonly unitId: string },
): Promise<void> {
  const { tx, actor, today } = act;
  const seen = await lockSeen(act, input.matterId);
  const { matter } = seen;
  const part = await partOf(tx, matter.id, input.unitId);
  const refusals = reportRefusals(seen, part, actor);
  if (!refusals) throw forbidden('任务由承担单位自己报告完成');
  if (refusals.length > 0) throw refused(refusals);
  await tx
    .updateTable('matter_unit')
    .set({ done_on: today })
    .where('matter_id', '=', matter.id)
    .where('unit_id', '=', input.unitId)
    .execute();
  const grant = reportGrant(actor, input.unitId);
  await appendJournal(act, {
    chain: matterChain(matter.id),
    action: 'casework.part-done',
    round: matter.round,
    payload: { unitId: input.unitId, ...(await saidAbout(act, seen, 'part-done', { report: input.report })) },
    ...(grant?.onBehalfOf && { onBehalfOf: grant.onBehalfOf }),
  });
  await notify(act, {
    to: matter.assigneeId ? [matter.assigneeId] : await headsOf(tx, matter.leadUnitId, today),
    kind: 'part',
    title: `${part.unitName}报告任务完成：${shortTitle(matter.title)}`,
    body: `${matter.number}「${matter.title}」：${input.report}`,
    link: matterAddress(seen.kind, matter.id),
    matterId: matter.id,
    dedupe: `part-done:${matter.id}:${input.unitId}:${act.now}`,
  });
}

/** Names of the units whose part of a matter is not done yet: a kind may refuse completion while there are any. */
export async function openParts(db: Db | Tx, matterId: string): Promise<string[]> {
  const parts = await partsOf(db, matterId);
  return parts.filter(({ part, doneOn }) => REPORTING_PARTS.includes(part) && !doneOn).map(({ unitName }) => unitName);
}

async function partsOf(db: Db | Tx, matterId: string): Promise<Part[]> {
  return db
    .selectFrom('matter_unit as mu')
    .innerJoin('unit as u', 'u.id', 'mu.unit_id')
    .select(['mu.unit_id as unitId', 'u.name as unitName', 'mu.part', 'mu.done_on as doneOn'])
    .where('mu.matter_id', '=', matterId)
    .orderBy('mu.position')
    .execute();
}

async function partOf(tx: Tx, matterId: string, unitId: string): Promise<Part> {
  const part = (await partsOf(tx, matterId)).find((candidate) => candidate.unitId === unitId);
  if (!part) throw new AppError('not-found', 404, ['这个单位没有承担此事项的任务']);
  return part;
}

function reportGrant(actor: Actor, unitId: string) {
  const rule = { ...caseworkPolicy['casework.report-part'], scope: 'lead' } as const;
  const grant = grantFor(rule, actor, { leadUnitId: unitId });
  return grant === 'staff' ? undefined : grant;
}

function dayFrom(text: string, today: LocalDate): LocalDate {
  if (!isLocalDate(text)) throw invalid({ dueOn: '完成日期应是真实的日期，例如 2026-11-30' });
  if (text < today) throw invalid({ dueOn: '完成日期不能早于今天' });
  return text;
}

const labelOf = (part: string): string => (partLabels as Readonly<Record<string, string>>)[part] ?? part;
