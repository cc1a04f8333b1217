import type { WorkCalendar } from '#kernel/calendar.ts';
import { type ClockDef, type ClockReading, type HappenedOn, readClock } from '#kernel/clock.ts';
import { inOrder } from '#kernel/clock-definition.ts';
import { eventsOf } from '#kernel/clock-laws.ts';
import { chineseDate, type LocalDate, localDate } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';

export type Clocks = readonly (readonly ClockDef[])[];

export interface Question {
  /** The number of a rule in the catalogue of deadlines or the key of its clock: FOI-03, request.reply. */
  readonly rule: string;
  readonly events: readonly HappenedOn[];
  readonly today: LocalDate;
  /** Only what happened with this letter, and what belongs to none. */
  readonly ref?: string;
}

/** A reading in a shape for people and programs: `explanation` is the words, `lines` the same with their days, `dueOn` null while nobody can know it. */
export interface Answer extends Omit<Partial<ClockReading>, 'explanation' | 'strip' | 'dueOn' | 'state'> {
  readonly rule: string;
  readonly key: string;
  readonly label: string;
  readonly today: LocalDate;
  readonly state: ClockReading['state'];
  readonly dueOn: LocalDate | null;
  readonly explanation: readonly string[];
  readonly lines: ClockReading['explanation'];
  readonly strip: ClockReading['strip'];
}

/**
 * Reads one clock of the house from events somebody wrote down, as of a day: what happened later is left out, and said. Started on a day on
 * which no edition was in force, the nearest is taken, and said. Refuses an unknown rule, listing those there are, and several letters where the rule is about one.
 */
export function answer(clocks: Clocks, { rule, events, today, ref }: Question, calendar: WorkCalendar): Answer {
  const editions = editionsOf(clocks, rule);
  const ours = events.filter((event) => ref === undefined || event.ref === undefined || event.ref === ref);
  const happened = inOrder(ours.filter(({ on }) => on <= today));
  const start = happened.find(({ name }) => editions.some(({ startsOn }) => startsOn.includes(name)));
  const def = editionAt(editions, start?.on ?? today);
  demandOneLetter(def, happened);
  const { explanation: lines, strip, state, ...reading } = read(def, happened, calendar, today);
  return {
    rule: def.code ?? def.key,
    key: def.key,
    label: def.label,
    today,
    state,
    ...reading,
    dueOn: 'dueOn' in reading ? reading.dueOn : null,
    explanation: [
      ...beyondForce(def, start),
      ...lines.map(({ text }) => text),
      ...(state === 'idle' ? [`还没有起算：没有${wordsFor(def, def.startsOn)}的记录。`] : []),
      ...laterThan(today, ours.length - happened.length),
      ...foreignTo(def, happened, clocks),
    ],
    lines,
    strip,
  };
}

function editionsOf(clocks: Clocks, rule: string): readonly ClockDef[] {
  const wanted = rule.trim().toLowerCase();
  const found = clocks.find((editions) =>
    editions.some(({ key, code }) => key.toLowerCase() === wanted || code?.toLowerCase() === wanted),
  );
  if (found) return found;
  const known = clocks.flatMap(([def]) => (def ? [`${def.code ?? '（无编号）'}  ${def.key}  ${def.label}`] : []));
  throw new AppError('usage', 400, [`没有「${rule}」这条期限规则，可以查询的有：`, ...known]);
}

/** The edition in force on a day; before all of them the first, after one of them the last that had begun. */
function editionAt(editions: readonly ClockDef[], on: LocalDate): ClockDef {
  const begun = editions.filter(({ inForceFrom }) => inForceFrom <= on);
  const def = begun.at(-1) ?? editions[0];
  if (!def) throw new RangeError('a clock without editions');
  return def;
}

function beyondForce(def: ClockDef, start: HappenedOn | undefined): string[] {
  if (!start) return [];
  const when = `${chineseDate(start.on)}${def.words?.[start.name] ?? ''}时`;
  if (start.on < def.inForceFrom)
    return [
      `${when}，本规则尚未施行（${chineseDate(localDate(def.inForceFrom))}起施行），以下按本规则试算，仅供参考。`,
    ];
  if (def.inForceTo !== undefined && start.on > def.inForceTo)
    return [`${when}，本规则已经失效（有效至${chineseDate(localDate(def.inForceTo))}），以下按本规则试算，仅供参考。`];
  return [];
}

/** Two letters have two periods: a clock that cannot hold them apart is about one. */
function demandOneLetter(def: ClockDef, happened: readonly HappenedOn[]): void {
  if (def.pauses?.length) return;
  const letters = new Set(happened.filter(({ name }) => def.startsOn.includes(name)).map(({ ref }) => ref ?? ''));
  if (letters.size > 1)
    throw new AppError('usage', 400, [
      `「${def.label}」按每一份文书分别计算，记录里有 ${letters.size} 份（${[...letters].map((ref) => ref || '没有编号').join('、')}），请用 --ref 指明其中一份`,
    ]);
}

function read(def: ClockDef, happened: readonly HappenedOn[], calendar: WorkCalendar, today: LocalDate): ClockReading {
  try {
    return readClock(def, happened, calendar, today);
  } catch (error) {
    if (error instanceof RangeError) throw new AppError('usage', 400, [`算不出「${def.label}」：${error.message}`]);
    throw error;
  }
}

const laterThan = (today: LocalDate, n: number): string[] =>
  n > 0 ? [`${chineseDate(today)}之后的 ${n} 件记录在这一天还没有发生，没有计入。`] : [];

/** What belongs to another clock is left out with a word; what belongs to none may be a slip of the pen, so the right names are listed. */
function foreignTo(def: ClockDef, happened: readonly HappenedOn[], clocks: Clocks): string[] {
  const ours = eventsOf(def);
  const elsewhere = new Set(clocks.flatMap((editions) => editions.flatMap(eventsOf)));
  const foreign = [...new Set(happened.map(({ name }) => name).filter((name) => !ours.includes(name)))];
  const [others, unknown] = [true, false].map((known) => foreign.filter((name) => elsewhere.has(name) === known));
  return [
    ...(others?.length ? [`与本规则无关，没有计入：${others.join('、')}。`] : []),
    ...(unknown?.length ? [`不认识，没有计入：${unknown.join('、')}；本规则的事件有：${ours.join('、')}。`] : []),
  ];
}

const wordsFor = (def: ClockDef, events: readonly string[]) =>
  events.map((event) => `「${def.words?.[event] ?? event}」（${event}）`).join('或者');
