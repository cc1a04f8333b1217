import type { WorkCalendar } from '#kernel/calendar.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { type MatterRow, restrictingBars } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import { noticeUnanswered } from '../corrections/late-notice.ts';
import { notAwaited } from '../closing/awaited.ts';
import { consultationsOf } from '../consultations.ts';
import { forgottenBars } from '../retention/forgotten.ts';
import { stillAskedFor } from '../related/following.ts';
import { handBackBars } from './hand-back.ts';
import { markingBars } from '../sensitive/marking.ts';
import { nothingForIt } from './nothing-for-it.ts';
import { leadOf, mergedInto } from '../related/merged.ts';

/** Why a step cannot be taken now, beside the workflow: what is answered together must not lose its lead, what is waited for must have come. */
export async function requestBars(
  db: Db | Tx,
  matter: MatterRow,
  step: string,
  actor: Actor,
  today: LocalDate,
  calendar: WorkCalendar,
): Promise<string[]> {
  // Only what is at rest is anonymised: who works at what is open is not asked for it each time.
  const forgotten = matter.closedOn === null ? [] : await forgottenBars(db, matter.id);
  if (forgotten.length > 0) return forgotten;
  switch (step) {
    case 'correct':
      return notAwaited(db, matter, 'awaitingCorrection');
    case 'supplement':
      return (await noticeUnanswered(db, matter.id)) ? [] : ['没有等待补充的补正告知，不需要登记补充内容'];
    case 'payFee':
      return notAwaited(db, matter, 'awaitingPayment');
    case 'withdraw':
      return [...(await leadBars(db, matter)), ...(await followerBars(db, matter))];
    case 'unmerge':
      return [...(await followerBars(db, matter)), ...(await askedWithTheLead(db, matter))];
    case 'split':
      return [...answeredBefore(matter), ...(await leadBars(db, matter)), ...(await openBusiness(db, matter))];
    case 'handBack':
      return [...(await handBackBars(db, matter)), ...(await openBusiness(db, matter))];
    case 'merge':
      return [...(await leadBars(db, matter)), ...(await openBusiness(db, matter))];
    case 'markSensitive':
    case 'unmarkSensitive':
      return markingBars(db, matter, step, today);
    case 'restrict':
      return leadBars(db, matter);
    case 'unrestrict':
      return restrictingBars(matter, step);
    default:
      return nothingForIt(db, matter, step, { actor, today, calendar });
  }
}

/** What was counted as answered stays counted; parts would be late from the day they are made. */
const answeredBefore = ({ round }: MatterRow): string[] =>
  round > 1 ? ['已经答复过、正在重新办理的申请不能拆分：请在一份答复里分项写明'] : [];

async function leadBars(db: Db | Tx, { id }: MatterRow): Promise<string[]> {
  const waiting = await mergedInto(db, id);
  if (waiting.length === 0) return [];
  return [`还有并入本件、等待一并答复的申请（${waiting.map(({ number }) => number).join('、')}）：请先把它们分出`];
}

/** Signed is signed: the letter that is about to leave names the request. */
async function followerBars(db: Db | Tx, { id, state }: MatterRow): Promise<string[]> {
  if (state !== 'merged') return [];
  const lead = await leadOf(db, id);
  return lead?.state === 'dispatch'
    ? [`主案（${lead.number}）的文书已经签发，写明了本件的编号：请先由政务公开办公室退回主案的文书`]
    : [];
}

/** The wait of a letter that names the request is ended in one place, that of the lead. */
const askedWithTheLead = async (db: Db | Tx, { id }: MatterRow): Promise<string[]> =>
  (await stillAskedFor(db, id)).map(
    (party) => `向“${party}”的征求意见函写明了本件的编号，还没有结束：请先在主案登记回复，或者期满后结束征求意见`,
  );

async function openBusiness(db: Db | Tx, { id }: MatterRow): Promise<string[]> {
  const asked = (await consultationsOf(db, id)).some(({ answeredOn, closedOn }) => !answeredOn && !closedOn);
  return asked ? ['还有没有结束的征求意见：请先登记回复，或者期满后结束征求意见'] : [];
}
