import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { invalid, refused } from '#kernel/errors.ts';
import { type MatterRow, matterById, takeStepAs } from '#commons/casework/index.ts';
import type { Tx } from '#platform/db.ts';
import { type Act, systemActor } from '#platform/services.ts';
import { lastDayOn } from '../letters/last-day.ts';
import { type LetterContent, type LetterKindKey, SHARED_KINDS } from '../letters/letter-kinds.ts';
import { type LetterRow, lettersOf } from '../letters/letters.ts';
import { requestById } from '../queries.ts';
import { type Effect, text } from '../steps/effect.ts';
import { mergedInto, type RelatedRequest } from './merged.ts';

// 并案: several requests of one applicant are answered in one letter. No article speaks of it; ours, so that each stays what it is: it keeps its number,
// its period and its row of the annual report, and is only answered together with the lead.

/** Where a lead must stand: not yet before an examiner, for the letter will name every number. */
const LEADING: ReadonlySet<string> = new Set(['accepted', 'processing']);

export const merge: Effect = async (act, matter, fields) => {
  const into = await requestById(act.tx, text(fields, 'intoId')).catch(() => undefined);
  const lead = into && (await matterById(act.tx, into.id));
  if (!into || !lead || into.id === matter.id) throw invalid({ intoId: '没有找到要并入的申请，请重新选择' });
  const own = await requestById(act.tx, matter.id);
  if (into.applicantHash !== own.applicantHash || lead.bureauId !== matter.bureauId)
    throw invalid({ intoId: '只有同一申请人向本机关提出的申请才能并案办理，请重新选择' });
  if (lead.state === 'merged') throw invalid({ intoId: `${lead.number}自己已经并入别的申请，请选择它的主案` });
  if (!LEADING.has(lead.state)) throw invalid({ intoId: `${lead.number}现在不在办理中，不能作为主案，请重新选择` });
  // One letter names both numbers, and is seen by whoever sees either.
  if (lead.restricted !== matter.restricted)
    throw invalid({ intoId: '两件申请的知悉范围不同：请先解除限定，或者分别办理' });
  await act.tx.updateTable('request').set({ merged_into: into.id }).where('id', '=', matter.id).execute();
  return {
    ...(lead.leadUnitId !== matter.leadUnitId && { leadUnitId: lead.leadUnitId }),
    payload: { intoId: into.id, into: lead.number, reason: fields.reason },
  };
};

/** Taken out again, it is handled for itself; what was sent for both holds for both. */
export const unmerge: Effect = async (act, matter, fields) => {
  const { mergedInto: leadId } = await requestById(act.tx, matter.id);
  await act.tx.updateTable('request').set({ merged_into: null }).where('id', '=', matter.id).execute();
  return { payload: { leadId, reason: fields.reason } };
};

/** What was done to the lead: another unit handles it, or a letter that concerns both has been sent. Taken by the system alone. */
export const followLead: Effect = async (act, matter, fields) => {
  const leadId = text(fields, 'leadId');
  if ((await requestById(act.tx, matter.id)).mergedInto !== leadId) throw refused(['本件没有并入这一主案']);
  if (fields.unitId) return { to: 'merged', leadUnitId: text(fields, 'unitId'), payload: { leadId } };
  if (fields.event) {
    const { event, ref, on } = fields;
    return { to: 'merged', legalDate: String(on), payload: { leadId, event, ref } };
  }
  const letter = (await lettersOf(act.tx, leadId)).find(({ id }) => id === fields.letterId);
  if (!letter?.sentOn || !SHARED_KINDS.has(letter.kind)) throw refused(['主案的这份文书不及于并案的申请']);
  await act.tx.insertInto('request_letter_shared').values({ letter_id: letter.id, request_id: matter.id }).execute();
  const sent = { leadId, letterId: letter.id, letter: letter.kind, number: letter.number, sentOn: letter.sentOn };
  if (letter.kind !== 'reply')
    return {
      to: 'merged',
      legalDate: letter.sentOn,
      payload: { ...sent, ...(await toTheClock(act.tx, letter.kind, letter)) },
    };
  const lead = await act.tx
    .selectFrom('request')
    .select('late_reason')
    .where('id', '=', leadId)
    .executeTakeFirstOrThrow();
  const dueOn = await lastDayOn(act, matter, letter.sentOn);
  const late = dueOn !== null && letter.sentOn > dueOn;
  await act.tx
    .updateTable('request')
    .set({ reply_kind: letter.replyKind, replied_on: letter.sentOn, late_reason: late ? lead.late_reason : null })
    .where('id', '=', matter.id)
    .execute();
  return {
    to: 'answered',
    legalDate: letter.sentOn,
    payload: { ...sent, replyKind: letter.replyKind, ...(late && { lateReason: lead.late_reason }) },
  };
};

/** What the clock of each needs to know of a letter that names it. */
async function toTheClock(tx: Tx, kind: LetterKindKey, { id, content }: LetterRow): Promise<object> {
  if (kind === 'extension') return { days: (content as LetterContent<'extension'>).days };
  if (kind !== 'consultation') return {};
  const { id: ref } = await tx
    .selectFrom('request_consultation')
    .select('id')
    .where('letter_id', '=', id)
    .executeTakeFirstOrThrow();
  return { ref };
}

/** Everything that waits to be answered with a lead follows what was done to it. */
export async function allFollow(
  act: Act,
  lead: Pick<MatterRow, 'id'>,
  what: { readonly letterId: string } | { readonly unitId: string },
): Promise<void> {
  for (const { id } of await mergedInto(act.tx, lead.id))
    await takeStepAs({ ...act, actor: systemActor }, id, 'followLead', { leadId: lead.id, ...what });
}

/** Those whose own period is over on a day. One that is paused is not (条例第三十三条第三款). */
async function periodsOver(act: Act, waiting: readonly RelatedRequest[], on: LocalDate) {
  const over: (RelatedRequest & { readonly dueOn: LocalDate })[] = [];
  for (const one of waiting) {
    const matter = await matterById(act.tx, one.id);
    const dueOn = matter && (await lastDayOn(act, matter, on));
    if (dueOn && dueOn < on) over.push({ ...one, dueOn });
  }
  return over;
}

/**
 * Why a letter of the lead cannot go out for those merged into it too, with what to do. Each has its own period: a reply that is late for one of them
 * needs the reason (`late`), and an extension reaches none whose period is over or was extended before.
 */
export async function sharedDefects(
  act: Act,
  lead: Pick<MatterRow, 'id'>,
  kind: LetterKindKey,
  sentOn: LocalDate,
): Promise<{ readonly late: readonly string[]; readonly reasons: readonly string[] }> {
  if (kind !== 'reply' && kind !== 'extension') return { late: [], reasons: [] };
  const waiting = await mergedInto(act.tx, lead.id);
  const over = await periodsOver(act, waiting, sentOn);
  if (kind === 'reply')
    return { late: over.map(({ number, dueOn }) => `${number}（${chineseDate(dueOn)}）`), reasons: [] };
  const extended = await act.tx
    .selectFrom('request_letter_shared as s')
    .innerJoin('request_letter as l', 'l.id', 's.letter_id')
    .select('s.request_id as id')
    .where('l.kind', '=', kind)
    .where('s.request_id', 'in', waiting.length > 0 ? waiting.map(({ id }) => id) : [lead.id])
    .unionAll(
      act.tx
        .selectFrom('request_letter as l')
        .select('l.request_id as id')
        .where('l.kind', '=', kind)
        .where('l.state', '=', 'sent')
        .where('l.request_id', 'in', waiting.length > 0 ? waiting.map(({ id }) => id) : [lead.id]),
    )
    .execute();
  const before = new Set(extended.map(({ id }) => id));
  return {
    late: [],
    reasons: [
      ...over.map(({ number }) => `并入的${number}答复期限已经届满，不能再延长：请先把它分出，尽快答复`),
      ...waiting
        .filter(({ id }) => before.has(id))
        .map(({ number }) => `并入的${number}已经延长过一次，不能再延长：请先把它分出`),
    ],
  };
}
