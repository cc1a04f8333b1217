import { sql } from 'kysely';
import { chineseDate, civilDate, type LocalDate } from '#kernel/dates.ts';
import { refused } from '#kernel/errors.ts';
import { takeStepAs, workersOf } from '#commons/casework/index.ts';
import { appendJournal } from '#commons/journal/index.ts';
import { notify } from '#commons/notices/index.ts';
import { grantsOf, peopleByIds } from '#commons/organisations/index.ts';
import { createDocument } from '#commons/publishing/index.ts';
import type { Act } from '#platform/services.ts';
import type { ConfirmInput, Preview } from './import-contract.ts';
import { pairEditions, planBefore, samePlan } from './editions.ts';
import { type DraftRow, importChain, lockDraft, previewOfDraft } from './imports.ts';
import { itemRows, openItem, reviseItem } from './items.ts';
import { planContent } from './plan-document.ts';
import { blockersOf } from './preview.ts';
import type { Reading } from './reading/reading.ts';

/**
 * Makes a plan of a draft, all in the act's transaction: plan, sections, items as matters for the lead units with those who
 * cooperate, and the publication as a draft of the importer's unit. Refuses, all reasons at once: the same document twice,
 * units not settled or of a bureau above or beside, items without responsible units, collective words nobody will narrow, a new edition not confirmed as one.
 */
export async function confirmImport(
  act: Act,
  id: string,
  { version, newEditionOf }: ConfirmInput,
): Promise<{ planId: string; documentId: string }> {
  const draft = await lockDraft(act, id, version);
  const preview = await previewOfDraft(act.tx, draft);
  // Two people confirming the same document go one after the other.
  await act.tx.selectFrom('unit').select('id').where('id', '=', draft.bureauId).forUpdate().execute();
  const before = await planBefore(act.tx, draft.bureauId, preview);
  const reasons = [
    ...(await sameReasons(act, draft)),
    ...editionReasons(before, newEditionOf),
    ...blockersOf(preview),
    ...dateReasons(preview, act.today),
    ...(await outsideReasons(act, draft.bureauId, preview)),
    ...(await receivingReasons(act, preview)),
    ...(await narrowerReasons(act, preview)),
  ];
  const { year, issuedOn } = preview;
  if (year === null || issuedOn === null || reasons.length > 0) throw refused([...new Set(reasons)]);
  return makePlan(act, draft, { preview, year, issuedOn, before: newEditionOf ? before : undefined });
}

async function sameReasons(act: Act, draft: DraftRow): Promise<string[]> {
  const same = await samePlan(act.tx, draft.bureauId, draft.fingerprint);
  return same
    ? [
        `这份文件已于${chineseDate(civilDate(same.madeAt))}导入为《${same.title}》，不能重复导入；要查看请打开原有的工作要点`,
      ]
    : [];
}

function editionReasons(
  before: { readonly id: string; readonly title: string; readonly edition: number } | undefined,
  wanted: string | undefined,
): string[] {
  if (before && !wanted)
    return [`已有《${before.title}》第 ${before.edition} 版，内容与这份文件不同。请核对差异后，确认作为新版导入`];
  if (wanted && before?.id !== wanted) return ['所选的原要点已不是最新一版，请刷新后重新核对差异'];
  return [];
}

function dateReasons({ issuedOn }: Preview, today: LocalDate): string[] {
  return issuedOn && issuedOn > today ? [`成文日期（${chineseDate(issuedOn)}）晚于今天，请改正`] : [];
}

/** A plan gives tasks to its bureau and to those below; of a bureau above or beside it may say that it guides. */
async function outsideReasons(act: Act, bureauId: string, preview: Preview): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive below as (
      select id from unit where id = ${bureauId}
      union
      select unit.id from unit join below on unit.parent_id = below.id
    )
    select id from below`.execute(act.tx);
  const within = new Set(rows.map(({ id }) => id));
  return itemsOf(preview).flatMap(({ where, parties }) =>
    parties
      .filter(({ role }) => role !== 'guides')
      .flatMap(({ units }) => units.filter(({ id }) => !within.has(id)))
      .map(({ name }) => `${where}：${name}不在本局及下级局，不能由本局分派任务，请改为其他单位或指导单位`),
  );
}

/** A lead unit in which nobody works could not take its matter up. */
async function receivingReasons(act: Act, preview: Preview): Promise<string[]> {
  const leads = new Map(itemsOf(preview).flatMap(({ lead }) => (lead ? [[lead.id, lead.name]] : [])));
  const reasons: string[] = [];
  for (const [unitId, name] of leads)
    if ((await workersOf(act.tx, unitId, act.today)).length === 0)
      reasons.push(`${name}目前没有负责人和经办人，任务没有人接收，请先任命或更改牵头单位`);
  return reasons;
}

/** Whoever is to narrow a collective word later must be able to: the office, or the head of a unit. */
async function narrowerReasons(act: Act, preview: Preview): Promise<string[]> {
  const people = [...new Set(itemsOf(preview).flatMap(({ parties }) => parties.flatMap(({ openTo }) => openTo ?? [])))];
  const known = new Map((await peopleByIds(act.tx, people)).map(({ id, name }) => [id, name]));
  const reasons: string[] = [];
  for (const id of people) {
    const grants = await grantsOf(act.tx, id, act.today);
    if (!grants.some(({ role }) => role === 'openness-officer' || role === 'department-head'))
      reasons.push(
        `${known.get(id) ?? '所指定的人员'}不是政务公开办公室人员或处室（单位）负责人，不能由其明确参与单位`,
      );
  }
  return reasons;
}

const itemsOf = (preview: Preview) => preview.sections.flatMap(({ items }) => items);

interface Making {
  readonly preview: Preview;
  readonly year: number;
  readonly issuedOn: LocalDate;
  readonly before:
    | { readonly id: string; readonly edition: number; readonly reading: unknown; readonly documentId: string }
    | undefined;
}

async function makePlan(
  act: Act,
  draft: DraftRow,
  { preview, year, issuedOn, before }: Making,
): Promise<{ planId: string; documentId: string }> {
  const planId = crypto.randomUUID();
  const edition = (before?.edition ?? 0) + 1;
  const old = before ? await itemRows(act.tx, before.id) : new Map<string, string>();
  const pairing = before ? pairEditions(before.reading as Reading, draft.reading) : undefined;
  // The plan names its document and the document names the items; so the items' own rows come last.
  const itemIds = new Map<string, string>();
  const fresh: string[] = [];
  for (const item of itemsOf(preview)) {
    const kept = old.get(pairing?.kept.get(item.key)?.previous ?? '');
    if (kept === undefined) fresh.push(item.key);
    itemIds.set(item.key, kept ?? (await openItem(act, planId, item)));
  }
  const document = await createDocument(
    act,
    {
      type: 'work-plan',
      leadUnitId: draft.unitId,
      content: planContent({
        planId,
        edition,
        previousPlanId: before?.id ?? null,
        previousDocumentId: before?.documentId ?? null,
        issuingUnitId: draft.bureauId,
        preview,
        year,
        issuedOn,
        itemIds,
      }),
    },
    { byCommand: true },
  );
  await act.tx
    .insertInto('work_plan')
    .values({
      id: planId,
      bureau_id: draft.bureauId,
      unit_id: draft.unitId,
      title: preview.title,
      document_number: preview.documentNumber,
      year,
      issued_on: issuedOn,
      source: preview.source,
      fingerprint: draft.fingerprint,
      edition,
      previous_plan_id: before?.id ?? null,
      reading: JSON.stringify(draft.reading),
      document_id: document.id,
      made_by: act.actor.id,
      made_at: act.now,
    })
    .execute();
  await act.tx
    .insertInto('work_plan_section')
    .values(preview.sections.map(({ number, title }, position) => ({ plan_id: planId, position, number, title })))
    .execute();
  for (const [section, { items }] of preview.sections.entries())
    for (const [position, item] of items.entries()) {
      const itemId = itemIds.get(item.key) ?? '';
      await reviseItem(act, {
        planId,
        itemId,
        item,
        section,
        position,
        fresh: fresh.includes(item.key),
        changed: pairing?.kept.get(item.key)?.changed === true,
      });
    }
  await endRemoved(act, old, pairing?.removed ?? []);
  await act.tx
    .updateTable('work_plan_import')
    .set((eb) => ({ state: 'confirmed', plan_id: planId, version: eb('version', '+', 1) }))
    .where('id', '=', draft.id)
    .execute();
  await appendJournal(act, {
    chain: importChain(draft.id),
    action: 'work-plans.import-confirmed',
    payload: { planId, documentId: document.id, edition, items: itemIds.size, fingerprint: draft.fingerprint },
  });
  await tellUnits(act, planId, preview);
  return { planId, documentId: document.id };
}

/** Items the new edition no longer has are ended; those already completed stay completed. */
async function endRemoved(act: Act, old: ReadonlyMap<string, string>, removed: readonly string[]): Promise<void> {
  for (const place of removed) {
    const id = old.get(place);
    if (!id) continue;
    const { closed_on } = await act.tx
      .selectFrom('matter')
      .select('closed_on')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    if (closed_on === null) await takeStepAs(act, id, 'cancel', { reason: '新版工作要点不再列入这项任务' });
  }
}

/** One word to each unit that has a part, however many items it is in. The lead units hear of each matter by themselves. */
async function tellUnits(act: Act, planId: string, preview: Preview): Promise<void> {
  const counts = new Map<string, number>();
  for (const { lead, parties } of itemsOf(preview))
    for (const unitId of new Set(parties.flatMap(({ units }) => units.map(({ id }) => id))))
      if (unitId !== lead?.id) counts.set(unitId, (counts.get(unitId) ?? 0) + 1);
  for (const [unitId, items] of counts)
    await notify(act, {
      to: (await workersOf(act.tx, unitId, act.today)).filter((person) => person !== act.actor.id),
      kind: 'part',
      title: `您单位参与 ${items} 项工作要点任务`,
      body: `《${preview.title}》：请按各项任务的分工落实，并按期报告`,
      link: `/workbench/work-plans/${planId}?unit=${unitId}`,
      dedupe: `work-plan:${planId}:${unitId}`,
    });
}
