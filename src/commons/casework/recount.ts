import type { WorkCalendar } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/dates.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import { clockOf } from './clock-of.ts';
import type { MatterKind } from './kind.ts';
import { historyOf, matters, type MatterRow, type PastStep } from './queries.ts';

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
  const kind = act.services.catalogue.kinds.get(matter.kind);
  if (!kind?.clock.length) return false;
  const dueOn = await countAnew(act, kind, matter, await historyOf(act.tx, matter.id), calendar);
  if (dueOn === undefined || dueOn === matter.dueOn) return false;
  await appendJournal(act, {
    chain: matterChain(matter.id),
    action: 'casework.due-recounted',
    payload: { dueBefore: matter.dueOn, dueOn },
  });
  return true;
}

/** Something a period is read from, beside the steps. */
export interface Statement {
  readonly action: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/**
 * States something of a matter that its period is read from, and counts it anew; the journal says which date became which. What to
 * state is decided from its present period's history; nothing, where it says so already. Gives whether something was stated.
 */
export async function restate(
  act: Act,
  matter: MatterRow,
  state: (history: readonly PastStep[]) => Statement | undefined,
): Promise<boolean> {
  const kind = act.services.catalogue.kinds.get(matter.kind);
  if (!kind) return false;
  const history = await historyOf(act.tx, matter.id);
  const statement = state((kind.presentPeriod?.(history) ?? { history }).history);
  if (!statement) return false;
  const last = history.at(-1);
  const entry = { ...statement, legalDate: act.today, at: act.now, round: matter.round, actorId: act.actor.id };
  const stated = [...history, { ...entry, seq: (last?.seq ?? 0) + 1, onBehalfOf: null }];
  const dueOn = await countAnew(act, kind, matter, stated, act.services.calendar());
  await appendJournal(act, {
    chain: matterChain(matter.id),
    action: statement.action,
    payload: {
      ...statement.payload,
      ...(dueOn === undefined || dueOn === matter.dueOn ? {} : { dueBefore: matter.dueOn, dueOn }),
    },
  });
  return true;
}

/** The last day of the period as the history now has it, on the spine too; undefined where none runs. */
async function countAnew(
  { tx, today, now }: Act,
  kind: MatterKind,
  matter: MatterRow,
  history: readonly PastStep[],
  calendar: WorkCalendar,
) {
  const reading = clockOf(kind, matter.receivedOn, history, calendar, today, now as Instant);
  if (!('dueOn' in reading)) return undefined;
  const { dueOn, provisional } = reading;
  if (dueOn !== matter.dueOn || provisional !== matter.dueProvisional)
    await tx
      .updateTable('matter')
      .set({ due_on: dueOn, due_provisional: provisional, clock_state: reading.state })
      .where('id', '=', matter.id)
      .execute();
  return dueOn;
}
