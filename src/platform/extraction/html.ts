import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { type Block, type ExtractionLimits, unusable } from './blocks.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

const unread = new Set(
  'head script style noscript template svg math iframe object embed select option button input textarea audio video canvas nav footer'.split(
    ' ',
  ),
);
const inline = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
const MAX_DEPTH = 400;

/**
 * Blocks of a page as parsed, nothing executed or fetched. Every block element and every line break begins a new
 * paragraph; tables used only for layout are read through; ordered lists get their numbers back as text.
 */
export function blocksOfHtml(html: string, limits: ExtractionLimits): Block[] {
  const page = new Page(limits);
  for (const child of parse(html).childNodes) page.read(child, 0);
  page.flush();
  return page.blocks;
}

class Page {
  readonly blocks: Block[] = [];
  readonly #limits: ExtractionLimits;
  #line = '';
  #heading = 0;
  #cells = 0;
  #characters = 0;
  /** Of each numbered list, the number of its last item so far. */
  readonly #numbers = new Map<Element, number>();

  constructor(limits: ExtractionLimits) {
    this.#limits = limits;
  }

  read(node: Node, depth: number): void {
    if (depth > MAX_DEPTH) throw unusable('网页的层次过深，不能读取，请另存为 .docx 或 .txt 后再上传');
    if (node.nodeName === '#text') this.#line += (node as DefaultTreeAdapterTypes.TextNode).value;
    if (!('tagName' in node) || unread.has(node.tagName)) return;
    if (node.tagName === 'br' || node.tagName === 'hr') this.flush();
    else if (node.tagName === 'table' && !isLayout(node)) this.#readTable(node, depth);
    else if (inline.has(node.tagName)) this.#readChildren(node, depth);
    else this.#readBlock(node, depth);
  }

  #readBlock(node: Element, depth: number): void {
    this.flush();
    if (node.tagName === 'li') this.#line += this.#listNumber(node);
    const heading = /^h([1-6])$/.exec(node.tagName);
    if (heading) this.#heading = Number(heading[1]);
    if (node.tagName === 'pre') this.#readPreformatted(node, depth);
    else this.#readChildren(node, depth);
    this.flush();
    if (heading) this.#heading = 0;
  }

  /** The number a browser would print before a list item; plain bullets have none. Items are read in their order, each once. */
  #listNumber(item: Element): string {
    const list = item.parentNode;
    if (list === null || !('tagName' in list) || list.tagName !== 'ol') return '';
    const before = this.#numbers.get(list) ?? (Number.parseInt(attribute(list, 'start') ?? '1', 10) || 1) - 1;
    this.#numbers.set(list, before + 1);
    return `${before + 1}. `;
  }

  flush(): void {
    const text = tidy(this.#line);
    this.#line = '';
    if (text === '') return;
    this.#characters += text.length;
    if (this.#characters > this.#limits.characters) {
      throw unusable(`文件的文字超过 ${this.#limits.characters} 字，不能读取，请拆分后再上传`);
    }
    this.blocks.push(this.#heading > 0 ? { type: 'heading', level: this.#heading, text } : { type: 'paragraph', text });
  }

  #readChildren(node: Element, depth: number): void {
    for (const child of node.childNodes) this.read(child, depth + 1);
  }

  #readPreformatted(node: Element, depth: number): void {
    this.#readChildren(node, depth);
    for (const line of this.#line.split('\n')) {
      this.#line = line;
      this.flush();
    }
  }

  #readTable(table: Element, depth: number): void {
    this.flush();
    for (const caption of descendants(table, ['caption'])) this.#readChildren(caption, depth + 1);
    this.flush();
    const rows = descendants(table, ['tr']).map((row) => elements(row).filter((cell) => /^t[dh]$/.test(cell.tagName)));
    const grid: string[][] = rows.map(() => []);
    rows.forEach((cells, at) => {
      let from = 0;
      for (const cell of cells) from = this.#place(grid, at, from, cell, depth);
    });
    const width = Math.max(0, ...grid.map((row) => row.length));
    const filled = grid.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? ''));
    if (filled.some((row) => row.some((text) => text !== ''))) this.blocks.push({ type: 'table', rows: filled });
  }

  /** Puts a cell where its row has room, not before `from`. Gives where the next may stand. */
  #place(grid: string[][], at: number, from: number, cell: Element, depth: number): number {
    const text = this.#cellText(cell, depth);
    const rowspan = span(cell, 'rowspan');
    const down = Math.min(rowspan === 0 ? grid.length : rowspan, grid.length - at);
    const across = Math.min(Math.max(span(cell, 'colspan'), 1), 100);
    this.#cells += Math.max(down, 1) * across;
    if (this.#cells > this.#limits.cells) throw unusable(`表格超过 ${this.#limits.cells} 格，不能读取，请拆分后再上传`);
    let column = from;
    while (grid[at]?.[column] !== undefined) column++;
    for (let row = at; row < at + down; row++) {
      for (let n = 0; n < across; n++) {
        const line = grid[row];
        if (line) line[column + n] ??= text;
      }
    }
    return column + across;
  }

  #cellText(cell: Element, depth: number): string {
    const inner = new Page(this.#limits);
    for (const child of cell.childNodes) inner.read(child, depth + 1);
    inner.flush();
    return inner.blocks.map((block) => (block.type === 'table' ? '' : block.text)).join('\n');
  }
}

/** A table that only arranges the page: it holds another table, or never has two cells side by side. */
function isLayout(table: Element): boolean {
  if (descendants(table, ['table']).length > 0) return true;
  return descendants(table, ['tr']).every((row) => elements(row).length < 2);
}

/** Elements of the given names below `root`, in order; does not look inside a match. */
function descendants(root: Element, names: readonly string[]): Element[] {
  const found: Element[] = [];
  const waiting = elements(root).reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (names.includes(next.tagName)) found.push(next);
    else waiting.push(...elements(next).reverse());
  }
  return found;
}

const elements = (node: Element) => node.childNodes.filter((child): child is Element => 'tagName' in child);

const attribute = (node: Element, name: string) => node.attrs.find((one) => one.name === name)?.value;

function span(cell: Element, name: string): number {
  const value = Number.parseInt(attribute(cell, name) ?? '1', 10);
  return Number.isNaN(value) || value < 0 ? 1 : value;
}

/** Source line breaks between Chinese characters are nothing, every other run of blanks is one space. */
function tidy(line: string): string {
  return line
    .replace(/(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n]+[ \t]*(?=[\u3000-\u9fff\uff00-\uffef])/g, '')
    .replace(/[\s\u00a0\u200b\ufeff]+/g, ' ')
    .trim();
}
