/**
 * A series of numbers that starts again each year. `pattern` holds `{year}` and `{n}` once each; `{n:5}` pads with zeros to five digits:
 * `赣药监公开〔{year}〕{n}号` for documents, `014500000/{year}-{n:5}` for index numbers.
 */
export interface NumberSeries {
  readonly key: string;
  readonly label: string;
  readonly pattern: string;
}

/** Keeps a declaration honest at load time: throws a RangeError naming all its defects. */
export function defineSeries(series: NumberSeries): NumberSeries {
  const defects = seriesDefects(series);
  if (defects.length > 0) throw new RangeError(`编号规则「${series.label}」：${defects.join('；')}`);
  return series;
}

/** What is wrong with a declared series; empty means nothing. A pattern with 〔 〕 is a 发文字号 and must keep the rules of GB/T 9704-2012. */
export function seriesDefects(series: NumberSeries): string[] {
  const defects: string[] = [];
  for (const token of ['year', 'n'])
    if ([...series.pattern.matchAll(TOKEN)].filter((m) => m[1] === token).length !== 1)
      defects.push(`应恰有一处 {${token}}`);
  const stray = series.pattern.replace(TOKEN, '');
  if (/[{}]/.test(stray)) defects.push('花括号内只能是 year、n 或 n:位数');
  if (defects.length > 0 || !/[〔〕]/.test(series.pattern)) return defects;
  const reason = checkDocumentNumber(formatNumber(series, 2026, 1));
  return reason === undefined ? [] : [reason];
}

/** The n-th number (n ≥ 1) of a year (1949 to 2999). */
export function formatNumber(series: NumberSeries, year: number, n: number): string {
  if (!Number.isInteger(year) || year < 1949 || year > 2999) throw new RangeError(`年份不对：${year}`);
  if (!Number.isSafeInteger(n) || n < 1) throw new RangeError(`序号应为正整数：${n}`);
  return series.pattern.replace(TOKEN, (_all, token: string, width: string | undefined) =>
    token === 'year' ? String(year) : String(n).padStart(Number(width ?? 1), '0'),
  );
}

/** Year and sequence of a number of this series; undefined when it belongs to another or is not spelt exactly as the series spells it. */
export function parseNumber(
  series: NumberSeries,
  text: string,
): { readonly year: number; readonly n: number } | undefined {
  const expression = series.pattern
    .split(TOKEN_PARTS)
    .map((part) =>
      part.startsWith('{year') ? '(?<year>\\d{4})' : part.startsWith('{n') ? '(?<n>\\d{1,15})' : literally(part),
    )
    .join('');
  const found = new RegExp(`^${expression}$`, 'u').exec(text)?.groups;
  const [year, n] = [Number(found?.year ?? 0), Number(found?.n ?? 0)];
  if (year < 1949 || year > 2999 || n < 1) return undefined;
  return formatNumber(series, year, n) === text ? { year, n } : undefined;
}

/** Is this a 发文字号 as GB/T 9704-2012 §7.2.5 asks: 机关代字, year in full within 〔〕, sequence without 第 and without leading zero, 号? */
export function isDocumentNumber(text: string): boolean {
  return checkDocumentNumber(text) === undefined;
}

/** What is wrong with a 发文字号, in a sentence; undefined when it is right. */
export function checkDocumentNumber(text: string): string | undefined {
  if (DOCUMENT_NUMBER.test(text)) return undefined;
  if (/[[\]［］【】()（）]/.test(text)) return '年份应使用六角括号〔〕，如 赣药监公开〔2026〕12号';
  if (/〕\s*第/.test(text)) return '序号前不加“第”字，如 赣药监公开〔2026〕12号';
  if (/〕0/.test(text)) return '序号不编虚位，12 不写成 012';
  if (/〔\d{2}〕/.test(text)) return '年份应写全称，如〔2026〕';
  return '应由机关代字、〔年份〕和序号组成，如 赣药监公开〔2026〕12号';
}

/** Spells a 发文字号 as the standard does when only brackets, spaces, 第 or leading zeros differ; undefined when it still is none. */
export function tidyDocumentNumber(text: string): string | undefined {
  const tidy = text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[[【(〔](\d{4})[\]】)〕]第?0*(\d+号)$/, '〔$1〕$2');
  return isDocumentNumber(tidy) ? tidy : undefined;
}

const TOKEN = /\{(year|n)(?::(\d{1,2}))?\}/g;
const TOKEN_PARTS = /(\{(?:year|n)(?::\d{1,2})?\})/;
const DOCUMENT_NUMBER = /^[\p{Script=Han}A-Za-z]{1,20}〔(?:19[4-9]|2\d\d)\d〕[1-9]\d{0,6}号$/u;

const literally = (part: string): string => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
