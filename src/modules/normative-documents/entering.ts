import { sql } from 'kysely';
import { addCalendarDays } from '#kernel/calendar.ts';
import { addDays, addYears, type LocalDate, maxDate } from '#kernel/dates.ts';
import { closeDuty, openDuty } from '#commons/casework/index.ts';
import type {
  Content,
  ContentCheck,
  ContentType,
  PublicationEvent,
  PublicationListener,
} from '#commons/publishing/index.ts';
import { formedOnOf } from '#commons/publishing/index.ts';
import type { Act } from '#platform/services.ts';
import { applyCleaning, cleaningDefects } from './cleaning-results.ts';
import { FILING_DUTY } from './duties.ts';
import { recordEvent } from './events.ts';
import { datesOf, eventsOf, type NormRow, normRow } from './rows.ts';
import { normativeSettings } from './settings.ts';
import { refusalOf } from './standing.ts';
import { effectWords, showValidity } from './validity.ts';

export const NORMATIVE = 'normative-document';

/** What a relation of a document does to the one it names. */
const EFFECTS = { repeals: 'repealed', supersedes: 'repealed', amends: 'amended' } as const;
type Effecting = keyof typeof EFFECTS;
const isEffecting = (kind: string): kind is Effecting => Object.hasOwn(EFFECTS, kind);

/**
 * What a release, a correction or a withdrawal means for the ledger, in its transaction: a normative document is entered; what it
 * repeals or amends changes on the day it takes effect; a cleaning announcement carries out what was decided.
 */
export const ledgerListener: PublicationListener = async (act, event) => {
  if (event.kind === 'withdrawn') return withdrawn(act, event);
  if (event.type.key === NORMATIVE) await enter(act, event);
  await affect(act, event);
  await applyCleaning(act, event);
};

async function enter(act: Act, { kind, documentId, content }: PublicationEvent): Promise<void> {
  const settings = await normativeSettings.current(act.tx);
  const facts = factsOf(content, settings);
  const before = await normRow(act.tx, documentId);
  if (before) {
    const returning = before.withdrawn;
    await act.tx
      .updateTable('normative_document')
      .set({ ...facts, withdrawn: false })
      .where('id', '=', documentId)
      .execute();
    await recordEvent(act, documentId, {
      kind: returning ? 'returned' : 'corrected',
      effectOn: act.today,
      reason: kind === 'corrected' ? '按更正后的文本' : '重新公开',
    });
    await showCauses(act, documentId);
    return;
  }
  const { lead_unit_id: unitId, bureau_id: bureauId } = await act.tx
    .selectFrom('matter')
    .select(['lead_unit_id', 'bureau_id'])
    .where('id', '=', documentId)
    .executeTakeFirstOrThrow();
  const filingDueOn = addCalendarDays(formedOnOf(content), settings.filingDays, act.services.calendar()).on;
  await act.tx
    .insertInto('normative_document')
    .values({
      id: documentId,
      bureau_id: bureauId,
      unit_id: unitId,
      ...facts,
      released_on: act.today,
      filing_due_on: filingDueOn,
      state: 'in-force',
    })
    .execute();
  await recordEvent(act, documentId, { kind: 'entered', effectOn: act.today, reason: '向社会公布' });
  await openDuty(act, documentId, {
    key: FILING_DUTY,
    role: 'drafter',
    unitId,
    task: `报送备案：《${content.title}》`,
    dueOn: filingDueOn,
    afterClosing: true,
    path: `/normative-documents/${documentId}`,
  });
}

interface NormativeData {
  readonly unifiedNumber?: string;
  readonly effectiveOn: LocalDate;
  readonly validUntil?: LocalDate;
}

/** A document that names no last day has the usual validity, a trial one the shorter. */
function factsOf(content: Content, { validYears, trialYears }: { validYears: number; trialYears: number }) {
  // The engine has checked the data against the type's schema before it released them.
  const data = (content.data ?? {}) as unknown as NormativeData;
  const years = /暂行|试行/.test(content.title) ? trialYears : validYears;
  return {
    title: content.title,
    document_number: content.documentNumber ?? null,
    unified_number: data.unifiedNumber ?? null,
    formed_on: formedOnOf(content),
    effective_on: data.effectiveOn,
    valid_until: data.validUntil ?? addDays(addYears(data.effectiveOn, years), -1),
  };
}

/**
 * Documents the released one repeals or amends change on the day it takes effect, not before today. Each once. What a correction no longer
 * says, or says for another day, is called off while it has not taken effect yet.
 */
async function affect(act: Act, { documentId, type, content }: PublicationEvent): Promise<void> {
  const data = (content.data ?? {}) as { readonly effectiveOn?: LocalDate };
  const takesEffect = type.key === NORMATIVE && data.effectiveOn ? maxDate(act.today, data.effectiveOn) : act.today;
  const relations = (content.relations ?? []).filter(({ documentId: target }) => target !== documentId);
  const said = new Set(
    relations.flatMap(({ kind, documentId: to }) => (isEffecting(kind) ? [`${to} ${EFFECTS[kind]}`] : [])),
  );
  for (const { id, target, kind, effectOn } of await effectsOf(act, documentId)) {
    const stays = said.has(`${target} ${kind}`);
    if (effectOn <= act.today || (stays && effectOn === takesEffect)) continue;
    const reason = stays ? '所依据的文件更正了施行日期' : '所依据的文件更正后不再作此规定';
    await recordEvent(act, target, { kind: 'called-off', effectOn: act.today, reason, calledOffId: id });
  }
  for (const { kind, documentId: target } of relations) {
    if (!isEffecting(kind)) continue;
    const row = await act.tx
      .selectFrom('normative_document')
      .selectAll()
      .where('id', '=', target)
      .forUpdate()
      .executeTakeFirst();
    if (!row || (await unauthorised(act, type, documentId, row))) continue;
    const effects = await effectsOf(act, documentId);
    const done = effects.some((effect) => effect.target === target && effect.kind === EFFECTS[kind]);
    const events = (await eventsOf(act.tx, [target])).get(target) ?? [];
    // Its page names this document as it is called now, and again once this one is back.
    if (done) await showValidity(act, target);
    // It may have ceased since this was drafted: then there is nothing left to end, and the page of the new one still says what it says.
    if (done || refusalOf(EFFECTS[kind], datesOf(row), events, act.today)) continue;
    await recordEvent(act, target, {
      kind: EFFECTS[kind],
      effectOn: takesEffect,
      reason: effectWords(content, EFFECTS[kind] === 'amended' ? '修改' : '废止'),
      basis: content.title,
      byDocumentId: documentId,
    });
  }
  if (await normRow(act.tx, documentId)) await showValidity(act, documentId);
}

/** What a document has done, or will do, to others by its relations; what was called off is left out. */
async function effectsOf({ tx }: Act, documentId: string) {
  const { rows } = await sql<{ id: number; target: string; kind: 'repealed' | 'amended'; effectOn: LocalDate }>`
    select e.id, e.document_id as target, e.kind, e.effect_on as "effectOn" from normative_event e
    where e.by_document_id = ${documentId} and e.cleaning_id is null and e.kind in ('repealed', 'amended')
      and not exists (select from normative_event off where off.called_off_id = e.id)
    order by e.id`.execute(tx);
  return rows;
}

/**
 * Why a document may not end or change one of the ledger, in a sentence: only what was reviewed for legality itself may, and only what the
 * same bureau made (国办发〔2018〕37号、115号).
 */
async function unauthorised(
  { tx }: Act,
  type: ContentType,
  documentId: string,
  row: Pick<NormRow, 'bureau_id'>,
): Promise<string | undefined> {
  if (!type.chain.includes('legality-review'))
    return `${type.label}不经合法性审核，不能废止、修改或者替代规范性文件，请以规范性文件拟写`;
  const matter = await tx.selectFrom('matter').select('bureau_id').where('id', '=', documentId).executeTakeFirst();
  return matter && matter.bureau_id !== row.bureau_id
    ? '这是其他机关制定的规范性文件，只能由制定机关废止或者修改'
    : undefined;
}

/** A page taken off does not end a document's force. What it was to bring about later does not come about. */
async function withdrawn(act: Act, { documentId }: PublicationEvent): Promise<void> {
  const caused = await act.tx
    .selectFrom('normative_event as e')
    .select(['e.id', 'e.document_id', 'e.effect_on', 'e.kind'])
    .where('e.by_document_id', '=', documentId)
    .where('e.kind', 'in', ['repealed', 'amended', 'declared-invalid'])
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('normative_event as off').select('off.id').whereRef('off.called_off_id', '=', 'e.id'))),
    )
    .execute();
  for (const { id, document_id, effect_on } of caused) {
    if (effect_on > act.today)
      await recordEvent(act, document_id, {
        kind: 'called-off',
        effectOn: act.today,
        reason: '所依据的文件在生效之前已撤回',
        calledOffId: id,
      });
    else await showValidity(act, document_id);
  }
  if (!(await normRow(act.tx, documentId))) return;
  await act.tx.updateTable('normative_document').set({ withdrawn: true }).where('id', '=', documentId).execute();
  await closeDuty(act, documentId, FILING_DUTY);
  await recordEvent(act, documentId, { kind: 'withdrawn', effectOn: act.today, reason: '网页已撤回' });
  await showCauses(act, documentId);
}

/** The pages of those that ended or changed a document name it, or no longer do. */
async function showCauses(act: Act, documentId: string): Promise<void> {
  const causes = await act.tx
    .selectFrom('normative_event')
    .select('by_document_id')
    .distinct()
    .where('document_id', '=', documentId)
    .where('by_document_id', 'is not', null)
    .execute();
  for (const { by_document_id } of causes) if (by_document_id) await showValidity(act, by_document_id);
}

/** What is to be repealed or amended is of this bureau and still in force, by a text that was reviewed for legality; a cleaning announcement says what was decided. */
export const ledgerCheck: ContentCheck = async (act, type, content, documentId) => {
  const wrong: string[] = [];
  for (const { kind, documentId: target } of content.relations ?? []) {
    if (!isEffecting(kind)) continue;
    const row = await normRow(act.tx, target);
    // Other documents may follow each other too; only what is on the ledger has a force to end.
    if (!row) continue;
    const mine = (await effectsOf(act, documentId)).some((effect) => effect.target === target);
    const events = (await eventsOf(act.tx, [target])).get(target) ?? [];
    const refusal =
      (await unauthorised(act, type, documentId, row)) ??
      (mine ? undefined : refusalOf(EFFECTS[kind], datesOf(row), events, act.today));
    if (refusal) wrong.push(`《${row.title}》：${refusal}`);
  }
  return {
    ...(wrong.length > 0 ? { 'content.relations': wrong.join('；') } : {}),
    ...(await cleaningDefects(act, type, content, documentId)),
  };
};
