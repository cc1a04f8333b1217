import { sql } from 'kysely';
import { type LocalDate, chineseDate, daysBetween } from '#kernel/dates.ts';
import { forbidden, notFound } from '#kernel/errors.ts';
import { allows, mayEver } from '#kernel/policy.ts';
import type { Act } from '#platform/services.ts';
import type { NewDelegation } from '../contract.ts';
import { policy } from '../policy.ts';
import { bureauOf, grantsOf } from '../queries.ts';
import { coversPerson, reachOf } from '../reach.ts';
import { roleLabel } from '../roles.ts';
import { gainingNothing } from '../self-gain.ts';
import { separationReasons } from '../separation.ts';
import { lockRegister, record, refuseAny } from './register.ts';

/** Longest absence one delegation covers, both days included. Ours: a longer one is an appointment. */
export const LONGEST_DELEGATION_DAYS = 90;

/**
 * Lets one person stand in for another for some days, in some of the roles that one holds through posts.
 * By the person or a registrar. Refuses roles not held, a delegate outside the bureau or barred from a role,
 * more than 90 days, days gone by, a role that is already stood in for, and a role that does not count in one's own session.
 */
export function delegate(act: Act, input: NewDelegation): Promise<{ id: string }> {
  return gainingNothing(act, () => delegateNow(act, input));
}

async function delegateNow(act: Act, input: NewDelegation): Promise<{ id: string }> {
  const { tx, today } = act;
  await lockRegister(act);
  await demandMayDelegate(act, input.fromPersonId);
  const from = await personFor(act, input.fromPersonId, '被代办人');
  const to = await personFor(act, input.toPersonId, '代办人');
  const shape = shapeReasons(input, today);
  refuseAny([
    ...shape,
    ...(from.id === to.id ? ['代办人不能是本人，请选择他人'] : []),
    ...(from.active ? [] : [`${from.name}已不在职，没有可以代办的岗位`]),
    ...(to.active ? [] : [`${to.name}已不在职，不能代办`]),
    ...(shape.length > 0 || from.id === to.id ? [] : await roleReasons(act, input, from, to)),
    ...(await sessionReasons(act, input)),
  ]);
  const { id } = await tx
    .insertInto('delegation')
    .values({
      from_person_id: from.id,
      to_person_id: to.id,
      from_on: input.fromOn,
      until_on: input.untilOn,
      roles: [...input.roles],
      reason: input.reason.trim(),
      made_by: act.actor.id,
      made_at: act.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await record(
    act,
    'delegate',
    { delegationId: id, from: from.id, to: to.id, roles: input.roles, fromOn: input.fromOn, untilOn: input.untilOn },
    input.fromOn,
  );
  return { id };
}

/** Ends a delegation before its day, from this moment. By either of the two or a registrar. Refuses one that is over. */
export async function endDelegation(act: Act, id: string): Promise<void> {
  await lockRegister(act);
  const delegation = await act.tx.selectFrom('delegation').selectAll().where('id', '=', id).executeTakeFirst();
  if (!delegation) throw notFound('这条代办');
  if (delegation.to_person_id !== act.actor.id) await demandMayDelegate(act, delegation.from_person_id);
  refuseAny([
    ...(delegation.ended_at ? ['这条代办已经提前结束'] : []),
    ...(delegation.until_on < act.today ? [`这条代办已于${chineseDate(delegation.until_on)}到期`] : []),
  ]);
  await act.tx.updateTable('delegation').set({ ended_at: act.now }).where('id', '=', id).execute();
  await record(act, 'end-delegation', {
    delegationId: id,
    from: delegation.from_person_id,
    to: delegation.to_person_id,
  });
}

async function demandMayDelegate(act: Act, personId: string): Promise<void> {
  if (allows(policy['organisations.delegate-own'], act.actor, { personId })) return;
  const reach = await reachOf(act.tx, act.actor, 'organisations.delegate');
  const may =
    mayEver(policy['organisations.delegate'], act.actor) && (await coversPerson(act.tx, reach, personId, act.today));
  if (!may) throw forbidden('只有本人或所在局的机构人事管理员可以安排或结束代办');
}

async function personFor(act: Act, id: string, what: string) {
  const person = await act.tx
    .selectFrom('person')
    .select(['id', 'name', 'active'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!person) throw notFound(what);
  return person;
}

function shapeReasons({ fromOn, untilOn }: NewDelegation, today: LocalDate): string[] {
  return [
    ...(untilOn < fromOn ? ['结束日期不能早于开始日期'] : []),
    ...(fromOn < today ? ['开始日期不能早于今天，代办不能补办到过去'] : []),
    ...(daysBetween(fromOn, untilOn) >= LONGEST_DELEGATION_DAYS
      ? [`代办最长 ${LONGEST_DELEGATION_DAYS} 天，更长的缺席请调整任职`]
      : []),
  ];
}

interface Named {
  readonly id: string;
  readonly name: string;
}

async function roleReasons(act: Act, input: NewDelegation, from: Named, to: Named): Promise<string[]> {
  const { tx } = act;
  const own = (await grantsOf(tx, from.id, input.fromOn)).filter((grant) => !grant.onBehalfOf);
  const lacking = input.roles.filter((role) => !own.some((grant) => grant.role === role));
  const bureaus = new Set(own.map((grant) => bureauOf({ id: grant.unitId, path: grant.unitPath })));
  const theirs = await grantsOf(tx, to.id, input.fromOn);
  const colleague = theirs.some(
    (grant) => !grant.onBehalfOf && bureaus.has(bureauOf({ id: grant.unitId, path: grant.unitPath })),
  );
  return [
    ...lacking.map((role) => `${from.name}在开始那天不担任${roleLabel(role)}，只能交由他人代办本人担任的角色`),
    ...(colleague ? [] : [`${to.name}届时在同一个局没有岗位，请选择同局的在岗人员`]),
    ...(await twiceReasons(act, input, from)),
    ...(await separationReasons(tx, to, input.roles, input)),
  ];
}

/** What does not count in one's own session, for want of a second factor, is not handed on from it. */
async function sessionReasons({ tx, actor, today }: Act, { fromPersonId, roles }: NewDelegation): Promise<string[]> {
  if (actor.id !== fromPersonId) return [];
  const held = (await grantsOf(tx, actor.id, today)).filter((grant) => !grant.onBehalfOf);
  return roles
    .filter((role) => held.some((grant) => grant.role === role) && !actor.grants.some((grant) => grant.role === role))
    .map((role) => `${roleLabel(role)}须双因素登录后才能交由他人代办，请先在「我的账号」启用或验证双因素`);
}

async function twiceReasons(act: Act, input: NewDelegation, from: Named): Promise<string[]> {
  const others = await act.tx
    .selectFrom('delegation as d')
    .innerJoin('person as who', 'who.id', 'd.to_person_id')
    .select(['who.name', 'd.roles', 'd.from_on', 'd.until_on'])
    .where('d.from_person_id', '=', from.id)
    .where('d.ended_at', 'is', null)
    .where(
      sql<boolean>`daterange(d.from_on, d.until_on, '[]') && daterange(${input.fromOn}::date, ${input.untilOn}::date, '[]')`,
    )
    .execute();
  return others.flatMap(({ name, roles, from_on, until_on }) =>
    input.roles
      .filter((role) => roles.includes(role))
      .map(
        (role) =>
          `${chineseDate(from_on)}至${chineseDate(until_on)}的${roleLabel(role)}已交由${name}代办，请先结束那条代办`,
      ),
  );
}
