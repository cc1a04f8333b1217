import { halfWidth } from './text.ts';

/**
 * A document, index or approval number as it is compared: full and half width, the many brackets around the year, 第 and 号 and spaces
 * make no difference. 赣药监〔2026〕12号, 赣药监[2026]第12号 and 赣药监（2026）12 are one.
 */
export function numberKey(number: string): string {
  return halfWidth(number.normalize('NFKC'))
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/[〔［[(（【<《〈「﹝{](\d{4})年?[〕］\])）】>》〉」﹞}]/gu, '|$1|')
    .replace(/(\d{4})年(?=第?\d+号?$)/u, '|$1|')
    .replace(/\|第?0*(\d+)号?$/u, '|$1')
    .replace(/^\|/, '|');
}

/** The end of a number that people remember, year and number, where there is one: `|2026|12`. */
export function numberTail(number: string): string | undefined {
  return /\|\d{4}\|\d+$/.exec(numberKey(number))?.[0];
}

const words = new Intl.Segmenter('zh-CN', { granularity: 'word' });

/** Words that say nothing of what is looked for. */
const EMPTY = new Set(
  '的 了 和 与 及 或 在 是 有 对 为 等 从 到 把 被 将 请 问 吗 呢 吧 啊 我 你 您 他 她 它 我们 你们 怎么 怎样 如何 什么 哪些 哪里 哪儿 为什么 多少 多久 几 能否 能不能 可以 可不可以 是否 需要 要 想 关于 有关 以及 一个 这个 那个 进行 怎么办 办法吗 在哪 在哪里 查 查询 查看 找'.split(
    ' ',
  ),
);

/**
 * The words of a text in order, by the dictionary of the runtime, without those that say nothing. Lone characters that follow each other are
 * one word: the dictionary does not know 药师 and 预案.
 */
export function segments(text: string): string[] {
  const found: string[] = [];
  let splinters = '';
  const settle = () => {
    if (splinters !== '' && !EMPTY.has(splinters)) found.push(splinters);
    splinters = '';
  };
  for (const { isWordLike, segment } of words.segment(text.normalize('NFKC').toLowerCase())) {
    if (isWordLike && !EMPTY.has(segment) && /^\p{Script=Han}$/u.test(segment)) {
      splinters += segment;
      continue;
    }
    settle();
    if (isWordLike && !EMPTY.has(segment)) found.push(segment);
  }
  settle();
  return found;
}
