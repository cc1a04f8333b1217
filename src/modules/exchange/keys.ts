import { sql } from 'kysely';
import { forbidden, notFound, refused } from '#kernel/errors.ts';
import { addHours, type Instant } from '#kernel/dates.ts';
import { allows } from '#kernel/policy.ts';
import { appendJournal } from '#commons/journal/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { SecretBox } from '#platform/secret-box.ts';
import type { Act } from '#platform/services.ts';
import type { MadeKey, NewKey } from './contract.ts';
import { partnerById, partnerChain } from './partners.ts';
import { exchangePolicy } from './policy.ts';
import { newKeyId, newSecret } from './signing.ts';

/** One in use and the one that takes over from it. */
const MOST_USABLE = 2;
const DAY_HOURS = 24;

const secretPlace = (keyId: string) => `exchange_key.secret:${keyId}`;
export const openSecret = (box: SecretBox, { key_id, secret }: { readonly key_id: string; readonly secret: Buffer }) =>
  box.open(secret, secretPlace(key_id));

/**
 * Gives a partner a key; the secret is in the answer and can be read nowhere afterwards. Older keys end after the overlap.
 * Refuses whoever said last what the partner may do: one hand registers, another gives the key.
 */
export async function issueKey(act: Act, partnerId: string, { validDays, overlapDays }: NewKey): Promise<MadeKey> {
  if (!allows(exchangePolicy['exchange.issue-keys'], act.actor)) throw forbidden();
  const partner = await partnerById(act.tx, partnerId);
  if (!partner) throw notFound('这个对接系统');
  const usable = await usableKeys(act.tx, partnerId, act.now);
  const reasons = [
    ...(partner.changed_by === act.actor.id ? ['这个系统的登记信息由您最后修改，密钥须由另一人签发'] : []),
    ...(partner.closed_at ? ['这个系统已停用，不能签发密钥'] : []),
    ...(overlapDays > 0 && usable.length >= MOST_USABLE ? ['已有两把有效的密钥，请先吊销其中一把'] : []),
  ];
  if (reasons.length > 0) throw refused(reasons);
  const keyId = newKeyId();
  const secret = newSecret();
  const expiresAt = addHours(act.now, validDays * DAY_HOURS);
  const endOfOld = addHours(act.now, overlapDays * DAY_HOURS);
  await act.tx
    .updateTable('exchange_key')
    .set({ expires_at: sql<Instant>`least(expires_at, ${endOfOld}::timestamptz)` })
    .where('partner_id', '=', partnerId)
    .where('revoked_at', 'is', null)
    .execute();
  await act.tx
    .insertInto('exchange_key')
    .values({
      key_id: keyId,
      partner_id: partnerId,
      secret: act.services.secrets.seal(secret, secretPlace(keyId)),
      issued_by: act.actor.id,
      issued_at: act.now,
      expires_at: expiresAt,
    })
    .execute();
  const payload = { keyId, expiresAt, overlapDays };
  await appendJournal(act, { chain: partnerChain(partnerId), action: 'exchange.key-issued', payload });
  return { partner: partner.name, keyId, secret, expiresAt };
}

/** Ends a key at once, whatever it is used for. */
export async function revokeKey(act: Act, id: string, reason: string): Promise<void> {
  if (!allows(exchangePolicy['exchange.revoke-keys'], act.actor)) throw forbidden();
  const key = await act.tx.selectFrom('exchange_key').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!key) throw notFound('这把密钥');
  if (key.revoked_at) throw refused(['这把密钥已经吊销']);
  await act.tx
    .updateTable('exchange_key')
    .set({ revoked_at: act.now, revoked_by: act.actor.id, revoked_for: reason })
    .where('id', '=', id)
    .execute();
  const payload = { keyId: key.key_id, reason };
  await appendJournal(act, { chain: partnerChain(key.partner_id), action: 'exchange.key-revoked', payload });
}

/** Keys that may sign now, the newest first: what we send is signed with each of them. */
export const usableKeys = (db: Db | Tx, partnerId: string, now: Instant) =>
  db
    .selectFrom('exchange_key')
    .selectAll()
    .where('partner_id', '=', partnerId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('issued_at', 'desc')
    .orderBy('id')
    .execute();
