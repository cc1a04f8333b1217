import type { Actor } from '#kernel/policy.ts';
import type { MatterRow } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';

/**
 * Who says what the receiving organ made of the report: the openness office of the bureau above, where that works in this system; its own
 * office otherwise, which writes down what it was told (条例第四十九条: 向本级政府信息公开工作主管部门提交).
 */
export async function receiverRefusals(db: Db | Tx, { bureauId }: MatterRow, actor: Actor): Promise<string[]> {
  const above = await bureauAbove(db, bureauId);
  const holds = (bureau: string) =>
    actor.grants.some(({ role, unitPath }) => role === 'openness-officer' && unitPath[0] === bureau);
  if (above) return holds(above.id) ? [] : [`这份报告由${above.name}的政务公开办公室审核`];
  return holds(bureauId) ? [] : ['主管部门的审核结果由报送单位的政务公开办公室登记'];
}

/** The bureau that receives the reports of this one within the system; undefined where that is outside. */
export function bureauAbove(db: Db | Tx, bureauId: string) {
  return db
    .selectFrom('unit as u')
    .innerJoin('unit as above', 'above.id', 'u.parent_id')
    .select(['above.id', 'above.name'])
    .where('u.id', '=', bureauId)
    .executeTakeFirst();
}
