import { forbidden, refused, stale } from '#kernel/errors.ts';
import { type Actor, allows, grantFor } from '#kernel/policy.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { notify } from '#commons/notices/index.ts';
import { actorsOf } from '#commons/organisations/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import type { AssignmentInput, PersonRef } from './contract.ts';
import { caseworkPolicy } from './policy.ts';
import { saidAbout } from './said.ts';
import { maySee } from './sight.ts';
import { type SeenMatter, closedForGood, lockSeen } from './visible.ts';
import { matterAddress, shortTitle } from './where.ts';

const rule = caseworkPolicy['casework.assign'];

/** Undefined for those who never assign here; otherwise why not now. */
export function assignRefusals(seen: SeenMatter, actor: Actor): string[] | undefined {
  if (!allows(rule, actor, seen.matter)) return undefined;
  return closedForGood(seen) ? ['事项已办结，不能再指定承办人'] : [];
}

/** Gives a matter to a person of the lead unit, or hands it over to another. The head of the lead unit decides, on the matter as it now is. */
export async function assign(act: Act, input: AssignmentInput & { readonly matterId: string }): Promise<void> {
  const { tx, actor, today } = act;
  const seen = await lockSeen(act, input.matterId);
  const { matter } = seen;
  const refusals = assignRefusals(seen, actor);
  if (!refusals) throw forbidden('承办人由牵头单位负责人指定');
  if (matter.version !== input.version) throw stale();
  const candidate = (await assigneesOf(tx, matter.leadUnitId, today)).find(({ id }) => id === input.personId);
  const reasons = [
    ...refusals,
    ...(candidate ? [] : ['只能指定在牵头单位任职的人员']),
    ...(candidate && !(await wouldSee(act, seen, input.personId)) ? [KEPT_FROM] : []),
    ...(matter.assigneeId === input.personId ? ['事项已经由这位同志承办，请选择另一位'] : []),
  ];
  if (reasons.length > 0) throw refused(reasons);
  await giveTo(act, seen, input.personId);
  const grant = grantFor(rule, actor, matter);
  await appendJournal(act, {
    chain: matterChain(matter.id),
    action: 'casework.assigned',
    round: matter.round,
    payload: {
      from: matter.assigneeId,
      to: input.personId,
      ...(await saidAbout(act, seen, 'assignment', { note: input.note })),
    },
    ...(grant && grant !== 'staff' && grant.onBehalfOf ? { onBehalfOf: grant.onBehalfOf } : {}),
  });
  await tell(act, seen, input);
}

export const KEPT_FROM = '知悉范围限定在指定的人员，这位同志不在其中，请先调整知悉范围或者另选';

/** Whether somebody would see a matter that was given to them: of what is restricted to named people, not whoever is not named. */
export async function wouldSee({ tx, today }: Act, { kind, matter }: SeenMatter, personId: string): Promise<boolean> {
  if (matter.namedIds === null) return true;
  const [person] = await actorsOf(tx, today, { ids: [personId] });
  return person !== undefined && maySee(kind, { ...matter, assigneeId: personId }, person);
}

/** From now on a person has the matter, and is awaited in person where its state waits for whoever has it. */
export async function giveTo({ tx, today }: Act, { kind, matter }: SeenMatter, personId: string): Promise<void> {
  const inPerson = kind.workflow.states[matter.state]?.owner?.of === 'assignee';
  await tx
    .updateTable('matter')
    .set((eb) => ({
      assignee_id: personId,
      version: eb('version', '+', 1),
      ...(inPerson && {
        waiting_role: null,
        waiting_unit_id: null,
        waiting_person_id: personId,
        waiting_since: today,
      }),
    }))
    .where('id', '=', matter.id)
    .execute();
}

async function tell(act: Act, { kind, matter }: SeenMatter, { personId, note }: AssignmentInput): Promise<void> {
  const about = { link: matterAddress(kind, matter.id), matterId: matter.id, kind: 'to-do' };
  const dedupe = `assigned:${matter.id}:${matter.version + 1}`;
  await notify(act, {
    ...about,
    to: [personId].filter((id) => id !== act.actor.id),
    title: `请您承办：${shortTitle(matter.title)}`,
    body: `${kind.label}「${matter.title}」（${matter.number}）${note ? `：${note}` : ''}`,
    dedupe,
  });
  if (matter.assigneeId && matter.assigneeId !== act.actor.id)
    await notify(act, {
      ...about,
      to: [matter.assigneeId],
      title: `已改由他人承办：${shortTitle(matter.title)}`,
      body: `${kind.label}「${matter.title}」（${matter.number}）不再由您承办`,
      dedupe,
    });
}

/** Who may be given matters of a unit: those who hold a post in it today. */
export async function assigneesOf(db: Db | Tx, unitId: string, today: LocalDate): Promise<PersonRef[]> {
  return db
    .selectFrom('post_holding as h')
    .innerJoin('post as p', 'p.id', 'h.post_id')
    .innerJoin('person as who', 'who.id', 'h.person_id')
    .select(['who.id', 'who.name'])
    .distinct()
    .where('p.unit_id', '=', unitId)
    .where('who.active', '=', true)
    .where('h.from_on', '<=', today)
    .where((eb) => eb.or([eb('h.until_on', 'is', null), eb('h.until_on', '>=', today)]))
    .where((eb) => eb.or([eb('p.abolished_on', 'is', null), eb('p.abolished_on', '>', today)]))
    .orderBy('who.name')
    .execute();
}
