import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { type BodyElement, type BodyNode, elementsIn, textIn } from '#kernel/body/html.ts';

// A foreign page as a tree, and what is made of it before it is cleaned. Nothing is run, nothing is fetched.

const DEEPEST = 200;
/** Not for readers, or not of a document. */
const LEFT_OUT: ReadonlySet<string> = new Set(
  'head script style noscript template svg math iframe object embed select option button input textarea audio canvas nav form'.split(
    ' ',
  ),
);
/** What people miss when it is left out, by its tag. */
const MISSED: Readonly<Record<string, string>> = {
  iframe: '嵌入的网页',
  object: '嵌入的对象',
  embed: '嵌入的对象',
  svg: '矢量图形',
  math: '公式',
  form: '表单',
  audio: '音频',
  video: '视频',
};

/** Reads HTML of any sort. `missed` is told what was left out that a reader would miss. */
export function readForeign(html: string, missed: (what: string) => void): BodyNode[] {
  const convert = (node: DefaultTreeAdapterTypes.ChildNode, depth: number): BodyNode[] => {
    if (node.nodeName === '#text') return [(node as DefaultTreeAdapterTypes.TextNode).value];
    if (!('tagName' in node) || depth > DEEPEST) return [];
    if (MISSED[node.tagName]) missed(MISSED[node.tagName] ?? '');
    if (LEFT_OUT.has(node.tagName) || node.tagName === 'video') return [];
    const children = node.childNodes.flatMap((child) => convert(child, depth + 1));
    if (node.tagName === 'html' || node.tagName === 'body') return children;
    // A mark that others lead to, not a link.
    if (node.tagName === 'a' && !node.attrs.some(({ name }) => name === 'href')) return children;
    const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
    return [{ tag: node.tagName, attributes, children }];
  };
  return parse(html).childNodes.flatMap((child) => convert(child, 0));
}

const BLOCKS: ReadonlySet<string> = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol table blockquote figure div section article main header footer address pre center hr dl dd dt'.split(
    ' ',
  ),
);
const isBlock = (node: BodyNode): boolean => typeof node !== 'string' && BLOCKS.has(node.tag);

/** Boxes that only arrange the page are read through; loose words become paragraphs. */
export function flattened(nodes: readonly BodyNode[]): BodyElement[] {
  const blocks: BodyElement[] = [];
  let loose: BodyNode[] = [];
  const flush = () => {
    if (loose.some((node) => textIn(node).trim() !== '' || hasPicture(node))) blocks.push(paragraph(loose));
    loose = [];
  };
  for (const node of nodes) {
    if (typeof node === 'string' || !(isBlock(node) || node.children.some(isBlock))) loose.push(node);
    else {
      flush();
      if (BOXES.has(node.tag) || !isBlock(node)) blocks.push(...flattened(node.children));
      else blocks.push(node);
    }
  }
  flush();
  return blocks.filter((block) => KEPT_EMPTY.has(block.tag) || textIn(block).trim() !== '' || hasPicture(block));
}

const BOXES: ReadonlySet<string> = new Set(
  'div section article main header footer address center pre dl dd dt'.split(' '),
);
const KEPT_EMPTY: ReadonlySet<string> = new Set(['hr']);
const paragraph = (children: readonly BodyNode[]): BodyElement => ({ tag: 'p', attributes: {}, children });
const hasPicture = (node: BodyNode): boolean =>
  typeof node !== 'string' && elementsIn([node], ({ tag }) => tag === 'img').length > 0;

/** Notes as Word's converter writes them (a raised link to a list at the end) become notes of ours, where they are called. */
export function withFootnotes(blocks: readonly BodyElement[]): BodyElement[] {
  const texts = new Map(
    elementsIn(blocks, ({ tag, attributes }) => tag === 'li' && NOTE.test(attributes.id ?? '')).map((item) => [
      `#${item.attributes.id}`,
      textIn(item)
        .replace(/\s*↑\s*$/, '')
        .trim(),
    ]),
  );
  if (texts.size === 0) return [...blocks];
  const called = (node: BodyNode): BodyNode[] => {
    if (typeof node === 'string') return [node];
    const [link] = node.tag === 'sup' ? elementsIn(node.children, ({ tag }) => tag === 'a') : [];
    const text = link && texts.get(link.attributes.href ?? '');
    if (text) return [{ tag: 'span', attributes: { 'data-kind': 'footnote' }, children: [text] }];
    return [{ ...node, children: node.children.flatMap(called) }];
  };
  return blocks
    .filter(
      (block) =>
        !(
          block.tag === 'ol' &&
          elementsIn(block.children, ({ attributes }) => texts.has(`#${attributes.id}`)).length > 0
        ),
    )
    .flatMap(called)
    .filter((node): node is BodyElement => typeof node !== 'string');
}

const NOTE = /^(?:foot|end)note-/;

/** Headings on the three levels a body has: the highest that occurs becomes the first. */
export function levelled(blocks: readonly BodyElement[]): BodyElement[] {
  const levels = blocks.flatMap(({ tag }) => (/^h[1-6]$/.test(tag) ? [Number(tag.slice(1))] : []));
  const highest = Math.min(...levels);
  return blocks.map((block) => {
    if (!/^h[1-6]$/.test(block.tag)) return block;
    const level = Math.min(4, Number(block.tag.slice(1)) - highest + 2);
    return { ...block, tag: `h${level}` };
  });
}

const FIRST = /^[一二三四五六七八九十]{1,3}、[^。；，：]{1,40}$/;
const SECOND = /^[（(][一二三四五六七八九十]{1,3}[)）][^。；，：]{1,40}$/;

/** Where nothing is marked as a heading, lines that begin 一、 or （一） and are no sentences are headings. */
export function headedByOrder(blocks: readonly BodyElement[]): {
  readonly blocks: BodyElement[];
  readonly found: number;
} {
  if (blocks.some(({ tag }) => /^h[1-6]$/.test(tag))) return { blocks: [...blocks], found: 0 };
  let found = 0;
  const headed = blocks.map((block) => {
    const words = textIn(block).trim();
    const tag =
      block.tag !== 'p' || hasPicture(block)
        ? undefined
        : FIRST.test(words)
          ? 'h2'
          : SECOND.test(words)
            ? 'h3'
            : undefined;
    if (!tag) return block;
    found += 1;
    return { tag, attributes: {}, children: [words] };
  });
  return { blocks: headed, found };
}
