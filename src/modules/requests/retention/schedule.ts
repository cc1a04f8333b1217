import { addYears, type LocalDate } from '#kernel/dates.ts';
import { LEAST_YEARS, type Schedule } from './settings.ts';

/** States in which a request came to rest without an answer of its own. */
const ENDED: ReadonlySet<string> = new Set(['withdrawn', 'lapsed', 'unpaid', 'merged']);

/** The day from which who asked need not be known any more, and on what that rests. */
export function dueFor(
  state: string,
  closedOn: LocalDate,
  schedule: Schedule,
): { readonly on: LocalDate; readonly basis: string } {
  const years = Math.max(LEAST_YEARS, ENDED.has(state) ? schedule.endedYears : schedule.answeredYears);
  const what = ENDED.has(state) ? '未作实体答复' : '作出答复';
  return { on: addYears(closedOn, years), basis: `${what}的申请，办结后保存 ${years} 年` };
}
