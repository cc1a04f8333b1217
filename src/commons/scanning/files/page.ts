import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { type ExtractionLimits, unusable } from '#platform/extraction/blocks.ts';
import { blocksOfHtml } from '#platform/extraction/html.ts';
import { addHidden, addParagraphs, addText, emptyReading, type Reading } from './piece.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

const MAX_DEPTH = 400;

/** A saved page: its text, what is hidden in it, comments, scripts, and the texts its attributes hold. Nothing is run or fetched. */
export function readPage(html: string, limits: ExtractionLimits): Reading {
  const reading = emptyReading();
  const blocks = blocksOfHtml(html, limits);
  addParagraphs(
    reading,
    '正文',
    blocks.flatMap((block) => (block.type === 'table' ? block.rows.map((row) => row.join('\t')) : [block.text])),
    { visible: true },
  );
  const unseen = {
    hidden: [] as string[],
    comments: [] as string[],
    attributes: [] as string[],
    authors: [] as string[],
    scripts: [] as string[],
  };
  for (const child of parse(html).childNodes) walk(child, unseen, 0);
  addHidden(reading, 'hidden/text', '隐藏元素', unseen.hidden);
  addHidden(reading, 'hidden/comments', '网页注释', unseen.comments, 'likely');
  addHidden(reading, 'hidden/macros', '脚本', unseen.scripts, 'likely');
  addHidden(reading, 'metadata/author', '网页属性', unseen.authors, 'likely');
  addText(reading, '替代文字和链接', unseen.attributes);
  return reading;
}

interface Unseen {
  readonly hidden: string[];
  readonly comments: string[];
  readonly attributes: string[];
  readonly authors: string[];
  readonly scripts: string[];
}

const INVISIBLE_STYLE =
  /display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d])|font-size\s*:\s*[01](?:px|pt|em|%)?\s*(?:;|$)|color\s*:\s*(?:#fff(?:fff)?|white)\b|text-indent\s*:\s*-\d{3,}|mso-hide\s*:\s*all/i;

function walk(node: Node, unseen: Unseen, depth: number): void {
  if (depth > MAX_DEPTH) throw unusable('网页的层次过深，不能检查');
  if (node.nodeName === '#comment') {
    const { data } = node as DefaultTreeAdapterTypes.CommentNode;
    if (!/^\[(?:if|endif)|^(?:StartFragment|EndFragment)/.test(data.trim())) unseen.comments.push(data);
  }
  if (!('tagName' in node)) return;
  const attribute = (name: string) => node.attrs.find((one) => one.name === name)?.value;
  for (const name of ['alt', 'title', 'aria-label', 'placeholder', 'value', 'content', 'href']) {
    const value = attribute(name);
    if (value) unseen.attributes.push(value.replace(/^mailto:|^tel:/i, ''));
  }
  if (node.tagName === 'meta' && /author|creator/i.test(attribute('name') ?? ''))
    unseen.authors.push(attribute('content') ?? '');
  const unread = /^(?:template|noscript|select|textarea|button|svg|nav|footer|object|iframe)$/.test(node.tagName);
  if (node.tagName === 'script' || node.tagName === 'style') {
    if (node.tagName === 'script') unseen.scripts.push(textOf(node));
    return;
  }
  if (INVISIBLE_STYLE.test(attribute('style') ?? '') || attribute('hidden') !== undefined)
    unseen.hidden.push(textOf(node));
  else if (node.tagName === 'input' && attribute('type') === 'hidden') unseen.hidden.push(attribute('value') ?? '');
  else if (unread) unseen.attributes.push(textOf(node));
  const children =
    node.tagName === 'template' ? (node as DefaultTreeAdapterTypes.Template).content.childNodes : node.childNodes;
  for (const child of children) walk(child, unseen, depth + 1);
}

/** All text below an element; deeper than `walk` goes it is not followed. */
function textOf(element: Element): string {
  let text = '';
  const waiting: Node[] = [element];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.nodeName === '#text') text += (next as DefaultTreeAdapterTypes.TextNode).value;
    if (!('tagName' in next)) continue;
    const children =
      next.tagName === 'template' ? (next as DefaultTreeAdapterTypes.Template).content.childNodes : next.childNodes;
    waiting.push(...children.toReversed());
  }
  return text;
}
