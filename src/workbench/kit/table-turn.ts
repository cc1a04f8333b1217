import { useState } from 'react';
import { useSearchParams } from 'react-router';

/** Which page of a table is open and how it is sorted. */
export interface Turn {
  readonly page: number;
  readonly sort: string | undefined;
  readonly to: (page: number, sort: string | undefined) => void;
}

/** Page and sort: in the address for ledgers of the server's, else in the table itself, so that several short lists can stand on one screen. */
export function useTurn(inAddress: boolean, first: string | undefined): Turn {
  const [search, setSearch] = useSearchParams();
  const [own, setOwn] = useState({ page: 1, sort: first });
  if (!inAddress) return { ...own, to: (page, sort) => setOwn({ page, sort }) };
  return {
    page: Number(search.get('page') ?? 1),
    sort: search.get('sort') ?? first,
    to: (page, sort) =>
      setSearch((now) => {
        const next = new URLSearchParams(now);
        next.delete('page');
        next.delete('sort');
        if (page > 1) next.set('page', String(page));
        if (sort) next.set('sort', sort);
        return next;
      }),
  };
}

interface Sortable<R> {
  readonly key: string;
  readonly sort?: string;
  readonly compare?: (a: R, b: R) => number;
}

/** Rows by a column (`-name`: backwards); as they are where the column does not say how to compare. */
export function sortedBy<R>(
  rows: readonly R[],
  columns: readonly Sortable<R>[],
  sort: string | undefined,
): readonly R[] {
  const column = columns.find((one) => directionOf(sort, one) !== null);
  if (!column?.compare) return rows;
  const sorted = [...rows].sort(column.compare);
  return sort?.startsWith('-') ? sorted.reverse() : sorted;
}

/** Whether a sort is by this column, in the words of the table. */
export function directionOf(
  sort: string | undefined,
  { key, sort: name = key }: { readonly key: string; readonly sort?: string },
) {
  if (sort === name) return 'ascend';
  return sort === `-${name}` ? 'descend' : null;
}
