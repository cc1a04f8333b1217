import type { WorkCalendar } from '#kernel/calendar.ts';
import { periodEnd } from '#kernel/clock-count.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { REASONS_WITHIN } from './letters/letter-kinds.ts';
import type { LetterRow } from './letters/letters.ts';

/**
 * The last day somebody has for what a letter asks, from its arrival: the days it gives for a correction (条例第三十条, 合理的期限) or for reasons (第三十五条), thirty days from the
 * day after for a fee (办法, known and not read [K]). Undefined for letters that ask nothing, and until the arrival is known.
 */
export function lastDayOf(
  { kind, content, deliveredOn }: Pick<LetterRow, 'kind' | 'content' | 'deliveredOn'>,
  calendar: WorkCalendar,
): LocalDate | undefined {
  if (!deliveredOn) return undefined;
  if (kind === 'fee') return periodEnd(deliveredOn, { n: 30, unit: 'calendar' }, calendar);
  const days = content.days ?? (kind === 'reasons' ? REASONS_WITHIN : undefined);
  return (kind === 'correction' || kind === 'reasons') && typeof days === 'number'
    ? periodEnd(deliveredOn, { n: days, unit: 'working' }, calendar)
    : undefined;
}
