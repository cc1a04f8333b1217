import { createHash, randomUUID } from 'node:crypto';
import { canonicalJson } from '#kernel/canonical.ts';
import type { Instant } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { notify } from '#commons/notices/index.ts';
import { bureauOf, holdersOf, unitsByIds, unitsWithRole } from '#commons/organisations/index.ts';
import { type ReadMail, readMailElsewhere } from '#platform/extraction/index.ts';
import { type Mailbox, openMailbox } from '#platform/mailbox.ts';
import { oneByOne } from '#platform/one-by-one.ts';
import { type Act, act, type Services, systemActor } from '#platform/services.ts';
import type { MailTrouble } from './contract.ts';
import { noticeOf, noticeUndelivered } from './bounces.ts';
import { type MailHead, sealHead, sealRaw } from './sealed.ts';

/** Ours: what mail servers let through; of what is larger the head alone is fetched. */
export const LARGEST_MAIL = 25 * 1024 * 1024;
const HEAD_BYTES = 64 * 1024;
/** In one run; the rest waits for the next. */
const AT_ONCE = 50;

export interface ArrivedMail {
  readonly bytes: Buffer;
  readonly arrivedAt: Instant;
  /** As the server says; more than the bytes where the beginning alone was fetched. */
  readonly size?: number;
}

/**
 * Takes what waits in the mailbox into the holding pen, one by one: each is marked on the server only once it is safe here. What cannot be taken is logged and left for
 * the next run, and holds up none of the others. Gives how many are new.
 */
export async function readMailbox(
  services: Services,
  open: () => Promise<Mailbox> | undefined = () => services.config.mailbox && openMailbox(services.config.mailbox),
): Promise<number> {
  const mailbox = await open();
  if (!mailbox) return 0;
  let taken = 0;
  try {
    const waiting = await mailbox.waiting(AT_ONCE);
    const rows = waiting.map((mail) => ({ id: String(mail.uid), ...mail }));
    await oneByOne(services, rows, 'a mail cannot be taken', async ({ uid, size, arrivedAt }) => {
      const bytes = await mailbox.bytes(uid, size > LARGEST_MAIL ? HEAD_BYTES : LARGEST_MAIL);
      if (await takeMail(services, { bytes, size, arrivedAt })) taken += 1;
      await mailbox.taken(uid);
    });
  } finally {
    await mailbox.close();
  }
  return taken;
}

/**
 * Takes one mail in: read in a confined process, scanned, and laid sealed into the holding pen; the same mail twice is one. A report that a notice of ours did not arrive
 * is put to that notice. Nobody is answered. Gives whether it was new.
 */
export async function takeMail(
  services: Services,
  { bytes, arrivedAt, size = bytes.length }: ArrivedMail,
): Promise<boolean> {
  const whole = bytes.length >= size;
  const mail = await read(bytes);
  const scan = whole ? await scanned(services, bytes) : 'unscanned';
  const trouble: MailTrouble | null = !whole
    ? 'too-large'
    : scan === 'infected'
      ? 'infected'
      : mail
        ? null
        : 'unreadable';
  return act(services, systemActor, async (a) => {
    const bureauId = await bureauOfMailbox(a);
    const id = randomUUID();
    const notice = mail?.failure ? await noticeOf(a, bureauId, [mail.failure.messageId]) : undefined;
    const answered = mail && !notice ? await noticeOf(a, bureauId, mail.answers) : undefined;
    const kept = await a.tx
      .insertInto('request_mail')
      .values({
        id,
        bureau_id: bureauId,
        message_hash: services.secrets.keyedHash(idOf(mail, bytes), 'request-mail'),
        size,
        arrived_at: arrivedAt,
        taken_at: a.now,
        head: sealHead(services.secrets, id, headOf(mail)),
        raw: whole && scan !== 'infected' ? sealRaw(services.secrets, id, bytes) : null,
        scan,
        trouble,
        attachments: mail?.attachments.length ?? 0,
        suggested_id: answered?.requestId ?? null,
        ...(notice && { state: 'bounce', request_id: notice.requestId, handled_at: a.now }),
      })
      .onConflict((oc) => oc.columns(['bureau_id', 'message_hash']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!kept) return false;
    if (notice) await noticeUndelivered(a, notice, mail?.failure?.status ?? '');
    else await tellOffice(a, bureauId);
    return true;
  });
}

/** What cannot be read is taken all the same: a person looks at it. */
async function read(bytes: Buffer): Promise<ReadMail | undefined> {
  try {
    return await readMailElsewhere(bytes);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** A scanner that is away holds up no application: the mail says that it was not scanned. */
async function scanned({ files }: Services, bytes: Buffer): Promise<'clean' | 'unscanned' | 'infected'> {
  try {
    return (await files.scan(bytes)).found;
  } catch (error) {
    if (error instanceof AppError) return 'unscanned';
    throw error;
  }
}

const headOf = (mail: ReadMail | undefined): MailHead => ({
  name: mail?.from.name ?? '',
  address: mail?.from.address ?? '',
  subject: mail?.subject ?? '',
});

/**
 * What makes two mails one: their Message-ID and what they say. By the Message-ID alone, which the sender chooses, an application from a program that
 * gives every mail the same would be lost without a word. Of a mail that cannot be read, all of it; what servers add on the way tells two copies apart then.
 */
function idOf(mail: ReadMail | undefined, bytes: Buffer): string {
  if (!mail?.messageId) return sha256(bytes);
  const { messageId, from, subject, text, attachments } = mail;
  const files = attachments.map(({ name, bytes: file }) => [name, sha256(file)]);
  return sha256(canonicalJson({ messageId, address: from.address, subject, text, files }));
}

const sha256 = (what: Uint8Array | string): string => createHash('sha256').update(what).digest('hex');

/** The mailbox is that of the bureau whose site this is. */
async function bureauOfMailbox({ tx }: Act): Promise<string> {
  const [office] = await unitsWithRole(tx, 'openness-officer');
  const [unit] = office ? await unitsByIds(tx, [office]) : [];
  if (!unit) throw new Error('nobody holds the openness office: a post with that role is missing');
  return bureauOf(unit);
}

async function tellOffice(a: Act, bureauId: string): Promise<void> {
  await notify(a, {
    to: [...(await holdersOf(a.tx, { role: 'openness-officer', on: a.today, bureauId }))],
    kind: 'to-do',
    title: '邮箱里有待认领的邮件',
    body: '请在一个工作日内认领：登记为申请，归入已有的申请，或者注明不是申请。',
    link: '/workbench/requests/mails',
    dedupe: `request-mail:${a.today}`,
  });
}
