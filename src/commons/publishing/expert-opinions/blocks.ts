import { plainText, sanitise } from '#platform/sanitise.ts';

const TAG = /<(\/?)([a-z][a-z0-9]*)\b[^>]*>/g;
const VOID: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'col', 'source', 'track', 'wbr']);

/** The blocks of a body at its outermost level, in order: what people call its paragraphs. Cleaned once more. */
export function blocksOf(bodyHtml: string): string[] {
  const html = sanitise(bodyHtml);
  const blocks: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: tag, 1: closing, 2: name = '', index } of html.matchAll(TAG)) {
    if (!VOID.has(name)) depth += closing ? -1 : 1;
    if (depth > 0) continue;
    blocks.push(html.slice(from, index + tag.length));
    from = index + tag.length;
  }
  blocks.push(html.slice(from));
  return blocks.filter((block) => plainText(block) !== '' || block.includes('<img'));
}

/** A paragraph's first words. */
export function excerptOf(block: string): string {
  const text = plainText(block).replace(/\s+/g, ' ');
  const words = [...(text || '（图片）')];
  return words.length > 40 ? `${words.slice(0, 40).join('')}…` : words.join('');
}

/** Pictures and videos of a text that is not out stay inside; what they show is said in words. */
export const withoutPictures = (block: string): string =>
  block
    .replace(/<video\b[\s\S]*?<\/video>/g, '<em>［视频］</em>')
    .replace(/<img\b[^>]*>/g, (tag) => `<em>［图片：${/\balt="([^"]+)"/.exec(tag)?.[1] ?? '没有说明'}］</em>`);
