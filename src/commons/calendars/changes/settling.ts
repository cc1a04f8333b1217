import { Type } from 'typebox';
import { addHours, type Instant } from '#kernel/dates.ts';
import { recountDueDates } from '#commons/casework/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { type Act, act, type Services, systemActor } from '#platform/services.ts';
import { loadCalendar } from '../queries.ts';

// A process reckons by the calendar it has read, and reads it anew once a change is in force. A step that waited for the change, and a matter opened in
// that moment, may have reckoned by the one before: what they left is counted once more when every process has read the new one.

export const settleAfterChange = defineJob({
  name: 'calendars.settle',
  label: '节假日安排启用后复核期限',
  data: Type.Object({ changeId: Type.String({ format: 'uuid' }) }),
  run: async ({ changeId }, services) => {
    await settle(services, changeId);
  },
});

/** Asked for in the act that brings a change into force. */
export const settleLater = ({ tx, now, services }: Act, changeId: string): Promise<void> =>
  services.jobs.enqueue(tx, settleAfterChange, { changeId }, { startAfter: afterwards(now) });

/** By then every process has heard of it. */
const afterwards = (now: Instant): Instant => addHours(now, 1 / 60);

/** Gives how many dates were still by the calendar before; each has its entry, as those that moved with the change. */
export async function settle(services: Services, changeId: string): Promise<number> {
  await services.reloadCalendar();
  const moved = await act(services, systemActor, async (a) =>
    recountDueDates(a, await loadCalendar(a.tx), { changeId }),
  );
  return moved.length;
}
