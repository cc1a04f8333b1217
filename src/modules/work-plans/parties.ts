import { invalid, refused } from '#kernel/errors.ts';
import { type MatterRow, type StepEffect, workersOf } from '#commons/casework/index.ts';
import { unitById, unitsByIds } from '#commons/organisations/index.ts';
import type { Act } from '#platform/services.ts';
import { openClasses } from './bars.ts';
import { tell, type Fields, text, ids } from './step-fields.ts';

// Who works on an item: an open class said by name, and the lead handed over.

export async function narrow(act: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> {
  const open = await openClasses(act.tx, matter.id);
  const wanted = ids(fields, 'unitIds').filter(
    (id) => id !== matter.leadUnitId && !matter.cooperatingUnitIds.includes(id),
  );
  const units = await unitsByIds(act.tx, wanted);
  const gone = units.filter(({ closedOn }) => closedOn !== null);
  if (units.length < wanted.length || gone.length > 0)
    throw invalid({ unitIds: '有单位不在机构名录中或已撤销，请重新选择' });
  const part = open[0]?.part ?? 'cooperating';
  if (units.length > 0)
    await act.tx
      .insertInto('matter_unit')
      .values(
        units.map(({ id }, at) => ({
          matter_id: matter.id,
          unit_id: id,
          part,
          position: matter.cooperatingUnitIds.length + at + 1,
          task: open[0]?.text ?? null,
        })),
      )
      .execute();
  await act.tx.updateTable('work_item').set({ open_classes: '[]' }).where('id', '=', matter.id).execute();
  for (const unit of units)
    await tell(act, matter, await workersOf(act.tx, unit.id, act.today), '请您单位参与办理', matter.title, 'part');
  return {
    payload: {
      unitIds: units.map(({ id }) => id),
      words: open.map((one) => one.text).join('、'),
      reason: fields.reason,
    },
  };
}

export async function transferLead(act: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> {
  const unit = await unitById(act.tx, text(fields, 'unitId'));
  const people = unit ? await workersOf(act.tx, unit.id, act.today) : [];
  const reasons = [
    ...(!unit || unit.closedOn ? ['所选单位不在机构名录中或已撤销，请重新选择'] : []),
    ...(unit?.id === matter.leadUnitId ? ['所选单位已经是牵头单位'] : []),
    ...(unit && people.length === 0 ? [`${unit.name}目前没有经办人和负责人，任务没有人接收`] : []),
  ];
  if (!unit || reasons.length > 0) throw refused(reasons);
  return {
    leadUnitId: unit.id,
    assigneeId: null,
    payload: { from: matter.leadUnitId, leadUnitId: unit.id, reason: fields.reason },
  };
}
