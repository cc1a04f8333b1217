import { textLikeness, type Likeness } from '#kernel/alignment.ts';
import type { BodyElement, BodyNode } from '#kernel/body/html.ts';

// A body as a tree of plain data: what comparing, merging and remarking look at. Pure; no browser needed.

/** What a reader reads of a node, pictures by their description; no white space at its ends. */
export function plainOf(node: BodyNode): string {
  return running(node)
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ *\n\s*/g, '\n')
    .trim();
}

function running(node: BodyNode): string {
  if (typeof node === 'string') return node;
  const { tag, attributes, children } = node;
  if (tag === 'br') return '\n';
  if (PICTURES[tag])
    return `〔${PICTURES[tag]}：${attributes.alt || attributes.title || '没有说明'}〕${inside(children)}`;
  const text = inside(children);
  if (attributes['data-kind'] === 'footnote') return `〔注释：${text}〕`;
  if (tag === 'td' || tag === 'th') return `${text.trim()}\t`;
  return BLOCKS.has(tag) ? `${text}\n` : text;
}

const inside = (children: readonly BodyNode[]): string => children.map(running).join('');

/**
 * Equal for what is the same to a reader, however it was written down: white space, the paragraph an editor puts into every
 * cell and item, the body of a table, attributes that only say the usual.
 */
export function keyOf(node: BodyNode): string {
  if (typeof node === 'string') return node.replaceAll(/\s+/g, ' ');
  const { tag, attributes, children } = node;
  const said = Object.entries(attributes)
    .filter(([name, value]) => value !== '' && USUAL[name] !== value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ` ${name}=${JSON.stringify(value)}`)
    .join('');
  const text = unwrapped(tag, children).map(keyOf).join('');
  return `<${tag}${said}>${BLOCKS.has(tag) || CELLS.has(tag) ? text.trim() : text}</${tag}>`;
}

function unwrapped(tag: string, children: readonly BodyNode[]): readonly BodyNode[] {
  const kept = LAYERED.has(tag) ? children.filter((child) => !isBlank(child)) : children;
  if (tag === 'table')
    return kept.flatMap((child) =>
      isElement(child) && SECTIONS.has(child.tag) ? unwrapped(child.tag, child.children) : [child],
    );
  const [only] = kept;
  return HOLDERS.has(tag) && kept.length === 1 && isElement(only) && only.tag === 'p' ? only.children : kept;
}

/** The blocks of a body: its paragraphs, headings, lists, tables; white space between them is none, loose text is a paragraph. */
export function blocksOf(nodes: readonly BodyNode[]): BodyElement[] {
  const blocks: BodyElement[] = [];
  let loose: BodyNode[] = [];
  const close = () => {
    if (loose.some((node) => !isBlank(node))) blocks.push({ tag: 'p', attributes: {}, children: loose });
    loose = [];
  };
  for (const node of nodes) {
    if (!isElement(node) || INLINE.has(node.tag)) loose.push(node);
    else {
      close();
      blocks.push(node);
    }
  }
  close();
  return blocks;
}

/** What a list, a quotation or a table is made of: its items, paragraphs, rows; undefined for what is one piece. */
export function partsOf({ tag, children }: BodyElement): BodyElement[] | undefined {
  if (!CONTAINERS.has(tag)) return undefined;
  return unwrapped(tag === 'blockquote' ? 'ul' : tag, children).filter(isElement);
}

/** How blocks are compared: by what a reader reads; of another sort they are not alike. */
export const blockLikeness: Likeness<BodyElement> = {
  key: keyOf,
  like: (before, after) => (sortOf(before) === sortOf(after) ? textLikeness(plainOf(before), plainOf(after)) : 0),
};

/** A paragraph may become a heading and stay itself; a table is no paragraph. */
const sortOf = ({ tag }: BodyElement) => (TEXTS.has(tag) ? 'text' : tag);

export const isElement = (node: BodyNode | undefined): node is BodyElement => typeof node === 'object';
const isBlank = (node: BodyNode) => typeof node === 'string' && node.trim() === '';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const BLOCKS = words(
  'p h2 h3 h4 ul ol li blockquote table caption thead tbody tfoot tr figure figcaption hr aside section',
);
const INLINE = words('strong em u s sub sup a time abbr br mark span cite code');
const TEXTS = words('p h2 h3 h4 li');
const CELLS = words('td th');
const HOLDERS = words('td th li');
const LAYERED = words('table thead tbody tfoot tr ul ol blockquote figure td th li');
const SECTIONS = words('thead tbody tfoot');
const CONTAINERS = words('ul ol blockquote table');
const PICTURES: Readonly<Record<string, string>> = { img: '图片', video: '视频', audio: '音频' };
const USUAL: Readonly<Record<string, string>> = { scope: 'col', colspan: '1', rowspan: '1', start: '1' };
