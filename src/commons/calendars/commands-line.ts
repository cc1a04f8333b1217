import { addCalendarDays, addWorkdays, dayKind, workdaysBetween } from '#kernel/calendar.ts';
import { type LocalDate, chineseDate, chineseWeekday, isLocalDate } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import type { CliCommand } from '#platform/feature.ts';
import { referenceCalendar } from './reference.ts';

const KINDS = { workday: '工作日', weekend: '周末', holiday: '放假', 'make-up': '调休上班' } as const;

/** `sunlit calendar …`: the working-day calendar by hand, without a database. */
export const calendarCommands: readonly CliCommand[] = [
  {
    words: 'calendar add-workdays',
    usage: 'DATE N',
    zh: '从某日起（当日不算）数 N 个工作日',
    en: 'the date N working days after DATE (DATE itself not counted)',
    async pure([from, n], out) {
      const { on, provisional } = addWorkdays(date(from), count(n), await referenceCalendar());
      out(provisional ? `${on} （暂定：其间有年份的节假日安排尚未公布或没有录入）` : on);
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
      out(provisional ? `${on} （暂定）` : on);
      return 0;
    },
  },
  {
    words: 'calendar workdays-between',
    usage: 'FROM TO',
    zh: '两日之间的工作日数（首日不算，末日算）',
    en: 'working days after FROM, up to and including TO',
    async pure([from, to], out) {
      out(String(workdaysBetween(date(from), date(to), await referenceCalendar())));
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
      const { kind, name } = dayKind(day, await referenceCalendar());
      out(`${chineseDate(day)} ${chineseWeekday(day)} ${KINDS[kind]}${name ? `（${name}）` : ''}`);
      return 0;
    },
  },
];

function date(text: string | undefined): LocalDate {
  if (!text || !isLocalDate(text))
    throw new AppError('usage', 400, [`「${text ?? ''}」不是日期，请写成 2026-11-30 的样子`]);
  return text;
}

function count(text: string | undefined): number {
  const n = Number(text);
  if (!text || !Number.isInteger(n) || n < 0 || n > 3660)
    throw new AppError('usage', 400, [`「${text ?? ''}」不是 0 到 3660 之间的整数`]);
  return n;
}
