import { invalid } from '#kernel/errors.ts';
import type { MatterRow, StepEffect } from '#commons/casework/index.ts';
import type { Act } from '#platform/services.ts';
import { type Measure, measuresFrom } from './measure-lines.ts';
import { rhythmTarget, type Fields, text } from './step-fields.ts';

// The measures of a work item: how its lead unit means to get it done.

export async function planMeasures(act: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> {
  const measures = measuresFrom(text(fields, 'measures'));
  await writeMeasures(act, matter, measures);
  return { ...(await rhythmTarget(act, matter.id)), payload: { measures: measures.length } };
}

export async function changeMeasures(act: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> {
  const measures = measuresFrom(text(fields, 'measures'));
  await act.tx
    .updateTable('work_measure')
    .set({ dropped_at: act.now })
    .where('item_id', '=', matter.id)
    .where('done_on', 'is', null)
    .where('dropped_at', 'is', null)
    .execute();
  await writeMeasures(act, matter, measures);
  return { payload: { measures: measures.length, reason: fields.reason } };
}

async function writeMeasures(act: Act, matter: MatterRow, measures: readonly Measure[]): Promise<void> {
  const past = measures.filter(({ dueOn }) => dueOn !== null && dueOn < act.today);
  if (past.length > 0) throw invalid({ measures: `「${past[0]?.text}」的完成日期已经过去，请改正` });
  await act.tx
    .insertInto('work_measure')
    .values(
      measures.map(({ text: words, dueOn }, position) => ({
        item_id: matter.id,
        unit_id: matter.leadUnitId,
        text: words,
        due_on: dueOn,
        position,
        made_at: act.now,
      })),
    )
    .execute();
}
