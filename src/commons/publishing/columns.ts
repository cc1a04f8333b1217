import { sql } from 'kysely';
import { invalid, notFound, refused, stale } from '#kernel/errors.ts';
import { peopleByIds, unitById } from '#commons/organisations/index.ts';
import { appendJournal } from '#commons/journal/index.ts';
import type { Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { columnSettings } from './column-settings.ts';
import { inspectedLimit } from './column-forecast.ts';
import {
  type ColumnChange,
  type ColumnOpening,
  type ColumnRetirement,
  INSPECTED,
  type Inspected,
  type NewColumn,
} from './column-contract.ts';
import { publishingPolicy } from './policy.ts';
import { mirrorColumns } from './reference.ts';
import { demandOfSite } from './site-office.ts';

/**
 * Begins a column (谁开办). It is prepared first: documents may be released into it, the public is led to it once it is opened.
 * Refuses a key or name that is taken, a unit that is none, and somebody who does not work here.
 */
export async function addColumn(act: Act, asked: NewColumn): Promise<void> {
  await demandOffice(act);
  const { key, inspectedAs } = asked;
  const fields = { ...(await unfit(act, asked, inspectedAs)), ...(await namesake(act, key, asked.name)) };
  const taken = await act.tx.selectFrom('publication_column').select('key').where('key', '=', key).executeTakeFirst();
  if (taken) fields.key = '已有用这个代码的栏目，请换一个';
  if (Object.keys(fields).length > 0) throw invalid(fields);
  await beginColumn(act, asked);
}

/** Writes a new column, and that it was begun. What it says has been judged. */
export async function beginColumn(act: Act, asked: NewColumn): Promise<void> {
  const { key, section, type, reason, unitId, keeperId, freshDays, inspectedAs, ...words } = asked;
  const row = {
    ...words,
    key,
    section,
    type,
    name: asked.name.trim(),
    unit_id: unitId,
    keeper_id: keeperId,
    fresh_days: freshDays === 0 ? null : freshDays,
    inspected_as: inspectedAs,
    state: 'preparing',
  };
  await act.tx.insertInto('publication_column').values(row).execute();
  await appendJournal(act, { chain: 'columns', action: 'publishing.column-added', payload: { ...row, reason } });
}

/**
 * Changes what a column is called, says, wants and who answers for it (谁负责、谁更新). The portal shows it in the same
 * transaction. By the openness office of the bureau the site belongs to. Refuses a stale version, a name that another column
 * bears, and a unit that is none.
 */
export async function changeColumn(act: Act, key: string, asked: ColumnChange): Promise<void> {
  await demandOffice(act);
  const before = await lockColumn(act, key, asked.version);
  if (before.state === 'retired') throw refused(['这个栏目已停办，不能再改；需要时请先恢复']);
  // The table's check allows no other words.
  const fields = {
    ...(await unfit(act, asked, asked.inspectedAs ?? (before.inspected_as as Inspected))),
    ...(await namesake(act, key, asked.name)),
  };
  if (Object.keys(fields).length > 0) throw invalid(fields);
  await rewriteColumn(act, before, asked);
  await mirrorColumns(act);
}

/** A column as it stands. */
export type ColumnRecord = Awaited<ReturnType<typeof lockColumn>>;

/** Writes what a column says from now on, and what it said before. What it says has been judged. */
export async function rewriteColumn(
  act: Act,
  before: ColumnRecord,
  asked: ColumnChange,
  reason?: string,
): Promise<void> {
  const { key } = before;
  const { version, unitId, keeperId, freshDays, inspectedAs, ...words } = asked;
  const after = {
    ...words,
    name: asked.name.trim(),
    unit_id: unitId,
    // Left out by whoever does not know of it: as it is.
    ...(keeperId === undefined ? {} : { keeper_id: keeperId }),
    ...(inspectedAs === undefined ? {} : { inspected_as: inspectedAs }),
    fresh_days: freshDays === 0 ? null : freshDays,
    version: version + 1,
  };
  await act.tx.updateTable('publication_column').set(after).where('key', '=', key).execute();
  await appendJournal(act, {
    chain: 'columns',
    action: 'publishing.column-changed',
    payload: { key, before, after, ...(reason === undefined ? {} : { reason }) },
  });
}

/**
 * Opens a prepared column to the public, or a retired one again. Refuses while fewer documents stand in it than the bureau asks for:
 * an empty column is what inspectors count (国办秘函〔2019〕19号：空白栏目). And while nobody answers for it or keeps it (谁负责、谁更新).
 */
export async function openColumn(act: Act, key: string, { version, reason }: ColumnOpening): Promise<void> {
  await demandOffice(act);
  const column = await lockColumn(act, key, version);
  if (column.state === 'open') throw refused(['这个栏目已经向公众开放，不需要再开放']);
  const least = FEW_BY_NATURE.has(column.type) ? 1 : (await columnSettings.current(act.tx)).leastDocuments;
  const standing = await documentsIn(act, key);
  const reasons = [
    ...(standing < least
      ? [`栏目里有 ${standing} 件已发布的文件，至少要有 ${least} 件才能开放；空白栏目不能向公众开放`]
      : []),
    ...(column.unit_id === null ? ['还没有确定责任单位，请先在「修改」中确定'] : []),
    ...(column.keeper_id === null ? ['还没有指定更新人，请先在「修改」中指定'] : []),
  ];
  if (reasons.length > 0) throw refused(reasons);
  await act.tx
    .updateTable('publication_column')
    .set({
      state: 'open',
      opened_on: act.today,
      retired_on: null,
      retired_reason: null,
      successor_key: null,
      version: version + 1,
    })
    .where('key', '=', key)
    .execute();
  await mirrorColumns(act);
  await appendJournal(act, {
    chain: 'columns',
    action: 'publishing.column-opened',
    payload: { key, reason, from: column.state, documents: standing },
  });
}

/** A guide is one document, and annual reports are one a year: full as soon as they hold one. */
const FEW_BY_NATURE: ReadonlySet<string> = new Set(['信息公开指南', '信息公开年报']);

/**
 * Ends a column: it takes no new documents, its page and feed keep answering and say so, with the column that follows it. Nothing is
 * deleted. Refuses a successor that is none, and one that is not open.
 */
export async function retireColumn(
  act: Act,
  key: string,
  { version, reason, successorKey }: ColumnRetirement,
): Promise<void> {
  await demandOffice(act);
  const column = await lockColumn(act, key, version);
  if (column.state === 'retired') throw refused(['这个栏目已经停办，不需要再停办']);
  if (successorKey) {
    const successor = await act.tx
      .selectFrom('publication_column')
      .select('state')
      .where('key', '=', successorKey)
      .executeTakeFirst();
    if (successorKey === key) throw invalid({ successorKey: '接续的栏目不能是它自己，请另选一个' });
    if (successor?.state !== 'open') throw invalid({ successorKey: '请选择一个已经开放的栏目' });
  }
  await act.tx
    .updateTable('publication_column')
    .set({
      state: 'retired',
      retired_on: act.today,
      retired_reason: reason,
      successor_key: successorKey ?? null,
      version: version + 1,
    })
    .where('key', '=', key)
    .execute();
  await mirrorColumns(act);
  await appendJournal(act, {
    chain: 'columns',
    action: 'publishing.column-retired',
    payload: { key, reason, successorKey: successorKey ?? null, documents: await documentsIn(act, key) },
  });
}

/** By the openness office of the bureau the site belongs to. */
export const demandOffice = (act: Act): Promise<void> =>
  demandOfSite(act, publishingPolicy['publishing.manage-columns']);

async function lockColumn({ tx }: Act, key: string, version: number) {
  const column = await tx
    .selectFrom('publication_column')
    .selectAll()
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirst();
  if (!column) throw notFound('这个栏目');
  if (column.version !== version) throw stale();
  return column;
}

async function documentsIn({ tx }: Act, key: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from document d
    join document_revision r on r.id = d.released_revision_id
    where r.column_key = ${key} and d.withdrawn_at is null`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** What of a column does not fit, by field; its name apart. */
async function unfit(
  { tx }: Act,
  { unitId, keeperId, freshDays }: Pick<ColumnChange, 'unitId' | 'keeperId' | 'freshDays'>,
  inspectedAs: Inspected,
): Promise<Record<string, string>> {
  const fields: Record<string, string> = {};
  const seldom = await tooSeldom(tx, inspectedAs, freshDays);
  if (seldom) fields.freshDays = seldom;
  if (unitId && !(await unitById(tx, unitId))) fields.unitId = '没有这个单位，请重新选择';
  if (keeperId && (await peopleByIds(tx, [keeperId])).length === 0) fields.keeperId = '没有这个人，请重新选择';
  return fields;
}

/** Why a column may not want something new as seldom as that: inspectors would count it before. The import asks the same. */
export async function tooSeldom(tx: Tx, inspectedAs: Inspected, freshDays: number): Promise<string | undefined> {
  const ceiling = inspectedLimit(inspectedAs, await columnSettings.current(tx));
  if (ceiling === null || (freshDays > 0 && freshDays <= ceiling)) return undefined;
  return `按「${INSPECTED[inspectedAs]}」检查的栏目，超过 ${ceiling} 日没有更新即为不合格（国办秘函〔2019〕19号），更新要求请定在 1 至 ${ceiling} 日`;
}

async function namesake({ tx }: Act, key: string, name: string): Promise<Record<string, string>> {
  const other = await tx
    .selectFrom('publication_column')
    .select('key')
    .where('name', '=', name.trim())
    .where('key', '<>', key)
    .executeTakeFirst();
  return other ? { name: `已有名为「${name.trim()}」的栏目，请换一个名称` } : {};
}
