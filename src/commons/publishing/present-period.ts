import type { ClockDef } from '#kernel/clock.ts';
import type { PastStep, PresentPeriod } from '#commons/casework/index.ts';

type Entry = Pick<PastStep, 'action' | 'payload'>;

export const RELEASES: ReadonlySet<string> = new Set(['publication.release', 'publication.releaseDue']);

/**
 * Of what is out, each change of the information is owed by itself, from the day it changed (条例第二十六条：自该政府信息形成或者变更之日起).
 * What was met or missed before stays so, whatever is drafted later; a change that was begun and given up leaves things as they were.
 */
export function presentPeriod(history: readonly PastStep[]): PresentPeriod {
  const begun = lastChange(history);
  const rest = history.slice(Math.max(begun, 0));
  const out = rest.findIndex(({ action }) => RELEASES.has(action));
  const present = out < 0 ? rest : rest.slice(0, out + 1);
  const change = history[begun];
  return change ? { since: change.legalDate, history: present } : { history: present };
}

function lastChange(history: readonly PastStep[]): number {
  const at = history.findLastIndex(({ action }) => action === 'publication.change');
  if (at < 0) return at;
  const after = history
    .slice(at + 1)
    .find(({ action }) => action === 'publication.abandonCorrection' || RELEASES.has(action));
  return after?.action === 'publication.abandonCorrection' ? lastChange(history.slice(0, at)) : at;
}

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
