import type { LocalDate } from '#kernel/dates.ts';
import { invalid, refused } from '#kernel/errors.ts';
import type { MatterRow } from '#commons/casework/index.ts';
import type { Act } from '#platform/services.ts';
import { letterDefects } from '../letters/letter-conditions.ts';
import { letterKind, SHARED_KINDS } from '../letters/letter-kinds.ts';
import { approve, issue, lettersOf, letterUnderWay, notWritable, propose, sendBack } from '../letters/letters.ts';
import { sendLetter as send } from '../letters/sending.ts';
import { demandRecords } from '../records/releasing.ts';
import { allFollow, sharedDefects } from '../related/merging.ts';
import { needsEndorsement } from '../sensitive/marking.ts';
import { type Effect, type Fields, text } from './effect.ts';

// A letter from hand to hand; what its sending does stands in `letters/sending.ts`.

const letterPayload = ({ id, kind, number }: { id: string; kind: string; number?: string | null }) => ({
  letterId: id,
  letter: kind,
  ...(number && { number }),
});

/** Back to where it was written: a letter that would end a waiting leaves the request waiting. */
export const returned: Effect = async (act, matter, fields) => {
  const letter = await sendBack(act, matter);
  return {
    to: letterKind(letter.kind)?.ends?.waiting ?? 'processing',
    payload: { ...letterPayload(letter), reason: fields.reason },
  };
};

export const proposeLetter: Effect = async (act, matter, fields) => {
  const drafted = (await lettersOf(act.tx, matter.id)).find(({ id }) => id === fields.letterId);
  const reasons = drafted ? [...notWritable(drafted.kind, matter), ...(await letterDefects(act, matter, drafted))] : [];
  if (reasons.length > 0) throw refused(reasons);
  const letter = await propose(act, matter, text(fields, 'letterId'));
  await demandRecords(act, letter, matter.id, false);
  return { payload: letterPayload(letter) };
};

/** Whoever agrees to a reply has the copies of its records examined: by himself, or by somebody else who had no hand in them. */
export const approveLetter: Effect = async (act, matter, fields) => {
  const letter = await approve(act, matter);
  await demandRecords(act, letter, matter.id, true);
  return {
    to: (await needsEndorsement(act.tx, matter, letter)) ? 'letterEndorsement' : 'letterIssue',
    payload: { ...letterPayload(letter), opinion: fields.opinion },
  };
};

/** The leader in charge agrees to a decision about a sensitive request. */
export const endorseLetter: Effect = async ({ tx }, matter, fields) => {
  const letter = await letterUnderWay(tx, matter.id);
  return { payload: { ...letterPayload(letter), opinion: fields.opinion } };
};

export const issueLetter: Effect = async (act, matter, fields) => {
  const { letter, number, hash, sheetHash } = await issue(act, matter);
  return { payload: { ...letterPayload({ ...letter, number }), hash, sheetHash, opinion: fields.opinion } };
};

/** Leaves the house, for this request and for those that are answered with it. */
export const sendLetter: Effect = async (act, matter, fields) => {
  const letter = await letterUnderWay(act.tx, matter.id);
  await demandSendable(act, matter, letter, fields);
  const effect = await send(act, matter, fields);
  if (SHARED_KINDS.has(letter.kind)) await allFollow(act, matter, { letterId: letter.id });
  return effect;
};

async function demandSendable(
  act: Act,
  matter: MatterRow,
  letter: Awaited<ReturnType<typeof letterUnderWay>>,
  fields: Fields,
): Promise<void> {
  const shared = await sharedDefects(act, matter, letter.kind, text(fields, 'sentOn') as LocalDate);
  const reasons = [...(await letterDefects(act, matter, letter)), ...shared.reasons];
  if (reasons.length > 0) throw refused(reasons);
  if (shared.late.length > 0 && !text(fields, 'lateReason').trim())
    throw invalid({ lateReason: `并入的申请已经逾期：${shared.late.join('、')}，请写明逾期原因` });
}
