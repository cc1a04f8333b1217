import { type Drawing, type Row, lowered } from './drawing.ts';
import { onGrid } from './head.ts';
import { TEXT_AREA } from './page-form.ts';

/** Rows that stand on one page together. */
export interface Block {
  readonly rows: readonly Row[];
  /** It does not end a page: a heading, the last lines before the signature. */
  readonly keepsWithNext?: boolean;
  /** It begins where the last ended and not on the next line of the grid: the title and what is around it. */
  readonly offGrid?: boolean;
  /** An empty line: it does not begin a page. */
  readonly blank?: boolean;
  /** A slice of a table: beginning a page it stands under the head of the table, and the page before gets an edge. */
  readonly table?: { readonly head: readonly Row[]; readonly edge: Drawing };
  /** Points that must stay free below it on its page. */
  readonly reserves?: number;
}

const BOTTOM = TEXT_AREA.top + TEXT_AREA.height;
const ENOUGH = 0.01;

/** The drawings of each page; the text of the first begins at `firstTop`. */
export function paged(blocks: readonly Block[], firstTop: number): Drawing[][] {
  const pages: Drawing[][] = [[]];
  let y = firstTop;
  const put = (rows: readonly Row[]) => {
    for (const row of rows) {
      pages.at(-1)?.push(...row.drawings.map((drawing) => lowered(drawing, y)));
      y += row.height;
    }
  };
  for (const chain of chainsOf(blocks)) {
    const [first] = chain;
    if (!first) continue;
    if (!first.table && !first.offGrid) y = onGrid(y);
    if (y + neededFor(chain) > BOTTOM + ENOUGH) {
      if (first.table) pages.at(-1)?.push(lowered(first.table.edge, y));
      pages.push([]);
      y = TEXT_AREA.top;
      if (first.table) put(first.table.head.map(unspoken));
    }
    for (const block of chain) if (!block.blank || y > TEXT_AREA.top) put(block.rows);
  }
  return pages;
}

/** Blocks that keep with their next, together; a chain that no page holds is parted. */
function chainsOf(blocks: readonly Block[]): Block[][] {
  const chains: Block[][] = [];
  for (const block of blocks) {
    const chain = chains.at(-1);
    const joins = chain?.at(-1)?.keepsWithNext && neededFor([...chain, block]) <= TEXT_AREA.height;
    if (chain && joins) chain.push(block);
    else chains.push([block]);
  }
  return chains;
}

const neededFor = (chain: readonly Block[]): number =>
  chain.flatMap(({ rows }) => rows).reduce((sum, { height }) => sum + height, chain.at(-1)?.reserves ?? 0);

/** A head that is repeated is read out once. */
function unspoken(row: Row): Row {
  return {
    ...row,
    drawings: row.drawings.map((drawing) => {
      if (drawing.kind === 'rule') return drawing;
      const { element, ...rest } = drawing;
      return rest;
    }),
  };
}
