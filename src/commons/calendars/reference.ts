import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type WorkCalendar, makeCalendar } from '#kernel/calendar.ts';
import { readDays, readYears } from '#kernel/calendar-csv.ts';
import { yearOf } from '#kernel/dates.ts';
import { appendJournal } from '#commons/journal/index.ts';
import { projectRoot } from '#platform/root.ts';
import type { Act } from '#platform/services.ts';

async function referenceFiles() {
  const folder = path.join(projectRoot(), 'db/reference/calendar');
  const [days, years] = await Promise.all(
    ['days.csv', 'years.csv'].map((file) => readFile(path.join(folder, file), 'utf8')),
  );
  return { days: readDays(days ?? ''), years: readYears(years ?? '') };
}

/** The calendar that comes with the product, for commands that need no database. */
export async function referenceCalendar(): Promise<WorkCalendar> {
  const { days, years } = await referenceFiles();
  return makeCalendar(days, years);
}

/** Adds the years and versions that come with the product and are not there yet; what an administrator entered stays. */
export async function loadReferenceCalendar(act: Act): Promise<number> {
  const { days, years } = await referenceFiles();
  const there = await act.tx.selectFrom('calendar_year').select(['year', 'version']).execute();
  const known = new Set(there.map((row) => `${row.year}/${row.version}`));
  const added = years.filter((year) => !known.has(`${year.year}/${year.version}`));
  if (added.length === 0) return 0;
  await act.tx
    .insertInto('calendar_year')
    .values(
      added.map((year) => ({
        year: year.year,
        version: year.version,
        notice_title: year.noticeTitle,
        notice_number: year.noticeNumber ?? null,
        announced_on: year.announcedOn ?? null,
      })),
    )
    .execute();
  const fresh = new Set(added.map((year) => `${year.year}/${year.version}`));
  const newDays = days.filter((day) => fresh.has(`${yearOf(day.on)}/${day.version}`));
  await act.tx
    .insertInto('calendar_day')
    .values(
      newDays.map((day) => ({
        year: yearOf(day.on),
        version: day.version,
        date: day.on,
        kind: day.kind,
        name: day.name,
      })),
    )
    .execute();
  await appendJournal(act, {
    chain: 'calendar',
    action: 'calendars.load-reference',
    payload: { years: added.map((year) => `${year.year}/${year.version}`) },
  });
  return added.length;
}
