import type { Act } from '#platform/services.ts';
import type { NextMatter } from './next-contract.ts';
import { freshAt, signalPresence } from './presence.ts';
import { todoOf } from './to-do.ts';

/**
 * The next of what waits for somebody, in the order of their to-do list, what is paused at its end: the first after the matter they are at, and from the top again at its end. What a
 * colleague has open is left to that colleague, unless it waits for nobody else. One is at it at once (`presence.ts`), so that two who press together are given two.
 */
export async function nextFor(a: Act, after: string | undefined): Promise<NextMatter> {
  const { waiting: listed } = await todoOf(a.services, a.actor);
  // What stands still until somebody outside answers comes after everything that can be done.
  const waiting = listed.toSorted((x, y) => Number(x.light.colour === 'paused') - Number(y.light.colour === 'paused'));
  const at = waiting.findIndex(({ id }) => id === after);
  const inOrder = [...waiting.slice(at + 1), ...waiting.slice(0, at + 1)].filter(({ id }) => id !== after);
  if (inOrder.length === 0)
    return { path: null, said: at < 0 ? '没有等待您办理的事项了' : '除了这一件，没有等待您办理的事项了' };
  for (const { id, path, why } of inOrder) if (await taken(a, id, why === 'person')) return { path, said: null };
  const many = new Set(inOrder.map(({ id }) => id)).size;
  return { path: null, said: `等待您办理的其余 ${many} 件，同事都已经打开；需要时可以从待办列表打开` };
}

async function taken(a: Act, matterId: string, mineAlone: boolean): Promise<boolean> {
  const free = await a.tx
    .selectFrom('matter')
    .select('id')
    .where('id', '=', matterId)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!free || (!mineAlone && (await openBeforeOthers(a, matterId)))) return false;
  await signalPresence(a, matterId, 'reading');
  return true;
}

async function openBeforeOthers({ tx, actor, now }: Act, matterId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('matter_presence')
    .select('person_id')
    .where('matter_id', '=', matterId)
    .where('person_id', '<>', actor.id)
    .where('seen_at', '>=', freshAt(now))
    .executeTakeFirst();
  return row !== undefined;
}
