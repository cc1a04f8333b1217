// What a text cites, found in the text itself: numbers of documents and articles of laws.

/** 赣药监办〔2026〕5号: the short name of an office, a year in six-angled brackets (or those people type), a number. */
const DOCUMENT =
  /(?:[\u4e00-\u9fff]{1,14})[〔﹝［[（(](?:19|20)\d{2}[〕﹞］\])）](?:第)?\d{1,5}号|[\u4e00-\u9fff]{2,24}公告\s?(?:19|20)\d{2}年第\d{1,4}号|(?:19|20)\d{2}年第\d{1,4}号公告|国务院令第\d{1,4}号/g;
/** 《中华人民共和国药品管理法》第十条第二款: a title that ends as laws do, with the place in it if one is named. */
const LAW =
  /《[^《》]{2,60}(?:法|条例|规定|办法|细则|规则|决定|解释|规范)(?:（[^（）]{1,20}）)?》(?:第[一二三四五六七八九十百千零〇\d]{1,8}条(?:之[一二三四五六七八九十])?(?:第[一二三四五六七八九十\d]{1,4}款)?(?:第[（(]?[一二三四五六七八九十\d]{1,4}[）)]?项)?)?/g;

export interface Citation {
  readonly kind: 'document' | 'law';
  readonly text: string;
  /** Where it begins in the text. */
  readonly at: number;
}

/** Words that stand before a number in a sentence and are no part of an office's name. */
const BEFORE =
  /^.*(?:根据|依据|按照|参照|印发|关于|以下简称|的通知|和|与|及|或|见|以|由|对|在|是|为|经|将|请按|执行)(?=.)/;

/** The citations of a text, in order, none within another. */
export function citationsIn(text: string): Citation[] {
  const documents = [...text.matchAll(DOCUMENT)].map(({ 0: found, index }): Citation => {
    const skipped = BEFORE.exec(found.slice(0, nameLength(found)))?.[0].length ?? 0;
    return { kind: 'document', text: found.slice(skipped), at: index + skipped };
  });
  const laws = [...text.matchAll(LAW)].map(
    ({ 0: found, index }): Citation => ({ kind: 'law', text: found, at: index }),
  );
  return [...documents, ...laws].sort((one, other) => one.at - other.at);
}

const nameLength = (found: string): number => {
  const at = found.search(/[〔﹝［[（(\d]/);
  return at < 0 ? 0 : at;
};

/** A document's number as it is compared: six-angled brackets, no blanks, however it was typed. */
export const plainNumber = (number: string): string =>
  number
    .replaceAll(/\s/g, '')
    .replaceAll(/[﹝［[（(](?=(?:19|20)\d{2}[〕﹞］\])）])/g, '〔')
    .replaceAll(/(?<=〔(?:19|20)\d{2})[﹞］\])）]/g, '〕')
    .replace(/〕第(?=\d)/, '〕');
