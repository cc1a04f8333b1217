import { addDays, chineseDate, type LocalDate } from '#kernel/dates.ts';
import { EVENTS, type EventKind, STANDINGS, type Standing } from './contract.ts';

export { EVENTS, type EventKind, STANDINGS, type Standing } from './contract.ts';

/** Nothing follows these: what has ceased does not come back; it is made anew. */
export const ENDED: ReadonlySet<Standing> = new Set(['repealed', 'expired', 'declared-invalid']);

/** Something that happened to a document, with the day it takes effect. */
export interface NormEvent {
  readonly id: number;
  readonly kind: EventKind;
  readonly effectOn: LocalDate;
  /** Of 继续有效 with a longer validity: its new last day. */
  readonly validUntil?: LocalDate | null;
  readonly calledOffId?: number | null;
}

export interface NormDates {
  readonly effectiveOn: LocalDate;
  /** The last day; null: without a limit. */
  readonly validUntil: LocalDate | null;
}

export interface Position {
  readonly standing: Standing;
  readonly since: LocalDate;
  /** The last day as it stood on that day. */
  readonly validUntil: LocalDate | null;
  /** The event it rests on; null where the dates alone say it. */
  readonly eventId: number | null;
}

/**
 * What a document was, is or will be on a day, read from its dates and from what has happened: the same whenever it is asked. Of several
 * ends the first counts. What was called off before it took effect never was.
 */
export function standingOn(dates: NormDates, events: readonly NormEvent[], on: LocalDate): Position {
  const off = new Set(events.flatMap(({ calledOffId }) => (calledOffId ? [calledOffId] : [])));
  const live = events.filter(({ id, effectOn }) => !off.has(id) && effectOn <= on);
  const extended = live.findLast(({ kind, validUntil }) => kind === 'continued' && validUntil);
  const validUntil = extended?.validUntil ?? dates.validUntil;
  const ends: Position[] = live.flatMap(({ id, kind, effectOn }) =>
    kind === 'repealed' || kind === 'expired' || kind === 'declared-invalid'
      ? [{ standing: kind, since: effectOn, validUntil, eventId: id }]
      : [],
  );
  if (validUntil !== null && validUntil < on)
    ends.push({ standing: 'expired', since: addDays(validUntil, 1), validUntil, eventId: null });
  const [end] = ends.sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
  if (end) return end;
  if (dates.effectiveOn > on) return { standing: 'pending', since: dates.effectiveOn, validUntil, eventId: null };
  const amended = live.findLast(({ kind }) => kind === 'amended');
  return amended
    ? { standing: 'amended', since: amended.effectOn, validUntil, eventId: amended.id }
    : { standing: 'in-force', since: dates.effectiveOn, validUntil, eventId: null };
}

type Change = 'amended' | 'repealed' | 'declared-invalid' | 'continued';

/** Why a change cannot be recorded today, in a sentence; undefined when it can. */
export function refusalOf(
  change: Change,
  dates: NormDates,
  events: readonly NormEvent[],
  today: LocalDate,
): string | undefined {
  const { standing, since } = standingOn(dates, events, today);
  if (ENDED.has(standing)) return `这份文件自${chineseDate(since)}起${STANDINGS[standing]}，不能再${EVENTS[change]}`;
  const off = new Set(events.flatMap(({ calledOffId }) => (calledOffId ? [calledOffId] : [])));
  const coming = events.find(
    ({ id, kind, effectOn }) =>
      !off.has(id) && effectOn > today && (kind === 'repealed' || kind === 'declared-invalid'),
  );
  return coming
    ? `这份文件已决定自${chineseDate(coming.effectOn)}起${EVENTS[coming.kind]}，不能再${EVENTS[change]}`
    : undefined;
}
