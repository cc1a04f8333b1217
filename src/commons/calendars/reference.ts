import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type AnnouncedYear, type CalendarDay, type WorkCalendar, makeCalendar } from '#kernel/calendar.ts';
import { readDays, readYears } from '#kernel/calendar-csv.ts';
import { yearOf } from '#kernel/dates.ts';
import { appendJournal } from '#commons/journal/index.ts';
import { proposeFromProduct } from './changes/from-product.ts';
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
  const known = await knownVersions(act);
  return keep(
    act,
    years.filter((year) => !known.has(nameOf(year))),
    days,
  );
}

/**
 * At a start of an installation that works already: years that are past are added to what is known; those that count still move dates of
 * law, and wait until somebody has seen which (`changes/`). Gives how many were proposed.
 */
export async function proposeReferenceCalendar(act: Act): Promise<number> {
  const { days, years } = await referenceFiles();
  const known = await knownVersions(act);
  const thisYear = yearOf(act.today);
  const missing = years.filter((year) => !known.has(nameOf(year)));
  await keep(
    act,
    missing.filter(({ year }) => year < thisYear),
    days,
  );
  const newest = new Map(missing.filter(({ year }) => year >= thisYear).map((year) => [year.year, year]));
  let proposed = 0;
  for (const { year, version, ...notice } of newest.values()) {
    const own = days.filter((day) => yearOf(day.on) === year && day.version === version);
    if (await proposeFromProduct(act, { year, version, ...notice, days: own })) proposed += 1;
  }
  return proposed;
}

const nameOf = ({ year, version }: Pick<AnnouncedYear, 'year' | 'version'>) => `${year}/${version}`;

async function knownVersions({ tx }: Act): Promise<ReadonlySet<string>> {
  const there = await tx.selectFrom('calendar_year').select(['year', 'version']).execute();
  return new Set(there.map(nameOf));
}

async function keep(act: Act, added: readonly AnnouncedYear[], days: readonly CalendarDay[]): Promise<number> {
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
  const fresh = new Set(added.map(nameOf));
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
    payload: { years: added.map(nameOf) },
  });
  return added.length;
}
