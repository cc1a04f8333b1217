import type { AnnouncedYear, CalendarDay } from '#kernel/calendar.ts';
import { appendJournal } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import { loadCalendar } from '../queries.ts';
import { newVersions } from './announcement.ts';
import { tellDeciders } from './tell.ts';

/** Proposes a year that came with a newer product, once: what was decided about it stays decided. False where it changes nothing. */
export async function proposeFromProduct(
  act: Act,
  given: AnnouncedYear & { readonly days: readonly CalendarDay[] },
): Promise<boolean> {
  const { tx, now, today } = act;
  const { year, version, noticeTitle, noticeNumber, announcedOn } = given;
  const days = given.days.map(({ on, kind, name }) => ({ on, kind, name }));
  const asked = await tx
    .selectFrom('calendar_change')
    .select(['product_version', 'agrees', 'withdrawn_at'])
    .where('year', '=', year)
    .execute();
  if (asked.some((one) => one.product_version === version)) return false;
  // One at a time for each year: this one is proposed at the next start after the other has been decided.
  if (asked.some(({ agrees, withdrawn_at }) => agrees === null && withdrawn_at === null)) return false;
  if (newVersions(days, year, await loadCalendar(tx)).length === 0) return false;
  const { id } = await tx
    .insertInto('calendar_change')
    .values({
      year,
      notice_title: noticeTitle,
      notice_number: noticeNumber ?? null,
      announced_on: announcedOn ?? today,
      days: JSON.stringify(days),
      reason: '随产品更新带来',
      product_version: version,
      proposed_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendJournal(act, {
    chain: 'calendar',
    action: 'calendars.change-proposed',
    payload: { changeId: id, year, noticeTitle, days, productVersion: version },
  });
  await tellDeciders(act, { id, year });
  return true;
}
