import { sql } from 'kysely';
import { isLocalDate, type LocalDate, yearOf } from '#kernel/dates.ts';
import { AppError, forbidden, invalid, notFound, refused } from '#kernel/errors.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { recountDueDates } from '#commons/casework/index.ts';
import { appendJournal } from '#commons/journal/index.ts';
import { type Act, type Services, act } from '#platform/services.ts';
import { calendarsPolicy } from '../policy.ts';
import { loadCalendar } from '../queries.ts';
import { type NewVersion, newVersions, readDays } from './announcement.ts';
import type { CalendarDecision, DayLine, NewCalendarChange } from './contract.ts';
import { type Preview, previewOf } from './preview.ts';
import { settleLater } from './settling.ts';
import { tellDeciders, tellOwnersOfMoved } from './tell.ts';

const CHAIN = 'calendar';

/** Proposes the arrangement of a year. Everything wrong with it is told at once; nothing moves by it. Gives its id. */
export async function proposeChange(act: Act, given: NewCalendarChange): Promise<string> {
  const { tx, actor, today, now } = act;
  if (!allows(calendarsPolicy['calendars.propose'], actor)) throw forbidden('节假日安排由政务公开办公室提出');
  const { days, defects } = readDays(given.days, given.year);
  const wrong: Record<string, string> = {};
  if (defects.length > 0) wrong.days = defects.join('；');
  if (given.year < yearOf(today)) wrong.year = `${given.year} 年已经过去，已经届满的期限不再变动`;
  else if (given.year > yearOf(today) + 1) wrong.year = `只能录入 ${yearOf(today)} 年和 ${yearOf(today) + 1} 年的安排`;
  if (!isLocalDate(given.announcedOn) || given.announcedOn > today) wrong.announcedOn = '通知日期不能晚于今天';
  if (!wrong.days && !wrong.year && newVersions(days, given.year, await loadCalendar(tx)).length === 0)
    wrong.days = `与现行的 ${given.year} 年安排一致，没有变动`;
  if (Object.keys(wrong).length > 0) throw invalid(wrong);
  await sql`select pg_advisory_xact_lock(hashtext('calendar-change'))`.execute(tx);
  const open = await tx
    .selectFrom('calendar_change')
    .select('id')
    .where('year', '=', given.year)
    .where('agrees', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (open) throw refused([`${given.year} 年已有一份安排等待审核，请先审核或者撤回`]);
  const { id } = await tx
    .insertInto('calendar_change')
    .values({
      year: given.year,
      notice_title: given.noticeTitle,
      notice_number: given.noticeNumber?.trim() || null,
      announced_on: given.announcedOn as LocalDate,
      days: JSON.stringify(days),
      reason: given.reason?.trim() || null,
      proposed_by: actor.id,
      proposed_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendJournal(act, {
    chain: CHAIN,
    action: 'calendars.change-proposed',
    payload: { changeId: id, year: given.year, noticeTitle: given.noticeTitle, days },
  });
  await tellDeciders(act, { id, year: given.year });
  return id;
}

/** Whoever proposed it takes it back, as long as nobody has decided. */
export async function withdrawChange(act: Act, id: string): Promise<void> {
  const row = await inHand(act, id);
  if (row.proposed_by !== act.actor.id) throw forbidden('由提出人撤回；不同意的，请在审核时选「不同意」');
  await act.tx.updateTable('calendar_change').set({ withdrawn_at: act.now }).where('id', '=', id).execute();
  await appendJournal(act, { chain: CHAIN, action: 'calendars.change-withdrawn', payload: { changeId: id } });
}

/**
 * Another person decides. Agreed to, the year is in force, every date that the preview showed moves with an entry in its matter's journal,
 * and those it waits for are told; refused where anything has changed since the preview was read.
 */
export async function decideChange(
  services: Services,
  actor: Actor,
  id: string,
  decision: CalendarDecision,
): Promise<{ readonly moved: number; readonly told: number }> {
  const done = await act(services, actor, (a) => decide(a, id, decision));
  await services.reloadCalendar();
  return done;
}

async function decide(act: Act, id: string, { agrees, opinion, previewHash }: CalendarDecision) {
  const { tx, actor, now, services } = act;
  if (!allows(calendarsPolicy['calendars.decide'], actor)) throw forbidden('节假日安排由政务公开办公室负责人审核');
  const row = await inHand(act, id);
  if (row.proposed_by === actor.id) throw forbidden('不能审核自己提出的节假日安排，请由另一人审核');
  const decided = { agrees, opinion, decided_by: actor.id, decided_at: now };
  if (!agrees) {
    await tx.updateTable('calendar_change').set(decided).where('id', '=', id).execute();
    await appendJournal(act, { chain: CHAIN, action: 'calendars.change-refused', payload: { changeId: id, opinion } });
    return { moved: 0, told: 0 };
  }
  if (row.year < yearOf(act.today)) throw refused([`${row.year} 年已经过去，不再启用；请选「不同意」`]);
  await tx.selectFrom('matter').select('id').where('closed_on', 'is', null).orderBy('id').forUpdate().execute();
  const calendar = await loadCalendar(tx);
  const versions = newVersions(row.days as unknown as DayLine[], row.year, calendar);
  const preview = await previewOf(tx, services, calendar, versions, row.notice_title);
  if (preview.hash !== previewHash)
    throw new AppError('stale', 409, ['预览之后有事项或者日历发生了变化，请重新查看受影响的期限，再作决定']);
  await keepVersions(act, row, versions);
  await tx
    .updateTable('calendar_change')
    .set({ ...decided, preview_hash: preview.hash })
    .where('id', '=', id)
    .execute();
  await appendJournal(act, {
    chain: CHAIN,
    action: 'calendars.change-in-force',
    payload: {
      changeId: id,
      opinion,
      previewHash,
      moved: preview.moved.length,
      versions: versions.map(({ year, version }) => `${year}/${version}`),
    },
  });
  await recountDueDates(act, preview.calendar, { changeId: id });
  await keepMovements(act, id, preview);
  const told = await tellOwnersOfMoved(act, { id, noticeTitle: row.notice_title }, preview);
  await settleLater(act, id);
  await sql`select pg_notify('calendar_changed', '')`.execute(tx);
  return { moved: preview.moved.length, told };
}

async function inHand({ tx }: Act, id: string) {
  const row = await tx.selectFrom('calendar_change').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw notFound('这份节假日安排');
  if (row.withdrawn_at) throw refused(['这份安排已经撤回']);
  if (row.decided_at) throw refused(['这份安排已经有决定；需要再变动的，请重新提出']);
  return row;
}

interface Notice {
  readonly id: string;
  readonly year: number;
  readonly notice_title: string;
  readonly notice_number: string | null;
  readonly announced_on: LocalDate;
}

async function keepVersions({ tx }: Act, row: Notice, versions: readonly NewVersion[]): Promise<void> {
  for (const { year, version, days } of versions) {
    await tx
      .insertInto('calendar_year')
      .values({
        year,
        version,
        notice_title: row.notice_title,
        notice_number: row.notice_number,
        announced_on: row.announced_on,
      })
      .execute();
    await tx
      .insertInto('calendar_day')
      .values(days.map(({ on, kind, name }) => ({ year, version, date: on, kind, name })))
      .execute();
  }
}

async function keepMovements({ tx }: Act, changeId: string, { moved, told }: Preview): Promise<void> {
  for (let at = 0; at < moved.length; at += 1000)
    await tx
      .insertInto('calendar_change_matter')
      .values(
        moved.slice(at, at + 1000).map(({ matter, dueOn, provisional }) => ({
          change_id: changeId,
          matter_id: matter.id,
          due_before: matter.dueOn,
          due_on: dueOn,
          provisional,
          told: told.get(matter.id)?.length ?? 0,
        })),
      )
      .execute();
}
