import type { ClockDef, HappenedOn } from '#kernel/clock.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { PastStep, PresentPeriod } from '#commons/casework/index.ts';
import { confirmationClock } from '../law/other-clocks.ts';
import { requestJournal } from '../letters/letter-events.ts';

const REOPEN = `${requestJournal.key}.reopen`;
const CONFIRM = `${requestJournal.key}.confirm`;

/** What was owed before a request was taken up again is over: the new period runs from the day the decision came, or the office made it. */
export function presentPeriod(history: readonly PastStep[]): PresentPeriod {
  const at = history.findLastIndex(({ action }) => action === REOPEN);
  const reopened = history[at];
  return reopened ? { since: reopened.legalDate as LocalDate, history: history.slice(at) } : { history };
}

/**
 * The period as it counts for a request. Until it is confirmed, one working day for confirming it (FOI-01, ours: nothing may lie unconfirmed
 * unseen); taken up again by a decision that names a period, that one.
 */
export function periodFor(edition: ClockDef, history: readonly PastStep[]): ClockDef {
  const [first] = history;
  if (first?.action === REOPEN) return asOrdered(edition, first.payload.days);
  return history.some(({ action }) => action === CONFIRM) ? edition : (confirmationClock[0] ?? edition);
}

/** What the period is read from, of all that has happened: from the last time it was taken up again. */
export function presentOf<T extends { readonly name: string }>(events: readonly T[]): readonly T[] {
  const at = events.findLastIndex(({ name }) => name === 'reopen');
  return at < 0 ? events : events.slice(at);
}

/** The edition for whoever has only the events of the present period. */
export const editionOf = <E extends string>(edition: ClockDef<E>, [first]: readonly HappenedOn[]): ClockDef<E> =>
  first?.name === 'reopen' ? asOrdered(edition, first.days) : edition;

const NOTICE = 'noticeCorrection';

/** The rule of a round that a decision began: no notice stops it, and what the decision says of its length is neither more nor less. */
function asOrdered<E extends string>(edition: ClockDef<E>, days: unknown): ClockDef<E> {
  const stops = edition.pauses?.find(({ from }) => from === NOTICE);
  return {
    ...edition,
    ...(stops && {
      pauses: edition.pauses?.filter((pause) => pause !== stops) ?? [],
      unmovedBy: [...(edition.unmovedBy ?? []), { event: stops.from, basis: stops.basis }],
    }),
    ...(typeof days === 'number' && {
      limit: { n: days, unit: 'working' },
      orderedBy: '行政复议决定或者裁判写明的期限',
      extensions: edition.extensions?.filter(({ event }) => event !== 'extend') ?? [],
    }),
  };
}

/** Whether a decision has named the period that runs now. */
export const periodIsOrdered = (history: readonly PastStep[]): boolean =>
  typeof history.findLast(({ action }) => action === REOPEN)?.payload.days === 'number';
