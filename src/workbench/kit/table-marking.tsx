import { Checkbox } from 'antd';
import type { TableRowSelection } from 'antd/es/table/interface';
import { useEffect, useRef } from 'react';
import type { Marking } from './data-table.tsx';

// Rows of a table that are marked, to be acted on together.

/** The marks of what is shown: other rows begin without any, and what was read anew is marked as it now is. */
export function useFreshMarks<R>(
  marking: Marking<R> | undefined,
  data: readonly R[],
  rowKey: (row: R) => string,
): Marking<R> | undefined {
  const latest = useRef({ marking, rowKey });
  latest.current = { marking, rowKey };
  useEffect(() => {
    const { marking: now, rowKey: keyOf } = latest.current;
    if (!now || now.marked.size === 0) return;
    const here = new Map(data.map((row) => [keyOf(row), row]));
    const kept = [...now.marked.keys()].flatMap((key) => {
      const row = here.get(key);
      return row ? [[key, row] as const] : [];
    });
    if (kept.length < now.marked.size || kept.some(([key, row]) => now.marked.get(key) !== row))
      now.mark(new Map(kept));
  }, [data]);
  return marking;
}

const marksWith = <R,>({ marked }: Marking<R>, key: string, row: R, on: boolean): ReadonlyMap<string, R> => {
  const next = new Map(marked);
  if (on) next.set(key, row);
  else next.delete(key);
  return next;
};

/** Of the column of boxes, which the others have to leave room for. */
export const MARK_WIDTH = 40;

/** The boxes of a table, each with what its row is called; the one above marks all that is shown. */
export function selectionOf<R extends object>(
  marking: Marking<R>,
  data: readonly R[],
  rowKey: (row: R) => string,
): TableRowSelection<R> {
  return {
    columnWidth: MARK_WIDTH,
    columnTitle: <MarkAll marking={marking} data={data} rowKey={rowKey} />,
    selectedRowKeys: [...marking.marked.keys()],
    renderCell: (_checked, row) => <MarkBox marking={marking} row={row} rowKey={rowKey} />,
  };
}

export function MarkBox<R>({
  marking,
  row,
  rowKey,
}: {
  readonly marking: Marking<R>;
  readonly row: R;
  readonly rowKey: (row: R) => string;
}) {
  const key = rowKey(row);
  return (
    <Checkbox
      aria-label={`选择${marking.named(row)}`}
      checked={marking.marked.has(key)}
      onChange={({ target }) => marking.mark(marksWith(marking, key, row, target.checked))}
    />
  );
}

export function MarkAll<R>({
  marking,
  data,
  rowKey,
  children,
}: {
  readonly marking: Marking<R>;
  readonly data: readonly R[];
  readonly rowKey: (row: R) => string;
  readonly children?: string;
}) {
  const all = data.length > 0 && data.every((row) => marking.marked.has(rowKey(row)));
  return (
    <Checkbox
      aria-label="选择本页全部"
      checked={all}
      indeterminate={!all && marking.marked.size > 0}
      onChange={({ target }) =>
        marking.mark(target.checked ? new Map(data.map((row) => [rowKey(row), row])) : new Map())
      }
    >
      {children}
    </Checkbox>
  );
}
