import { addCalendarDays, addWorkdays, dayKind, isSettled, workdaysBetween } from '#kernel/calendar.ts';
import { type LocalDate, addDays, chineseDate, chineseWeekday, isLocalDate } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import type { CliCommand } from '#platform/feature.ts';
import { referenceCalendar } from './reference.ts';

const KINDS = { workday: '工作日', weekend: '周末', holiday: '放假', 'make-up': '调休上班' } as const;

/** Behind every answer that rests on days the State Council has not arranged yet. */
const PROVISIONAL = '（暂定：其间有年份的节假日安排尚未公布或没有录入）';

/** `sunlit calendar …`: the working-day calendar by hand, without a database. */
export const calendarCommands: readonly CliCommand[] = [
  {
    words: 'calendar add-workdays',
    usage: 'DATE N',
    zh: '从某日起（当日不算）数 N 个工作日',
    en: 'the date N working days after DATE (DATE itself not counted)',
    async pure([from, n], out) {
      const { on, provisional } = addWorkdays(date(from), count(n), await referenceCalendar());
      out(on + (provisional ? PROVISIONAL : ''));
      return 0;
    },
  },
  {
    words: 'calendar add-days',
    usage: 'DATE N',
    zh: '从某日起（当日不算）数 N 日，末日遇休息日顺延',
    en: 'the date N calendar days after DATE, rolled forward to a working day',
    async pure([from, n], out) {
      const { on, provisional } = addCalendarDays(date(from), count(n), await referenceCalendar());
      out(on + (provisional ? PROVISIONAL : ''));
      return 0;
    },
  },
  {
    words: 'calendar workdays-between',
    usage: 'FROM TO',
    zh: '两日之间的工作日数（首日不算，末日算）',
    en: 'working days after FROM, up to and including TO',
    async pure([from, to], out) {
      const calendar = await referenceCalendar();
      const [first, last] = [date(from), date(to)];
      // Years are announced one after another: what lies between two arranged days is arranged. The first is not counted.
      const ends = first < last ? [addDays(first, 1), last] : [addDays(last, 1), first];
      const settled = first === last || ends.every((day) => isSettled(day, calendar));
      out(workdaysBetween(first, last, calendar) + (settled ? '' : PROVISIONAL));
      return 0;
    },
  },
  {
    words: 'calendar day',
    usage: 'DATE',
    zh: '某日是工作日、周末、节假日还是调休上班',
    en: 'what kind of day DATE is',
    async pure([on], out) {
      const day = date(on);
      const calendar = await referenceCalendar();
      const { kind, name } = dayKind(day, calendar);
      const said = `${chineseDate(day)} ${chineseWeekday(day)} ${KINDS[kind]}${name ? `（${name}）` : ''}`;
      out(said + (isSettled(day, calendar) ? '' : PROVISIONAL));
      return 0;
    },
  },
];

function date(text: string | undefined): LocalDate {
  if (!text || !isLocalDate(text))
    throw new AppError('usage', 400, [
      text ? `「${text}」不是日期，请写成 2026-11-30 的样子` : '缺少日期，请写成 2026-11-30 的样子',
    ]);
  return text;
}

function count(text: string | undefined): number {
  const n = Number(text);
  if (!text || !Number.isInteger(n) || n < 0 || n > 3660)
    throw new AppError('usage', 400, [
      text ? `「${text}」不是 0 到 3660 之间的整数` : '缺少天数，请写 0 到 3660 之间的整数',
    ]);
  return n;
}
