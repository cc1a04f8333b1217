import { sql } from 'kysely';
import { addHours, type Instant } from '#kernel/dates.ts';
import type { Services } from '#platform/services.ts';
import { type Carrier, CannotDeliver, mailCarrier, smsCarrier } from './carriers.ts';
import { saidOutside } from './kinds.ts';

/** A message that cannot be sent is tried again after 2, 4, 8 … minutes, at most every four hours, and given up after ten tries: some 17 hours. */
export const MOST_TRIES = 10;
const LONGEST_WAIT_HOURS = 4;
/** Who takes a row to send it has this long; after that another may. Longer than the time limits of the carriers together. */
const LEASE_HOURS = 10 / 60;
const BATCH = 20;

interface Delivery {
  readonly id: string;
  readonly noticeId: string;
  readonly channel: string;
  readonly address: string;
  readonly tries: number;
}

/**
 * Sends the deliveries that are due, each claimed by one worker at a time. A failure is written to its row with the time of
 * the next try; nothing is thrown. A crash between sending and recording sends a message twice rather than never.
 */
export async function sendDue(services: Services): Promise<{ sent: number; failed: number }> {
  const carriers = { email: mailCarrier(services), sms: smsCarrier(services) };
  const count = { sent: 0, failed: 0 };
  for (;;) {
    const batch = await claim(services);
    for (const delivery of batch) {
      const carrier = delivery.channel === 'sms' ? carriers.sms : carriers.email;
      const sent = await send(services, delivery, carrier);
      count[sent ? 'sent' : 'failed'] += 1;
    }
    if (batch.length < BATCH) return count;
  }
}

async function claim({ db, time }: Services): Promise<Delivery[]> {
  const now = time.now();
  const due = db
    .selectFrom('notice_delivery')
    .select('id')
    .where('state', '=', 'waiting')
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(BATCH)
    .forUpdate()
    .skipLocked();
  return db
    .updateTable('notice_delivery')
    .set((eb) => ({ tries: eb('tries', '+', 1), next_at: addHours(now, LEASE_HOURS) }))
    .where('id', 'in', due)
    .returning(['id', 'notice_id as noticeId', 'channel', 'address', 'tries'])
    .execute();
}

async function send(services: Services, delivery: Delivery, carrier: Carrier | undefined): Promise<boolean> {
  const { db, time } = services;
  const row = db.updateTable('notice_delivery').where('id', '=', delivery.id).where('state', '=', 'waiting');
  try {
    if (!carrier) throw new CannotDeliver('这一渠道已停用');
    const notice = await db
      .selectFrom('notice as n')
      .innerJoin('person as p', 'p.id', 'n.person_id')
      .leftJoin('matter as m', 'm.id', 'n.matter_id')
      .select(['n.kind', 'n.title', 'n.link', 'p.phone', 'm.number'])
      .where('n.id', '=', delivery.noticeId)
      .executeTakeFirstOrThrow();
    const { link, phone } = notice;
    await carrier({ id: delivery.id, address: delivery.address, title: saidOutside(notice), link, phone });
    await row.set({ state: 'sent', sent_at: time.now(), last_error: null }).execute();
    return true;
  } catch (error) {
    const final = error instanceof CannotDeliver || delivery.tries >= MOST_TRIES;
    const why = error instanceof Error ? error.message : String(error);
    await row
      .set({
        state: final ? 'failed' : 'waiting',
        next_at: nextTry(time.now(), delivery.tries),
        last_error: why.slice(0, 500),
      })
      .execute();
    services.log.warn('notice not delivered', {
      delivery: delivery.id,
      channel: delivery.channel,
      tries: delivery.tries,
    });
    return false;
  }
}

/** When to try again after so many tries. */
export function nextTry(now: Instant, tries: number): Instant {
  return addHours(now, Math.min(2 ** tries / 60, LONGEST_WAIT_HOURS));
}

/** Gives a message that was given up another round of tries. */
export async function retry(services: Services, id: string): Promise<boolean> {
  const { numUpdatedRows } = await services.db
    .updateTable('notice_delivery')
    .set({ state: 'waiting', tries: 0, next_at: sql<Instant>`${services.time.now()}::timestamptz` })
    .where('id', '=', id)
    .where('state', '!=', 'sent')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
