import { randomUUID } from 'node:crypto';
import { addHours, type Instant } from '#kernel/dates.ts';
import { NotAnswered, type OutboundAnswer, sendOut } from '#platform/outbound.ts';
import type { Services } from '#platform/services.ts';
import { allowedNetworks } from './settings.ts';
import { openSecret, usableKeys } from './keys.ts';
import { type Delivery, messageOf } from './messages.ts';
import { beginRecord, endRecord } from './records.ts';
import { newNonce, sha256, sign } from './signing.ts';

/** Tried again after 2, 4, 8 … minutes, at most every four hours, and given up after ten tries: some 17 hours. */
export const MOST_TRIES = 10;
const LONGEST_WAIT_HOURS = 4;
/** Who takes a row to send it has this long; after that another may. */
const LEASE_HOURS = 5 / 60;
const BATCH = 20;
const TIMEOUT_MS = 10_000;
const GONE = 410;

/**
 * Sends the deliveries that are due, each claimed by one worker at a time; a slow receiver holds up its batch for ten seconds at
 * most. A crash between sending and recording sends twice rather than never, with the same id.
 */
export async function deliverDue(services: Services): Promise<{ sent: number; failed: number }> {
  const count = { sent: 0, failed: 0 };
  for (;;) {
    const batch = await claim(services);
    const results = await Promise.all(batch.map((delivery) => deliver(services, delivery)));
    for (const result of results) if (result !== 'superseded') count[result] += 1;
    if (batch.length < BATCH) return count;
  }
}

async function claim({ db, time }: Services): Promise<Delivery[]> {
  const now = time.now();
  const due = db
    .selectFrom('exchange_delivery as x')
    .innerJoin('exchange_partner as p', 'p.id', 'x.partner_id')
    .leftJoin('exchange_subscription as s', 's.id', 'x.subscription_id')
    .select('x.id')
    .where('x.state', '=', 'waiting')
    .where('x.next_at', '<=', now)
    .where('p.closed_at', 'is', null)
    .where('s.paused_at', 'is', null)
    .orderBy('x.next_at')
    .limit(BATCH)
    .forUpdate('x')
    .skipLocked();
  return db
    .updateTable('exchange_delivery')
    .set((eb) => ({ tries: eb('tries', '+', 1), next_at: addHours(now, LEASE_HOURS) }))
    .where('id', 'in', due)
    .returning(['id', 'partner_id as partnerId', 'subscription_id as subscriptionId', 'event'])
    .returning(['legality_request_id as legalityRequestId', 'document_id as documentId', 'seq', 'tries'])
    .returning('payment_order_id as paymentOrderId')
    .returning('made_at as madeAt')
    .execute();
}

type Result = 'sent' | 'failed' | 'superseded';

async function deliver(services: Services, delivery: Delivery): Promise<Result> {
  const { db, time } = services;
  const row = db.updateTable('exchange_delivery').where('id', '=', delivery.id).where('state', '=', 'waiting');
  const message = await messageOf(services, delivery);
  if (!message) {
    await row.set({ state: 'superseded' }).execute();
    return 'superseded';
  }
  const outcome = await tried(services, delivery, message.url, Buffer.from(JSON.stringify(message.body)));
  if (outcome.code === 'ok') {
    await row.set({ state: 'sent', sent_at: time.now(), last_status: outcome.status, last_error: null }).execute();
    return 'sent';
  }
  const dead = delivery.tries >= MOST_TRIES || outcome.status === GONE;
  await row
    .set({
      state: dead ? 'dead' : 'waiting',
      next_at: nextTry(time.now(), delivery.tries, outcome.retryAfter),
      last_status: outcome.status,
      last_error: outcome.detail,
    })
    .execute();
  services.log.warn('delivery failed', { delivery: delivery.id, tries: delivery.tries, outcome: outcome.code });
  return 'failed';
}

interface Outcome {
  readonly code: string;
  readonly status: number | null;
  readonly detail: string;
  readonly retryAfter?: number | undefined;
}

/** One try: signed with every key that is good now, recorded before it is sent and once it is over. */
async function tried(services: Services, delivery: Delivery, url: string, body: Buffer): Promise<Outcome> {
  const { db, time, secrets } = services;
  const now = time.now();
  const keys = await usableKeys(db, delivery.partnerId, now);
  const address = URL.parse(url);
  const path = `${address?.pathname ?? ''}${address?.search ?? ''}`;
  const signed = { method: 'POST', path, timestamp: now, nonce: newNonce(), body };
  const recordId = await beginRecord(db, {
    direction: 'out',
    partner_id: delivery.partnerId,
    key_id: keys[0]?.key_id ?? null,
    operation: 'deliver',
    method: 'POST',
    // Without the query: receivers like to put secrets there.
    path: `${address?.origin ?? ''}${address?.pathname ?? ''}`,
    request_id: randomUUID(),
    document_id: delivery.documentId,
    delivery_id: delivery.id,
    size: body.length,
    payload_hash: sha256(body),
    begun_at: now,
  });
  const begun = performance.now();
  const outcome = keys.length === 0 ? NO_KEY : await sent();
  await endRecord(db, recordId, {
    at: time.now(),
    status: outcome.status,
    outcome: outcome.code,
    detail: outcome.detail,
    ms: performance.now() - begun,
  });
  return outcome;

  async function sent(): Promise<Outcome> {
    try {
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Sunlit-Exchange/1',
        'x-sunlit-event': delivery.event,
        'x-sunlit-delivery': delivery.id,
        'x-sunlit-key': keys.map(({ key_id }) => key_id).join(','),
        'x-sunlit-timestamp': now,
        'x-sunlit-nonce': signed.nonce,
        'x-sunlit-signature': keys.map((key) => `sha256=${sign(openSecret(secrets, key), signed)}`).join(','),
      };
      const allowed = await allowedNetworks(db);
      return outcomeOf(await sendOut({ method: 'POST', url, headers, body, allowed, timeoutMs: TIMEOUT_MS }));
    } catch (error) {
      if (!(error instanceof NotAnswered)) throw error;
      return { code: error.code, status: null, detail: error.message };
    }
  }
}

const NO_KEY: Outcome = { code: 'unknown-key', status: null, detail: '没有有效的密钥，不能签名发送，请系统管理员签发' };

function outcomeOf({ status, headers, excerpt }: OutboundAnswer): Outcome {
  if (status >= 200 && status < 300) return { code: 'ok', status, detail: '' };
  const said = excerpt.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 300);
  const detail = `对方返回 ${status}${said ? `：${said}` : ''}`;
  const seconds = Number(headers['retry-after']);
  const retryAfter = Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
  return { code: status >= 300 && status < 400 ? 'redirected' : 'answered-otherwise', status, detail, retryAfter };
}

/** When to try again after so many tries; later when the receiver asks for it, within four hours. */
export function nextTry(now: Instant, tries: number, retryAfterSeconds = 0): Instant {
  const hours = Math.max(2 ** tries / 60, retryAfterSeconds / 3600);
  return addHours(now, Math.min(hours, LONGEST_WAIT_HOURS));
}
