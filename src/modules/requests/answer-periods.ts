import type { WorkCalendar } from '#kernel/calendar.ts';
import type { Period } from '#kernel/clock.ts';
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
  const period = periodOf(kind, content);
  return deliveredOn && period ? periodEnd(deliveredOn, period, calendar) : undefined;
}

/** The same in words, before the arrival is known; as the letters say it. */
export function periodWords({ kind, content }: Pick<LetterRow, 'kind' | 'content'>): string | undefined {
  const period = periodOf(kind, content);
  if (!period) return undefined;
  return period.unit === 'calendar' ? `自收到通知次日起${period.n}日内` : `收到之日起${period.n}个工作日内`;
}

function periodOf(kind: string, content: LetterRow['content']): Period | undefined {
  if (kind === 'fee') return { n: 30, unit: 'calendar' };
  const days = content.days ?? (kind === 'reasons' ? REASONS_WITHIN : undefined);
  return (kind === 'correction' || kind === 'reasons') && typeof days === 'number'
    ? { n: days, unit: 'working' }
    : undefined;
}
