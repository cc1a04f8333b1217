import { plainNumber } from '#kernel/body/citations.ts';
import { type BodyElement, elementsIn, textIn } from '#kernel/body/html.ts';

export interface Head {
  readonly title: string | null;
  readonly documentNumber: string | null;
  readonly blocks: readonly BodyElement[];
}

/** What a text is called, as somebody has said already. */
export interface KnownHead {
  readonly title: string;
  readonly documentNumber?: string | null | undefined;
}

/** How far down a head reaches, in blocks. */
const DEEP = 8;
const NUMBER = /^([\u4e00-\u9fff]{1,14}[〔﹝［[（(](?:19|20)\d{2}[〕﹞］\])](?:第)?\d{1,5}号)(?=$|\s)/;
/** Titles of official documents end with their kind. */
const TITLE =
  /^[^。；]{4,100}(?:通知|公告|通告|意见|办法|规定|方案|计划|规划|报告|决定|函|批复|细则|指南|规则|解读|要点|总结|公示|说明|清单|纪要)(?:（[^（）]{1,20}）)?$/;

/**
 * Title and number at the head of a text, taken out of it: the page has its own places for them. Where they are known, only lines
 * that say the same are taken.
 */
export function headOf(blocks: readonly BodyElement[], known?: KnownHead): Head {
  const head = blocks.slice(0, DEEP);
  const numbered = head.find(
    (block) => block.tag === 'p' && (known ? says(block, known.documentNumber) : NUMBER.test(textIn(block).trim())),
  );
  const documentNumber = numbered ? plainNumber(NUMBER.exec(textIn(numbered).trim())?.[1] ?? '') : null;
  const titled = known
    ? head.find((block) => says(block, known.title))
    : (head.find(({ attributes }) => attributes.class === 'doc-title') ??
      soleFirstHeading(blocks) ??
      head.find((block) => block !== numbered && block.tag === 'p' && TITLE.test(lineOf(block))));
  const title = titled ? lineOf(titled).slice(0, 200) : null;
  return { title, documentNumber, blocks: blocks.filter((block) => block !== numbered && block !== titled) };
}

/** A first-level heading that is the only one is the title; several are headings of the text. */
function soleFirstHeading(blocks: readonly BodyElement[]): BodyElement | undefined {
  const firsts = blocks.filter(({ tag }) => tag === 'h1');
  return firsts.length === 1 && blocks.indexOf(firsts[0] as BodyElement) < DEEP ? firsts[0] : undefined;
}

/** Whether a line says exactly this and nothing else, however it is spaced and bracketed. */
const says = (block: BodyElement, words: string | null | undefined): boolean =>
  !!words &&
  plainNumber(textIn(block)) === plainNumber(words) &&
  elementsIn([block], ({ tag }) => tag === 'img').length === 0;

const lineOf = (block: BodyElement): string => textIn(block).replaceAll(/\s+/g, ' ').trim();
