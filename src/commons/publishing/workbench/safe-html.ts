import type { BodyElement, BodyNode } from '#kernel/body/html.ts';
import { attributeKept, RENAMED, tagKept, VOCABULARY } from '#kernel/body/vocabulary.ts';

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
const DEEPEST = 40;

/**
 * Reads HTML without running any of it: what the list of `#kernel/body/vocabulary.ts` does not have is left out, its text
 * stays. The server's sanitiser works by the same list and has the last word.
 */
export function cleanHtml(html: string): BodyNode[] {
  return cleanChildren(new DOMParser().parseFromString(html, 'text/html').body, 0);
}

function cleanChildren(parent: Element, depth: number): BodyNode[] {
  return depth > DEEPEST ? [] : [...parent.childNodes].flatMap((node) => cleanNode(node, depth));
}

function cleanNode(node: Node, depth: number): BodyNode[] {
  if (node instanceof Text) return [node.data];
  if (!(node instanceof Element) || DROPPED.has(node.localName)) return [];
  const tag = RENAMED[node.localName] ?? node.localName;
  const children = cleanChildren(node, depth + 1);
  const attributes = keptAttributes(tag, node);
  const kept = tagKept(tag, attributes);
  if (kept === 'goes') return [];
  return kept === 'text' ? children : [{ tag, attributes, children }];
}

const keptAttributes = (tag: string, node: Element): BodyElement['attributes'] =>
  Object.fromEntries(
    (VOCABULARY[tag] ?? []).flatMap((name) => {
      const value = node.getAttribute(name);
      return value !== null && attributeKept(tag, name, value) ? [[name, value]] : [];
    }),
  );

/** The text block by block, one line for each paragraph, heading, item or row: what comparing looks at. */
export function textOf(html: string): string {
  const written = (nodes: readonly BodyNode[]): string =>
    nodes
      .map((node) => {
        if (typeof node === 'string') return node.replaceAll(/\s+/g, ' ');
        if (node.tag === 'br') return '\n';
        const inside = written(node.children);
        if (node.tag === 'td' || node.tag === 'th') return `${inside.trim()}\t`;
        if (node.tag === 'img') return node.attributes.alt ? `\n〔图片：${node.attributes.alt}〕\n` : '\n〔图片〕\n';
        if (node.tag === 'span') return `〔注释：${inside}〕`;
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
  'section',
]);

/** The length of a text as people count it: every character that is not white space. */
export const countCharacters = (text: string): number => Array.from(text.replaceAll(/\s/g, '')).length;
