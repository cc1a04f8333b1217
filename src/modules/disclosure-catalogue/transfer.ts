import { writeXlsx } from 'hucre/xlsx';
import { AppError, invalid, refused } from '#kernel/errors.ts';
import { xmlText } from '#kernel/xml-text.ts';
import { appendJournal } from '#commons/journal/index.ts';
import { printCsv, readCsv } from '#commons/organisations/index.ts';
import { decodeText } from '#platform/extraction/decode.ts';
import { extractText } from '#platform/extraction/index.ts';
import type { Act, Services } from '#platform/services.ts';
import { misleading } from '#platform/text-guard.ts';
import { checked } from '#platform/validation.ts';
import {
  FREQUENCIES,
  type Frequency,
  type ImportBody,
  type ImportOutcome,
  type ImportProblem,
  NewItem,
} from './contract.ts';
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
type Cells = Readonly<Record<Field, string>>;

/** More than any bureau has; a file beyond it is a mistake. */
const MOST_ROWS = 1000;

/** The catalogue as it stands, as a table: what an import reads. Recorded, as everything that leaves as a file. */
export async function exportCatalogue(act: Act, form: 'csv' | 'xlsx'): Promise<string | Uint8Array> {
  const rows = await currentRows(act.services);
  await appendJournal(act, {
    chain: 'exports',
    action: 'disclosure-catalogue.exported',
    payload: { form, rows: rows.length },
  });
  const heading = COLUMNS.map((column) => column.heading);
  const table = rows.map((row) => COLUMNS.map(({ field }) => row[field]));
  if (form === 'csv') return printCsv([heading, ...table]);
  return writeXlsx({
    sheets: [
      {
        name: '主动公开基本目录',
        columns: COLUMNS.map(({ heading: header, width }) => ({ header, width })),
        rows: [[...heading], ...table.map((cells) => cells.map(guarded))],
        freezePane: { rows: 1 },
      },
    ],
  });
}

/** A cell that a spreadsheet could take for a formula is shown as text by a leading apostrophe (OWASP, CSV injection). */
const guarded = (text: string) => xmlText(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const unguarded = (text: string) => (/^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text);

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
export async function rehearseImport(act: Act, body: ImportBody): Promise<ImportOutcome> {
  await demandOffice(act);
  const { changes: _changes, ...outcome } = await planOf(act, body);
  return outcome;
}

/** Imports a table of items, all of it or nothing. It adds and changes; what is not in the file stays. */
export async function importCatalogue(act: Act, body: ImportBody): Promise<ImportOutcome> {
  await demandOffice(act);
  const { changes, ...outcome } = await planOf(act, body);
  if (outcome.problems.length > 0)
    throw refused(
      outcome.problems.map(({ row, column, message }) => `第 ${row} 行${column ? `「${column}」` : ''}：${message}`),
    );
  for (const { item, version } of changes) {
    const { key, inForceFrom, reason, ...said } = item;
    if (version === 0) await act.tx.insertInto('catalogue_item').values({ key, added_at: act.now }).execute();
    await insertEdition(act, key, version + 1, said, { inForceFrom, reason });
  }
  await appendJournal(act, {
    chain: 'disclosure-catalogue',
    action: 'disclosure-catalogue.imported',
    payload: {
      inForceFrom: body.inForceFrom,
      reason: body.reason,
      items: changes.map(({ item }) => item.key),
      ...outcome,
    },
  });
  await bringIntoForce(act);
  return outcome;
}

interface Plan extends ImportOutcome {
  readonly changes: readonly { readonly item: NewItem; readonly version: number }[];
}

async function planOf(act: Act, { file, inForceFrom, reason }: ImportBody): Promise<Plan> {
  const rows = await tableOf(Buffer.from(file, 'base64'));
  const now = new Map((await currentRows(act.services)).map((cells) => [cells.key, cells]));
  const versions = await act.tx
    .selectFrom('catalogue_edition')
    .select((eb) => ['item_key', eb.fn.max('number').as('number'), eb.fn.max('in_force_from').as('since')])
    .groupBy('item_key')
    .execute();
  const versionOf = new Map(versions.map((row) => [row.item_key, row]));
  const names = await namesOf(act);
  const problems: ImportProblem[] = [];
  const changes: { item: NewItem; version: number }[] = [];
  const seen = new Map<string, number>();
  let same = 0;
  for (const { row, cells } of rows) {
    const note = (field: string, message: string) => {
      const heading = COLUMNS.find((column) => column.field === field)?.heading;
      problems.push({ row, message, ...(heading ? { column: heading } : {}) });
    };
    const first = seen.get(cells.key) ?? seen.get(`name ${cells.name}`);
    if (first !== undefined) note('key', `与第 ${first} 行重复，请删去一行`);
    seen.set(cells.key, row).set(`name ${cells.name}`, row);
    const before = now.get(cells.key);
    if (before && COLUMNS.every(({ field }) => before[field] === cells[field])) {
      same += 1;
      continue;
    }
    const item = readItem(cells, names, note, { inForceFrom, reason });
    if (!item) continue;
    const { key, inForceFrom: _from, reason: _reason, ...said } = item;
    for (const [field, message] of Object.entries(await defectsOf(act, said, inForceFrom))) note(field, message);
    const known = versionOf.get(key);
    if (known && !before) note('key', '这个代码的事项已经移出目录，请换一个代码');
    if (known && known.since > inForceFrom) note('key', `上一次修改自 ${known.since} 起施行，这一次不能更早`);
    for (const [other, cellsOfOther] of now)
      if (other !== key && cellsOfOther.name === cells.name) note('name', `目录里已有「${cells.name}」，请换一个名称`);
    changes.push({ item, version: known?.number ?? 0 });
  }
  const added = changes.filter(({ version }) => version === 0).length;
  return { rows: rows.length, added, changed: changes.length - added, same, problems, changes };
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

function readItem(
  cells: Cells,
  names: Awaited<ReturnType<typeof namesOf>>,
  note: (field: string, message: string) => void,
  recorded: { readonly inForceFrom: string; readonly reason: string },
): NewItem | undefined {
  let sound = true;
  const find = <V>(field: Field, known: ReadonlyMap<string, V>, word: string): V | undefined => {
    const found = known.get(word);
    if (found !== undefined) return found;
    note(field, `不认识「${word}」`);
    sound = false;
    return undefined;
  };
  const types = cells.types
    .split(/[；;、]/)
    .map((word) => word.trim())
    .filter(Boolean)
    .map((word) => find('types', names.types, word));
  const item = {
    key: cells.key,
    name: cells.name,
    statutoryClass: numberIn(cells.statutoryClass),
    content: cells.content,
    basis: cells.basis,
    unitId: cells.unitId ? find('unitId', names.units, cells.unitId) : null,
    columnKey: cells.columnKey ? find('columnKey', names.columns, cells.columnKey) : null,
    types,
    frequency: find('frequency', names.frequencies, cells.frequency),
    ...(cells.workdays ? { workdays: numberIn(cells.workdays) } : {}),
    ...(cells.dueDay ? { dueDay: cells.dueDay } : {}),
    channel: cells.channel,
    timeLimit: cells.timeLimit,
    audience: cells.audience,
    position: numberIn(cells.position),
    ...recorded,
  };
  for (const { field } of COLUMNS) {
    const hidden = misleading(cells[field]);
    if (!hidden) continue;
    note(field, hidden);
    sound = false;
  }
  if (!sound) return undefined;
  try {
    return checked(NewItem, item);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    for (const [field, sentence] of Object.entries(error.fields)) note(field, sentence);
    return undefined;
  }
}

/** A cell that is no number is left as it is, for the schema to refuse in words. */
const numberIn = (cell: string): unknown => (/^\d{1,6}$/.test(cell) ? Number(cell) : cell);

/** The rows of a csv (UTF-8 or GB18030) or xlsx file, columns found by their headings in any order. */
async function tableOf(bytes: Uint8Array): Promise<{ readonly row: number; readonly cells: Cells }[]> {
  const table = bytes[0] === 0x50 && bytes[1] === 0x4b ? await sheetOf(bytes) : textOf(bytes);
  const [heading = [], ...rest] = table;
  const names = heading.map((name) => name.trim());
  const missing = COLUMNS.filter(({ heading: wanted }) => !names.includes(wanted)).map(({ heading: wanted }) => wanted);
  if (missing.length > 0) throw invalid({ file: `缺少列：${missing.join('、')}。请先导出，在导出的表里修改` });
  if (rest.length > MOST_ROWS) throw invalid({ file: `超过 ${MOST_ROWS} 行，请核对文件` });
  return rest
    .map((cells, at) => ({ row: at + 2, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map(({ row, cells }) => ({
      row,
      // Every column is among the headings, as just checked.
      cells: Object.fromEntries(
        COLUMNS.map(({ field, heading: wanted }) => [field, (cells[names.indexOf(wanted)] ?? '').trim()]),
      ) as Cells,
    }));
}

function textOf(bytes: Uint8Array): readonly (readonly string[])[] {
  const decoded = decodeText(bytes);
  if ('refusal' in decoded) throw invalid({ file: decoded.refusal });
  const reading = readCsv(decoded.text);
  if ('refusal' in reading) throw invalid({ file: `第 ${reading.row} 行：${reading.refusal}` });
  return reading.rows;
}

/** The first table of a workbook. What cannot be read, is too large or lies in hidden sheets is refused or left aside by the extraction. */
async function sheetOf(bytes: Uint8Array): Promise<string[][]> {
  const { blocks } = await extractText(bytes, 'catalogue.xlsx');
  const table = blocks.find((block) => block.type === 'table');
  return (table?.rows ?? []).map((row) => row.map(unguarded));
}
