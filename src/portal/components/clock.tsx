import type { DayMark, readClock } from '#kernel/clock.ts';
import { chineseDate, chineseWeekday, dayOf, isoWeekday, type LocalDate, monthOf, yearOf } from '#kernel/dates.ts';

export type Reading = ReturnType<typeof readClock>;

/** A date somebody waits for: the answer first, then how it was counted line by line, then the same as a calendar. */
export function Clock({
  title,
  reading,
  today,
}: {
  readonly title: string;
  readonly reading: Reading;
  readonly today: LocalDate;
}) {
  if (reading.state === 'idle') return null;
  return (
    <section className="clock" aria-label={title}>
      <h2>{title}</h2>
      <p className="clock-answer">{answerOf(reading)}</p>
      <details>
        <summary>这个日期是怎么算出来的</summary>
        <ol>
          {reading.explanation.map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ol>
        <Strip strip={reading.strip} today={today} />
      </details>
    </section>
  );
}

function answerOf(reading: Exclude<Reading, { state: 'idle' }>): string {
  if (reading.state === 'paused') return `自${chineseDate(reading.since)}起暂停计时`;
  const note = reading.provisional ? '（暂定，次年放假安排公布后可能调整）' : '';
  const due = `${chineseDate(reading.dueOn)}${chineseWeekday(reading.dueOn)}（含当日）前${note}`;
  if (reading.state === 'stopped')
    return reading.onTime
      ? `已于${chineseDate(reading.stoppedOn)}办结，期限为${due}`
      : `${chineseDate(reading.stoppedOn)}办结，超过期限 ${reading.lateByDays} 天`;
  return reading.state === 'overdue' ? `应于${due}办结，已超期 ${reading.lateByDays} 天` : `${due}办结`;
}

const MARKS: Readonly<Record<DayMark['kind'], string>> = {
  start: '起',
  counted: '',
  'make-up': '班',
  weekend: '休',
  holiday: '假',
  paused: '停',
  due: '止',
};

const WORDS: Readonly<Record<DayMark['kind'], string>> = {
  start: '开始，当天不计',
  counted: '计入',
  'make-up': '调休上班，计入',
  weekend: '周末，不计',
  holiday: '节假日，不计',
  paused: '暂停，不计',
  due: '到期',
};

/** One small calendar for each month; every day says in a word whether it counts, and the counted ones which they are. */
function Strip({ strip, today }: { readonly strip: readonly DayMark[]; readonly today: LocalDate }) {
  const months = Map.groupBy(strip, ({ on }) => `${yearOf(on)}年${monthOf(on)}月`);
  return (
    <div className="strip">
      {[...months].map(([month, days]) => (
        <table key={month}>
          <caption>{month}</caption>
          <thead>
            <tr>
              {[...'一二三四五六日'].map((day) => (
                <th key={day} scope="col">
                  <abbr title={`星期${day}`}>{day}</abbr>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeksOf(days).map((week) => (
              <tr key={week.find(Boolean)?.on}>
                {week.map((day, i) => (
                  <DayCell key={day?.on ?? i} day={day} today={today} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      <p className="strip-key">
        起：开始日，不计入；数字：第几天；休、假、停：不计入；班：调休上班，计入；止：到期日。
      </p>
    </div>
  );
}

function DayCell({ day, today }: { readonly day: DayMark | undefined; readonly today: LocalDate }) {
  if (!day) return <td />;
  const { on, kind, n, name } = day;
  return (
    <td className={`day day-${kind}${on === today ? ' day-today' : ''}`}>
      <time dateTime={on}>{dayOf(on)}</time>
      <span aria-hidden="true">{MARKS[kind] || n}</span>
      <span className="unseen">
        {name !== undefined && `${name}，`}
        {WORDS[kind]}
        {n !== undefined && `，第 ${n} 天`}
        {on === today && '，今天'}
      </span>
    </td>
  );
}

/** Rows of seven, Monday first, with gaps where the month or the strip does not reach. */
function weeksOf(days: readonly DayMark[]): (DayMark | undefined)[][] {
  const weeks: (DayMark | undefined)[][] = [];
  for (const day of days) {
    const column = isoWeekday(day.on) - 1;
    const current = weeks.at(-1);
    if (!current || column === 0) weeks.push(Array.from({ length: 7 }));
    const week = weeks.at(-1);
    if (week) week[column] = day;
  }
  return weeks;
}
