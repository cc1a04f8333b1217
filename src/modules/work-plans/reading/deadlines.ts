import { dateOf, isLocalDate, type LocalDate, lastDayOfMonth } from '#kernel/dates.ts';
import type { Deadline } from './reading.ts';
import { ordinal } from './text.ts';

const YEAR = '(?<year>(?:19|20)\\d{2}年|今年|本年度?|当年|明年)?';
const BEFORE = '(?:之前|以前|前)';

/** Ordered: the longer spelling first. Each is a deadline wherever it stands in running text. */
const dated = [
  `${YEAR}(?<month>\\d{1,2})月(?<day>\\d{1,2})日${BEFORE}`,
  `${YEAR}(?<month>\\d{1,2})月(?:份)?(?:底|末)${BEFORE}`,
  `${YEAR}(?<half>[上下])半年(?:底|末)?(?:${BEFORE}|内|完成)`,
  `${YEAR}第?(?<quarter>[一二三四1-4])季度(?:底|末)?(?:${BEFORE}|内)`,
  `${YEAR}(?<vagueMonth>\\d{1,2})月(?:份)?${BEFORE}`,
  `(?<whole>(?:19|20)\\d{2})年(?:年)?(?:(?:底|末)${BEFORE}|内)`,
  '(?<=[到于在至])(?<whole>(?:19|20)\\d{2})年(?:底|末)',
  `(?<vagueYear>(?:19|20)\\d{2})年${BEFORE}`,
  `(?<own>(?:今|本|当|明)?年(?:底|末)${BEFORE})`,
  '(?<own>(?:今|本|当)年(?:度)?内|(?<![\\d一二三四五六七八九十两几近同半多整周])年(?:度)?内)',
];
const recurring = '每(?:个)?(?:月|季度?|半年|年度?|周)(?=[^。；;]{0,12}?(?:前|次|至少|不少于|通报|更新|报送))';
const standing = '(?:持续(?:推进|开展|实施)|常态化(?:开展|推进|实施)?|长期(?:坚持|推进))(?=$|[,，。;；)）])';

const inText = new RegExp(`(?<recurring>${recurring})|(?<standing>${standing})|${namedOnce(dated)}`, 'g');

/** Deadlines in running text, in order. `planYear` gives the year to those that name none. */
export function findDeadlines(text: string, planYear: number | undefined): Deadline[] {
  const found: Deadline[] = [];
  for (const match of text.matchAll(inText)) {
    // 每年1月31日前 is one thing that comes again, not a date of this year.
    const before = found.at(-1);
    const gap = text.slice(0, match.index);
    if (before?.kind === 'recurring' && gap.endsWith(before.verbatim)) continue;
    found.push(deadlineOf(match, planYear));
  }
  return found;
}

/** A cell or a labelled phrase that is a deadline as a whole: 年底前, 持续推进, 每季度. Nothing for an empty one. */
export function readDeadline(phrase: string, planYear: number | undefined): Deadline[] {
  const verbatim = phrase.trim();
  if (/^[-—－/／无]*$/.test(verbatim)) return [];
  if (/^每|每(月|季|年|半年|周)|定期/.test(verbatim)) return [{ verbatim, dueOn: null, kind: 'recurring' }];
  const found = findDeadlines(verbatim, planYear);
  if (found.length > 0) return found;
  if (/持续|常态|长期|全年|贯穿|实时|及时|动态|随时/.test(verbatim))
    return [{ verbatim, dueOn: null, kind: 'standing' }];
  const bare = wholeDate(verbatim, planYear);
  return [bare ?? { verbatim, dueOn: null, kind: 'unclear' }];
}

/** A clause of an annotation that says when, not who: 2022年底前完成. */
export const saysWhen = (clause: string) =>
  findDeadlines(clause, undefined).some(
    ({ verbatim }) => clause.startsWith(verbatim) || clause.length - verbatim.length <= 6,
  );

function deadlineOf(match: RegExpExecArray, planYear: number | undefined): Deadline {
  const verbatim = match[0];
  const groups = match.groups ?? {};
  if (groups.recurring) return { verbatim, dueOn: null, kind: 'recurring' };
  if (groups.standing) return { verbatim, dueOn: null, kind: 'standing' };
  const named = Object.entries(groups).find(([key, value]) => /^(year|whole)/.test(key) && value)?.[1] ?? '';
  const printed = /^\d{4}/.exec(named)?.[0];
  const year = printed
    ? Number(printed)
    : planYear === undefined
      ? undefined
      : planYear + (/明年/.test(verbatim) ? 1 : 0);
  const dueOn = year === undefined ? null : dayIn(year, groups);
  if (dueOn === null) return { verbatim, dueOn, kind: 'unclear' };
  return { verbatim, dueOn, kind: printed ? 'fixed' : 'relative' };
}

function dayIn(year: number, groups: Readonly<Record<string, string | undefined>>): LocalDate | null {
  const value = (name: string) =>
    Object.entries(groups).find(([key, text]) => key.replace(/\d+$/, '') === name && text)?.[1];
  // 11月前 may mean the last day of October or of November, 2024年前 of 2023 or of 2024: a person decides.
  if (value('vagueMonth') || value('vagueYear')) return null;
  const half = value('half');
  if (half) return half === '上' ? civil(year, 6, 30) : civil(year, 12, 31);
  const quarter = value('quarter');
  if (quarter) return endOf(year, (ordinal(quarter) ?? 0) * 3);
  const month = value('month');
  if (!month) return civil(year, 12, 31);
  const day = value('day');
  return day ? civil(year, Number(month), Number(day)) : endOf(year, Number(month));
}

function wholeDate(phrase: string, planYear: number | undefined): Deadline | undefined {
  const parts = /^(?:(20\d{2})[年./-])?(\d{1,2})[月./-](?:(\d{1,2})日?|底|末)?$/.exec(phrase);
  const year = parts?.[1] ? Number(parts[1]) : planYear;
  if (!parts || year === undefined) return undefined;
  const month = Number(parts[2]);
  const dueOn = parts[3] ? civil(year, month, Number(parts[3])) : endOf(year, month);
  return dueOn === null ? undefined : { verbatim: phrase, dueOn, kind: parts[1] ? 'fixed' : 'relative' };
}

const endOf = (year: number, month: number) =>
  month >= 1 && month <= 12 ? dateOf(year, month, lastDayOfMonth(year, month)) : null;

function civil(year: number, month: number, day: number): LocalDate | null {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isLocalDate(text) ? text : null;
}

/** One alternation of patterns that reuse group names: each gets its number as a suffix. */
function namedOnce(patterns: readonly string[]): string {
  return patterns.map((one, at) => one.replace(/\(\?<([a-zA-Z]+)\d*>/g, `(?<$1${at}>`)).join('|');
}
