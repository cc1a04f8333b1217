import { sql } from 'kysely';
import { refused } from '#kernel/errors.ts';
import { compareTable, problemWords, type Rehearsal, type TableCells } from '#kernel/table-import.ts';
import { appendJournal } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import { type Find, numberIn, readRow } from '#platform/tables/read-row.ts';
import { demandRehearsed, rehearsal } from '#platform/tables/rehearsed.ts';
import { printTableFile, readTableFile, type TableForm } from '#platform/tables/table-file.ts';
import { beginColumn, type ColumnRecord, demandOffice, rewriteColumn, tooSeldom } from './columns.ts';
import {
  COLUMN_SECTIONS,
  COLUMN_STATES,
  COLUMN_TYPES,
  type ColumnImport,
  type ColumnRehearsal,
  type ColumnState,
  INSPECTED,
  NewColumn,
} from './column-contract.ts';
import { mirrorColumns } from './reference.ts';

/** The list of columns as a table, in the order it is written. */
const TABLE = [
  { field: 'key', heading: '代码', width: 22 },
  { field: 'name', heading: '栏目名称', width: 20 },
  { field: 'section', heading: '所在版块', width: 14 },
  { field: 'type', heading: '栏目类别', width: 14 },
  { field: 'state', heading: '状态', width: 10 },
  { field: 'unitId', heading: '责任单位', width: 22 },
  { field: 'keeperId', heading: '更新人', width: 20 },
  { field: 'freshDays', heading: '更新要求（日）', width: 14 },
  { field: 'inspectedAs', heading: '检查口径', width: 22 },
  { field: 'position', heading: '次序', width: 8 },
  { field: 'description', heading: '栏目说明', width: 40 },
  { field: 'keywords', heading: '关键词', width: 30 },
] as const;
type Cells = TableCells<(typeof TABLE)[number]['field']>;

/** More than any site has; a file beyond it is a mistake. */
const MOST_ROWS = 500;

/** The columns as they stand, as a table: what an import reads. Recorded, as everything that leaves as a file. */
export async function exportColumns(act: Act, form: TableForm): Promise<Buffer> {
  await demandOffice(act);
  const { cells } = await columnsNow(act);
  await appendJournal(act, {
    chain: 'exports',
    action: 'publishing.columns-exported',
    payload: { form, rows: cells.length },
  });
  return printTableFile(form, '栏目', TABLE, cells);
}

/** What an import would do, cell by cell, and every problem of every row. Writes nothing. */
export async function rehearseColumns(act: Act, body: ColumnRehearsal): Promise<Rehearsal> {
  await demandOffice(act);
  return (await planOf(act, body)).outcome;
}

/**
 * Imports a table of columns, all of it or nothing, by what the office does by hand: new ones begin in preparation, others are changed.
 * What is not in the file stays; nothing is opened or ended by a file. Each column has its entry in the journal. Refuses where a column was
 * changed, or another file is sent, since it was rehearsed.
 */
export async function importColumns(act: Act, { rehearsed, ...body }: ColumnImport): Promise<Rehearsal> {
  await demandOffice(act);
  // Whoever changes a column by hand at this moment waits; documents go on being drafted into them.
  await act.tx.selectFrom('publication_column').select('key').orderBy('key').forNoKeyUpdate().execute();
  const { columns, outcome } = await planOf(act, body);
  demandRehearsed(outcome, rehearsed);
  if (outcome.problems.length > 0) throw refused(outcome.problems.map(problemWords));
  await freeNames(act, columns);
  for (const { asked, before } of columns) {
    const { key: _key, section: _section, type: _type, reason, ...words } = asked;
    if (before) await rewriteColumn(act, before, { ...words, version: before.version }, reason);
    else await beginColumn(act, asked);
  }
  if (columns.length > 0) await mirrorColumns(act);
  const { changes: _cells, problems: _none, fingerprint: _bound, ...counts } = outcome;
  await appendJournal(act, {
    chain: 'columns',
    action: 'publishing.columns-imported',
    payload: { reason: body.reason, columns: columns.map(({ asked }) => asked.key), ...counts },
  });
  return outcome;
}

/** Two columns may exchange their names, and a new one may take a name given up: for a moment the renamed bear their code. */
async function freeNames({ tx }: Act, columns: readonly Planned[]): Promise<void> {
  const renamed = columns.flatMap(({ asked, before }) => (before && before.name !== asked.name ? [before.key] : []));
  if (renamed.length === 0) return;
  await tx
    .updateTable('publication_column')
    .set({ name: sql<string>`'改名：' || key` })
    .where('key', 'in', renamed)
    .execute();
}

interface Planned {
  readonly asked: NewColumn;
  readonly before: ColumnRecord | undefined;
}

async function planOf(
  act: Act,
  body: ColumnRehearsal,
): Promise<{ readonly outcome: Rehearsal; readonly columns: readonly Planned[] }> {
  const { file, reason } = body;
  const { cells: now, records } = await columnsNow(act);
  const rows = (await readTableFile(file, TABLE, MOST_ROWS)).map(({ row, cells }) => ({
    row,
    cells: { ...cells, freshDays: cells.freshDays || '0', state: cells.state || COLUMN_STATES.preparing },
  }));
  const compared = compareTable(TABLE, now, rows);
  const { note } = compared;
  const words = await wordsOf(act);
  const columns: Planned[] = [];
  for (const { row, cells, before } of compared.rows) {
    for (const field of ['section', 'type', 'state'] as const)
      if (cells[field] !== (before?.[field] ?? (field === 'state' ? COLUMN_STATES.preparing : cells[field])))
        note(row, FIXED[field], field);
    if (before?.state === COLUMN_STATES.retired) note(row, '这个栏目已停办，不能再改；需要时请先恢复');
    const record = records.get(cells.key);
    const asked = await readRow(
      NewColumn,
      row,
      note,
      (find) => ({
        ...said(cells, words, find),
        // A unit since closed, or somebody who has left, is kept where the file says nothing else.
        unitId: record && before?.unitId === cells.unitId ? record.unit_id : idOf(find, 'unitId', words.units, cells),
        keeperId:
          record && before?.keeperId === cells.keeperId
            ? record.keeper_id
            : idOf(find, 'keeperId', words.people, cells),
        reason,
      }),
      ({ freshDays }) => seldomDefects(act, words.inspected.get(cells.inspectedAs), freshDays),
    );
    if (!asked) continue;
    columns.push({ asked, before: record });
  }
  const versions = [...records.values()].map(({ key, version }) => [key, version]);
  return { outcome: rehearsal(compared.outcome(), { ...body, now, versions }), columns };
}

async function seldomDefects({ tx }: Act, inspectedAs: NewColumn['inspectedAs'] | undefined, days: unknown) {
  const seldom = inspectedAs && typeof days === 'number' && (await tooSeldom(tx, inspectedAs, days));
  return seldom ? { freshDays: seldom } : {};
}

const FIXED = {
  section: '开办后不能改所在版块',
  type: '开办后不能改栏目类别',
  state: '导入不改变状态：新的先为筹备，开放、停办和恢复请在「栏目」里办理',
};

/** Every column as a row of words, and as it stands. */
async function columnsNow({ tx }: Act) {
  const records = await tx.selectFrom('publication_column').selectAll().orderBy('position').orderBy('key').execute();
  const units = await tx.selectFrom('unit').select(['id', 'name']).execute();
  const people = await tx.selectFrom('person').select(['id', 'name', 'staff_number']).execute();
  const unitName = new Map(units.map(({ id, name }) => [id, name]));
  const personLabel = new Map(people.map((person) => [person.id, labelOf(person)]));
  const cells = records.map(
    (column): Cells => ({
      key: column.key,
      name: column.name,
      section: wordFor(COLUMN_SECTIONS, column.section),
      type: column.type,
      // The table's check allows no other words.
      state: COLUMN_STATES[column.state as ColumnState],
      unitId: column.unit_id ? (unitName.get(column.unit_id) ?? '') : '',
      keeperId: column.keeper_id ? (personLabel.get(column.keeper_id) ?? '') : '',
      freshDays: String(column.fresh_days ?? 0),
      inspectedAs: wordFor(INSPECTED, column.inspected_as),
      position: String(column.position),
      description: column.description,
      keywords: column.keywords,
    }),
  );
  return { cells, records: new Map(records.map((column) => [column.key, column])) };
}

const wordFor = (words: Readonly<Record<string, string>>, key: string): string => words[key] ?? key;

/** People of one name are told apart by their staff number. */
const labelOf = ({ name, staff_number }: { readonly name: string; readonly staff_number: string | null }) =>
  staff_number === null ? name : `${name}（${staff_number}）`;

/** What the words of the table stand for. A person may be named alone where nobody else bears the name. */
async function wordsOf({ tx }: Act) {
  const units = await tx.selectFrom('unit').select(['id', 'name']).where('closed_on', 'is', null).execute();
  const people = await tx
    .selectFrom('person')
    .select(['id', 'name', 'staff_number'])
    .where('active', '=', true)
    .execute();
  const bearers = Map.groupBy(people, ({ name }) => name);
  const alone = people.filter(({ name }) => bearers.get(name)?.length === 1);
  return {
    units: new Map(units.map(({ id, name }) => [name, id])),
    people: new Map([
      ...alone.map(({ id, name }) => [name, id] as const),
      ...people.map((person) => [labelOf(person), person.id] as const),
    ]),
    sections: keysByWord(COLUMN_SECTIONS),
    types: keysByWord(COLUMN_TYPES),
    inspected: keysByWord(INSPECTED),
  };
}

const idOf = (find: Find, field: 'unitId' | 'keeperId', known: ReadonlyMap<string, string>, cells: Cells) =>
  cells[field] ? find(field, known, cells[field]) : null;

// The keys of a record of words are its keys.
const keysByWord = <K extends string>(words: Readonly<Record<K, string>>) =>
  new Map((Object.entries(words) as [K, string][]).map(([key, word]) => [word, key]));

function said(cells: Cells, words: Awaited<ReturnType<typeof wordsOf>>, find: Find) {
  return {
    key: cells.key,
    name: cells.name,
    section: find('section', words.sections, cells.section),
    type: find('type', words.types, cells.type),
    freshDays: numberIn(cells.freshDays),
    inspectedAs: find('inspectedAs', words.inspected, cells.inspectedAs),
    position: numberIn(cells.position),
    description: cells.description,
    keywords: cells.keywords,
  };
}
