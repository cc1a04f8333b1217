import { forbidden, invalid, notFound, stale } from '#kernel/errors.ts';
import { allows } from '#kernel/policy.ts';
import { unitById } from '#commons/organisations/index.ts';
import { appendJournal } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import type { ColumnChange } from './contract.ts';
import { publishingPolicy } from './policy.ts';
import { mirrorColumns } from './reference.ts';

/**
 * Changes what a column is called, says, wants and who answers for it (谁开办、谁负责、谁更新). The portal shows it in the same
 * transaction. By the openness office of the bureau the site belongs to. Refuses a stale version, a name that another column
 * bears, and a unit that is none.
 */
export async function changeColumn(act: Act, key: string, asked: ColumnChange): Promise<void> {
  const { tx } = act;
  const { id: bureauId } = await tx
    .selectFrom('unit')
    .select('id')
    .where('kind', '=', 'bureau')
    .where('parent_id', 'is', null)
    .executeTakeFirstOrThrow();
  if (!allows(publishingPolicy['publishing.manage-columns'], act.actor, { bureauId })) throw forbidden();
  const before = await tx
    .selectFrom('publication_column')
    .selectAll()
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirst();
  if (!before) throw notFound('这个栏目');
  if (before.version !== asked.version) throw stale();
  await demandFitting(act, key, asked);
  const { version, unitId, freshDays, ...words } = asked;
  const after = {
    ...words,
    name: asked.name.trim(),
    unit_id: unitId,
    fresh_days: freshDays === 0 ? null : freshDays,
    version: version + 1,
  };
  await tx.updateTable('publication_column').set(after).where('key', '=', key).execute();
  await mirrorColumns(act);
  await appendJournal(act, { chain: 'columns', action: 'publishing.column-changed', payload: { key, before, after } });
}

async function demandFitting({ tx }: Act, key: string, { name, unitId }: ColumnChange): Promise<void> {
  const fields: Record<string, string> = {};
  const namesake = await tx
    .selectFrom('publication_column')
    .select('key')
    .where('name', '=', name.trim())
    .where('key', '<>', key)
    .executeTakeFirst();
  if (namesake) fields.name = `已有名为「${name.trim()}」的栏目，请换一个名称`;
  if (unitId && !(await unitById(tx, unitId))) fields.unitId = '没有这个单位，请重新选择';
  if (Object.keys(fields).length > 0) throw invalid(fields);
}
