import { chineseDate } from '#kernel/dates.ts';
import { notify } from '#commons/notices/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import type { Act } from '#platform/services.ts';
import type { Preview } from './preview.ts';

/** Those who may put it in force hear that it waits; whoever proposed it does not decide. */
export async function tellDeciders(
  act: Act,
  { id, year }: { readonly id: string; readonly year: number },
): Promise<void> {
  const holders: string[] = [];
  for (const role of ['openness-officer', 'openness-head'])
    holders.push(...(await holdersOf(act.tx, { role, on: act.today })));
  await notify(act, {
    to: holders.filter((person) => person !== act.actor.id),
    kind: 'system',
    title: `${year} 年节假日安排等待审核`,
    body: '请查看启用后会变动的期限，再决定是否启用。启用之前，期限不会变动。',
    link: `/workbench/calendar/changes/${id}`,
    dedupe: `calendar-change-proposed:${id}`,
  });
}

/** One notice for each person, however many of their matters move: the numbers of some, and where the others stand. Gives how many people. */
export async function tellOwnersOfMoved(
  act: Act,
  { id, noticeTitle }: { readonly id: string; readonly noticeTitle: string },
  { moved, told }: Preview,
): Promise<number> {
  const mine = new Map<string, string[]>();
  for (const { matter, dueOn } of moved)
    for (const person of told.get(matter.id) ?? [])
      mine.set(person, [...(mine.get(person) ?? []), `${matter.number}改为${chineseDate(dueOn)}`]);
  for (const [person, lines] of mine)
    await notify(act, {
      to: [person],
      kind: 'system',
      title: `节假日安排变动，您手头 ${lines.length} 件事项的期限有变`,
      body: `《${noticeTitle}》已启用。${lines.slice(0, 10).join('；')}${lines.length > 10 ? `；等 ${lines.length} 件` : ''}。请到待办中查看`,
      link: '/workbench/',
      dedupe: `calendar-change:${id}`,
    });
  return mine.size;
}
