import type { WorkCalendar } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/dates.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import { clockOf } from './clock-of.ts';
import { historyOf, matters, type MatterRow } from './queries.ts';

/**
 * Counts the period of every open matter anew by another calendar, as its explanation promises where a date is provisional, and
 * as an extended holiday asks. The journal says which date became which; a period that has ended stays as it was met or missed.
 * Gives how many dates moved.
 */
export async function recountDueDates(act: Act, calendar: WorkCalendar): Promise<number> {
  const open = await matters(act.tx)
    .where('m.closed_on', 'is', null)
    .where('m.clock_state', 'in', ['running', 'overdue', 'paused'])
    .orderBy('m.id')
    .forUpdate('m')
    .execute();
  let moved = 0;
  for (const matter of open) if (await recounted(act, matter, calendar)) moved += 1;
  return moved;
}

async function recounted(act: Act, matter: MatterRow, calendar: WorkCalendar): Promise<boolean> {
  const { tx, services, today, now } = act;
  const kind = services.catalogue.kinds.get(matter.kind);
  if (!kind?.clock.length) return false;
  const reading = clockOf(kind, matter.receivedOn, await historyOf(tx, matter.id), calendar, today, now as Instant);
  if (!('dueOn' in reading)) return false;
  const { dueOn, provisional } = reading;
  if (dueOn === matter.dueOn && provisional === matter.dueProvisional) return false;
  await tx
    .updateTable('matter')
    .set({ due_on: dueOn, due_provisional: provisional })
    .where('id', '=', matter.id)
    .execute();
  if (dueOn === matter.dueOn) return false;
  await appendJournal(act, {
    chain: matterChain(matter.id),
    action: 'casework.due-recounted',
    payload: { dueBefore: matter.dueOn, dueOn },
  });
  return true;
}
