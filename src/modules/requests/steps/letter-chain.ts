import { approve, issue, propose, sendBack } from '../letters/letters.ts';
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

export const proposeLetter: Effect = async (act, matter, fields) => ({
  payload: letterPayload(await propose(act, matter, text(fields, 'letterId'))),
});

export const approveLetter: Effect = async (act, matter, fields) => ({
  payload: { ...letterPayload(await approve(act, matter)), opinion: fields.opinion },
});

export const issueLetter: Effect = async (act, matter, fields) => {
  const { letter, number, hash } = await issue(act, matter);
  return { payload: { ...letterPayload({ ...letter, number }), hash, opinion: fields.opinion } };
};
