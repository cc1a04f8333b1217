const DIGITS = '一二三四五六七八九';

/** 1 to 99 in Chinese: 一, 十, 十二, 二十, 九十九. Refuses other numbers with a RangeError. */
export function chineseNumeral(n: number): string {
  if (!Number.isInteger(n) || n < 1 || n > 99) throw new RangeError(`只写一至九十九：${n}`);
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  const ten = tens === 0 ? '' : tens === 1 ? '十' : `${DIGITS.charAt(tens - 1)}十`;
  return ones === 0 ? ten : `${ten}${DIGITS.charAt(ones - 1)}`;
}

/** Reads what `chineseNumeral` writes; undefined for anything else, 一十 and 〇 included. */
export function readChineseNumeral(text: string): number | undefined {
  const parts = /^(?:([二三四五六七八九]?)(十))?([一二三四五六七八九]?)$/.exec(text);
  if (!parts || text === '') return undefined;
  const [, tens = '', ten, ones = ''] = parts;
  return (ten ? (tens ? DIGITS.indexOf(tens) + 1 : 1) * 10 : 0) + (ones ? DIGITS.indexOf(ones) + 1 : 0);
}
