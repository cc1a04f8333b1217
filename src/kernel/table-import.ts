// A list that leaves as a table and comes back changed: what its columns are, and what a file would do to it. The browser imports this.

export interface TableColumn<F extends string = string> {
  readonly field: F;
  readonly heading: string;
  /** Characters, in a spreadsheet. */
  readonly width: number;
}

export type TableCells<F extends string = string> = Readonly<Record<F, string>>;

export interface TableRow<F extends string = string> {
  /** As a spreadsheet counts, the heading being 1. */
  readonly row: number;
  readonly cells: TableCells<F>;
}

export interface TableProblem {
  readonly row: number;
  /** The heading it is about; left out: the whole row. */
  readonly column?: string;
  readonly message: string;
}

/** A row that adds something, or changes it: cell by cell what stands there now and what would. */
export interface TableChange {
  readonly row: number;
  readonly key: string;
  readonly name: string;
  readonly added: boolean;
  readonly cells: readonly { readonly heading: string; readonly before: string; readonly after: string }[];
}

/** What an import would do, or did. With a problem anywhere it does nothing. */
export interface TableOutcome {
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly problems: readonly TableProblem[];
  readonly changes: readonly TableChange[];
}

/** An outcome that an import may be bound to: the list, the file and what was said beside it make its fingerprint. */
export interface Rehearsal extends TableOutcome {
  readonly fingerprint: string;
}

/** What a fingerprint looks like, in the schema of an import. */
export const FINGERPRINT = '^[0-9a-f]{64}$';

/** How an import is refused that is not the one rehearsed. */
export const OTHERWISE = 'rehearsed-otherwise';

/** Notes a problem of a row; a `field` of no column is about the whole row. */
export type Note = (row: number, message: string, field?: string) => void;

export interface Comparison<F extends string> {
  /** Rows that are new or differ from what is there, in the order of the file. */
  readonly rows: readonly (TableRow<F> & { readonly before: TableCells<F> | undefined })[];
  readonly note: Note;
  /** To be asked when every row has been looked at. */
  readonly outcome: () => TableOutcome;
}

/**
 * Lays the rows of a file over the list as it is now, by `key`. What is not in the file stays: an import adds and changes, it never
 * takes away. Two rows of one key, or that would bear one name, are noted as a problem, and so is a name something else bears.
 */
export function compareTable<F extends 'key' | 'name' | (string & {})>(
  columns: readonly TableColumn<F>[],
  now: readonly TableCells<F>[],
  rows: readonly TableRow<F>[],
): Comparison<F> {
  type Keyed = TableCells<'key' | 'name'>;
  const keyed = (cells: TableCells<F>) => cells as unknown as Keyed;
  const problems: TableProblem[] = [];
  const note: Note = (row, message, field) => {
    const heading = columns.find((column) => column.field === field)?.heading;
    problems.push({ row, message, ...(heading ? { column: heading } : {}) });
  };
  const standing = new Map(now.map((cells) => [keyed(cells).key, cells]));
  const given = new Set(rows.map(({ cells }) => keyed(cells).key));
  const elsewhere = new Set(now.map(keyed).flatMap(({ key, name }) => (given.has(key) ? [] : [name])));
  const keys = new Map<string, number>();
  const names = new Map<string, number>();
  const differing = rows.flatMap(({ row, cells }) => {
    const { key, name } = keyed(cells);
    const [sameKey, sameName] = [keys.get(key), names.get(name)];
    if (sameKey !== undefined) note(row, `与第 ${sameKey} 行重复，请删去一行`, 'key');
    else if (sameName !== undefined) note(row, `与第 ${sameName} 行同名，请换一个名称`, 'name');
    if (elsewhere.has(name)) note(row, `已有「${name}」，请换一个名称`, 'name');
    if (sameKey === undefined) keys.set(key, row);
    if (sameName === undefined) names.set(name, row);
    const before = standing.get(key);
    return before && columns.every(({ field }) => before[field] === cells[field]) ? [] : [{ row, cells, before }];
  });
  const changes = differing.map(
    ({ row, cells, before }): TableChange => ({
      row,
      key: keyed(cells).key,
      name: keyed(cells).name,
      added: before === undefined,
      cells: columns
        .filter(({ field }) => (before?.[field] ?? '') !== cells[field])
        .map(({ field, heading }) => ({ heading, before: before?.[field] ?? '', after: cells[field] })),
    }),
  );
  const added = changes.filter((change) => change.added).length;
  return {
    rows: differing,
    note,
    outcome: () => ({
      rows: rows.length,
      added,
      changed: changes.length - added,
      same: rows.length - changes.length,
      problems: [...problems].sort((a, b) => a.row - b.row),
      changes,
    }),
  };
}

/** A problem in one sentence. */
export const problemWords = ({ row, column, message }: TableProblem): string =>
  `第 ${row} 行${column ? `「${column}」` : ''}：${message}`;
