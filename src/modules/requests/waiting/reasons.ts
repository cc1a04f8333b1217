import { addWorkdays } from '#kernel/calendar.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Duty } from '#commons/casework/index.ts';
import type { Services } from '#platform/services.ts';
import { lastDayOf } from '../answer-periods.ts';
import type { LetterRow } from '../letters/letters.ts';

/**
 * 条例第三十五条 lets the organ ask for reasons and says nothing of the period: it runs on. So what the applicant does not say is not waited for one day
 * longer than the letter gave; on the day after, the office enters what has come, or goes on without.
 */
export function reasonsDuty(
  letters: readonly LetterRow[],
  state: string,
  today: LocalDate,
  { calendar }: Pick<Services, 'calendar'>,
): Duty[] {
  if (state !== 'awaitingReasons') return [];
  const letter = letters.findLast(({ kind }) => kind === 'reasons');
  const last = letter && lastDayOf(letter, calendar());
  if (!letter || last === undefined || today <= last) return [];
  return [
    {
      key: `reasons:${letter.id}`,
      role: 'openness-officer',
      task: '说明理由的期限已满，答复期限照常计算：登记收到的理由，或者登记逾期未说明理由，继续办理',
      dueOn: addWorkdays(last, 1, calendar()).on,
    },
  ];
}
