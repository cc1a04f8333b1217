import type { ClockDef } from '#kernel/clock.ts';
import { type LocalDate, minDate } from '#kernel/dates.ts';
import type { PastStep, PresentPeriod } from '#commons/casework/index.ts';

type Entry = Pick<PastStep, 'action' | 'payload'>;

export const RELEASES: ReadonlySet<string> = new Set(['publication.release', 'publication.releaseDue']);

/**
 * Of what is out, each change of the information is owed by itself, from the day it changed (条例第二十六条：自该政府信息形成或者变更之日起).
 * What was met or missed before stays so, whatever is drafted later. A change whose writing was given up is owed as before (`stillOwed`);
 * one that somebody else has confirmed to be none leaves things as they were.
 */
export function presentPeriod(history: readonly PastStep[]): PresentPeriod {
  const { pending, met } = changesOf(history);
  const begun = pending ?? met;
  const rest = history.slice(begun ?? 0).filter((entry) => !wronglyKept(entry));
  const out = rest.findIndex(({ action }) => RELEASES.has(action));
  const present = out < 0 ? rest : rest.slice(0, out + 1);
  return begun === undefined ? { history: present } : { since: firstDay(present), history: present };
}

/** A change that is not public yet: the day it is owed from, and who said so, wrote about it or gave up writing. */
export interface PendingChange {
  readonly on: LocalDate;
  readonly hands: ReadonlySet<string>;
}

export function pendingChange(history: readonly PastStep[]): PendingChange | undefined {
  const { pending } = changesOf(history);
  if (pending === undefined) return undefined;
  const since = history.slice(pending);
  const handled = since.filter(({ action }) => HANDLED.has(action));
  const hands = handled.flatMap(({ actorId, onBehalfOf }) => [actorId, onBehalfOf]);
  return { on: firstDay(since), hands: new Set(hands.filter((id) => id !== null)) };
}

/** What was wrongly kept was owed from the day it was formed: judging it anew begins no other period. */
const wronglyKept = ({ action, payload }: Entry): boolean =>
  action === 'publication.reconsider' && payload.basis === 'misjudged';

const CHANGE = 'publication.change';
const GIVEN_UP = 'publication.abandonCorrection';
const HANDLED: ReadonlySet<string> = new Set([
  CHANGE,
  'publication.revise',
  'publication.submit',
  'publication.submitUrgently',
  GIVEN_UP,
]);
/** That there is none after all, by the head of the unit or in the head's stead. */
const NONE: ReadonlySet<string> = new Set(['publication.confirmUnchanged', 'publication.confirmUnchangedInstead']);

/** Where in the history the change that is owed began, and the last that was made public. Begun again, it is the same change. */
function changesOf(history: readonly PastStep[]): { readonly pending?: number; readonly met?: number } {
  let found: { readonly pending?: number; readonly met?: number } = {};
  history.forEach(({ action, payload }, at) => {
    const { pending, ...before } = found;
    if (action === CHANGE) found = { ...before, pending: pending ?? at };
    else if (RELEASES.has(action)) found = pending === undefined ? before : { met: pending };
    // Given up before it was known to be still owed, it was over with that.
    else if (NONE.has(action) || (action === GIVEN_UP && !payload.stillOwed)) found = before;
  });
  return found;
}

const firstDay = (history: readonly PastStep[]): LocalDate =>
  history
    .flatMap(({ action, legalDate }) => (action === CHANGE ? [legalDate] : []))
    .reduce((first, next) => minDate(first, next));

/** What another rule asks of a document, as an entry of the journal states it; null where none does. */
export interface StatedLimit {
  readonly limitWorkdays: number | null;
  readonly limitBasis: string | null;
}

/** The limit stated last; undefined where no entry ever stated one. */
export function lastStatedLimit(history: readonly Entry[]): StatedLimit | undefined {
  return history.findLast(({ payload }) => payload.limitWorkdays !== undefined)?.payload as StatedLimit | undefined;
}

/** 从其规定: the shorter of the two counts. An item that would give longer than the law changes nothing. */
export function limited(edition: ClockDef, history: readonly Entry[]): ClockDef {
  const { limitWorkdays, limitBasis } = lastStatedLimit(history) ?? {};
  if (!limitWorkdays || limitWorkdays >= edition.limit.n) return edition;
  return {
    ...edition,
    limit: { n: limitWorkdays, unit: 'working' },
    shortened: { from: edition.limit, words: limitBasis ?? '' },
  };
}
