import { hoursBetween, type Instant } from '#kernel/dates.ts';
import type { PastStep } from '#commons/casework/index.ts';
import type { Act } from '#platform/services.ts';
import { openApplicant } from '../applicant.ts';
import { letterKind } from '../letters/letter-kinds.ts';
import { sendNoticesJob } from './job.ts';
import { outsideNight } from './quiet.ts';
import type { NoticeKind } from './words.ts';

interface Telling {
  /** What it is about, once. */
  readonly about: string;
  readonly kind: NoticeKind;
}

/**
 * Puts down that an applicant is to be told, by what they gave: a mail, a text message. Where this installation has no such channel that is
 * put down too. It never stands in the way of the matter itself: what is sent, and when, is the job's affair.
 */
export async function tellApplicant(act: Act, requestId: string, { about, kind }: Telling): Promise<void> {
  const { tx, services, now } = act;
  const request = await tx.selectFrom('request').select('applicant').where('id', '=', requestId).executeTakeFirst();
  if (!request?.applicant) return;
  const { email, phone } = openApplicant(services.secrets, requestId, request.applicant);
  const { mail, sms } = services.config;
  const rows = [
    ...(email ? [{ channel: 'email', at: now, there: mail !== undefined, missing: '没有配置邮件服务器' }] : []),
    ...(isMobile(phone)
      ? [{ channel: 'sms', at: outsideNight(now), there: sms !== undefined, missing: '没有配置短信网关' }]
      : []),
  ].map(({ channel, at, there, missing }) => ({
    request_id: requestId,
    channel,
    about,
    kind,
    made_at: now,
    next_at: at,
    state: there ? 'waiting' : 'unsent',
    last_error: there ? null : missing,
  }));
  if (rows.length === 0) return;
  await tx
    .insertInto('request_notice')
    .values(rows)
    .onConflict((oc) => oc.doNothing())
    .execute();
  if (rows.some(({ state }) => state === 'waiting')) await services.jobs.enqueue(tx, sendNoticesJob, {});
}

/** Only mobile numbers take text messages. */
const isMobile = (phone: string | undefined): phone is string =>
  phone !== undefined && /^(?:\+?86)?1[3-9]\d{9}$/.test(phone.replace(/[\s-]/g, ''));

/** After a step: what of it the applicant is told of, one message for each act. */
export async function tellOfStep(act: Act, requestId: string, history: readonly PastStep[]): Promise<void> {
  const now = history.filter(({ at }) => hoursBetween(at as Instant, act.now) === 0);
  const told = now.flatMap(({ action, payload, seq }) => {
    const kind = kindOf(action, payload);
    return kind ? [{ about: `journal:${seq}`, kind }] : [];
  });
  const last = told.at(-1);
  if (last) await tellApplicant(act, requestId, last);
}

const PROGRESS: ReadonlySet<string> = new Set(['confirm', 'merge', 'reopen', 'withdraw']);
const ASKS: ReadonlySet<string> = new Set(['correction', 'reasons', 'fee']);

function kindOf(action: string, { letter }: Readonly<Record<string, unknown>>): NoticeKind | undefined {
  const step = action.replace(/^request\./, '');
  // What was sent for the request it is answered with is sent to this applicant too.
  if (step === 'followLead') return letter === undefined ? undefined : 'progress';
  if (step !== 'sendLetter') return PROGRESS.has(step) ? 'progress' : undefined;
  if (letterKind(String(letter))?.to !== 'applicant') return undefined;
  return ASKS.has(String(letter)) ? 'asked' : 'progress';
}
