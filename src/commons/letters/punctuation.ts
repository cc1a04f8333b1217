/** What may not begin a line (避头). */
const NOT_FIRST = new Set('！％），．：；？］｝、。」』】〕〉》”’…—·～!),.:;?]}%℃℉‰°');
/** What may not end one (避尾). */
const NOT_LAST = new Set('（［｛「『【〔〈《“‘([{￥＄$№§');
/** Marks of full width whose right half is blank: at the end of a line the blank may stand outside. */
const HALF_BLANK = new Set('，。、；：？！）》〉」』】〕”’');

const COUNTED = new Set('万亿千百十元年月日号条款项个件');

export const isHalfBlank = (text: string): boolean => HALF_BLANK.has(text);

/** Whether a line may end after the first and the next begin with the second; a number keeps its unit. */
export function mayPart(before: string, after: string): boolean {
  const last = [...before].at(-1) ?? '';
  const next = [...after][0] ?? '';
  if (NOT_LAST.has(last) || NOT_FIRST.has(next)) return false;
  return !(/[0-9０-９]/u.test(last) && COUNTED.has(next));
}
