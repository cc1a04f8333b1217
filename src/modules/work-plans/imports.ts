import { civilDate } from '#kernel/dates.ts';
import { forbidden, invalid, notFound, refused, stale } from '#kernel/errors.ts';
import { type Actor, allows, type Grant } from '#kernel/policy.ts';
import { receiveFile, recordFile, type ReceivedFile } from '#commons/attachments/index.ts';
import { appendJournal } from '#commons/journal/index.ts';
import { bureauOf, registerForResolving, unitById } from '#commons/organisations/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import { linesOf } from '#platform/extraction/index.ts';
import { type Act, act, type Services } from '#platform/services.ts';
import { misleading } from '#platform/text-guard.ts';
import { checked } from '#platform/validation.ts';
import {
  CorrectionBody,
  type CorrectionInput,
  type Corrections,
  type ImportDetail,
  type PastedPlan,
  type Preview,
} from './import-contract.ts';
import { editionOf, samePlan } from './editions.ts';
import { workPlansPolicy } from './policy.ts';
import { blockersOf, previewOf, type PreviewGround } from './preview.ts';
import { fingerprintOf } from './reading/fingerprint.ts';
import { readWorkPlanFile } from './reading/read-work-plan-file.ts';
import { readWorkPlan } from './reading/read-work-plan.ts';
import { isUnusable, type Reading } from './reading/reading.ts';

/**
 * Reads a document and keeps it as a draft to be corrected and confirmed. Reading takes time, so it is done before any
 * transaction. Refuses in one sentence what cannot be read, and a document without items.
 */
export async function startImport(
  services: Services,
  actor: Actor,
  given: { readonly bytes: Uint8Array; readonly fileName: string } | PastedPlan,
): Promise<string> {
  const office = officeOf(actor);
  const { reading, name, file } = 'bytes' in given ? await readFile(services, actor, given) : await readPasted(given);
  if (isUnusable(reading))
    throw invalid({ file: reading.problems.find(({ kind }) => kind === 'no-items')?.message ?? '没有读到任务条目' });
  const hidden = misleading(JSON.stringify(reading));
  if (hidden) throw invalid({ file: `文件里${hidden}` });
  const items = reading.sections.reduce((sum, section) => sum + section.items.length, 0);
  if (items > MOST_ITEMS)
    throw invalid({
      file: `读到 ${items} 项任务，超过 ${MOST_ITEMS} 项，不像一份工作要点。请核对文件，或分成几份导入`,
    });
  return act(services, actor, (a) => keepDraft(a, { office, reading, name, file }));
}

/** The longest plans seen in print have under 150. What every item asks of the preview adds up to more than a process bears. */
const MOST_ITEMS = 500;

/** The office an actor imports for, and in whose name the publication is drafted. */
function officeOf(actor: Actor): { readonly bureauId: string; readonly unitId: string } {
  const officer = actor.grants.find(({ role }) => role === 'openness-officer');
  if (!officer || !allows(workPlansPolicy['work-plans.import'], actor)) throw forbidden('工作要点由政务公开办公室导入');
  const bureauId = officer.unitPath[0] ?? officer.unitId;
  const drafts = ({ role, unitPath }: Grant) => role === 'drafter' && unitPath[0] === bureauId;
  const drafter =
    actor.grants.find((grant) => drafts(grant) && grant.unitId === officer.unitId) ?? actor.grants.find(drafts);
  return { bureauId, unitId: drafter?.unitId ?? officer.unitId };
}

async function readFile(
  services: Services,
  actor: Actor,
  { bytes, fileName }: { readonly bytes: Uint8Array; readonly fileName: string },
) {
  const reading = await readWorkPlanFile(bytes, fileName);
  const file = await receiveFile(services, actor, bytes, fileName);
  return { reading, name: file.name, file };
}

async function readPasted({
  text,
  html,
  name,
}: PastedPlan): Promise<{ reading: Reading; name: string; file?: ReceivedFile }> {
  if (html?.trim())
    return { reading: await readWorkPlanFile(Buffer.from(html), 'pasted.html'), name: name ?? '粘贴的网页内容' };
  if (!text?.trim()) throw invalid({ text: '请粘贴工作要点的文本，或选择文件' });
  return { reading: readWorkPlan(linesOf(text)), name: name ?? '粘贴的文本' };
}

async function keepDraft(
  act: Act,
  {
    office,
    reading,
    name,
    file,
  }: { office: { bureauId: string; unitId: string }; reading: Reading; name: string; file?: ReceivedFile | undefined },
): Promise<string> {
  if (file) await recordFile(act, file);
  const fingerprint = fingerprintOf(reading);
  const { id } = await act.tx
    .insertInto('work_plan_import')
    .values({
      bureau_id: office.bureauId,
      unit_id: office.unitId,
      file_name: name.slice(0, 200),
      file_hash: file?.hash ?? null,
      fingerprint,
      reading: JSON.stringify(reading),
      made_by: act.actor.id,
      made_at: act.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendJournal(act, {
    chain: importChain(id),
    action: 'work-plans.import-started',
    payload: { name, fingerprint, ...(file ? { fileHash: file.hash } : {}) },
  });
  return id;
}

export const importChain = (id: string) => `work-plan-import:${id}`;

/** Corrects a draft: what is given replaces what was corrected before. Refuses a stale version and units not in the register. */
export async function correctImport(act: Act, id: string, typed: CorrectionInput): Promise<void> {
  const row = await lockDraft(act, id, typed.version);
  const { version: _, ...input } = checked(CorrectionBody, typed);
  const merged = merge(row.corrections, input);
  await demandKnown(act.tx, merged);
  await act.tx
    .updateTable('work_plan_import')
    .set((eb) => ({ corrections: JSON.stringify(merged), version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
  await appendJournal(act, { chain: importChain(id), action: 'work-plans.import-corrected', payload: { ...input } });
}

function merge(
  before: Corrections,
  { items = {}, names = {}, ...facts }: Omit<CorrectionInput, 'version'>,
): Corrections {
  return {
    ...before,
    ...facts,
    items: withoutNull({ ...before.items, ...items }),
    names: withoutNull({ ...before.names, ...names }),
  } as Corrections;
}

function withoutNull<T>(entries: Readonly<Record<string, T | null>>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(entries).flatMap(([key, value]) => (value === null ? [] : [[key, value] as const])),
  );
}

async function demandKnown(tx: Tx, { items = {}, names = {} }: Corrections): Promise<void> {
  const wanted = [
    ...Object.values(items).flatMap(({ parties = [] }) => parties.flatMap(({ unitIds }) => unitIds)),
    ...Object.values(names).flatMap(({ unitIds }) => unitIds),
  ];
  if (wanted.length === 0) return;
  const known = await tx
    .selectFrom('unit')
    .select('id')
    .where('id', 'in', [...new Set(wanted)])
    .execute();
  if (known.length < new Set(wanted).size) throw invalid({ items: '有所选单位不在机构名录中，请重新选择' });
}

/** Lays a draft aside. */
export async function discardImport(act: Act, id: string, version: number): Promise<void> {
  await lockDraft(act, id, version);
  await act.tx
    .updateTable('work_plan_import')
    .set((eb) => ({ state: 'discarded', version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
  await appendJournal(act, { chain: importChain(id), action: 'work-plans.import-discarded', payload: {} });
}

export interface DraftRow {
  readonly id: string;
  readonly bureauId: string;
  readonly unitId: string;
  readonly fingerprint: string;
  readonly reading: Reading;
  readonly corrections: Corrections;
  readonly fileName: string;
}

/** A draft under a lock, for whoever may import for its bureau and has seen its newest version. */
export async function lockDraft(act: Act, id: string, version: number): Promise<DraftRow> {
  const row = await act.tx
    .selectFrom('work_plan_import')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row || !mayHandle(act.actor, row.bureau_id)) throw notFound('这次导入');
  if (row.state === 'confirmed') throw refused(['这次导入已经确认，请到工作要点中查看']);
  if (row.state === 'discarded') throw refused(['这次导入已经放弃，如需要请重新导入']);
  if (row.version !== version) throw stale();
  return {
    id: row.id,
    bureauId: row.bureau_id,
    unitId: row.unit_id,
    fingerprint: row.fingerprint,
    fileName: row.file_name,
    // Both were written by the commands above.
    reading: row.reading as unknown as Reading,
    corrections: row.corrections as unknown as Corrections,
  };
}

export const mayHandle = (actor: Actor, bureauId: string) =>
  allows({ ...workPlansPolicy['work-plans.import'], scope: 'bureau' }, actor, { bureauId });

/** What would be imported now: the draft's reading with its corrections against the register as it stands. */
export async function previewOfDraft(
  db: Db | Tx,
  draft: Pick<DraftRow, 'bureauId' | 'unitId' | 'reading' | 'corrections'>,
): Promise<Preview> {
  return previewOf(draft.reading, draft.corrections, await groundOf(db, draft.bureauId, draft.unitId));
}

async function groundOf(db: Db | Tx, bureauId: string, unitId: string): Promise<PreviewGround> {
  const unit = await unitById(db, unitId);
  if (!unit || bureauOf(unit) !== bureauId)
    throw new Error(`import for the unit ${unitId}, which is not of its bureau`);
  return { register: await registerForResolving(db, bureauId), coordinator: { id: unit.id, name: unit.name } };
}

/** Everything the screen of an import shows. */
export async function importDetail(services: Services, actor: Actor, id: string): Promise<ImportDetail> {
  const { db } = services;
  const row = await db
    .selectFrom('work_plan_import as i')
    .innerJoin('person as p', 'p.id', 'i.made_by')
    .innerJoin('unit as u', 'u.id', 'i.unit_id')
    .selectAll('i')
    .select(['p.name as madeByName', 'u.name as unitName'])
    .where('i.id', '=', id)
    .executeTakeFirst();
  if (!row || !mayHandle(actor, row.bureau_id)) throw notFound('这次导入');
  const reading = row.reading as unknown as Reading;
  const draft = {
    bureauId: row.bureau_id,
    unitId: row.unit_id,
    reading,
    corrections: row.corrections as unknown as Corrections,
  };
  const preview = await previewOfDraft(db, draft);
  const same = row.state === 'draft' ? await samePlan(db, row.bureau_id, row.fingerprint) : undefined;
  const edition = row.state === 'draft' && !same ? await editionOf(db, row.bureau_id, preview, reading) : undefined;
  return {
    id,
    fileName: row.file_name,
    state: row.state as ImportDetail['state'],
    version: row.version,
    madeBy: row.madeByName,
    madeAt: row.made_at,
    planId: row.plan_id,
    unit: { id: row.unit_id, name: row.unitName },
    preview,
    same: same ? { planId: same.id, title: same.title, on: civilDate(same.madeAt) } : null,
    edition: edition ?? null,
    consequence: consequenceOf(preview, row.unitName, edition !== undefined),
  };
}

function consequenceOf(preview: Preview, unitName: string, edition: boolean): string {
  const items = preview.sections.flatMap((section) => section.items);
  const leads = new Set(items.flatMap(({ lead }) => (lead ? [lead.id] : [])));
  const left = blockersOf(preview).length;
  if (left > 0) return `还有 ${left} 处需要处理，处理完才能确认`;
  const doing = edition
    ? '作为新版替换原要点，没有变化的任务照旧办理，有变化的按新版办理，不再列入的任务终止'
    : `建立 ${items.length} 项任务，分送 ${leads.size} 个牵头单位，参与单位一并收到`;
  return `确认后将${doing}，并以${unitName}的名义拟好公开稿，走审签后在门户公布`;
}
