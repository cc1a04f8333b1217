import { Button, Popover } from 'antd';
import type {
  Light,
  MatterClock,
  MatterDetail,
  StepTarget as MatterLineTarget,
  StripDay,
} from '#commons/casework/contract.ts';
import { toldShortly } from '#kernel/clock-explanation.ts';
import { chineseDate, chineseWeekday, dayOf, isoWeekday, type LocalDate, monthOf } from '#kernel/dates.ts';
import { Absent, CivilDate } from './small-pieces.tsx';
import { TrafficLight } from './traffic-light.tsx';

/** A due date with how near it is. With a `clock`, the date opens its explanation: every line of it, and the days as a calendar. */
export function DueDate({
  dueOn,
  light,
  provisional = false,
  clock,
}: {
  readonly dueOn: LocalDate | null;
  readonly light: Light;
  /** Counted through a year whose holidays are not announced. */
  readonly provisional?: boolean;
  readonly clock?: MatterClock;
}) {
  if (!dueOn && light.colour === 'none') return <Absent words="无期限" />;
  const date = dueOn && (
    <span className="due-on">
      <CivilDate on={dueOn} />
      {provisional && <abbr title="其间有年份的放假安排尚未公布或没有录入，日期可能变动">暂定</abbr>}
    </span>
  );
  return (
    <span className="due">
      {date}
      <TrafficLight light={light} />
      {clock && clock.explanation.length > 0 && (
        <Popover
          trigger="click"
          placement="bottomLeft"
          title="期限是怎样算出来的"
          content={<ClockExplanation clock={clock} />}
        >
          <Button type="link" size="small">
            怎样算出
          </Button>
        </Popover>
      )}
    </span>
  );
}

/** The due date of a matter, as the screens about it show it. */
export function MatterDue({ detail: { matter, clock } }: { readonly detail: Pick<MatterDetail, 'matter' | 'clock'> }) {
  return <DueDate dueOn={matter.dueOn} light={matter.light} provisional={matter.dueProvisional} clock={clock} />;
}

/** The goal of the step a matter is at: how near it is, and on which day it ends. */
export function StepTarget({ target: { on, light } }: { readonly target: MatterLineTarget }) {
  return (
    <span className="step-target" title={`至${chineseDate(on)}`}>
      <TrafficLight light={light} />
    </span>
  );
}

/** How a period stands or ended, then how it was counted, line by line and as a calendar; `folded` keeps the counting shut until it is asked for. */
export function ClockExplanation({
  clock,
  folded = false,
}: {
  readonly clock: MatterClock;
  readonly folded?: boolean;
}) {
  const { standing, way } = toldShortly(clock.explanation);
  const counting = (
    <>
      <ol>
        {way.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ol>
      <CalendarStrip days={clock.strip} />
    </>
  );
  return (
    <div className="clock">
      {standing.map(({ kind, text }, at) => (
        <p key={text} className={at > 0 ? 'muted' : kind === 'late' ? 'clock-standing bad' : 'clock-standing'}>
          {text}
        </p>
      ))}
      {folded ? (
        <details>
          <summary>怎样算出</summary>
          {counting}
        </details>
      ) : (
        counting
      )}
    </div>
  );
}

/** Days in weeks from Monday to Sunday: counted ones carry their number, the others their reason. */
export function CalendarStrip({ days }: { readonly days: readonly StripDay[] }) {
  const first = days[0];
  if (!first) return null;
  const kinds = [...new Set(days.map(({ kind }) => kind))];
  return (
    <div className="strip">
      <p className="strip-key" aria-hidden="true">
        {kinds.map((kind) => (
          <span key={kind} className={`strip-day strip-${kind}`}>
            {KINDS[kind] ?? kind}
          </span>
        ))}
      </p>
      <ol aria-label="逐日计算">
        {days.map((day, at) => (
          <li
            key={`${day.on} ${day.kind}`}
            className={`strip-day strip-${day.kind} strip-on-${isoWeekday(day.on)}`}
            title={wordsOf(day)}
          >
            <span aria-hidden="true">
              <small>
                {at === 0 || dayOf(day.on) === 1 ? `${monthOf(day.on)}/` : ''}
                {dayOf(day.on)}
              </small>
              <b>{day.n ?? KINDS[day.kind]?.charAt(0) ?? ''}</b>
            </span>
            <span className="unseen">{wordsOf(day)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function wordsOf(day: StripDay): string {
  const kind = KINDS[day.kind] ?? day.kind;
  return `${chineseDate(day.on)} ${chineseWeekday(day.on)} ${kind}${day.n ? `，第 ${day.n} 日` : ''}`;
}

const KINDS: Readonly<Record<string, string>> = {
  start: '起算日',
  counted: '计入',
  weekend: '周末',
  holiday: '放假',
  'make-up': '调休上班',
  paused: '扣除',
  due: '截止日',
};
