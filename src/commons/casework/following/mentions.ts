import { actorsOf } from '#commons/organisations/index.ts';
import { notify } from '#commons/notices/index.ts';
import { refused } from '#kernel/errors.ts';
import type { Actor } from '#kernel/policy.ts';
import type { Act, Services } from '#platform/services.ts';
import type { Colleague } from './contract.ts';
import { maySee } from '../sight.ts';
import { type SeenMatter, seenMatter } from '../visible.ts';
import { pagePath, shortTitle } from '../where.ts';

const MOST = 50;

/** Whom a remark about a matter may address: who may see it, but for the one who asks; those of the lead unit first. The first fifty of the name. */
export async function colleaguesOf(
  services: Services,
  actor: Actor,
  matterId: string,
  q: string | undefined,
): Promise<Colleague[]> {
  const { db, time } = services;
  const { kind, matter } = await seenMatter(db, services, actor, matterId);
  const leads = (person: Actor) => person.grants.some(({ unitId }) => unitId === matter.leadUnitId);
  return (await actorsOf(db, time.today(), { q }))
    .filter((person) => person.id !== actor.id && maySee(kind, matter, person))
    .sort((a, b) => Number(leads(b)) - Number(leads(a)))
    .slice(0, MOST)
    .map(({ id, name, posts }) => ({ id, name, posts }));
}

/** Refuses a remark that addresses somebody who may not see the matter, whether there is such a person or not. */
export async function demandColleagues(
  { tx, today, actor }: Act,
  { kind, matter }: SeenMatter,
  to: readonly string[],
): Promise<void> {
  if (to.length === 0) return;
  const seeing = (await actorsOf(tx, today, { ids: to })).filter((person) => maySee(kind, matter, person));
  const reasons = [
    ...(seeing.length < to.length ? ['只能请可以查看这一事项的在职人员查看，请重新选择'] : []),
    ...(to.includes(actor.id) ? ['不必请自己查看，请从名单中去掉'] : []),
  ];
  if (reasons.length > 0) throw refused(reasons);
}

/** Tells those whom a remark addresses, and puts it into their to-do until they open it. The notice has nothing of its words: it is also mailed. */
export async function mention(
  act: Act,
  { kind, matter }: SeenMatter,
  seq: number,
  to: readonly string[],
): Promise<void> {
  if (to.length === 0) return;
  const { tx, actor, now } = act;
  await tx
    .insertInto('matter_mention')
    .values(to.map((id) => ({ matter_id: matter.id, seq, person_id: id, by_id: actor.id, made_at: now })))
    .execute();
  await notify(act, {
    to,
    kind: 'mention',
    title: `${actor.name}的批注请您查看：${shortTitle(matter.title)}`,
    body: `${actor.name}在${kind.label}「${matter.title}」（${matter.number}）的批注里请您查看`,
    link: `/workbench${pagePath(matter.id)}`,
    matterId: matter.id,
    dedupe: `mention:${matter.id}:${seq}`,
  });
}
