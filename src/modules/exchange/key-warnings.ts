import { Type } from 'typebox';
import { sql } from 'kysely';
import { addHours, chineseDate, civilDate, type Instant } from '#kernel/dates.ts';
import { notify } from '#commons/notices/index.ts';
import { holdersOf } from '#commons/organisations/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';

/** Days before its end at which a key is spoken of, the nearest last. Ours. */
const WARNED_BEFORE = [30, 7] as const;
const DAY_HOURS = 24;

interface Ending {
  readonly name: string;
  readonly bureauId: string;
  readonly keyId: string;
  readonly expiresAt: Instant;
  readonly subscriptions: number;
}

/**
 * Tells the openness office and the administrators that the last key of a partner ends within 30 and within 7 days: with it end the calls
 * that come in, and what we send, which is signed with the same key. A key that another one outlives is about to be replaced: nothing is
 * said. Gives how many were spoken of.
 */
export async function warnOfKeys(services: Services): Promise<number> {
  const ending = await endingKeys(services);
  for (const key of ending) await act(services, systemActor, (a) => warn(a, key));
  return ending.length;
}

/** The key of each partner in use that ends last, where that is soon. */
async function endingKeys({ db, time }: Services): Promise<readonly Ending[]> {
  const now = time.now();
  const { rows } = await sql<Ending>`
    select * from (
      select distinct on (p.id) p.name, p.bureau_id as "bureauId", k.key_id as "keyId", k.expires_at as "expiresAt",
        (select count(*)::int from exchange_subscription s where s.partner_id = p.id and s.paused_at is null) as subscriptions
      from exchange_partner p join exchange_key k on k.partner_id = p.id
      where p.closed_at is null and k.revoked_at is null and k.expires_at > ${now}::timestamptz
      order by p.id, k.expires_at desc) last
    where last."expiresAt" <= ${addHours(now, WARNED_BEFORE[0] * DAY_HOURS)}::timestamptz
    order by last."expiresAt"`.execute(db);
  return rows;
}

async function warn(a: Act, { name, bureauId, keyId, expiresAt, subscriptions }: Ending): Promise<void> {
  const level =
    [...WARNED_BEFORE].reverse().find((days) => expiresAt <= addHours(a.now, days * DAY_HOURS)) ?? WARNED_BEFORE[0];
  const hooks = subscriptions > 0 ? `，向其推送的 ${subscriptions} 个订阅也用它签名` : '';
  await notify(a, {
    to: [
      ...new Set([
        ...(await holdersOf(a.tx, { role: 'openness-officer', on: a.today, bureauId })),
        ...(await holdersOf(a.tx, { role: 'administrator', on: a.today })),
      ]),
    ],
    kind: 'reminder',
    title: `${name}的密钥将在 ${level} 日内到期`.slice(0, 100),
    body: `「${name}」的密钥 ${keyId} 于${chineseDate(civilDate(expiresAt))}到期，到期后对方不能再推送和查询${hooks}。请系统管理员签发新密钥，并在重叠期内通知对方更换。`,
    link: '/workbench/exchange/partners',
    dedupe: `exchange.key:${keyId}:${level}`,
  });
}

export const warnOfKeysJob = defineJob({
  name: 'exchange.warn-of-keys',
  label: '提醒将要到期的对接密钥',
  cron: '20 8 * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    const ending = await warnOfKeys(services);
    return ending === 0 ? undefined : `将要到期 ${ending} 把`;
  },
});
