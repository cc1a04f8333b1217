import { invalid } from '#kernel/errors.ts';
import { requestById } from '../queries.ts';
import { type Effect, text } from './effect.ts';

/** 并案: the same applicant, and one of the two goes on. */
export const merge: Effect = async (act, matter, fields) => {
  const into = await requestById(act.tx, text(fields, 'intoId')).catch(() => undefined);
  const own = await requestById(act.tx, matter.id);
  if (!into || into.id === matter.id) throw invalid({ intoId: '没有找到要并入的申请，请重新选择' });
  if (into.applicantHash !== own.applicantHash)
    throw invalid({ intoId: '只有同一申请人的申请才能并案办理，请重新选择' });
  if (into.mergedInto || into.repliedOn) throw invalid({ intoId: '要并入的申请已经办结或者已经并案，请重新选择' });
  await act.tx.updateTable('request').set({ merged_into: into.id }).where('id', '=', matter.id).execute();
  return { payload: { intoId: into.id, reason: fields.reason } };
};
