import { addWorkdays, type WorkCalendar } from '#kernel/calendar.ts';
import { addDays, chineseDate, dateOf, type LocalDate, monthOf, yearOf } from '#kernel/dates.ts';
import { SHOWN } from './story.ts';

/** The year a demonstration made on a day is about: until the spring, the year before is the one people work on. */
export const demoYear = (today: LocalDate): number => (monthOf(today) >= 5 ? yearOf(today) : yearOf(today) - 1);

/** The day the demonstration's plan is released: in March of its year. */
export const demoReleaseOn = (today: LocalDate): LocalDate => dateOf(demoYear(today), 3, 20);

/**
 * A work plan for a later year made from the text of 2019: the title says that it is a demonstration, the years are moved, and
 * deadlines are printed for about ten items. Five are days around `today`, so that every state can be seen on that day.
 */
export function planTextFor(seed: string, today: LocalDate, calendar: WorkCalendar): string {
  const year = demoYear(today);
  const printed: Readonly<Record<string, string>> = {
    '4': '10月底前',
    '5': '年底前',
    '9': '每季度',
    '11': '11月底前',
    '14': '8月底前',
    '22': '8月底前',
    [SHOWN.overdue]: `${chineseDate(addDays(today, -4))}前`,
    [SHOWN.soon]: `${chineseDate(addWorkdays(today, 2, calendar).on)}前`,
    [SHOWN.acceptance]: `${chineseDate(addDays(today, 18))}前`,
    [SHOWN.extension]: `${chineseDate(addDays(today, 9))}前`,
    [SHOWN.returned]: `${chineseDate(addDays(today, 25))}前`,
  };
  return fullWidth(seed)
    .split(/\r?\n/)
    .filter((line) => !/浏览次数|手机版|版权所有|ICP备|字体|您当前所在位置|^>政务公开/.test(line))
    .map((line) => withDeadline(line, printed))
    .join('\n')
    .replace('2019年政务公开工作要点', `${year}年政务公开工作要点（演示）`)
    .replace(/2019-06-17/, `${year}-03-10`)
    .replace(/2019年[,，]省局/, `${year}年，省局`);
}

const FULL: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '(': '（', ')': '）', '?': '？' };
const CHINESE = '[\\p{Script=Han}。，、；：“”《》（）]';

/** The source of 2019 mixes punctuation of both widths; a plan written today does not. Figures and addresses keep theirs. */
function fullWidth(text: string): string {
  const beside = new RegExp(`(?<=${CHINESE})[,;:()?]|[,;:()?](?=${CHINESE})`, 'gu');
  return text.replace(beside, (mark) => FULL[mark] ?? mark).replace(/"([^"\n]*)"/g, '“$1”');
}

/** Prints the deadline as its own sentence at the end of the item, before the bracket that names the units. */
function withDeadline(line: string, printed: Readonly<Record<string, string>>): string {
  const number = /^(\d{1,2})\./.exec(line)?.[1];
  const deadline = number && printed[number];
  if (!deadline) return line;
  const words = deadline === '每季度' ? '每季度通报一次落实情况。' : `${deadline}完成。`;
  return line.replace(/(?=[(（][^()（）]*(?:负责|牵头|配合)[^()（）]*[)）]\s*$)/, words);
}
