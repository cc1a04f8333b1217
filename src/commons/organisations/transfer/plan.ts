import type { LocalDate } from '#kernel/dates.ts';
import { type ImportProblem, TABLES, type TableName } from '../contract.ts';
import { checkPeople } from './check-people.ts';
import { checkAliases, checkClasses, checkPosts, checkUnits } from './check-units.ts';
import { type Row, type Tables, columnsOf, identityOf } from './columns.ts';
import type { ReadRow, ReadTable } from './read.ts';

export type Incoming = { readonly [T in TableName]?: ReadTable<T> };

export interface Change<T extends TableName> {
  readonly row: Row<T>;
  /** The row as it is in the register; none when it is new. */
  readonly before?: Row<T>;
}

export type Changes = { readonly [T in TableName]: readonly Change<T>[] };

export interface Plan {
  readonly changes: Changes;
  readonly problems: readonly ImportProblem[];
  readonly rows: { readonly [T in TableName]: number };
}

/** What the checks of one table look at. */
export interface Check<T extends TableName> {
  readonly rows: readonly ReadRow<T>[];
  /** The register as it would be after the import. */
  readonly merged: Tables;
  readonly current: Tables;
  readonly today: LocalDate;
  /** Notes a problem of a row; `field` names the column it is about. */
  readonly problem: (row: number, message: string, field?: keyof Row<T> & string) => void;
}

/**
 * Lays the rows of an import over the register and checks the whole that would come of it. An import adds and changes,
 * it never removes. Pure: nothing is read or written, so a rehearsal and the import itself cannot differ.
 */
export function planImport(current: Tables, incoming: Incoming, today: LocalDate): Plan {
  const problems: ImportProblem[] = TABLES.flatMap((table) => incoming[table]?.problems ?? []);
  const merged: Tables = {
    units: overlay('units', current.units, incoming.units?.rows),
    aliases: overlay('aliases', current.aliases, incoming.aliases?.rows),
    classes: overlay('classes', current.classes, incoming.classes?.rows),
    posts: overlay('posts', current.posts, incoming.posts?.rows),
    people: overlay('people', current.people, incoming.people?.rows),
  };
  const run = <T extends TableName>(
    table: T,
    rows: readonly ReadRow<T>[] | undefined,
    check: (facts: Check<T>) => void,
  ) => {
    if (!rows) return;
    const note: Check<T>['problem'] = (row, message, field) =>
      problems.push({ table, row, message, ...(field ? { column: columnsOf(table)[field]?.heading ?? field } : {}) });
    for (const { row, first } of repeated(table, rows)) note(row, `与第 ${first} 行重复，请删去一行`);
    check({ rows, merged, current, today, problem: note });
  };
  run('units', incoming.units?.rows, checkUnits);
  run('aliases', incoming.aliases?.rows, checkAliases);
  run('classes', incoming.classes?.rows, checkClasses);
  run('posts', incoming.posts?.rows, checkPosts);
  run('people', incoming.people?.rows, checkPeople);
  return {
    problems: problems.sort((a, b) => TABLES.indexOf(a.table) - TABLES.indexOf(b.table) || a.row - b.row),
    changes: {
      units: changesOf('units', current.units, incoming.units?.rows),
      aliases: changesOf('aliases', current.aliases, incoming.aliases?.rows),
      classes: changesOf('classes', current.classes, incoming.classes?.rows),
      posts: changesOf('posts', current.posts, incoming.posts?.rows),
      people: changesOf('people', current.people, incoming.people?.rows),
    },
    rows: {
      units: incoming.units?.rows.length ?? 0,
      aliases: incoming.aliases?.rows.length ?? 0,
      classes: incoming.classes?.rows.length ?? 0,
      posts: incoming.posts?.rows.length ?? 0,
      people: incoming.people?.rows.length ?? 0,
    },
  };
}

function overlay<T extends TableName>(
  table: T,
  current: readonly Row<T>[],
  rows: readonly ReadRow<T>[] = [],
): Row<T>[] {
  const all = new Map(current.map((row) => [identityOf(table, row), row]));
  for (const { cells } of rows) all.set(identityOf(table, cells), cells);
  return [...all.values()];
}

function changesOf<T extends TableName>(
  table: T,
  current: readonly Row<T>[],
  rows: readonly ReadRow<T>[] = [],
): Change<T>[] {
  const before = new Map(current.map((row) => [identityOf(table, row), row]));
  return rows.flatMap(({ cells }) => {
    const old = before.get(identityOf(table, cells));
    if (!old) return [{ row: cells }];
    return sameCells(old, cells) ? [] : [{ row: cells, before: old }];
  });
}

/** An empty phone in a file means "as it is": exports leave phones out unless a reason is given. */
function sameCells(old: Readonly<Record<string, string>>, next: Readonly<Record<string, string>>): boolean {
  return Object.entries(next).every(
    ([field, value]) => old[field] === value || (field === 'phone' && 'staffNumber' in next && value === ''),
  );
}

function repeated<T extends TableName>(table: T, rows: readonly ReadRow<T>[]): { row: number; first: number }[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ row, cells }) => {
    const identity = identityOf(table, cells);
    const seen = first.get(identity);
    if (seen !== undefined) return [{ row, first: seen }];
    first.set(identity, row);
    return [];
  });
}
