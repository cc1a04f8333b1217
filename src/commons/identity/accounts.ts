import { AppError, forbidden, invalid, notFound, refused, stale } from '#kernel/errors.ts';
import { type Rule, allows } from '#kernel/policy.ts';
import type { Act } from '#platform/services.ts';
import { appendJournal } from '#commons/journal/index.ts';
import { nameBrake, personBrake, releaseBrakes } from './brake.ts';
import { accountChain } from './chain.ts';
import { type NewAccount, type OneTimePassword, USERNAME_PATTERN } from './contract.ts';
import { hashPassword } from './hashing.ts';
import { addressFor } from './oidc-profile.ts';
import { passwordProblems } from './password-rules.ts';
import { oneTimePassword, remember, setPassword } from './passwords.ts';
import { policy } from './policy.ts';
import { dropSessions } from './sessions.ts';
import { tellOfReset } from './tell-of-reset.ts';

export interface AccountWithPassword {
  readonly personId: string;
  readonly username: string;
  readonly password: string;
  /** True when somebody else knows the password. */
  readonly mustChange?: boolean;
}

/**
 * Gives a person an account with a password. Refuses an unknown or inactive person, a second account, a user name in use
 * or out of form, and a password against the rules; in a demonstration the password is the installation's and is not judged.
 */
export async function createAccount(
  act: Act,
  { personId, username, password, mustChange = false }: AccountWithPassword,
): Promise<void> {
  demand(act, policy['identity.manage-accounts']);
  const name = username.toLowerCase();
  const person = await personWithoutAccount(act, personId, name);
  const problems = act.services.config.demo.enabled ? [] : passwordProblems(password, name);
  if (problems.length > 0) throw new AppError('invalid', 422, problems, { password: problems.join('；') });
  const hash = await hashPassword(password);
  const { tx, now } = act;
  const stamps = { created_at: now, updated_at: now };
  await tx
    .insertInto('auth_user')
    // The made-up address counts as verified: better-auth links an identity provider's sign-in only to such.
    .values({
      id: personId,
      name: person.name,
      username: name,
      email: addressFor(name),
      email_verified: true,
      ...stamps,
    })
    .execute();
  await tx
    .insertInto('auth_account')
    .values({ user_id: personId, provider_id: 'credential', account_id: personId, password: hash, ...stamps })
    .execute();
  await tx
    .insertInto('account')
    .values({ person_id: personId, must_change_password: mustChange, password_set_at: now })
    .execute();
  await remember(tx, personId, hash, now);
  await appendJournal(act, {
    chain: accountChain(personId),
    action: 'identity.account-created',
    payload: { username: name },
  });
}

async function personWithoutAccount({ tx }: Act, personId: string, username: string) {
  const person = await tx
    .selectFrom('person')
    .select(['name', 'active'])
    .where('id', '=', personId)
    .forUpdate()
    .executeTakeFirst();
  if (!person) throw notFound('这名人员');
  const taken = await tx
    .selectFrom('auth_user')
    .select(['id', 'username'])
    .where((eb) => eb.or([eb('id', '=', personId), eb('username', '=', username)]))
    .execute();
  const reasons = [
    ...(person.active ? [] : [`${person.name}已不在职，不能开通账号`]),
    ...(taken.some(({ id }) => id === personId) ? [`${person.name}已有账号，不能再开通一个`] : []),
  ];
  if (reasons.length > 0) throw refused(reasons);
  if (!USERNAME_PATTERN.test(username))
    throw invalid({ username: '用户名由 3 至 30 个小写字母、数字、点、下划线、短横组成，以字母或数字开头' });
  if (taken.length > 0) throw invalid({ username: '这个用户名已有人使用，请换一个' });
  return person;
}

/** For the administrator: an account with a password that is shown once and must be changed at the first sign-in. */
export async function openAccount(act: Act, { personId, username }: NewAccount): Promise<OneTimePassword> {
  const password = oneTimePassword();
  await createAccount(act, { personId, username, password, mustChange: true });
  return { personId, username: username.toLowerCase(), password };
}

/** Closes an account: every session ends at once. Refuses one's own. */
export async function disableAccount(
  act: Act,
  personId: string,
  { version, reason }: { version: number; reason: string },
): Promise<void> {
  const account = await accountOfAnother(act, personId, version);
  if (account.disabled_at) throw refused(['这个账号已经停用']);
  await change(act, personId, { disabled_at: act.now, disabled_reason: reason });
  const sessionsEnded = await dropSessions(act.tx, personId);
  await note(act, personId, 'identity.account-disabled', { reason, sessionsEnded });
}

export async function enableAccount(act: Act, personId: string, { version }: { version: number }): Promise<void> {
  const account = await accountOfAnother(act, personId, version);
  if (!account.disabled_at) throw refused(['这个账号没有停用']);
  await change(act, personId, { disabled_at: null, disabled_reason: null });
  await note(act, personId, 'identity.account-enabled', {});
}

/** Ends a lock-out before its time. The administrator has made sure who asks. */
export async function unlockAccount(act: Act, personId: string, { version }: { version: number }): Promise<void> {
  const { username } = await accountOfAnother(act, personId, version);
  await releaseBrakes(act.tx, [nameBrake(act.services, username), personBrake(act.services, personId)]);
  await act.tx
    .updateTable('auth_two_factor')
    .set({ failed_verification_count: 0, locked_until: null })
    .where('user_id', '=', personId)
    .execute();
  await note(act, personId, 'identity.account-unlocked', {});
}

/** A forgotten password: a new one, shown once, to be changed at the next sign-in. Every session ends and a lock-out with them. */
export async function resetPassword(
  act: Act,
  personId: string,
  { version }: { version: number },
): Promise<OneTimePassword> {
  const { username } = await accountOfAnother(act, personId, version);
  const password = oneTimePassword();
  await setPassword(act, personId, await hashPassword(password), { mustChange: true });
  const sessionsEnded = await dropSessions(act.tx, personId);
  await releaseBrakes(act.tx, [nameBrake(act.services, username), personBrake(act.services, personId)]);
  await note(act, personId, 'identity.password-reset', { sessionsEnded });
  await tellOfReset(act, personId, '密码');
  return { personId, username, password };
}

/** A lost telephone: the second factor is taken off and every session ends, so that it is set up anew. */
export async function resetSecondFactor(act: Act, personId: string, { version }: { version: number }): Promise<void> {
  await accountOfAnother(act, personId, version);
  await removeSecondFactor(act, personId);
  const sessionsEnded = await dropSessions(act.tx, personId);
  await note(act, personId, 'identity.second-factor-reset', { sessionsEnded });
  await tellOfReset(act, personId, '双因素登录');
}

/** Takes the second factor off within the act. Refuses when there is none. */
export async function removeSecondFactor({ tx, now }: Act, personId: string): Promise<void> {
  const { numDeletedRows } = await tx.deleteFrom('auth_two_factor').where('user_id', '=', personId).executeTakeFirst();
  if (numDeletedRows === 0n) throw refused(['这个账号没有启用双因素登录']);
  await tx
    .updateTable('auth_user')
    .set({ two_factor_enabled: false, updated_at: now })
    .where('id', '=', personId)
    .execute();
}

async function accountOfAnother(act: Act, personId: string, version: number) {
  demand(act, policy['identity.manage-accounts']);
  if (personId === act.actor.id) throw refused(['不能管理自己的账号，请由另一名系统管理员办理']);
  const row = await act.tx
    .selectFrom('account as a')
    .innerJoin('auth_user as u', 'u.id', 'a.person_id')
    .select(['u.username', 'a.disabled_at', 'a.version'])
    .where('a.person_id', '=', personId)
    .forUpdate('a')
    .executeTakeFirst();
  if (!row) throw notFound('这个账号');
  if (row.version !== version) throw stale();
  return row;
}

async function change(
  { tx, now }: Act,
  personId: string,
  values: { disabled_at: typeof now | null; disabled_reason: string | null },
) {
  await tx
    .updateTable('account')
    .set((eb) => ({ ...values, version: eb('version', '+', 1) }))
    .where('person_id', '=', personId)
    .execute();
}

const note = (act: Act, personId: string, action: string, payload: Readonly<Record<string, unknown>>) =>
  appendJournal(act, { chain: accountChain(personId), action, payload });

function demand(act: Act, rule: Rule): void {
  if (!allows(rule, act.actor)) throw forbidden();
}
