import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { forbidden, invalid, notFound } from '#kernel/errors.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { historyOf, type MatterRow, seenMatter } from '#commons/casework/index.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act, Services } from '#platform/services.ts';
import { requestsPolicy } from '../policy.ts';
import { presentPeriod } from '../handling/reply-period.ts';
import { requestById } from '../queries.ts';
import { demandNotForgotten } from '../retention/forgotten.ts';
import { keepTrack } from '../tracking/tracking.ts';
import { keepWords } from '../words/words-apart.ts';
import { remedyBodiesOf } from '../remedy-bodies.ts';
import { everAnswered, type Answered, remarkOn } from './review-first.ts';
import {
  type CorrectedDispute,
  DISPUTE_KINDS,
  DISPUTE_OUTCOMES,
  type DisputeKind,
  type DisputeLine,
  type DisputeOutcome,
  type DisputesOfRequest,
  type NewDispute,
  type Outcome,
} from './contract.ts';

/** Reviews and suits about how a request was handled, in the order in which they were taken on; for whoever may see the matter. */
export async function disputesOf(services: Services, actor: Actor, requestId: string): Promise<DisputesOfRequest> {
  const { db } = services;
  const { matter } = await seenMatter(db, services, actor, requestId);
  const answers = matter.state === 'split' ? undefined : await everAnswered(db, requestId);
  const { since } = presentPeriod(await historyOf(db, requestId));
  const { reviewOrgan, court } = await remedyBodiesOf(db, matter.bureauId);
  return {
    disputes: (await rowsOf(db, requestId)).map((row) => lineOf(row, answers, since)),
    mayRecord: allows(requestsPolicy['requests.record-dispute'], actor, matter),
    organs: { review: reviewOrgan, suit: court, 'suit-after-review': court },
  };
}

/** Records that a review or a suit was taken on. Refuses, each at its field, a day that cannot be, a case already recorded, and a suit after a review that is not recorded as decided. */
export async function recordDispute(act: Act, requestId: string, input: NewDispute): Promise<string> {
  const matter = await demandMayRecord(act, requestId);
  const defects = await defectsOf(act, matter, input);
  if (Object.keys(defects).length > 0) throw invalid(defects);
  const { id } = await act.tx
    .insertInto('request_dispute')
    .values({ request_id: requestId, ...columnsOf(input), recorded_by: act.actor.id, recorded_at: act.now })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { caseNumber, note, ...facts } = input;
  await tell(act, requestId, 'dispute-recorded', { disputeId: id, ...facts }, { caseNumber, note });
  return id;
}

/** What was decided, once. What is wrong in it is put right by {@link correctDispute}. */
export async function decideDispute(act: Act, requestId: string, id: string, input: Outcome): Promise<void> {
  await demandMayRecord(act, requestId);
  const before = await lockedDispute(act.tx, requestId, id);
  if (before.outcome) throw invalid({ outcome: '结果已经登记。登记有误的，请用“更正”' });
  const decidedOn = input.decidedOn as LocalDate;
  const defect = decidedOnDefect(act, before.filedOn, decidedOn);
  if (defect) throw invalid({ decidedOn: defect });
  await act.tx
    .updateTable('request_dispute')
    .set({
      outcome: input.outcome,
      decided_on: decidedOn,
      ...(input.note?.trim() && { note: [before.note, input.note.trim()].filter(Boolean).join('\n') }),
    })
    .where('id', '=', id)
    .execute();
  const { note, ...facts } = input;
  await tell(act, requestId, 'dispute-decided', { disputeId: id, ...facts }, { note });
}

/** Puts right what was recorded wrongly; what stood before, and why, stays in the journal. */
export async function correctDispute(act: Act, requestId: string, id: string, input: CorrectedDispute): Promise<void> {
  const matter = await demandMayRecord(act, requestId);
  const before = await lockedDispute(act.tx, requestId, id);
  const { reason, outcome, decidedOn, ...rest } = input;
  const defects = await defectsOf(act, matter, rest, id);
  if ((outcome === undefined) !== (decidedOn === undefined))
    defects.outcome = '已经审结的，结果和日期都要填写；没有审结的，都不填';
  const late = decidedOn && decidedOnDefect(act, rest.filedOn as LocalDate, decidedOn as LocalDate);
  if (late) defects.decidedOn = late;
  if (Object.keys(defects).length > 0) throw invalid(defects);
  await act.tx
    .updateTable('request_dispute')
    .set({ ...columnsOf(rest), outcome: outcome ?? null, decided_on: (decidedOn as LocalDate | undefined) ?? null })
    .where('id', '=', id)
    .execute();
  const { caseNumber, note, ...was } = before;
  const { caseNumber: rightCaseNumber, note: rightNote, ...after } = rest;
  await tell(
    act,
    requestId,
    'dispute-corrected',
    { disputeId: id, before: was, after: { ...after, outcome, decidedOn } },
    { reason, caseNumber, note, rightCaseNumber, rightNote },
  );
}

async function demandMayRecord(act: Act, requestId: string): Promise<MatterRow> {
  const { matter } = await seenMatter(act.tx, act.services, act.actor, requestId);
  if (!allows(requestsPolicy['requests.record-dispute'], act.actor, matter))
    throw forbidden('行政复议、行政诉讼由政务公开办公室登记');
  await demandNotForgotten(act.tx, requestId);
  return matter;
}

async function defectsOf(
  act: Act,
  { id: requestId }: MatterRow,
  { kind, caseNumber, filedOn }: NewDispute,
  own?: string,
): Promise<Record<string, string>> {
  const { arrivedOn } = await requestById(act.tx, requestId);
  const others = (await rowsOf(act.tx, requestId)).filter(({ id }) => id !== own);
  const defects: Record<string, string> = {};
  if (filedOn > act.today) defects.filedOn = '受理日期不能晚于今天';
  else if (filedOn < arrivedOn) defects.filedOn = `受理日期不能早于收到申请的日期（${chineseDate(arrivedOn)}）`;
  if (others.some((other) => other.kind === kind && other.caseNumber === caseNumber.trim()))
    defects.caseNumber = '这一案件已经登记过，请核对案号';
  const reviewed = others.some((other) => other.kind === 'review' && other.outcome !== null);
  if (kind === 'suit-after-review' && !reviewed) defects.kind = '复议后起诉的，请先登记行政复议和复议的结果';
  return defects;
}

function decidedOnDefect({ today }: Act, filedOn: LocalDate, decidedOn: LocalDate): string | undefined {
  if (decidedOn > today) return '作出决定、裁判的日期不能晚于今天';
  return decidedOn < filedOn ? `作出决定、裁判的日期不能早于受理日期（${chineseDate(filedOn)}）` : undefined;
}

const columnsOf = ({ kind, organ, caseNumber, filedOn, note = '' }: NewDispute) => ({
  kind,
  organ: organ.trim(),
  case_number: caseNumber.trim(),
  filed_on: filedOn as LocalDate,
  note: note.trim(),
});

/** A case number leads to the person in another organ's files, and notes may name anybody: such words lie apart. */
async function tell(
  act: Act,
  requestId: string,
  what: string,
  facts: Readonly<Record<string, unknown>>,
  words: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  await appendJournal(act, {
    chain: matterChain(requestId),
    action: `requests.${what}`,
    payload: { ...facts, ...(await keepWords(act, { request_id: requestId }, what, words)) },
  });
  await keepTrack(act, { id: requestId });
}

type Row = Omit<DisputeLine, 'kindLabel' | 'outcomeLabel' | 'remark'>;

const ROW = [
  'id',
  'kind',
  'organ',
  'case_number as caseNumber',
  'filed_on as filedOn',
  'outcome',
  'decided_on as decidedOn',
  'note',
] as const;

async function rowsOf(db: Db | Tx, requestId: string): Promise<Row[]> {
  const rows = await db
    .selectFrom('request_dispute')
    .select(ROW)
    .where('request_id', '=', requestId)
    .orderBy('filed_on')
    .orderBy('id')
    .execute();
  return rows as Row[];
}

async function lockedDispute(tx: Tx, requestId: string, id: string): Promise<Row> {
  const row = await tx
    .selectFrom('request_dispute')
    .select(ROW)
    .where('request_id', '=', requestId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound('这一案件');
  return row as Row;
}

/** Of one that was split the parts are answered, and it is not asked what answer was sued over. */
function lineOf(row: Row, answers: readonly Answered[] | undefined, reopenedOn?: LocalDate): DisputeLine {
  const remark = row.kind === 'suit' && answers ? remarkOn(answers, row.filedOn) : undefined;
  return {
    ...row,
    kindLabel: DISPUTE_KINDS[row.kind as DisputeKind],
    outcomeLabel: row.outcome ? DISPUTE_OUTCOMES[row.outcome as DisputeOutcome] : '尚未审结',
    handledAnew: row.decidedOn !== null && reopenedOn !== undefined && reopenedOn >= row.decidedOn,
    ...(remark && { remark }),
  };
}
