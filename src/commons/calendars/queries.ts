import { type WorkCalendar, makeCalendar } from '#kernel/calendar.ts';
import type { Db, Tx } from '#platform/db.ts';

/** The calendar as it stands in the database: the newest version of each announced year. */
export async function loadCalendar(db: Db | Tx): Promise<WorkCalendar> {
  const years = await db.selectFrom('calendar_year').selectAll().execute();
  const days = await db.selectFrom('calendar_day').selectAll().execute();
  return makeCalendar(
    days.map((day) => ({
      on: day.date,
      kind: day.kind === 'make-up' ? 'make-up' : 'holiday',
      name: day.name,
      version: day.version,
    })),
    years.map((year) => ({
      year: year.year,
      version: year.version,
      noticeTitle: year.notice_title,
      ...(year.notice_number ? { noticeNumber: year.notice_number } : {}),
      ...(year.announced_on ? { announcedOn: year.announced_on } : {}),
    })),
  );
}
