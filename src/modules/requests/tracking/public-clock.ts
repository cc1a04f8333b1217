import type { WorkCalendar } from '#kernel/calendar.ts';
import { type ClockReading, type DayMark, editionOn, type Line, readClock } from '#kernel/clock.ts';
import { chineseDate, type LocalDate } from '#kernel/dates.ts';
import { editionOf, presentOf } from '../handling/reply-period.ts';
import { replyClock } from '../law/reply-clock.ts';
import type { RequestStatus } from './status.ts';

export type Reading = ClockReading;

/** The reply period as it is read today, by the edition in force on the day of receipt; undefined until that day is known. */
export function replyReading(
  { receivedOn, events }: Pick<RequestStatus, 'receivedOn' | 'events'>,
  calendar: WorkCalendar,
  today: LocalDate,
): Reading | undefined {
  if (!receivedOn) return undefined;
  const present = presentOf(events);
  return readClock(editionOf(editionOn(replyClock, receivedOn), present), present as never, calendar, today);
}

/** The reckoning in short, each part a term and its value; the lines of the explanation say the same at length. */
export function clockFacts({ receivedOn, events }: RequestStatus, reading: Reading): { term: string; value: string }[] {
  const def = receivedOn && editionOf(editionOn(replyClock, receivedOn), presentOf(events));
  const lines = (kind: Line['kind']) => reading.explanation.filter((line) => line.kind === kind);
  const days = (kind: Line['kind']) => lines(kind).reduce((sum, line) => sum + (line.days ?? 0), 0);
  const start = lines('restart').at(-1) ?? lines('start').at(-1);
  const skipped = [
    ...(days('weekend') > 0 ? [`周末${days('weekend')}天`] : []),
    ...[...Map.groupBy(holidays(reading.strip), (day) => day.name ?? '节假日')].map(
      ([name, of]) => `${name}放假${of.length}天`,
    ),
    ...(days('pause') > 0 ? [`依法暂停${days('pause')}个工作日`] : []),
  ];
  return [
    ...(def ? [{ term: '规定', value: `${def.orderedBy ?? def.basis}，${def.limit.n}个工作日` }] : []),
    ...(start?.from
      ? [{ term: '起算', value: `${chineseDate(start.from)}${start.kind === 'restart' ? '重新起算' : ''}，当日不计` }]
      : []),
    ...(skipped.length > 0 ? [{ term: '不计入', value: skipped.join('，') }] : []),
    ...(days('extension') > 0 ? [{ term: '延长', value: `${days('extension')}个工作日` }] : []),
    { term: '最后一日', value: lastDay(reading) },
  ];
}

/** Holidays between the start and the due date that fell on working days of the week or not: all that the calendar names. */
const holidays = (strip: readonly DayMark[]): DayMark[] => strip.filter(({ kind }) => kind === 'holiday');

function lastDay(reading: Reading): string {
  if (reading.state === 'idle') return '尚未起算';
  if (reading.state !== 'paused') return chineseDate(reading.dueOn);
  const { waitsUntil, latestDueOn } = reading;
  if (!waitsUntil || !latestDueOn) return '暂停期间不计算，恢复以后确定';
  return `暂停最晚到${chineseDate(waitsUntil)}，届时为${chineseDate(latestDueOn)}`;
}
