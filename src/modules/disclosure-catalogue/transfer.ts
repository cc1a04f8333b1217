import { chineseDate } from '#kernel/dates.ts';
import { refused } from '#kernel/errors.ts';
import { compareTable, problemWords, type Rehearsal, type TableCells } from '#kernel/table-import.ts';
import { appendJournal } from '#commons/journal/index.ts';
import type { Act, Services } from '#platform/services.ts';
import { type Find, numberIn, readRow } from '#platform/tables/read-row.ts';
import { demandRehearsed, rehearsal } from '#platform/tables/rehearsed.ts';
import { printTableFile, readTableFile, type TableForm } from '#platform/tables/table-file.ts';
import { FREQUENCIES, type Frequency, type ImportBody, NewItem, type RehearsalBody } from './contract.ts';
import { defectsOf, demandOffice, insertEdition } from './editions.ts';
import { bringIntoForce } from './limits.ts';
import { catalogueItems } from './queries.ts';

/** The table of an exchange, column by column, in the order it is written. */
const COLUMNS = [
  { field: 'key', heading: '代码', width: 22 },
  { field: 'name', heading: '公开事项', width: 24 },
  { field: 'statutoryClass', heading: '法定类别', width: 10 },
  { field: 'content', heading: '公开内容', width: 50 },
  { field: 'basis', heading: '公开依据', width: 40 },
  { field: 'unitId', heading: '责任单位', width: 22 },
  { field: 'columnKey', heading: '公开栏目', width: 18 },
  { field: 'types', heading: '信息类别', width: 22 },
  { field: 'frequency', heading: '公开频次', width: 20 },
  { field: 'workdays', heading: '期限（工作日）', width: 14 },
  { field: 'dueDay', heading: '每年哪一天前', width: 14 },
  { field: 'channel', heading: '公开渠道', width: 20 },
  { field: 'timeLimit', heading: '公开时限', width: 20 },
  { field: 'audience', heading: '公开对象', width: 14 },
  { field: 'position', heading: '次序', width: 8 },
] as const;
type Field = (typeof COLUMNS)[number]['field'];
type Cells = TableCells<Field>;

/** More than any bureau has; a file beyond it is a mistake. */
const MOST_ROWS = 1000;

/** The catalogue as it stands, as a table: what an import reads. Recorded, as everything that leaves as a file. */
export async function exportCatalogue(act: Act, form: TableForm): Promise<Buffer> {
  const rows = await currentRows(act.services);
  await appendJournal(act, {
    chain: 'exports',
    action: 'disclosure-catalogue.exported',
    payload: { form, rows: rows.length },
  });
  return printTableFile(form, '主动公开基本目录', COLUMNS, rows);
}

async function currentRows(services: Services): Promise<Cells[]> {
  const { contentTypes } = services.catalogue;
  return (await catalogueItems(services)).map((item) => ({
    key: item.key,
    name: item.name,
    statutoryClass: String(item.statutoryClass),
    content: item.content,
    basis: item.basis,
    unitId: item.unitName ?? '',
    columnKey: item.columnName ?? '',
    types: item.types.map((type) => contentTypes.get(type)?.label ?? type).join('；'),
    frequency: FREQUENCIES[item.frequency],
    workdays: item.workdays === null ? '' : String(item.workdays),
    dueDay: item.dueDay ?? '',
    channel: item.channel,
    timeLimit: item.timeLimit,
    audience: item.audience,
    position: String(item.position),
  }));
}

/** What an import would do, and every problem of every row. Writes nothing. */
export async function rehearseImport(act: Act, body: RehearsalBody): Promise<Rehearsal> {
  await demandOffice(act);
  return (await planOf(act, body)).outcome;
}

/**
 * Imports a table of items, all of it or nothing. It adds and changes; what is not in the file stays. Refuses where an item was changed, or
 * another file is sent, since it was rehearsed.
 */
export async function importCatalogue(act: Act, { rehearsed, ...body }: ImportBody): Promise<Rehearsal> {
  await demandOffice(act);
  // Whoever changes an item by hand at this moment waits.
  await act.tx.selectFrom('catalogue_item').select('key').orderBy('key').forNoKeyUpdate().execute();
  const { editions, outcome } = await planOf(act, body);
  demandRehearsed(outcome, rehearsed);
  if (outcome.problems.length > 0) throw refused(outcome.problems.map(problemWords));
  for (const { item, version } of editions) {
    const { key, inForceFrom, reason, ...said } = item;
    if (version === 0) await act.tx.insertInto('catalogue_item').values({ key, added_at: act.now }).execute();
    await insertEdition(act, key, version + 1, said, { inForceFrom, reason });
  }
  const { changes: _cells, fingerprint: _bound, ...counts } = outcome;
  await appendJournal(act, {
    chain: 'disclosure-catalogue',
    action: 'disclosure-catalogue.imported',
    payload: {
      inForceFrom: body.inForceFrom,
      reason: body.reason,
      items: editions.map(({ item }) => item.key),
      ...counts,
    },
  });
  await bringIntoForce(act);
  return outcome;
}

interface Plan {
  readonly outcome: Rehearsal;
  readonly editions: readonly { readonly item: NewItem; readonly version: number }[];
}

async function planOf(act: Act, body: RehearsalBody): Promise<Plan> {
  const { file, inForceFrom, reason } = body;
  const now = await currentRows(act.services);
  const compared = compareTable(COLUMNS, now, await readTableFile(file, COLUMNS, MOST_ROWS));
  const versions = await act.tx
    .selectFrom('catalogue_edition')
    .select((eb) => ['item_key', eb.fn.max('number').as('number'), eb.fn.max('in_force_from').as('since')])
    .groupBy('item_key')
    .orderBy('item_key')
    .execute();
  const versionOf = new Map(versions.map((row) => [row.item_key, row]));
  const names = await namesOf(act);
  const { note } = compared;
  const editions: { item: NewItem; version: number }[] = [];
  for (const { row, cells, before } of compared.rows) {
    const known = versionOf.get(cells.key);
    if (known && !before) note(row, '这个代码的事项已经移出目录，请换一个代码', 'key');
    if (known && known.since > inForceFrom)
      note(row, `上一次修改自${chineseDate(known.since)}起施行，这一次不能更早`, 'key');
    const item = await readRow(
      NewItem,
      row,
      note,
      (find) => ({ ...wordsTo(cells, names, find), inForceFrom, reason }),
      (said) => defectsOf(act, said, inForceFrom),
    );
    if (item) editions.push({ item, version: known?.number ?? 0 });
  }
  return { outcome: rehearsal(compared.outcome(), { ...body, now, versions }), editions };
}

/** What the words of a table stand for. */
async function namesOf({ tx, services }: Act) {
  const units = await tx.selectFrom('unit').select(['id', 'name']).where('closed_on', 'is', null).execute();
  const columns = await tx.selectFrom('publication_column').select(['key', 'name']).execute();
  return {
    units: new Map(units.map(({ id, name }) => [name, id])),
    columns: new Map(columns.map(({ key, name }) => [name, key])),
    types: new Map([...services.catalogue.contentTypes.values()].map(({ key, label }) => [label, key])),
    frequencies: new Map(Object.entries(FREQUENCIES).map(([key, label]) => [label as string, key as Frequency])),
  };
}

function wordsTo(cells: Cells, names: Awaited<ReturnType<typeof namesOf>>, find: Find) {
  return {
    key: cells.key,
    name: cells.name,
    statutoryClass: numberIn(cells.statutoryClass),
    content: cells.content,
    basis: cells.basis,
    unitId: cells.unitId ? find('unitId', names.units, cells.unitId) : null,
    columnKey: cells.columnKey ? find('columnKey', names.columns, cells.columnKey) : null,
    types: cells.types
      .split(/[；;、]/)
      .map((word) => word.trim())
      .filter(Boolean)
      .map((word) => find('types', names.types, word)),
    frequency: find('frequency', names.frequencies, cells.frequency),
    ...(cells.workdays ? { workdays: numberIn(cells.workdays) } : {}),
    ...(cells.dueDay ? { dueDay: cells.dueDay } : {}),
    channel: cells.channel,
    timeLimit: cells.timeLimit,
    audience: cells.audience,
    position: numberIn(cells.position),
  };
}
