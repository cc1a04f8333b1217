import { beginSet, orderSet, releaseAllDue } from '#commons/publishing/index.ts';
import { addWorkdays } from '#kernel/calendar.ts';
import { addDays, maxDate } from '#kernel/dates.ts';
import { act } from '#platform/services.ts';
import type { Story } from './story.ts';
import { formedOn } from './day.ts';
import { type Entry, workHour } from './diary.ts';
import type { DemoDocument, DemoSet } from './document.ts';

/** A release set: gathered by who drafts on the day its last document was formed, let out by the releaser. */
export function lifeOfSet(story: Story, set: DemoSet, documents: readonly DemoDocument[]): Entry[] {
  const { services, today, turn } = story;
  const calendar = services.calendar();
  const members = documents.filter((document) => document.set === set.key);
  const [first, ...others] = members.map(({ when }) => formedOn(when, today, calendar));
  const [lead] = members;
  if (!first || !lead) throw new Error(`nothing goes out with the set ${set.key}`);
  const gathered = maxDate(first, ...others);
  const orders = async (id: string, releaseAt?: string) => {
    const { version } = await services.db
      .selectFrom('release_set')
      .select('version')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await act(services, await turn('releaser', 0), (a) =>
      orderSet(a, id, { version, ...(releaseAt ? { releaseAt } : {}) }),
    );
  };
  let id = '';
  const entries: Entry[] = [
    {
      at: workHour(services, gathered, 9, 15),
      run: async () => {
        const drafter = await turn('drafter', 0, story.units.get(lead.unit));
        const documentIds = members.flatMap(({ key }) => story.ids.get(key ?? '') ?? []);
        id = await act(services, drafter, (a) => beginSet(a, { title: set.title, reason: set.reason, documentIds }));
      },
    },
  ];
  if (set.releasedAfter !== undefined)
    entries.push({
      at: workHour(services, addWorkdays(gathered, set.releasedAfter, calendar).on, 9, 30),
      run: () => orders(id),
    });
  else if (set.scheduledInDays !== undefined) {
    const promised = workHour(services, addDays(today, set.scheduledInDays), 10);
    entries.push({ at: workHour(services, gathered, 17, 20), run: () => orders(id, promised) });
    entries.push({
      at: promised,
      run: async () => {
        await releaseAllDue(services);
      },
    });
  }
  return entries;
}
