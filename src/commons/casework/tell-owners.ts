import { notify } from '#commons/notices/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import type { Act } from '#platform/services.ts';
import type { MatterKind } from './kind.ts';
import type { MatterRow } from './queries.ts';
import { matterAddress, shortTitle } from './where.ts';

/** Tells those a matter now waits for. Whoever just acted is not told of their own act. */
export async function tellOwners(act: Act, kind: MatterKind, matter: MatterRow): Promise<void> {
  const { tx, today } = act;
  const waiting = await tx
    .selectFrom('matter')
    .select(['waiting_role', 'waiting_unit_id', 'waiting_person_id'])
    .where('id', '=', matter.id)
    .executeTakeFirstOrThrow();
  const people = waiting.waiting_person_id
    ? [waiting.waiting_person_id]
    : waiting.waiting_role
      ? await holdersOf(tx, {
          role: waiting.waiting_role,
          on: today,
          ...(waiting.waiting_unit_id ? { unitId: waiting.waiting_unit_id } : { bureauId: matter.bureauId }),
        })
      : [];
  await notify(act, {
    to: people.filter((id) => id !== act.actor.id),
    kind: 'to-do',
    title: `${waitingWords(kind, matter)}：${shortTitle(matter.title)}`,
    body: `${kind.label}「${matter.title}」（${matter.number}）等您办理${matter.task ? `：${matter.task}` : ''}`,
    link: matterAddress(kind, matter.id),
    matterId: matter.id,
    dedupe: `to-do:${matter.id}:${matter.version}`,
  });
}

/** 待保密审查 says it all; a state that does not say that somebody is awaited is called a to-do first. */
function waitingWords(kind: MatterKind, { state }: MatterRow): string {
  const label = kind.workflow.states[state]?.label ?? kind.label;
  return label.startsWith('待') ? label : `待办（${label}）`;
}
