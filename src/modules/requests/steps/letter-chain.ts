import { approve, issue, propose, sendBack } from '../letters/letters.ts';
import { demandRecords } from '../records/releasing.ts';
import { type Effect, text } from './effect.ts';

// A letter from hand to hand; what its sending does stands in `letters/sending.ts`.

const letterPayload = ({ id, kind, number }: { id: string; kind: string; number?: string | null }) => ({
  letterId: id,
  letter: kind,
  ...(number && { number }),
});

export const returned: Effect = async (act, matter, fields) => ({
  payload: { ...letterPayload(await sendBack(act, matter)), reason: fields.reason },
});

export const proposeLetter: Effect = async (act, matter, fields) => {
  const letter = await propose(act, matter, text(fields, 'letterId'));
  await demandRecords(act, letter, matter.id, false);
  return { payload: letterPayload(letter) };
};

/** Whoever agrees to a reply has the copies of its records examined: by himself, or by somebody else who had no hand in them. */
export const approveLetter: Effect = async (act, matter, fields) => {
  const letter = await approve(act, matter);
  await demandRecords(act, letter, matter.id, true);
  return { payload: { ...letterPayload(letter), opinion: fields.opinion } };
};

export const issueLetter: Effect = async (act, matter, fields) => {
  const { letter, number, hash } = await issue(act, matter);
  return { payload: { ...letterPayload({ ...letter, number }), hash, opinion: fields.opinion } };
};
