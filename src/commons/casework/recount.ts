import type { WorkCalendar } from '#kernel/calendar.ts';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act, Services } from '#platform/services.ts';
import { clockOf } from './clock-of.ts';
import type { MatterKind } from './kind.ts';
import { historiesOf, historyOf, matters, type MatterRow, type PastStep } from './queries.ts';

/** A date of an open matter that another calendar moves. */
export interface Movement {
  readonly matter: MatterRow;
  readonly dueOn: LocalDate;
  readonly provisional: boolean;
  readonly state: string;
}

/** What a calendar does to all that is open: the dates that move, and how many stay and are no longer provisional. */
export interface Movements {
  readonly moved: readonly Movement[];
  readonly settled: readonly Movement[];
  /** Matters whose period stands still: what others are shown of them may name days of its own. */
  readonly waiting: readonly MatterRow[];
}

/**
 * Counts the period of every open matter by another calendar, and changes nothing. A period that has ended stays as it was met or
 * missed; what is stopped, or due on a day a document names, has none that a calendar could move.
 */
export async function movementsBy(
  db: Db | Tx,
  { catalogue, time }: Pick<Services, 'catalogue' | 'time'>,
  calendar: WorkCalendar,
): Promise<Movements> {
  const timed = [...catalogue.kinds.values()].filter(({ clock }) => clock.length > 0).map(({ key }) => key);
  const open = await matters(db)
    .where('m.closed_on', 'is', null)
    .where('m.clock_state', 'in', ['running', 'overdue', 'paused'])
    .where('m.kind', 'in', ['', ...timed])
    .orderBy('m.id')
    .execute();
  const [today, now] = [time.today(), time.now()];
  const moved: Movement[] = [];
  const settled: Movement[] = [];
  const waiting: MatterRow[] = [];
  for (let at = 0; at < open.length; at += AT_ONCE) {
    const some = open.slice(at, at + AT_ONCE);
    const histories = await historiesOf(
      db,
      some.map(({ id }) => id),
    );
    for (const matter of some) {
      const kind = catalogue.kinds.get(matter.kind);
      if (!kind) continue;
      const reading = clockOf(kind, matter.receivedOn, histories.get(matter.id) ?? [], calendar, today, now);
      if (!('dueOn' in reading)) {
        waiting.push(matter);
        continue;
      }
      const movement = { matter, dueOn: reading.dueOn, provisional: reading.provisional, state: reading.state };
      if (reading.dueOn !== matter.dueOn) moved.push(movement);
      else if (reading.provisional !== matter.dueProvisional) settled.push(movement);
    }
  }
  return { moved, settled, waiting };
}

/** So many histories are read at once; a hundred thousand matters would not fit in one answer. */
const AT_ONCE = 500;

/**
 * Counts the period of every open matter anew by another calendar, as its explanation promises where a date is provisional, and
 * as an extended holiday asks. The journal says which date became which, and what others are shown follows. Gives what has moved.
 */
export async function recountDueDates(
  act: Act,
  calendar: WorkCalendar,
  because: Readonly<Record<string, unknown>> = {},
): Promise<readonly Movement[]> {
  const { tx, services } = act;
  // Whoever takes a step now waits until its date has moved; by which calendar they reckon then is theirs to know (`calendars/changes/settling.ts`).
  await tx.selectFrom('matter').select('id').where('closed_on', 'is', null).orderBy('id').forUpdate().execute();
  const { moved, settled, waiting } = await movementsBy(tx, services, calendar);
  const { kinds } = services.catalogue;
  const byIt: Act = { ...act, services: { ...services, calendar: () => calendar } };
  for (const { matter, dueOn, provisional, state } of [...moved, ...settled])
    await tx
      .updateTable('matter')
      .set({ due_on: dueOn, due_provisional: provisional, clock_state: state })
      .where('id', '=', matter.id)
      .execute();
  for (const { matter, dueOn, provisional, state } of moved) {
    await appendJournal(act, {
      chain: matterChain(matter.id),
      action: 'casework.due-recounted',
      payload: { dueBefore: matter.dueOn, dueOn, ...because },
    });
    const after = { ...matter, dueOn, dueProvisional: provisional, clockState: state };
    await kinds.get(matter.kind)?.settled?.(byIt, after);
  }
  for (const matter of waiting) await kinds.get(matter.kind)?.settled?.(byIt, matter);
  return moved;
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
