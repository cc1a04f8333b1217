import { notify } from '#commons/notices/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import type { Act } from '#platform/services.ts';

/**
 * Whoever resets another's key could come in as that person: the person, the security officers and the auditors hear of it at
 * once, so that nobody does it unseen (三权分立).
 */
export async function tellOfReset(act: Act, personId: string, what: string): Promise<void> {
  const { tx, actor, today } = act;
  const person = await tx.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirstOrThrow();
  const guards = await Promise.all(['security-officer', 'auditor'].map((role) => holdersOf(tx, { role, on: today })));
  await notify(act, {
    to: [personId, ...guards.flat()].filter((id) => id !== actor.id),
    kind: 'security',
    title: `${what}已被重置：${person.name}`,
    body: `系统管理员${actor.name}重置了${person.name}的${what}，原有登录已全部退出。不是本人要求的，请立即联系安全管理员。`,
    dedupe: `reset:${personId}:${what}:${act.now}`,
  });
}
