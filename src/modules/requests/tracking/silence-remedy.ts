import type { LocalDate } from '#kernel/dates.ts';
import type { GuideFacts } from '../guide/published.ts';
import { remedyText } from '../law/remedies.ts';
import type { Reading } from './public-clock.ts';

/**
 * What an applicant may do about not being answered in time: review first, for not performing a duty (行政复议法 art. 23 (1) (3); regulations pack §1.7), sixty days
 * from the end of the period [K]. Nothing while the period runs or is stopped by law: waiting that is lawful is not silence. Names not stated by the
 * installation are written round, so that nobody is left without the sentence.
 */
export function silenceRemedy(reading: Reading | undefined, { reviewOrgan, court, reviewUrl }: GuideFacts): string[] {
  if (reading?.state !== 'overdue') return [];
  const bodies = {
    reviewOrgan: reviewOrgan || '行政复议机关',
    court: court || '有管辖权的人民法院',
    ...(reviewUrl && { reviewUrl }),
  };
  return remedyText({ decision: 'silence', servedOnline: isAddress(reviewUrl), dueOn: lastDayOf(reading) }, bodies);
}

const isAddress = (url: string | undefined): boolean => URL.parse(url ?? '')?.protocol.startsWith('http') === true;
const lastDayOf = ({ dueOn }: Extract<Reading, { readonly state: 'overdue' }>): LocalDate => dueOn;
