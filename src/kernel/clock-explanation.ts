import { dayKind, type WorkCalendar, workdaysBetween } from './calendar.ts';
import { type Count, countedUntil, type DayMark } from './clock-count.ts';
import type { ClockDef, HappenedOn } from './clock-definition.ts';
import { type Pause, type Run, spanOf } from './clock-run.ts';
import { COUNTING, dayText, periodText, rangeText, word } from './clock-wording.ts';
import { chineseDate, chineseDateTime, daysBetween, type Instant, type LocalDate, localDate, yearOf } from './dates.ts';

export interface Line {
  readonly kind:
    | 'rule'
    | 'start'
    | 'restart'
    | 'weekend'
    | 'holiday'
    | 'make-up'
    | 'pause'
    | 'extension'
    | 'refused'
    | 'unmoved'
    | 'roll'
    | 'provisional'
    | 'due'
    | 'waiting'
    | 'stop'
    | 'late';
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  /** Days this line kept out of the count (weekend, holiday, pause, roll), put into it (make-up) or added to the limit (extension). */
  readonly days?: number;
  readonly text: string;
}

/** The reckoning of a period of days, months or years, line by line: nothing between the start and the due date is left unsaid. */
export function explainDays(
  def: ClockDef,
  run: Run,
  count: Count,
  calendar: WorkCalendar,
  today: LocalDate,
  waiting: Pause | undefined,
): Line[] {
  const happened = [
    ...extensionLines(def, run),
    ...refusalLines(def, run),
    ...unmovedLines(def, run),
    ...pauseLines(def, run, count),
    ...dayLines(count),
  ];
  return [
    ruleLine(def),
    ...shortenedLines(def),
    ...startLines(def, run),
    ...happened.sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : Number((a.from ?? '') > (b.from ?? '')))),
    ...rollLines(count, calendar),
    ...provisionalLines(count, calendar),
    ...(waiting || !count.end ? [waitingLine(def, count, waiting)] : [dueLine(count.end.dueOn)]),
    ...(waiting || !count.end ? [] : outcomeLines(def, run.stop, count.end.dueOn, calendar, today)),
  ];
}

/** What people read of a line, also of one that came from the server. */
export interface Told {
  readonly kind: string;
  readonly text: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly days?: number;
}

/**
 * An explanation as it is read: how it stands or how it ended, first; then the way there, with all weekends in one line, for each of them says nothing
 * that the calendar beside it does not show. No day is lost: the one line stands for the sum of those it replaces.
 */
export function toldShortly<L extends Told>(
  lines: readonly L[],
): { readonly standing: readonly Told[]; readonly way: readonly Told[] } {
  const ends = lines.filter(({ kind }) => STANDING.includes(kind));
  const ended = ends.filter(({ kind }) => kind !== 'due');
  const weekends = lines.filter(({ kind }) => kind === 'weekend');
  const way = lines
    .filter(({ kind }) => !STANDING.includes(kind))
    .flatMap((line): Told[] => {
      if (line.kind !== 'weekend' || weekends.length < 2) return [line];
      return line === weekends[0] ? [allWeekends(weekends)] : [];
    });
  return { standing: [...ended, ...ends.filter(({ kind }) => kind === 'due')], way };
}

const STANDING: readonly string[] = ['due', 'waiting', 'stop', 'late'];

function allWeekends(lines: readonly Told[]): Told {
  const [from, to] = [lines[0]?.from, lines.at(-1)?.to];
  const days = lines.reduce((sum, line) => sum + (line.days ?? 0), 0);
  const when = from && to ? `${rangeText(from, to)}之间` : '其间';
  return {
    kind: 'weekend',
    ...(from && { from }),
    ...(to && { to }),
    days,
    text: `${when}的周末，共${days}天不计算。`,
  };
}

/** The reckoning of a period of hours. `at`: when it stopped, or now. */
export function explainHours(
  def: ClockDef,
  run: Run,
  start: Instant,
  dueAt: Instant,
  late: boolean,
  at: Instant,
): Line[] {
  const from = run.start.on;
  const began = `${chineseDateTime(start)}${word(def, run.start)}，自该时刻起连续计算，夜间、周末和节假日都不扣除。`;
  const outcome: Line[] = [];
  if (run.stop)
    outcome.push({
      kind: 'stop',
      from: run.stop.on,
      text: `${chineseDateTime(at)}${word(def, run.stop, '办结')}，${late ? '已超过期限' : '在期限内'}。`,
    });
  else if (late) outcome.push({ kind: 'late', from, text: `截至${chineseDateTime(at)}尚未办结，已超过期限。` });
  return [
    ruleLine(def),
    ...shortenedLines(def),
    { kind: 'start', from, text: began },
    ...extensionLines(def, run),
    ...refusalLines(def, run),
    ...unmovedLines(def, run),
    { kind: 'due', text: `期限在${chineseDateTime(dueAt)}届满。` },
    ...outcome,
  ];
}

function ruleLine(def: ClockDef): Line {
  const edition = `${chineseDate(localDate(def.inForceFrom))}起施行`;
  const given = def.shortened?.from ?? def.limit;
  const because = def.orderedBy ?? `${def.basis}（${edition}）`;
  return { kind: 'rule', text: `${def.label}为${periodText(given)}，依据${because}。` };
}

const shortenedLines = ({ shortened, limit }: ClockDef): Line[] =>
  shortened ? [{ kind: 'rule', text: `${shortened.words}，按较短的${periodText(limit)}计算。` }] : [];

function startLines(def: ClockDef, run: Run): Line[] {
  const unit = def.limit.unit === 'hour' ? 'calendar' : def.limit.unit;
  const [from, what] = [run.began.on, word(def, run.began, '期限起算')];
  const lines: Line[] = [{ kind: 'start', from, text: `${dayText(from)}${what}，当日不计算在内，${COUNTING[unit]}。` }];
  for (const { event, rule, ended } of run.restarts) {
    // Its days are not counted out: the restart leaves all of them behind.
    if (ended)
      lines.push({
        kind: 'pause',
        from: ended.began.on,
        to: event.on,
        text: `${dayText(ended.began.on)}${word(def, ended.began, '暂停计算')}，自次日起暂停计算，依据${ended.rule.basis}。`,
      });
    lines.push({
      kind: 'restart',
      from: event.on,
      text: `${dayText(event.on)}${word(def, event)}，期限自次日起重新计算，此前的日子不再计入，依据${rule.basis}。`,
    });
  }
  return lines;
}

/** Weekends, holidays by name, and make-up workdays that count; neighbours of one kind and name share a line. */
function dayLines(count: Count): Line[] {
  const lastOn = count.end?.lastOn;
  const groups: [DayMark, ...DayMark[]][] = [];
  for (const day of count.days) {
    if (day.kind !== 'weekend' && day.kind !== 'holiday' && day.kind !== 'make-up') continue;
    if (lastOn !== undefined && day.on > lastOn) continue;
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && last.kind === day.kind && last.name === day.name && daysBetween(last.on, day.on) === 1)
      group.push(day);
    else groups.push([day]);
  }
  return groups.map((group) => dayLine(group[0], group.at(-1)?.on ?? group[0].on, group.length));
}

function dayLine({ kind, on: from, name = '' }: DayMark, to: LocalDate, days: number): Line {
  const when = rangeText(from, to);
  if (kind === 'make-up') return { kind, from, to, days, text: `${when}为${name}调休上班日，计算在内。` };
  if (kind === 'holiday') return { kind, from, to, days, text: `${when}为${name}放假，${days}天不计算。` };
  return { kind: 'weekend', from, to, days, text: `${when}为周末，${days}天不计算。` };
}

/** A day held by two letters is told once, under the first. */
function pauseLines(def: ClockDef, run: Run, count: Count): Line[] {
  const told = new Set<LocalDate>();
  return run.pauses.map((pause) => {
    const { from, until } = spanOf(pause, run.stop);
    const days = count.days.filter(
      (d) => d.kind === 'paused' && d.on > from && (!until || d.on <= until) && !told.has(d.on),
    );
    for (const day of days) told.add(day.on);
    const unit = def.limit.unit === 'working' ? '个工作日' : '天';
    const text = `${dayText(from)}${word(def, pause.began, '暂停计算')}，${pauseEnd(def, run, pause)}，期间${days.length}${unit}不计算，依据${pause.rule.basis}。`;
    return { kind: 'pause', from, ...(until !== undefined && { to: until }), days: days.length, text };
  });
}

function pauseEnd(def: ClockDef, run: Run, pause: Pause): string {
  const { until } = spanOf(pause, run.stop);
  if (until === undefined) return '自次日起暂停计算，尚未恢复';
  if (until === pause.closedBy?.on) return `至${dayText(until)}${word(def, pause.closedBy)}`;
  if (until === pause.cap) return `至${dayText(until)}满${pause.rule.atMost ? periodText(pause.rule.atMost) : ''}`;
  return `至${dayText(until)}办结`;
}

function extensionLines(def: ClockDef, run: Run): Line[] {
  return run.grants.map(({ event, rule, n, movedFrom }) => {
    const days = periodText({ n, unit: def.limit.unit });
    const capped = (event.days ?? n) > n ? `（提出${event.days}，按规定最多${n}）` : '';
    const was = movedFrom === undefined ? '' : `，原期限最后一日为${dayText(movedFrom)}`;
    return {
      kind: 'extension',
      from: event.on,
      days: n,
      text: `${dayText(event.on)}延长${days}${capped}${was}，依据${rule.basis}。`,
    };
  });
}

function refusalLines(def: ClockDef, run: Run): Line[] {
  return run.refused.map(({ event, reason }) => ({
    kind: 'refused',
    from: event.on,
    text: `${dayText(event.on)}${word(def, event, '的记录')}：${reason}。`,
  }));
}

function unmovedLines(def: ClockDef, run: Run): Line[] {
  return run.unmoved.map(({ event, rule }) => ({
    kind: 'unmoved',
    from: event.on,
    text: `${dayText(event.on)}${word(def, event)}，期限照常计算，${rule.basis}没有规定因此暂停。`,
  }));
}

function rollLines(count: Count, calendar: WorkCalendar): Line[] {
  if (!count.end || count.end.lastOn === count.end.dueOn) return [];
  const { lastOn: from, dueOn: to } = count.end;
  const day = dayKind(from, calendar);
  const why = day.kind === 'holiday' ? `${day.name ?? ''}放假` : '周末';
  return [
    {
      kind: 'roll',
      from,
      to,
      days: daysBetween(from, to),
      text: `最后一日${dayText(from)}为${why}，顺延至其后第一个工作日${dayText(to)}。`,
    },
  ];
}

function provisionalLines(count: Count, calendar: WorkCalendar): Line[] {
  if (!count.end?.provisional) return [];
  const open = count.days.filter((day) => day.provisional).map((day) => yearOf(day.on));
  const years = [...new Set(open.map((year) => (calendar.years.has(year) ? year + 1 : year)))];
  const known = [...calendar.years.keys()];
  const passed = (year: number) => known.some((later) => later > year);
  const guess = '暂按周一至周五上班、公历固定日期的法定节日放假推算';
  const line = (of: readonly number[], why: string): Line[] =>
    of.length > 0 ? [{ kind: 'provisional', text: `${of.join('、')}年节假日安排${why}` }] : [];
  return [
    // Long announced, only not known to us: to say otherwise of a year that has passed would be untrue.
    ...line(years.filter(passed), `早已公布，但没有录入本系统，${guess}；请以当年公布的安排为准。`),
    ...line(
      years.filter((year) => !passed(year)),
      `尚未公布，${guess}；公布后重新计算，日期可能变动。`,
    ),
  ];
}

const dueLine = (on: LocalDate): Line => ({ kind: 'due', from: on, text: `期限最后一日为${dayText(on)}。` });

function waitingLine(def: ClockDef, count: Count, waiting: Pause | undefined): Line {
  const counted = countedUntil(count, waiting?.began.on ?? count.days.at(-1)?.on ?? localDate(def.inForceFrom));
  const [done, left] = [counted, count.allowance - counted].map((n) =>
    def.limit.unit === 'working' ? `${n}个工作日` : `${n}天`,
  );
  const sofar = `目前暂停计算，此前已计${done}，尚余${left}`;
  if (!count.end || !waiting?.cap) return { kind: 'waiting', text: `${sofar}；恢复计算后才能确定期限最后一日。` };
  return {
    kind: 'waiting',
    to: waiting.cap,
    text: `${sofar}；最晚等到${dayText(waiting.cap)}，届时期限最后一日为${dayText(count.end.dueOn)}。`,
  };
}

function outcomeLines(
  def: ClockDef,
  stop: HappenedOn | undefined,
  dueOn: LocalDate,
  calendar: WorkCalendar,
  today: LocalDate,
): Line[] {
  const at = stop?.on ?? today;
  const late = daysBetween(dueOn, at);
  const howLate = `逾期${late}天，其中工作日${workdaysBetween(dueOn, at, calendar)}天`;
  if (stop)
    return [
      {
        kind: 'stop',
        from: at,
        text: `${dayText(at)}${word(def, stop, '办结')}，${late > 0 ? howLate : '在期限内'}。`,
      },
    ];
  return late > 0 ? [{ kind: 'late', from: at, days: late, text: `截至${dayText(at)}尚未办结，已${howLate}。` }] : [];
}
