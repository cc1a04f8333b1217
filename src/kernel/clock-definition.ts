import type { Instant, LocalDate } from './dates.ts';

/** `working` and `calendar` days, whole months and years of the calendar, or real hours (nights and holidays included). */
export type Unit = 'working' | 'calendar' | 'month' | 'year' | 'hour';

export interface Period {
  readonly n: number;
  readonly unit: Unit;
}

export interface RestartRule<E extends string = string> {
  readonly event: E;
  readonly basis: string;
  /** It begins another obligation rather than renewing the old one: it counts also after the old period has run out. */
  readonly anew?: true;
  /** It restarts the clock only as what a pause was waiting for: a text sent unasked, or twice, renews nothing. */
  readonly awaited?: true;
}

export interface PauseRule<E extends string = string> {
  readonly from: E;
  readonly until: readonly E[];
  readonly basis: string;
  /** The pause counts only if begun within this period from the start of the obligation, renewed or not: a correction notice sent later does not stop the clock. */
  readonly within?: Period;
  /** How often such a pause may be begun in all; left out: as often as it happens. */
  readonly times?: number;
  /** The pause ends by itself after this period, counted from its beginning or, when given, from the event `atMostFrom`. */
  readonly atMost?: Period;
  readonly atMostFrom?: E;
}

export interface ExtensionRule<E extends string = string> {
  readonly event: E;
  /** The most that one extension may grant, in the unit of the limit. Left out: the law names no number, so whoever grants it must. */
  readonly upTo?: number;
  readonly times: number;
  readonly basis: string;
  /** What must have happened before it may be granted. */
  readonly onlyAfter?: E;
}

/** An event of which people expect that it moves the clock, and which moves nothing. The explanation says so. */
export interface UnmovedRule<E extends string = string> {
  readonly event: E;
  readonly basis: string;
}

/** One edition of a time limit, declared as data so that it can be listed, cited, tested and published. */
export interface ClockDef<E extends string = string> {
  readonly key: string;
  /** Its number in the catalogue of deadlines: FOI-03. */
  readonly code?: string;
  readonly label: string;
  /** Law and article as they are cited: 《政府信息公开条例》第三十三条. So for every rule below. */
  readonly basis: string;
  /** Where a decision, not the edition in force, says how long it is: its words in place of the basis. */
  readonly orderedBy?: string;
  /** First and last day on which an event may start this edition, `YYYY-MM-DD`; without the last it is still in force. */
  readonly inForceFrom: string;
  readonly inForceTo?: string;
  readonly limit: Period;
  /** Where another rule asks for less than this one: what this one would have given, and the other's words. */
  readonly shortened?: { readonly from: Period; readonly words: string };
  readonly startsOn: readonly E[];
  readonly restartsOn?: readonly RestartRule<E>[];
  readonly pauses?: readonly PauseRule<E>[];
  readonly extensions?: readonly ExtensionRule<E>[];
  readonly unmovedBy?: readonly UnmovedRule<E>[];
  readonly stopsOn: readonly E[];
  /**
   * The order in which what happened on one day is taken, where the order in which it was written down says nothing: every event of the
   * definition once. Left out: the order given, as a journal has it.
   */
  readonly sameDay?: readonly E[];
  /** What each event is called in the explanation: 收到申请, 告知补正. */
  readonly words?: { readonly [event in E]?: string };
}

/** Something that happened to a matter, on its legal date. */
export interface HappenedOn<E extends string = string> {
  readonly name: E;
  readonly on: LocalDate;
  /** Needed only where hours are counted. */
  readonly at?: Instant;
  /** What an extension granted, in the unit of the limit; without it, all the rule allows. */
  readonly days?: number;
  /** Tells two letters under way apart: the pause it began is ended by the event with the same reference. Without one, the oldest ends first. */
  readonly ref?: string;
}

/** The edition in force on the day that set the clock going; later law does not reach back. Throws a RangeError when none was. */
export function editionOn<E extends string>(editions: readonly ClockDef<E>[], on: LocalDate): ClockDef<E> {
  const edition = editions.find((e) => inForce(e, on));
  if (!edition) throw new RangeError(`${on} 没有有效的期限规定：${editions[0]?.label ?? '（未定义）'}`);
  return edition;
}

/** The edition that governs these events: that of the first one that starts a clock, or undefined when nothing has. */
export function editionFor<E extends string>(
  editions: readonly ClockDef<E>[],
  events: readonly HappenedOn<NoInfer<E>>[],
): ClockDef<E> | undefined {
  const starts = inOrder(events).flatMap((event) => {
    const edition = editions.find((e) => inForce(e, event.on) && e.startsOn.includes(event.name));
    return edition ? [edition] : [];
  });
  return starts[0];
}

/** Events by legal date; those of one day stay in the order given. */
export function inOrder<T extends { readonly on: LocalDate }>(events: readonly T[]): T[] {
  return [...events].sort((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));
}

/** Events as a definition takes them: by legal date, and within one day as it says. Nothing is left to the order in which they were typed in. */
export function inOrderOf(def: ClockDef, events: readonly HappenedOn[]): HappenedOn[] {
  const { sameDay } = def;
  if (!sameDay) return inOrder(events);
  return [...events].sort(
    (a, b) =>
      byWords(a.on, b.on) ||
      sameDay.indexOf(a.name) - sameDay.indexOf(b.name) ||
      byWords(a.ref ?? '', b.ref ?? '') ||
      (a.days ?? 0) - (b.days ?? 0),
  );
}

const byWords = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function inForce(edition: Pick<ClockDef, 'inForceFrom' | 'inForceTo'>, on: LocalDate): boolean {
  return edition.inForceFrom <= on && (edition.inForceTo === undefined || on <= edition.inForceTo);
}
