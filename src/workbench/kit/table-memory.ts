import { useState } from 'react';

/** A value kept in this browser under a name; what cannot be read counts as absent. */
export function useKept<T>(name: string, initial: T): readonly [T, (value: T) => void] {
  const key = `sunlit.${name}`;
  const [value, setValue] = useState<T>(() => read(key) ?? initial);
  return [
    value,
    (next) => {
      setValue(next);
      localStorage.setItem(key, JSON.stringify(next));
    },
  ];
}

function read<T>(key: string): T | undefined {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? 'null') as T | null) ?? undefined;
  } catch {
    return undefined;
  }
}

/** A set of filters and a sort under a name of the person's own. */
export interface SavedView {
  readonly name: string;
  readonly search: string;
}

/** The order of columns and which of them are hidden. */
export interface ColumnChoice {
  readonly order: readonly string[];
  readonly hidden: readonly string[];
}

/** Columns in the kept order, those that are new at the end in their own order. */
export function inOrder<C extends { readonly key: string }>(columns: readonly C[], order: readonly string[]): C[] {
  const place = (key: string) =>
    order.includes(key) ? order.indexOf(key) : order.length + columns.findIndex((column) => column.key === key);
  return [...columns].sort((a, b) => place(a.key) - place(b.key));
}

/** One key moved up or down by one place. */
export function moved(keys: readonly string[], key: string, by: -1 | 1): string[] {
  const from = keys.indexOf(key);
  const to = from + by;
  if (from < 0 || to < 0 || to >= keys.length) return [...keys];
  const next = keys.filter((one) => one !== key);
  next.splice(to, 0, key);
  return next;
}

const LAST_LIST = 'sunlit.last-list';

/** Remembers the links of a list just shown, so that the screen of one of them can go to the next. What stands there twice is one stop. */
export function rememberList(links: readonly string[]): void {
  sessionStorage.setItem(LAST_LIST, JSON.stringify([...new Set(links)]));
}

/** The neighbours of a link in the list last shown. */
export function neighbours(link: string): {
  readonly previous?: string;
  readonly next?: string;
  readonly place?: string;
} {
  const links = JSON.parse(sessionStorage.getItem(LAST_LIST) ?? '[]') as readonly string[];
  const at = links.indexOf(link);
  if (at < 0) return {};
  const previous = links[at - 1];
  const next = links[at + 1];
  return { place: `${at + 1} / ${links.length}`, ...(previous && { previous }), ...(next && { next }) };
}
