import type { MatterRow } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import { consultationsOf } from '../consultations.ts';
import { leadOf, mergedInto } from '../related/merged.ts';

/** Why a step cannot be taken now, beside the workflow: what is answered together must not lose its lead, what is waited for must have come. */
export async function requestBars(db: Db | Tx, matter: MatterRow, step: string): Promise<string[]> {
  switch (step) {
    case 'lapse':
    case 'unpaid':
      return leadBars(db, matter);
    case 'withdraw':
      return [...(await leadBars(db, matter)), ...(await followerBars(db, matter))];
    case 'unmerge':
      return followerBars(db, matter);
    case 'merge':
    case 'split':
      return [...(await leadBars(db, matter)), ...(await openBusiness(db, matter))];
    default:
      return [];
  }
}

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

async function openBusiness(db: Db | Tx, { id }: MatterRow): Promise<string[]> {
  const asked = (await consultationsOf(db, id)).some(({ answeredOn, closedOn }) => !answeredOn && !closedOn);
  return asked ? ['还有没有结束的征求意见：请先登记回复，或者期满后结束征求意见'] : [];
}
