import { CannotDeliver, mailCarrier, nextTry, smsCarrier } from '#commons/notices/index.ts';
import { addHours, type Instant } from '#kernel/dates.ts';
import type { Services } from '#platform/services.ts';
import { readSiteFacts } from '#portal/index.ts';
import { openApplicant } from '../applicant.ts';
import { outsideNight } from './quiet.ts';
import { mailText, mailTitle, type NoticeFacts, type NoticeKind, smsText } from './words.ts';

/** Tried again after 2, 4, 8 … minutes, at most every four hours, and given up after ten tries. */
const MOST_TRIES = 10;
/** Who takes a row to send it has this long. Longer than the time limits of the carriers. */
const LEASE_HOURS = 10 / 60;
const BATCH = 20;

interface Due {
  readonly id: string;
  readonly requestId: string;
  readonly channel: string;
  readonly kind: string;
  readonly tries: number;
}

/** Sends the notices that are due, each claimed by one worker at a time; a failure is written to its row and nothing is thrown. */
export async function sendDueNotices(services: Services): Promise<void> {
  const { name: siteName } = await readSiteFacts(services.portalDb);
  const carriers = { email: mailCarrier(services), sms: smsCarrier(services) };
  for (;;) {
    const batch = await claim(services);
    for (const due of batch) await send(services, due, siteName, carriers);
    if (batch.length < BATCH) return;
  }
}

async function claim({ db, time }: Services): Promise<Due[]> {
  const now = time.now();
  const due = db
    .selectFrom('request_notice')
    .select('id')
    .where('state', '=', 'waiting')
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(BATCH)
    .forUpdate()
    .skipLocked();
  return db
    .updateTable('request_notice')
    .set((eb) => ({ tries: eb('tries', '+', 1), next_at: addHours(now, LEASE_HOURS) }))
    .where('id', 'in', due)
    .returning(['id', 'request_id as requestId', 'channel', 'kind', 'tries'])
    .execute();
}

type Carriers = { readonly email: ReturnType<typeof mailCarrier>; readonly sms: ReturnType<typeof smsCarrier> };

async function send(services: Services, due: Due, siteName: string, carriers: Carriers): Promise<void> {
  const { db, time } = services;
  const row = db.updateTable('request_notice').where('id', '=', due.id).where('state', '=', 'waiting');
  // Waited over the evening, or tried again in the night: not before the morning.
  const at = due.channel === 'sms' ? outsideNight(time.now()) : time.now();
  if (at > time.now()) {
    await row.set((eb) => ({ next_at: at, tries: eb('tries', '-', 1) })).execute();
    return;
  }
  try {
    await carry(services, due, siteName, carriers);
    await row.set({ state: 'sent', sent_at: time.now(), last_error: null }).execute();
  } catch (error) {
    const final = error instanceof CannotDeliver || due.tries >= MOST_TRIES;
    const why = error instanceof Error ? error.message : '原因不明';
    await row
      .set({ state: final ? 'failed' : 'waiting', next_at: nextTime(time.now(), due), last_error: why.slice(0, 300) })
      .execute();
    services.log.warn('an applicant could not be told', { notice: due.id, channel: due.channel, tries: due.tries });
  }
}

const nextTime = (now: Instant, { tries, channel }: Due): Instant =>
  channel === 'sms' ? outsideNight(nextTry(now, tries)) : nextTry(now, tries);

async function carry(services: Services, { id, requestId, channel, kind }: Due, siteName: string, carriers: Carriers) {
  const carrier = channel === 'sms' ? carriers.sms : carriers.email;
  if (!carrier) throw new CannotDeliver('这一渠道已停用');
  const request = await services.db
    .selectFrom('request')
    .select(['receipt', 'applicant'])
    .where('id', '=', requestId)
    .executeTakeFirstOrThrow();
  if (!request.applicant) throw new CannotDeliver('申请人信息已经匿名');
  const { email, phone } = openApplicant(services.secrets, requestId, request.applicant);
  const facts: NoticeFacts = { siteName, baseUrl: services.config.baseUrl, receipt: request.receipt };
  const say = kind as NoticeKind;
  const common = { id, link: null, phone: null };
  if (channel === 'sms') {
    if (!phone) throw new CannotDeliver('申请人没有留手机号');
    const number = phone.replace(/[\s-]/g, '').replace(/^\+?86/, '');
    await carrier({ ...common, address: '', title: '', number, text: smsText(say, facts) });
    return;
  }
  if (!email) throw new CannotDeliver('申请人没有留电子邮箱');
  await carrier({ ...common, address: email, title: mailTitle(facts), text: mailText(say, facts) });
}
