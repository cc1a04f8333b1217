// The body of a document as a tree of plain data: what checks read and what pages are made from. No parser of wild HTML: it is
// given what the sanitiser or a browser has written, where every tag is closed and every value quoted.

export type BodyNode = string | BodyElement;
export interface BodyElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly BodyNode[];
}

const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z][a-z-]*(?:="[^"]*")?)*)\s*\/?>|<!--[\s\S]*?-->/gi;
const ATTRIBUTE = /([a-z][a-z-]*)(?:="([^"]*)")?/gi;
export const VOID: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'source', 'track']);

/** Reads HTML as the sanitiser or a browser writes it. A tag that is not closed ends with what holds it. */
export function readBody(html: string): BodyNode[] {
  const root = open('', '');
  const stack = [root];
  let at = 0;
  for (const { 0: text, 1: closing, 2: name, 3: attributes, index } of html.matchAll(TAG)) {
    addText(stack, html.slice(at, index));
    at = index + text.length;
    if (!name) continue;
    const tag = name.toLowerCase();
    if (closing) close(stack, tag);
    else begin(stack, tag, attributes ?? '');
  }
  addText(stack, html.slice(at));
  return root.children;
}

interface Open extends BodyElement {
  readonly children: BodyNode[];
}

const open = (tag: string, attributes: string): Open => ({
  tag,
  attributes: Object.fromEntries(
    [...attributes.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [name.toLowerCase(), decoded(value)]),
  ),
  children: [],
});

function begin(stack: Open[], tag: string, attributes: string): void {
  const element = open(tag, attributes);
  stack.at(-1)?.children.push(element);
  if (!VOID.has(tag)) stack.push(element);
}

function close(stack: Open[], tag: string): void {
  const at = stack.findLastIndex((one) => one.tag === tag);
  if (at > 0) stack.length = at;
}

function addText(stack: readonly Open[], text: string): void {
  if (text !== '') stack.at(-1)?.children.push(decoded(text));
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

function decoded(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (all, decimal, hex, name) => {
    if (name) return NAMED[name.toLowerCase()] ?? all;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : '';
  });
}

/** Writes a tree as HTML. Everything in it is written as text or as a quoted value. */
export function writeBody(nodes: readonly BodyNode[]): string {
  return nodes.map(written).join('');
}

function written(node: BodyNode): string {
  if (typeof node === 'string') return escaped(node);
  const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  const start = `<${node.tag}${attributes.join('')}`;
  return VOID.has(node.tag) ? `${start} />` : `${start}>${writeBody(node.children)}</${node.tag}>`;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The text of a piece, as it stands there. */
export const textIn = (node: BodyNode): string =>
  typeof node === 'string' ? node : node.children.map(textIn).join('');

/** Every element of a tree that the question answers yes to, in reading order, also within one another. */
export function elementsIn(nodes: readonly BodyNode[], asked: (element: BodyElement) => boolean): BodyElement[] {
  return nodes.flatMap((node) =>
    typeof node === 'string' ? [] : [...(asked(node) ? [node] : []), ...elementsIn(node.children, asked)],
  );
}
