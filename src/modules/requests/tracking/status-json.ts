import type { WorkCalendar } from '#kernel/calendar.ts';
import { editionOn } from '#kernel/clock.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { offersOf } from '../answers/offers.ts';
import type { GuideFacts } from '../guide/published.ts';
import { replyClock } from '../law/reply-clock.ts';
import { REPLY_KINDS } from '../law/reply-kinds.ts';
import { standingOf } from './plain-words.ts';
import { replyReading } from './public-clock.ts';
import { silenceRemedy } from './silence-remedy.ts';
import { timelineOf } from './timeline.ts';
import type { Tracked } from './tracking.ts';

/** The query page for machines: the same facts, the clock with every day and every line of its reckoning. */
export function statusJson(tracked: Tracked, calendar: WorkCalendar, today: LocalDate, guide: GuideFacts): object {
  if (tracked.is === 'waiting')
    return {
      receipt: tracked.receipt,
      state: 'waiting',
      stateLabel: '已经提交，正在登记',
      submittedAt: tracked.sentAt,
    };
  const { status, receipt, updatedAt, unopened } = tracked;
  const reading = replyReading(status, calendar, today);
  const def = status.receivedOn && editionOn(replyClock, status.receivedOn);
  const remedy = silenceRemedy(reading, status.bodies ?? guide);
  const { events, replyKind, bodies: _bodies, ...told } = status;
  return {
    receipt,
    asOf: today,
    updatedAt,
    ...told,
    ...(replyKind && { replyKind, replyKindLabel: REPLY_KINDS[replyKind].label }),
    standing: standingOf(status, reading, today, calendar),
    ...(remedy.length > 0 && { remedy }),
    timeline: timelineOf(status),
    ...(reading &&
      def && {
        clock: {
          rule: { label: def.label, basis: def.basis, inForceFrom: def.inForceFrom, limit: def.limit },
          ...reading,
        },
      }),
    offers: offersOf(status, today),
    unopened,
  };
}
