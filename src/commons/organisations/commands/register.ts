import { sql } from 'kysely';
import { type LocalDate, chineseDate } from '#kernel/dates.ts';
import { forbidden, notFound, refused, stale } from '#kernel/errors.ts';
import { mayEver } from '#kernel/policy.ts';
import { appendJournal } from '#commons/journal/index.ts';
import type { Act } from '#platform/services.ts';
import { type OrganisationsAction, policy } from '../policy.ts';
import { type Reach, reachOf } from '../reach.ts';

/**
 * The register changes rarely and its rules span rows (no cycles, no overlap, separation), so its commands take turns:
 * held until the act is committed, and nothing that only reads waits for it.
 */
export async function lockRegister(act: Act): Promise<void> {
  await sql`select pg_advisory_xact_lock(702022)`.execute(act.tx);
}

/** May this actor do this at all, and how far? Refuses whoever lacks the role. */
export async function demandRole(act: Act, action: OrganisationsAction): Promise<Reach> {
  if (!mayEver(policy[action], act.actor)) throw forbidden();
  await lockRegister(act);
  return reachOf(act.tx, act.actor, action);
}

export const outOfReach = () => forbidden('这个机构不在您维护的范围内，请联系该机构所属局的机构人事管理员');

/**
 * A unit about to be changed, at the version the person saw. Refuses those outside the actor's reach, a stale version
 * and a unit that has been closed.
 */
export async function unitForChange(act: Act, action: OrganisationsAction, id: string, version: number) {
  const reach = await demandRole(act, action);
  const unit = await act.tx.selectFrom('unit').selectAll().where('id', '=', id).executeTakeFirst();
  if (!unit) throw notFound('这个机构');
  if (!reach.covers(unit)) throw outOfReach();
  if (unit.version !== version) throw stale();
  if (unit.closed_on) throw refused([`${unit.name}已于${chineseDate(unit.closed_on)}撤销，不能再修改`]);
  return { ...unit, reach };
}

/** Posts and holdings belong to their unit's version: whoever looked at the unit before sees that it has changed. */
export async function nextVersion(act: Act, unitId: string): Promise<void> {
  await act.tx
    .updateTable('unit')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', unitId)
    .execute();
}

export async function record(
  act: Act,
  action: string,
  payload: Readonly<Record<string, unknown>>,
  legalDate?: LocalDate,
): Promise<void> {
  await appendJournal(act, {
    chain: 'organisations',
    action: `organisations.${action}`,
    payload,
    ...(legalDate ? { legalDate } : {}),
  });
}

export function refuseAny(reasons: readonly string[]): void {
  if (reasons.length > 0) throw refused(reasons);
}

/** Empty input means "not there". */
export const orNull = (text: string | undefined): string | null => text?.trim() || null;
