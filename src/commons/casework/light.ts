import { sql } from 'kysely';
import { addWorkdays, type WorkCalendar, workdaysBetween } from '#kernel/calendar.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Light, LightColour } from './contract.ts';

/** Yellow begins with this many working days left. Ours: the period in which the ladder of supervision sends its first word. */
export const YELLOW_WORKDAYS = 3;

export interface Dated {
  readonly dueOn: LocalDate | null;
  readonly clockState?: string;
  readonly closedOn?: LocalDate | null;
}

/** How near the due date is, as a colour and in words. Pure: the same day and calendar give the same light. */
export function lightOf({ dueOn, clockState, closedOn }: Dated, today: LocalDate, calendar: WorkCalendar): Light {
  if (closedOn) return { colour: 'none', words: closingWords(dueOn, closedOn, calendar), workdays: null };
  if (clockState === 'paused') return { colour: 'paused', words: '暂停计时', workdays: null };
  if (clockState === 'stopped') return { colour: 'none', words: '计时已结束', workdays: null };
  if (dueOn === null) return { colour: 'none', words: '没有期限', workdays: null };
  if (dueOn < today) {
    const late = workdaysBetween(dueOn, today, calendar);
    return { colour: 'red', words: overdueWords(late), workdays: 0 - late };
  }
  const workdays = workdaysBetween(today, dueOn, calendar);
  const colour = workdays <= YELLOW_WORKDAYS ? 'yellow' : 'green';
  return { colour, words: remainingWords(today, dueOn, workdays), workdays };
}

function remainingWords(today: LocalDate, dueOn: LocalDate, workdays: number): string {
  if (dueOn === today) return '今日到期';
  // A date printed in a document may fall on a rest day, with no working day left before it.
  return workdays === 0 ? '剩余不足 1 个工作日' : `剩余 ${workdays} 个工作日`;
}

const overdueWords = (workdays: number) => (workdays === 0 ? '已超期，不足 1 个工作日' : `已超期 ${workdays} 个工作日`);

function closingWords(dueOn: LocalDate | null, closedOn: LocalDate, calendar: WorkCalendar): string {
  if (dueOn === null) return '已办结';
  if (closedOn <= dueOn) return '按期办结';
  const late = workdaysBetween(dueOn, closedOn, calendar);
  return late === 0 ? '超期办结，不足 1 个工作日' : `超期 ${late} 个工作日办结`;
}

/** The colour of a matter `m` as SQL, for filters and counts over many: the same rule as `lightOf`. */
export function lightColumn(today: LocalDate, calendar: WorkCalendar) {
  const greenFrom = addWorkdays(today, YELLOW_WORKDAYS + 1, calendar).on;
  return sql<LightColour>`case
    when m.closed_on is not null then 'none'
    when m.clock_state = 'paused' then 'paused'
    when m.clock_state = 'stopped' or m.due_on is null then 'none'
    when m.due_on < ${today}::date then 'red'
    when m.due_on < ${greenFrom}::date then 'yellow'
    else 'green' end`;
}
