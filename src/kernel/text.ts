/** Full-width letters, digits and ASCII punctuation become half-width, full-width spaces plain ones. Chinese punctuation that has no ASCII twin stays. */
export function halfWidth(text: string): string {
  return text.replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/[\u3000\u00a0]/g, ' ');
}

/** ASCII letters, digits and punctuation become full-width, for comparing in the other direction or setting in vertical forms. */
export function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).replace(/ /g, '\u3000');
}

/** Runs of white space (line breaks included) become one space, ends are trimmed, invisible characters go. */
export function tidySpaces(text: string): string {
  return text.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
}

/** For comparing what people typed: NFKC, half-width, lower case, no white space at all between Chinese characters. */
export function comparable(text: string): string {
  return tidySpaces(text.normalize('NFKC').toLowerCase()).replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '');
}

/** Half-width comma, semicolon, colon, question and exclamation mark, brackets and full stop become Chinese ones where they touch a Chinese character. */
export function chinesePunctuation(text: string): string {
  return text.replace(
    /(?<=[\p{Script=Han}）》”])[,;:?!.()]|[,;:?!()](?=[\p{Script=Han}《“])/gu,
    (mark) => CHINESE_MARKS[mark] ?? mark,
  );
}

const CHINESE_MARKS: Readonly<Record<string, string>> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '?': '？',
  '!': '！',
  '.': '。',
  '(': '（',
  ')': '）',
};

const INVISIBLE = /[\u200b-\u200f\u2060\ufeff\u00ad]/g;

/**
 * The first sentence, its end mark included, for lists and page descriptions; the whole text when it has none.
 * Cut at `longest` characters (code points) with an ellipsis.
 */
export function firstSentence(text: string, longest = 120): string {
  const tidy = tidySpaces(text);
  const sentence = /^.*?[。！？!?；](?:[”’」』）]*)/u.exec(tidy)?.[0] ?? tidy;
  const characters = [...sentence];
  return characters.length <= longest ? sentence : `${characters.slice(0, longest - 1).join('')}…`;
}
