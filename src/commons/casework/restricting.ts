import { invalid } from '#kernel/errors.ts';
import type { Db, Tx } from '#platform/db.ts';
import { type Act, act, type Services } from '#platform/services.ts';
import type { Actor } from '#kernel/policy.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { keepViewOnce } from '#commons/journal/index.ts';
import { NOTICE_KEPT_SHORT } from '#commons/notices/index.ts';
import type { PersonRef } from './contract.ts';
import type { StepEffect } from './kind.ts';
import type { MatterRow } from './queries.ts';
import type { SeenMatter } from './visible.ts';

// What the two steps of `restricting-workflow.ts` do, and what follows from a restriction beside sight (`sight.ts`).

/** Why there is nothing for the step. Restricting again names other people in place of the first. */
export const restrictingBars = ({ namedIds }: MatterRow, step: string): string[] =>
  step === 'unrestrict' && namedIds === null ? ['知悉范围没有限定'] : [];

type Fields = Readonly<Record<string, unknown>>;

export const restrictingEffects = {
  /** Names the people. Refuses whoever holds no post in the matter's bureau. What notices had said of it before is taken back. */
  restrict: async (act: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> => {
    const people = (fields.people as readonly string[] | undefined) ?? [];
    const strangers = people.length - (await inBureau(act.tx, matter.bureauId, people, act.today)).length;
    if (strangers > 0) throw invalid({ people: `有${strangers}人目前不在本局任职，请重新选择` });
    await restrictTo(act, matter.id, people);
    await act.tx
      .updateTable('notice')
      .set({ ...NOTICE_KEPT_SHORT })
      .where('matter_id', '=', matter.id)
      .execute();
    return { restricted: true, payload: { people, reason: fields.reason } };
  },
  unrestrict: async ({ tx }: Act, matter: MatterRow, fields: Fields): Promise<StepEffect> => {
    await tx.deleteFrom('matter_restriction').where('matter_id', '=', matter.id).execute();
    return { restricted: false, payload: { reason: fields.reason } };
  },
} as const;

/** Writes down whom a matter is restricted to, in place of whoever was named before. The matter itself is marked by the step, or when it is opened. */
export async function restrictTo({ tx, actor, now }: Act, matterId: string, people: readonly string[]): Promise<void> {
  const row = { person_ids: [...people], by_id: actor.id, since: now };
  await tx
    .insertInto('matter_restriction')
    .values({ matter_id: matterId, ...row })
    .onConflict((oc) => oc.column('matter_id').doUpdateSet(row))
    .execute();
}

/** A look at what is restricted is kept before it is shown: once in half a day for each person. Of what is not restricted nothing is kept. */
export async function keepLook(services: Services, actor: Actor, { matter }: Pick<SeenMatter, 'matter'>, what: string) {
  if (matter.namedIds === null) return;
  await act(services, actor, (a) =>
    keepViewOnce(a, { kind: matter.kind, id: matter.id }, [what], '查看限定知悉的事项'),
  );
}

/** Whom a matter is restricted to, by name; null where it is not. */
export async function namedPeople(db: Db | Tx, { namedIds }: MatterRow): Promise<PersonRef[] | null> {
  if (namedIds === null) return null;
  if (namedIds.length === 0) return [];
  return db.selectFrom('person').select(['id', 'name']).where('id', 'in', namedIds).orderBy('name').execute();
}

async function inBureau(tx: Tx, bureauId: string, people: readonly string[], today: LocalDate) {
  if (people.length === 0) return [];
  return tx
    .selectFrom('post_holding as h')
    .innerJoin('post as p', 'p.id', 'h.post_id')
    .innerJoin('unit as u', 'u.id', 'p.unit_id')
    .innerJoin('person as who', 'who.id', 'h.person_id')
    .select('who.id')
    .distinct()
    .where('who.id', 'in', people)
    .where('who.active', '=', true)
    .where((eb) => eb(eb.val(bureauId), '=', eb.fn.any('u.path')))
    .where('h.from_on', '<=', today)
    .where((eb) => eb.or([eb('h.until_on', 'is', null), eb('h.until_on', '>=', today)]))
    .execute();
}
