import type { LocalDate } from '#kernel/dates.ts';
import { eventsOf, historyOf, type MatterRow } from '#commons/casework/index.ts';
import type { Act } from '#platform/services.ts';
import { replyReading } from '../tracking/public-clock.ts';
import { requestJournal } from './letter-events.ts';

/**
 * The last day of the reply period as it stands on a day; null where none runs, and while the law stops it: the date a matter had before the pause is
 * not the one it will have after (条例第三十二条至第三十四条).
 */
export async function lastDayOn(
  { tx, services }: Act,
  { id, receivedOn }: Pick<MatterRow, 'id' | 'receivedOn'>,
  on: LocalDate,
): Promise<LocalDate | null> {
  const events = eventsOf(requestJournal, await historyOf(tx, id));
  const reading = replyReading({ receivedOn, events }, services.calendar(), on);
  return reading && 'dueOn' in reading ? reading.dueOn : null;
}
