import { notify } from '#commons/notices/index.ts';
import { actorsOf, holdersOf } from '#commons/organisations/index.ts';
import type { Act } from '#platform/services.ts';
import type { MatterKind } from './kind.ts';
import type { MatterRow } from './queries.ts';
import { maySee } from './sight.ts';
import { matterAddress, shortTitle } from './where.ts';

/** Whom a matter waits for: a person, or whoever holds a role in a unit or in the bureau; nobody where all is null. */
export interface Awaited {
  readonly role: string | null;
  readonly unitId: string | null;
  readonly personId: string | null;
}

/** Tells those a matter now waits for, and gives who they are. Whoever just acted is not told of their own act. */
export async function tellOwners(
  act: Act,
  kind: MatterKind,
  matter: MatterRow,
  { role, unitId, personId }: Awaited,
): Promise<readonly string[]> {
  const people = personId
    ? [personId]
    : role
      ? await holdersOf(act.tx, { role, on: act.today, ...(unitId ? { unitId } : { bureauId: matter.bureauId }) })
      : [];
  const told = matter.namedIds === null ? people : await whoSee(act, kind, matter, people);
  await notify(act, {
    to: told.filter((id) => id !== act.actor.id),
    kind: 'to-do',
    title: `${waitingWords(kind, matter)}：${shortTitle(matter.title)}`,
    body: `${kind.label}「${matter.title}」（${matter.number}）等您办理${matter.task ? `：${matter.task}` : ''}`,
    link: matterAddress(kind, matter.id),
    matterId: matter.id,
    dedupe: `to-do:${matter.id}:${matter.version}`,
  });
  return people;
}

/** Of a post that is awaited, those who may see what is restricted. */
async function whoSee(act: Act, kind: MatterKind, matter: MatterRow, people: readonly string[]): Promise<string[]> {
  const actors = await actorsOf(act.tx, act.today, { ids: people });
  return actors.filter((person) => maySee(kind, matter, person)).map(({ id }) => id);
}

/** 待保密审查 says it all; a state that does not say that somebody is awaited is called a to-do first. */
function waitingWords(kind: MatterKind, { state }: MatterRow): string {
  const label = kind.workflow.states[state]?.label ?? kind.label;
  return label.startsWith('待') ? label : `待办（${label}）`;
}
