import { sql } from 'kysely';
import { SEARCH_EDITION } from '#commons/publishing/index.ts';
import { addHours } from '#kernel/dates.ts';
import { errorFacts } from '#platform/log.ts';
import { type Act, act, type Services, systemActor } from '#platform/services.ts';
import { type Subject, SUBSCRIPTION_LIMITS } from './contract.ts';
import { end, endedDeliveries } from './ending.ts';
import { attemptHash, newToken, sealToken, stopToken, tokenHash } from './keys.ts';
import { subjectKey, wordsOf } from './subject.ts';

const BATCH = 200;

/**
 * Takes in what readers sent: first what they answered, so that whoever leaves gets nothing more and a link pressed in time counts;
 * then what they ask for; then forgets what was not confirmed within its time. Each by itself: one that fails holds up no other.
 */
export async function takeIn(services: Services): Promise<void> {
  await each(services, 'subscription_answer', takeAnswer);
  await each(services, 'subscription_request', takeRequest);
  await act(services, systemActor, forget);
}

async function each(
  services: Services,
  table: 'subscription_answer' | 'subscription_request',
  take: (act: Act, id: string) => Promise<void>,
): Promise<void> {
  const moment = table === 'subscription_answer' ? sql`said_at` : sql`asked_at`;
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(`intake.${table}`)} order by ${moment}, id limit ${BATCH}`.execute(services.db);
  for (const { id } of rows)
    await act(services, systemActor, (a) => take(a, id)).catch((error: unknown) =>
      services.log.error('a subscription cannot be taken in', { table, id, ...errorFacts(error) }),
    );
}

async function takeAnswer(a: Act, id: string): Promise<void> {
  const answer = await a.tx
    .deleteFrom('intake.subscription_answer')
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
  if (!answer) return;
  const { said, token_hash: hash, said_at: saidAt } = answer;
  const found = await a.tx
    .selectFrom('subscription')
    .selectAll()
    .where(said === 'confirm' ? 'confirm_hash' : 'stop_hash', '=', hash)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!found) return;
  if (said === 'stop') return end(a, found.id, 'reader');
  // Counts from the moment the reader pressed, not from the moment we read it.
  if (found.expires_at <= saidAt) return;
  const same = await a.tx
    .updateTable('subscription')
    .set({ rhythm: found.rhythm, bounces: 0 })
    .where('address_hash', '=', found.address_hash)
    .where('subject_key', '=', found.subject_key)
    .where('confirmed_at', 'is not', null)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  // Who had it already has changed its rhythm; there is still one of it.
  if (same) {
    await a.tx.deleteFrom('subscription').where('id', '=', found.id).execute();
    return;
  }
  await a.tx
    .updateTable('subscription')
    .set({ confirmed_at: saidAt, confirm_hash: null })
    .where('id', '=', found.id)
    .execute();
  await writeLetter(a, found.id, 'welcome');
}

async function takeRequest(a: Act, id: string): Promise<void> {
  const { tx, today, now, services } = a;
  const { secrets } = services;
  const asked = await tx
    .deleteFrom('intake.subscription_request')
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
  if (!asked) return;
  const byAddress = await attempts(a, attemptHash(secrets, today, asked.address_hash));
  const byCaller = await attempts(a, asked.caller_hash);
  if (byAddress > SUBSCRIPTION_LIMITS.perAddress || byCaller > SUBSCRIPTION_LIMITS.perCaller) {
    services.log.warn('a request to subscribe was dropped', { reason: 'too many today' });
    return;
  }
  const { held } = await tx
    .selectFrom('subscription')
    .select((eb) => eb.fn.countAll<number>().as('held'))
    .where('address_hash', '=', asked.address_hash)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (Number(held) >= SUBSCRIPTION_LIMITS.held) return;
  // Written by the portal, which has checked it.
  const subject = asked.subject as Subject;
  const words = await wordsOf(tx, subject, today);
  if (words === undefined) return;
  const key = subjectKey(subject);
  // Asked for again before it was confirmed: the newer link counts.
  await tx
    .deleteFrom('subscription')
    .where('address_hash', '=', asked.address_hash)
    .where('subject_key', '=', key)
    .where('confirmed_at', 'is', null)
    .execute();
  const token = newToken();
  await tx
    .insertInto('subscription')
    .values({
      id,
      address: asked.address,
      address_hash: asked.address_hash,
      subject: JSON.stringify(subject),
      subject_key: key,
      words,
      words_edition: SEARCH_EDITION,
      rhythm: asked.rhythm,
      asked_at: asked.asked_at,
      confirm_hash: tokenHash(secrets, token),
      stop_hash: tokenHash(secrets, stopToken(secrets, id)),
      expires_at: addHours(now, SUBSCRIPTION_LIMITS.confirmHours),
    })
    .execute();
  await writeLetter(a, id, 'confirm', sealToken(secrets, id, token));
}

async function writeLetter(
  { tx, now }: Act,
  subscriptionId: string,
  kind: 'confirm' | 'welcome',
  token: Buffer | null = null,
): Promise<void> {
  await tx
    .insertInto('subscription_letter')
    .values({ subscription_id: subscriptionId, kind, token, made_at: now, next_at: now })
    .execute();
}

/** Counts one more and gives how many that makes today. */
async function attempts({ tx, today }: Act, hash: string): Promise<number> {
  const { times } = await tx
    .insertInto('subscription_attempt')
    .values({ day: today, hash, times: 1 })
    .onConflict((conflict) =>
      conflict.columns(['day', 'hash']).doUpdateSet({ times: sql<number>`subscription_attempt.times + 1` }),
    )
    .returning('times')
    .executeTakeFirstOrThrow();
  return times;
}

/** What was not confirmed in its time, and the counts of other days. Links of which the answer still lies unread are left to it. */
async function forget(a: Act): Promise<void> {
  const { tx, now, today } = a;
  await tx.deleteFrom('subscription_attempt').where('day', '<', today).execute();
  await tx
    .deleteFrom('subscription')
    .where('confirmed_at', 'is', null)
    .where('expires_at', '<=', now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('intake.subscription_answer as x')
            .select('x.id')
            .whereRef('x.token_hash', '=', 'subscription.confirm_hash'),
        ),
      ),
    )
    .execute();
  await endedDeliveries(a);
}
