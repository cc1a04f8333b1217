import type { WorkCalendar } from './calendar.ts';
import { type Count, countPeriod, periodEnd, type Span } from './clock-count.ts';
import {
  type ClockDef,
  type ExtensionRule,
  type HappenedOn,
  inOrderOf,
  type PauseRule,
  type RestartRule,
  type UnmovedRule,
} from './clock-definition.ts';
import { chineseDate, type LocalDate, maxDate } from './dates.ts';

/** A pause that counts. `closedOn`: the event that ended it; `cap`: the day on which the rule ends it anyway. */
export interface Pause {
  readonly rule: PauseRule;
  readonly began: HappenedOn;
  readonly closedBy?: HappenedOn;
  readonly cap?: LocalDate;
}

export interface Grant {
  readonly rule: ExtensionRule;
  readonly event: HappenedOn;
  readonly n: number;
  /** The due date it moved; absent when it was granted while the clock stood still. */
  readonly movedFrom?: LocalDate;
}

/** Something that was recorded but changes nothing, and why. */
export interface Refusal {
  readonly event: HappenedOn;
  readonly reason: string;
}

/** What the events so far amount to. */
export interface Run {
  readonly began: HappenedOn;
  /** `ended`: the pause whose end the restart was. */
  readonly restarts: readonly { readonly event: HappenedOn; readonly rule: RestartRule; readonly ended?: Pause }[];
  /** The day counting starts after: of the last restart, or of the beginning. */
  readonly start: HappenedOn;
  readonly pauses: readonly Pause[];
  readonly grants: readonly Grant[];
  /** Extensions used in all, those before a restart included. */
  readonly used: readonly ExtensionRule[];
  readonly refused: readonly Refusal[];
  /** Rules whose pause was refused in this run: what would have ended it does not restart the clock either. */
  readonly barred: readonly PauseRule[];
  /** Pauses begun in all, those before a restart included. */
  readonly paused: readonly PauseRule[];
  /** What happened and moves nothing. */
  readonly unmoved: readonly { readonly event: HappenedOn; readonly rule: UnmovedRule }[];
  /** The names of what has happened so far. */
  readonly seen: readonly string[];
  readonly stop?: HappenedOn;
}

/** Folds the events of a matter, in order of their legal dates. Undefined when nothing has started the clock; after the first stop nothing counts. */
export function runOf(def: ClockDef, events: readonly HappenedOn[], calendar: WorkCalendar): Run | undefined {
  let run: Run | undefined;
  for (const event of inOrderOf(def, events)) {
    if (!run) run = def.startsOn.includes(event.name) ? begin(event) : undefined;
    else if (!run.stop) run = after(def, run, event, calendar);
  }
  return run;
}

/** The days counted in a run. `horizon`: how far to draw a pause without end. */
export function countOf(def: ClockDef, run: Run, calendar: WorkCalendar, horizon: LocalDate): Count {
  const n = run.grants.reduce((sum, grant) => sum + grant.n, def.limit.n);
  return countPeriod(
    run.start.on,
    { n, unit: def.limit.unit },
    run.pauses.map((p) => spanOf(p, run.stop)),
    calendar,
    maxDate(horizon, run.start.on),
  );
}

/** When a pause ends: at its closing event, at its cap, or when the clock stops, whichever is first. */
export function spanOf(pause: Pause, stop: HappenedOn | undefined): Span {
  const ends = [pause.closedBy?.on, pause.cap, stop?.on].filter((end) => end !== undefined).sort();
  return { from: pause.began.on, until: ends[0] };
}

const begin = (event: HappenedOn): Run => ({
  began: event,
  restarts: [],
  start: event,
  pauses: [],
  grants: [],
  used: [],
  refused: [],
  barred: [],
  paused: [],
  unmoved: [],
  seen: [event.name],
});

function after(def: ClockDef, before: Run, event: HappenedOn, calendar: WorkCalendar): Run {
  if (def.stopsOn.includes(event.name)) return { ...before, stop: event };
  if (!touches(def, event)) return before;
  const run = note(def, before, event);
  const end = def.limit.unit === 'hour' ? undefined : countOf(def, run, calendar, event.on).end;
  const closed = closePauses(def, capPauses(def, run, event, calendar), event);
  const restarted = restart(def, closed, event, end?.dueOn);
  const extended = extend(def, restarted, event, end?.dueOn);
  return openPause(def, extended, event, calendar, end?.lastOn);
}

function touches(def: ClockDef, { name }: HappenedOn): boolean {
  return (
    (def.restartsOn ?? []).some((rule) => rule.event === name) ||
    (def.extensions ?? []).some((rule) => rule.event === name) ||
    (def.unmovedBy ?? []).some((rule) => rule.event === name) ||
    (def.pauses ?? []).some((rule) => rule.from === name || rule.atMostFrom === name || rule.until.includes(name))
  );
}

function note(def: ClockDef, run: Run, event: HappenedOn): Run {
  const rule = def.unmovedBy?.find((r) => r.event === event.name);
  const unmoved = rule ? [...run.unmoved, { event, rule }] : run.unmoved;
  return { ...run, unmoved, seen: [...run.seen, event.name] };
}

/** The letter was delivered: from now its answer has a last day. */
function capPauses(def: ClockDef, run: Run, event: HappenedOn, calendar: WorkCalendar): Run {
  return (def.pauses ?? []).reduce((current, rule) => {
    if (rule.atMostFrom !== event.name || !rule.atMost) return current;
    const cap = periodEnd(event.on, rule.atMost, calendar);
    return replacePause(
      current,
      (p) => p.rule === rule && !p.cap && !p.closedBy && sameRef(p, event),
      (p) => ({ ...p, cap }),
    );
  }, run);
}

function closePauses(def: ClockDef, run: Run, event: HappenedOn): Run {
  return (def.pauses ?? []).reduce((current, rule) => {
    if (!rule.until.includes(event.name)) return current;
    return replacePause(
      current,
      (p) => p.rule === rule && !p.closedBy && sameRef(p, event),
      (p) => ({ ...p, closedBy: event }),
    );
  }, run);
}

const sameRef = (pause: Pause, event: HappenedOn): boolean => event.ref === undefined || event.ref === pause.began.ref;

function replacePause(run: Run, wanted: (pause: Pause) => boolean, change: (pause: Pause) => Pause): Run {
  const at = run.pauses.findIndex(wanted);
  return at < 0 ? run : { ...run, pauses: run.pauses.map((pause, i) => (i === at ? change(pause) : pause)) };
}

/** A restart is a new period, not the rest of the old one; a letter still out keeps the new period waiting. Late stays late: it cannot follow the due date, unless it begins another obligation. */
function restart(def: ClockDef, run: Run, event: HappenedOn, dueOn: LocalDate | undefined): Run {
  const rule = def.restartsOn?.find((r) => r.event === event.name);
  if (!rule) return run;
  const ended = run.pauses.find((pause) => pause.closedBy === event);
  if (!ended && run.barred.some((pause) => pause.until.includes(event.name)))
    return refuse(run, event, '此前的告知没有使期限暂停，期限也不重新计算');
  if (rule.awaited && !ended) return refuse(run, event, '此前没有为此暂停计算，期限不重新计算');
  if (!rule.anew && dueOn !== undefined && event.on > dueOn)
    return refuse(run, event, '期限在此之前已经届满，不重新计算', dueOn);
  const open = run.pauses.filter((pause) => !pause.closedBy && (pause.cap === undefined || pause.cap > event.on));
  return {
    ...run,
    start: event,
    restarts: [...run.restarts, { event, rule, ...(ended && { ended }) }],
    pauses: open,
    grants: [],
    barred: [],
  };
}

/** Extensions used before a restart stay used: the law grants the number once for the matter. */
function extend(def: ClockDef, run: Run, event: HappenedOn, dueOn: LocalDate | undefined): Run {
  const rule = def.extensions?.find((r) => r.event === event.name);
  if (!rule) return run;
  if (rule.onlyAfter !== undefined && !run.seen.includes(rule.onlyAfter))
    return refuse(run, event, `此前没有「${def.words?.[rule.onlyAfter] ?? rule.onlyAfter}」的记录，不予延长`);
  const asked = event.days ?? rule.upTo;
  if (asked === undefined || !Number.isInteger(asked) || asked < 1)
    return refuse(run, event, '没有写明延长多久，不予延长');
  if (dueOn !== undefined && event.on > dueOn) return refuse(run, event, '期限在此之前已经届满，不予延长', dueOn);
  if (run.used.filter((used) => used === rule).length >= rule.times)
    return refuse(run, event, `按规定只能延长${rule.times}次，不再延长`);
  const grant = {
    rule,
    event,
    n: Math.min(asked, rule.upTo ?? asked),
    ...(dueOn !== undefined && { movedFrom: dueOn }),
  };
  return { ...run, grants: [...run.grants, grant], used: [...run.used, rule] };
}

function openPause(
  def: ClockDef,
  run: Run,
  event: HappenedOn,
  calendar: WorkCalendar,
  lastOn: LocalDate | undefined,
): Run {
  const rule = def.pauses?.find((p) => p.from === event.name);
  if (!rule) return run;
  if (lastOn !== undefined && event.on > lastOn)
    return refuse({ ...run, barred: [...run.barred, rule] }, event, '期限在此之前已经届满，不再暂停', lastOn);
  if (rule.times !== undefined && run.paused.filter((paused) => paused === rule).length >= rule.times)
    return refuse({ ...run, barred: [...run.barred, rule] }, event, `按规定只能告知${rule.times}次，期限不再暂停`);
  const latest = rule.within && periodEnd(obligedOn(run), rule.within, calendar);
  if (latest !== undefined && event.on > latest)
    return refuse({ ...run, barred: [...run.barred, rule] }, event, '超过规定时限才告知，期限不暂停', latest);
  const cap = rule.atMost && !rule.atMostFrom ? periodEnd(event.on, rule.atMost, calendar) : undefined;
  const pause = { rule, began: event, ...(cap !== undefined && { cap }) };
  return { ...run, pauses: [...run.pauses, pause], paused: [...run.paused, rule] };
}

/** The day the obligation began: that of the first start, or of the last restart that began another. */
const obligedOn = (run: Run): LocalDate => run.restarts.findLast(({ rule }) => rule.anew)?.event.on ?? run.began.on;

function refuse(run: Run, event: HappenedOn, why: string, limit?: LocalDate): Run {
  const reason = limit === undefined ? why : `${why}（最后一日为${chineseDate(limit)}）`;
  return { ...run, refused: [...run.refused, { event, reason }] };
}
