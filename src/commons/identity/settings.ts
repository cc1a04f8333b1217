import { type Rule, allows } from '#kernel/policy.ts';
import { forbidden } from '#kernel/errors.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';
import { appendJournal } from '#commons/journal/index.ts';
import type { Settings } from './contract.ts';
import { policy } from './policy.ts';

/** 等级保护 asks that idle sessions end and passwords are renewed; the numbers are ours until the security officer sets others. */
export const DEFAULT_SETTINGS: Settings = {
  idleMinutes: 30,
  absoluteHours: 12,
  sessionsAtOnce: 5,
  passwordMaxAgeDays: 180,
  secondFactor: 'roles',
  providerCounts: false,
};

export async function settingsOf(db: Db | Tx): Promise<Settings> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', KEY).executeTakeFirst();
  return { ...DEFAULT_SETTINGS, ...(row?.value as Partial<Settings> | undefined) };
}

/** Counts from the next request of every session on. */
export async function changeSignInSettings(act: Act, chosen: Settings): Promise<void> {
  demand(act, policy['identity.change-settings']);
  const before = await settingsOf(act.tx);
  const value = JSON.stringify(chosen);
  await act.tx
    .insertInto('setting')
    .values({ key: KEY, value, changed_by: act.actor.id, changed_at: act.now })
    .onConflict((oc) => oc.column('key').doUpdateSet({ value, changed_by: act.actor.id, changed_at: act.now }))
    .execute();
  await appendJournal(act, {
    chain: 'identity',
    action: 'identity.settings-changed',
    payload: { before, after: chosen },
  });
}

function demand(act: Act, rule: Rule): void {
  if (!allows(rule, act.actor)) throw forbidden();
}

const KEY = 'identity';
