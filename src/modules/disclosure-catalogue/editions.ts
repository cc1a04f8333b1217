import { invalid, notFound, refused, stale } from '#kernel/errors.ts';
import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { appendJournal } from '#commons/journal/index.ts';
import { unitById } from '#commons/organisations/index.ts';
import { demandOfSite } from '#commons/publishing/index.ts';
import type { Act } from '#platform/services.ts';
import type { ItemChange, ItemDrop, ItemWords, NewItem } from './contract.ts';
import { bringIntoForce } from './limits.ts';
import { cataloguePolicy } from './policy.ts';

/** Puts a new item into the catalogue from a day on. Refuses a code or a name that is taken, and what does not fit, field by field. */
export async function addItem(act: Act, asked: NewItem): Promise<void> {
  await demandOffice(act);
  const { key, inForceFrom, reason, ...said } = asked;
  const defects = await defectsOf(act, said, inForceFrom);
  const taken = await act.tx.selectFrom('catalogue_item').select('key').where('key', '=', key).executeTakeFirst();
  if (taken) defects.key = '已有用这个代码的事项，请换一个';
  if (await namesake(act, said.name, key)) defects.name = `目录里已有「${said.name.trim()}」，请换一个名称`;
  if (Object.keys(defects).length > 0) throw invalid(defects);
  await act.tx.insertInto('catalogue_item').values({ key, added_at: act.now }).execute();
  await insertEdition(act, key, 1, said, { inForceFrom, reason });
  await recorded(act, 'disclosure-catalogue.item-added', { key, inForceFrom, reason, name: said.name });
}

/** Says something else of an item from a day on; what it said before stays on record. Refuses a stale version and an item that was dropped. */
export async function changeItem(act: Act, key: string, asked: ItemChange): Promise<void> {
  await demandOffice(act);
  const { version, inForceFrom, reason, ...said } = asked;
  const last = await lastEdition(act, key, version);
  const defects = await defectsOf(act, said, inForceFrom);
  if (inForceFrom < last.in_force_from)
    defects.inForceFrom = `上一次修改自${chineseDate(last.in_force_from)}起施行，这一次不能更早`;
  if (await namesake(act, said.name, key)) defects.name = `目录里已有「${said.name.trim()}」，请换一个名称`;
  if (Object.keys(defects).length > 0) throw invalid(defects);
  await insertEdition(act, key, version + 1, said, { inForceFrom, reason });
  await recorded(act, 'disclosure-catalogue.item-changed', { key, inForceFrom, reason, name: said.name });
}

/** Takes an item out of the catalogue from a day on. Documents that name it keep doing so; nothing is deleted. */
export async function dropItem(act: Act, key: string, { version, inForceFrom, reason }: ItemDrop): Promise<void> {
  await demandOffice(act);
  const { id: _id, ...last } = await lastEdition(act, key, version);
  if (inForceFrom < act.today) throw invalid({ inForceFrom: '「自何日起」不能早于今天' });
  if (inForceFrom < last.in_force_from)
    throw invalid({ inForceFrom: `上一次修改自${chineseDate(last.in_force_from)}起施行，这一次不能更早` });
  await act.tx
    .insertInto('catalogue_edition')
    .values({
      ...last,
      number: version + 1,
      in_force_from: inForceFrom as LocalDate,
      dropped: true,
      reason,
      changed_by: act.actor.id,
      changed_at: act.now,
    })
    .execute();
  await recorded(act, 'disclosure-catalogue.item-dropped', { key, inForceFrom, reason, name: last.name });
}

async function recorded(act: Act, action: string, payload: Readonly<Record<string, unknown>>): Promise<void> {
  await appendJournal(act, { chain: 'disclosure-catalogue', action, payload });
  await bringIntoForce(act);
}

/** The openness office of the bureau the site belongs to. */
export const demandOffice = (act: Act): Promise<void> =>
  demandOfSite(act, cataloguePolicy['disclosure-catalogue.manage']);

async function lastEdition({ tx }: Act, key: string, version: number) {
  const item = await tx
    .selectFrom('catalogue_item')
    .select('key')
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirst();
  if (!item) throw notFound('这个公开事项');
  const last = await tx
    .selectFrom('catalogue_edition')
    .selectAll()
    .where('item_key', '=', key)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  if (last.number !== version) throw stale();
  if (last.dropped) throw refused(['这个事项已决定移出目录，不能再改；需要时请新增事项']);
  return last;
}

async function namesake({ tx }: Act, name: string, key: string): Promise<boolean> {
  const row = await tx
    .selectFrom('catalogue_edition as e')
    .select('e.id')
    .where('e.name', '=', name.trim())
    .where('e.item_key', '<>', key)
    .where('e.dropped', '=', false)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('catalogue_edition as later')
            .select('later.id')
            .whereRef('later.item_key', '=', 'e.item_key')
            .whereRef('later.number', '>', 'e.number'),
        ),
      ),
    )
    .executeTakeFirst();
  return row !== undefined;
}

/** Everything about an item that does not fit, by field. The import asks the same, also of a row that has other things wrong: what it could not read is missing. */
export async function defectsOf(
  act: Act,
  said: Partial<ItemWords>,
  inForceFrom: string,
): Promise<Record<string, string>> {
  const defects: Record<string, string> = {};
  if (inForceFrom < act.today) defects.inForceFrom = '「自何日起」不能早于今天';
  if (said.frequency === 'yearly') {
    if (!said.dueDay) defects.dueDay = '每年定日公开的，请填写每年哪一天前';
    if (said.workdays !== undefined) defects.workdays = '每年定日公开的，不填工作日数';
  } else if (said.frequency) {
    if (said.workdays === undefined) defects.workdays = '请填写多少个工作日内公开';
    if (said.dueDay) defects.dueDay = '只有每年定日公开的填写这一天';
  }
  if (said.unitId && !(await unitById(act.tx, said.unitId))) defects.unitId = '没有这个单位，请重新选择';
  if (said.columnKey) {
    const column = await act.tx
      .selectFrom('publication_column')
      .select('state')
      .where('key', '=', said.columnKey)
      .executeTakeFirst();
    if (!column) defects.columnKey = '没有这个栏目，请重新选择';
    else if (column.state === 'retired') defects.columnKey = '这个栏目已停办，请另选栏目';
  }
  const unknown = (said.types ?? []).filter((type) => type && !act.services.catalogue.contentTypes.has(type));
  if (unknown.length > 0) defects.types = `没有这些信息类别：${unknown.join('、')}`;
  return defects;
}

export async function insertEdition(
  { tx, actor, now }: Act,
  key: string,
  number: number,
  said: ItemWords,
  { inForceFrom, reason, delivered }: { inForceFrom: string; reason: string; delivered?: true },
): Promise<void> {
  await tx
    .insertInto('catalogue_edition')
    .values({
      item_key: key,
      number,
      in_force_from: inForceFrom as LocalDate,
      name: said.name.trim(),
      statutory_class: said.statutoryClass,
      content: said.content.trim(),
      basis: said.basis.trim(),
      unit_id: said.unitId,
      column_key: said.columnKey,
      types: [...said.types],
      frequency: said.frequency,
      workdays: said.workdays ?? null,
      due_day: said.dueDay || null,
      channel: said.channel.trim(),
      time_limit: said.timeLimit.trim(),
      audience: said.audience.trim(),
      position: said.position,
      reason,
      changed_by: delivered ? null : actor.id,
      changed_at: now,
    })
    .execute();
}
