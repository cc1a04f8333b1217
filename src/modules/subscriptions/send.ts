import { sql } from 'kysely';
import { CannotDeliver, type Carrier, mailCarrier, nextTry } from '#commons/notices/index.ts';
import { addHours, type Instant } from '#kernel/dates.ts';
import { type Services, act, systemActor } from '#platform/services.ts';
import { readSiteFacts } from '#portal/index.ts';
import { type Rhythm, type Subject, SUBSCRIPTION_LIMITS } from './contract.ts';
import { toldOf, withdrawnOf } from './as-shown.ts';
import { end } from './ending.ts';
import { openAddress, openToken, stopToken } from './keys.ts';
import { confirmMail, digestMail, leaveHeaders, type Mail, type Sender, welcomeMail, withdrawalMail } from './mails.ts';
import { type Choosing, choosing, subjectAddress, subjectLabel } from './subject.ts';

/** Who takes rows to send has this long; after that another may. Longer than the time limits of the carrier. */
const LEASE_HOURS = 10 / 60;
const BATCH = 20;

interface Sending {
  readonly services: Services;
  readonly carrier: Carrier;
  readonly sender: Sender;
  readonly shown: Choosing;
}

/**
 * Sends what is due: the letters about subscriptions, then the mails with documents. Rows are claimed by one worker at a time; a failure
 * is written to its row with the time of the next try, and nothing is thrown. A crash between sending and recording sends a mail twice,
 * under the same Message-ID, rather than never. Without a mail server nothing is sent and the rows wait.
 */
export async function sendDue(services: Services, carrier = mailCarrier(services)): Promise<void> {
  if (!carrier) return;
  const { name: siteName } = await readSiteFacts(services.portalDb);
  const sender = { siteName, baseUrl: services.config.baseUrl };
  const sending = { services, carrier, sender, shown: await choosing(services) };
  for (;;) {
    const letters = await claimLetters(services);
    for (const letter of letters) await sendLetter(sending, letter);
    if (letters.length < BATCH) break;
  }
  for (;;) {
    const claimed = await claimDeliveries(services);
    const bySubscription = Map.groupBy(claimed, (delivery) => delivery.subscriptionId);
    for (const [id, deliveries] of bySubscription)
      for (const kind of [deliveries.filter((one) => !tells(one)), deliveries.filter(tells)])
        for (let at = 0; at < kind.length; at += SUBSCRIPTION_LIMITS.inOneMail)
          await sendDigest(sending, id, kind.slice(at, at + SUBSCRIPTION_LIMITS.inOneMail));
    if (bySubscription.size < BATCH) break;
  }
}

const tells = ({ event }: Delivery) => event === 'withdrawn';

interface Letter {
  readonly id: string;
  readonly subscriptionId: string;
  readonly kind: string;
  readonly token: Buffer | null;
  readonly tries: number;
  readonly madeAt: Instant;
}

async function claimLetters({ db, time }: Services): Promise<readonly Letter[]> {
  const now = time.now();
  const { rows } = await sql<Letter>`
    update subscription_letter set tries = tries + 1, next_at = ${addHours(now, LEASE_HOURS)}::timestamptz
    where id in (select id from subscription_letter where state = 'waiting' and next_at <= ${now}::timestamptz
      order by next_at limit ${BATCH} for update skip locked)
    returning id, subscription_id as "subscriptionId", kind, token, tries, made_at as "madeAt"`.execute(db);
  return rows;
}

interface Delivery {
  readonly id: string;
  readonly subscriptionId: string;
  readonly documentId: string;
  readonly event: string;
  readonly tries: number;
  readonly madeAt: Instant;
}

/** Everything due of so many subscriptions; what another worker has just taken is not taken twice, because the row is looked at again. */
async function claimDeliveries({ db, time }: Services): Promise<readonly Delivery[]> {
  const now = time.now();
  const { rows } = await sql<Delivery>`
    with due as (
      select s.id from subscription s
      where s.ended_at is null and exists (select from subscription_delivery d
        where d.subscription_id = s.id and d.state = 'waiting' and d.next_at <= ${now}::timestamptz)
      order by s.id limit ${BATCH} for update skip locked
    )
    update subscription_delivery d set tries = d.tries + 1, next_at = ${addHours(now, LEASE_HOURS)}::timestamptz
    from due where d.subscription_id = due.id and d.state = 'waiting' and d.next_at <= ${now}::timestamptz
    returning d.id, d.subscription_id as "subscriptionId", d.document_id as "documentId", d.event, d.tries, d.made_at as "madeAt"`.execute(
    db,
  );
  return rows.toSorted((one, other) => (one.madeAt < other.madeAt ? -1 : 1));
}

async function reader({ db, secrets }: Services, id: string) {
  const row = await db
    .selectFrom('subscription')
    .select(['address', 'subject', 'rhythm', 'bounces'])
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (!row?.address) return undefined;
  return {
    address: openAddress(secrets, row.address),
    // Written by `takeIn`, after the portal had checked them.
    subject: row.subject as Subject,
    rhythm: row.rhythm as Rhythm,
    bounces: row.bounces,
    stop: stopToken(secrets, id),
  };
}
type Reader = NonNullable<Awaited<ReturnType<typeof reader>>>;

async function sendLetter(sending: Sending, letter: Letter): Promise<void> {
  const { services, sender, shown } = sending;
  const to = await reader(services, letter.subscriptionId);
  if (!to) return;
  const label = subjectLabel(to.subject, shown);
  const mail = letter.token
    ? confirmMail(sender, label, to.rhythm, openToken(services.secrets, letter.subscriptionId, letter.token))
    : welcomeMail(sender, label, to.rhythm, to.stop);
  const outcome = await carry(sending, letter.id, to, mail, letter.kind === 'welcome', letter);
  await services.db
    .updateTable('subscription_letter')
    .set({ ...outcome, ...(outcome.state !== 'waiting' && { token: null }) })
    .where('id', '=', letter.id)
    .execute();
}

/** One mail with documents of one subscription: of what became public, or of what was withdrawn, never of both. */
async function sendDigest(sending: Sending, id: string, deliveries: readonly Delivery[]): Promise<void> {
  const { services, sender, shown } = sending;
  const to = await reader(services, id);
  if (!to) return;
  const [label, list] = [subjectLabel(to.subject, shown), subjectAddress(to.subject)];
  if (deliveries.some(tells)) {
    const gone = await withdrawnOf(services, deliveries);
    return carryAll(sending, id, to, deliveries, withdrawalMail(sender, label, [...gone.values()], list, to.stop));
  }
  const told = await toldOf(services, deliveries);
  const gone = deliveries.flatMap((delivery) => (told.has(delivery.id) ? [] : [delivery.id]));
  if (gone.length > 0)
    await services.db
      .updateTable('subscription_delivery')
      .set({ state: 'withdrawn' })
      .where('id', 'in', gone)
      .where('state', '=', 'waiting')
      .execute();
  const mail = digestMail(sender, label, [...told.values()], list, to.stop);
  return carryAll(
    sending,
    id,
    to,
    deliveries.filter((delivery) => told.has(delivery.id)),
    mail,
  );
}

/** Sends the mail that tells of these, and writes to each what became of it. */
async function carryAll(
  sending: Sending,
  id: string,
  to: Reader,
  deliveries: readonly Delivery[],
  mail: Mail,
): Promise<void> {
  const [first] = deliveries;
  if (!first) return;
  const { db } = sending.services;
  const outcome = await carry(sending, first.id, to, mail, true, first);
  await db
    .updateTable('subscription_delivery')
    .where(
      'id',
      'in',
      deliveries.map((delivery) => delivery.id),
    )
    .where('state', '=', 'waiting')
    .set(outcome)
    .execute();
  await countBounces(sending.services, id, outcome.state, to.bounces);
}

interface Outcome {
  readonly state: 'sent' | 'failed' | 'waiting';
  readonly last_error: string | null;
  readonly sent_at?: Instant;
  readonly next_at?: Instant;
}

async function carry(
  { services, carrier, sender }: Sending,
  id: string,
  { address, stop }: Reader,
  { title, text }: Mail,
  leave: boolean,
  { tries, madeAt }: { readonly tries: number; readonly madeAt: Instant },
): Promise<Outcome> {
  const headers = leave ? { headers: leaveHeaders(sender.baseUrl, stop) } : {};
  try {
    await carrier({ id, address, title, text, link: null, phone: null, ...headers });
    return { state: 'sent', sent_at: services.time.now(), last_error: null };
  } catch (error) {
    const now = services.time.now();
    const late = addHours(madeAt, SUBSCRIPTION_LIMITS.tryHours) <= now;
    const final = error instanceof CannotDeliver || (late && tries > 1);
    const why = error instanceof Error ? error.message : '原因不明';
    services.log.warn('a subscriber could not be mailed', { id, tries });
    return { state: final ? 'failed' : 'waiting', next_at: nextTry(now, tries), last_error: why.slice(0, 500) };
  }
}

/** An address that takes nothing any more is let go after some mails in a row; one that takes one begins anew. */
async function countBounces(services: Services, id: string, state: Outcome['state'], before: number): Promise<void> {
  if (state === 'waiting') return;
  const bounces = state === 'failed' ? before + 1 : 0;
  if (bounces === before) return;
  await services.db.updateTable('subscription').set({ bounces }).where('id', '=', id).execute();
  if (bounces >= SUBSCRIPTION_LIMITS.bounces) await act(services, systemActor, (a) => end(a, id, 'bounced'));
}
