/** A piece of HTML after cleaning: plain data, from which elements are made one by one. */
export type CleanNode = string | CleanElement;
export interface CleanElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly CleanNode[];
}

/** The same list as the server's (`#platform/sanitise.ts`), which has the last word on what is kept and what is public. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    'p br hr h2 h3 h4 ul li strong em u s sub sup blockquote table caption thead tbody tfoot tr figure figcaption'
      .split(' ')
      .map((tag) => [tag, []]),
  ),
  a: ['href', 'title'],
  img: ['src', 'alt', 'width', 'height'],
  th: ['scope', 'colspan', 'rowspan'],
  td: ['colspan', 'rowspan'],
  ol: ['start', 'type'],
  time: ['datetime'],
  abbr: ['title'],
};
/** Their content is no text for readers. */
const DROPPED = new Set([
  'script',
  'style',
  'template',
  'iframe',
  'object',
  'embed',
  'svg',
  'math',
  'noscript',
  'textarea',
]);
const SAFE_ADDRESS = /^(?:https?:|mailto:|tel:|\/(?!\/)|#)/i;
/** Pictures are our own files; those of other sites the server drops, and the browser may not ask for them. */
const OWN_PICTURE = /^\/[\w.~%-]+(?:\/[\w.~%-]+)*$/;
const DEEPEST = 40;

/** Reads HTML without running any of it: what is not on the list is left out, its text stays. */
export function cleanHtml(html: string): CleanNode[] {
  return cleanChildren(new DOMParser().parseFromString(html, 'text/html').body, 0);
}

function cleanChildren(parent: Element, depth: number): CleanNode[] {
  return depth > DEEPEST ? [] : [...parent.childNodes].flatMap((node) => cleanNode(node, depth));
}

function cleanNode(node: Node, depth: number): CleanNode[] {
  if (node instanceof Text) return [node.data];
  if (!(node instanceof Element)) return [];
  const tag = node.localName;
  if (DROPPED.has(tag) || (tag === 'img' && !OWN_PICTURE.test(node.getAttribute('src') ?? ''))) return [];
  const children = cleanChildren(node, depth + 1);
  const names = Object.hasOwn(ALLOWED, tag) ? ALLOWED[tag] : undefined;
  if (!names) return children;
  const attributes = names.flatMap((name) => {
    const value = node.getAttribute(name);
    const address = name === 'href' || name === 'src';
    return value === null || (address && !SAFE_ADDRESS.test(value.trim())) ? [] : [[name, value]];
  });
  return [{ tag, attributes: Object.fromEntries(attributes), children }];
}

/** The text block by block, one line for each paragraph, heading, item or row: what comparing looks at. */
export function textOf(html: string): string {
  const written = (nodes: readonly CleanNode[]): string =>
    nodes
      .map((node) => {
        if (typeof node === 'string') return node.replaceAll(/\s+/g, ' ');
        if (node.tag === 'br') return '\n';
        const inside = written(node.children);
        if (node.tag === 'td' || node.tag === 'th') return `${inside.trim()}\t`;
        return BLOCKS.has(node.tag) ? `\n${inside}\n` : inside;
      })
      .join('');
  return written(cleanHtml(html))
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n');
}

const BLOCKS = new Set([
  'p',
  'hr',
  'h2',
  'h3',
  'h4',
  'ul',
  'ol',
  'li',
  'blockquote',
  'table',
  'caption',
  'tr',
  'figure',
  'figcaption',
]);

/** The length of a text as people count it: every character that is not white space. */
export const countCharacters = (text: string): number => Array.from(text.replaceAll(/\s/g, '')).length;
