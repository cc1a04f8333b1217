import type { PageTotals } from '#commons/redaction/contract.ts';

/** How many pages, and what becomes of them, in one phrase. */
export function pagesSaid({ open, partial, withheld }: PageTotals): string {
  const parts = [
    ...(open > 0 ? [`全部公开${open}页`] : []),
    ...(partial > 0 ? [`部分公开${partial}页`] : []),
    ...(withheld > 0 ? [`不予公开${withheld}页`] : []),
  ];
  return `共${open + partial + withheld}页，其中${parts.join('、')}`;
}
