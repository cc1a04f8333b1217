import { type AnnouncedYear, type CalendarDay, makeCalendar, type WorkCalendar } from './calendar.ts';
import { localDate } from './dates.ts';

/** The calendar from the texts of `days.csv` (date,kind,name,version) and `years.csv` (year,version,notice_title,notice_number,announced_on). */
export function calendarFromCsv(days: string, years: string): WorkCalendar {
  return makeCalendar(readDays(days), readYears(years));
}

/** Refuses, naming the line: a wrong heading, a missing cell, a date that is none, a kind we do not know. */
export function readDays(csv: string): CalendarDay[] {
  return rows(csv, 'date,kind,name,version').map(([on = '', kind = '', name = '', version = ''], i) => {
    if ((kind !== 'holiday' && kind !== 'make-up') || !name) throw new RangeError(`第 ${i + 2} 行：类型或名称不对`);
    return { on: localDate(on), kind, name, version: positive(version, i + 2) };
  });
}

export function readYears(csv: string): AnnouncedYear[] {
  return rows(csv, 'year,version,notice_title,notice_number,announced_on').map(
    ([year = '', version = '', noticeTitle = '', noticeNumber = '', announcedOn = ''], i) => ({
      year: positive(year, i + 2),
      version: positive(version, i + 2),
      noticeTitle,
      ...(noticeNumber && { noticeNumber }),
      ...(announcedOn && { announcedOn: localDate(announcedOn) }),
    }),
  );
}

function rows(csv: string, heading: string): string[][] {
  const [first, ...lines] = csv
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/);
  if (first !== heading) throw new RangeError(`表头应为：${heading}`);
  const width = heading.split(',').length;
  return lines.map((line, i) => {
    const cells = line.split(',').map((cell) => cell.trim());
    if (cells.length !== width) throw new RangeError(`第 ${i + 2} 行：应有 ${width} 列，实有 ${cells.length} 列`);
    return cells;
  });
}

function positive(text: string, line: number): number {
  if (!/^[1-9]\d*$/.test(text)) throw new RangeError(`第 ${line} 行：应为正整数，实为「${text}」`);
  return Number(text);
}
