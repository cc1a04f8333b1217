import { createHash } from 'node:crypto';
import { civilDate } from '#kernel/dates.ts';
import { AppError, forbidden, invalid, notFound, refused } from '#kernel/errors.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { seenMatter } from '#commons/casework/index.ts';
import { appendJournal, keepViewOnce, matterChain } from '#commons/journal/index.ts';
import { type ReadMail, readMailElsewhere } from '#platform/extraction/index.ts';
import { type Act, act, type Services } from '#platform/services.ts';
import { requestsPolicy } from '../policy.ts';
import { demandNotForgotten } from '../retention/forgotten.ts';
import { keepUploads, type OpenedFile } from '../uploads/kept-files.ts';
import { acceptedType } from '../uploads/sent-files.ts';
import { cleanFileName } from '#platform/files.ts';
import type { MailTrouble, OpenedMail } from './contract.ts';
import { openHead, openRaw, sealReason } from './sealed.ts';

type Row = Awaited<ReturnType<typeof mailOf>>;

/** What the office read of a mail that it now registers or files: read before the transaction, for reading takes time. */
export interface MailInHand {
  readonly id: string;
  readonly files: readonly OpenedFile[];
}

/** A mail whole, as plain text: for the openness office whose mailbox it came to, and for whoever may see who made the request it belongs to; each look is kept. */
export async function openMail(services: Services, actor: Actor, mailId: string): Promise<OpenedMail> {
  const row = await act(services, actor, async (a) => {
    const found = await mailSeen(a, mailId);
    await keepViewOnce(a, { kind: 'request-mail', id: mailId }, ['mail'], '处理来信');
    return found;
  });
  const mail = await readAgain(services, row);
  const { name, address, subject } = openHead(services.secrets, row.id, row.head);
  return {
    id: row.id,
    arrivedOn: civilDate(row.arrived_at),
    fromName: name,
    fromAddress: address,
    subject,
    text: mail?.text ?? '',
    trouble: row.trouble as MailTrouble | null,
    attachments: await Promise.all(
      (mail?.attachments ?? []).map(async (one) => ({
        name: cleanFileName(one.name),
        size: one.bytes.length,
        refused: (await typed(one)).refused,
      })),
    ),
    original: row.raw !== null,
  };
}

/** The mail as it came, for evidence. Each look is kept. */
export async function originalOf(a: Act, mailId: string): Promise<Buffer> {
  const row = await mailSeen(a, mailId);
  if (!row.raw) throw refused(['没有留存这封邮件的原件']);
  await keepViewOnce(a, { kind: 'request-mail', id: mailId }, ['original'], '下载来信原件');
  return openRaw(a.services.secrets, row.id, row.raw);
}

/** Reads what hangs on a mail that waits to be claimed, for the request it is to belong to. */
export async function mailInHand(services: Services, actor: Actor, mailId: string): Promise<MailInHand> {
  const row = await act(services, actor, (a) => mailOf(a, mailId));
  const mail = await readAgain(services, row);
  const files: OpenedFile[] = [];
  for (const attachment of mail?.attachments ?? []) {
    const { extension, mime } = await typed(attachment);
    const bytes = Buffer.from(attachment.bytes);
    if (extension && mime)
      files.push({
        sent: {
          id: row.id,
          purpose: 'attachment',
          name: cleanFileName(attachment.name, extension),
          mediaType: mime,
          size: bytes.length,
          hash: createHash('sha256').update(bytes).digest('hex'),
          at: services.time.now(),
        },
        scan: row.scan as 'clean' | 'unscanned',
        bytes,
      });
  }
  return { id: mailId, files };
}

/** Registered as an application: the mail stays with the request as what its day rests on, and its files with those that were sent along. */
export const claimForNew = (a: Act, mail: MailInHand, requestId: string): Promise<void> =>
  claim(a, mail, requestId, 'registered');

/** Belongs to a request that is there: told by its number or the number for asking. Refuses one that is not there, or whose file has been destroyed. */
export async function fileMail(a: Act, mail: MailInHand, number: string): Promise<string> {
  const found = await a.tx
    .selectFrom('request as r')
    .innerJoin('matter as m', 'm.id', 'r.id')
    .select('r.id')
    .where((eb) => eb.or([eb('m.number', '=', number.trim()), eb('r.receipt', '=', number.trim())]))
    .executeTakeFirst();
  if (!found) throw invalid({ number: '没有这件申请，请核对编号' });
  await seenMatter(a.tx, a.services, a.actor, found.id);
  await demandNotForgotten(a.tx, found.id);
  await claim(a, mail, found.id, 'filed');
  return found.id;
}

async function claim(
  a: Act,
  { id, files }: MailInHand,
  requestId: string,
  state: 'registered' | 'filed',
): Promise<void> {
  await demandWaiting(a, id);
  await a.tx
    .updateTable('request_mail')
    .set({ state, request_id: requestId, handled_by: a.actor.id, handled_at: a.now })
    .where('id', '=', id)
    .execute();
  await keepUploads(a, requestId, files);
  const entry = { chain: matterChain(requestId), payload: { mailId: id, files: files.length } };
  if (state === 'registered') await appendJournal(a, { ...entry, action: 'requests.mail-registered' });
  else await appendJournal(a, { ...entry, action: 'requests.mail-filed' });
}

/** No application: closed with the reason, cleared when its time has come (`clearing.ts`). */
export async function closeMail(a: Act, mailId: string, reason: string): Promise<void> {
  await mailOf(a, mailId);
  await demandWaiting(a, mailId);
  await a.tx
    .updateTable('request_mail')
    .set({
      state: 'closed',
      reason: sealReason(a.services.secrets, mailId, reason.trim()),
      handled_by: a.actor.id,
      handled_at: a.now,
    })
    .where('id', '=', mailId)
    .execute();
  const reasonHash = a.services.secrets.keyedHash(reason.trim(), `request-mail:${mailId}:reason`);
  await appendJournal(a, { chain: 'request-mail', action: 'requests.mail-closed', payload: { mailId, reasonHash } });
}

async function demandWaiting({ tx }: Act, id: string): Promise<void> {
  const { state } = await tx
    .selectFrom('request_mail')
    .select('state')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (state !== 'waiting') throw refused(['这封邮件已经认领，请刷新查看']);
}

/** Once it belongs to a request, whoever may see who asked may read what they wrote. */
async function mailSeen(a: Act, id: string): Promise<Row> {
  const row = await a.tx.selectFrom('request_mail').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row?.request_id) return mailOf(a, id);
  const { matter } = await seenMatter(a.tx, a.services, a.actor, row.request_id);
  if (!allows(requestsPolicy['requests.view-applicant'], a.actor, matter))
    throw forbidden('来信由可以查看申请人信息的人员查看');
  return row;
}

/** For the openness office of the bureau whose mailbox it came to; not found for everybody else. */
async function mailOf(a: Act, id: string) {
  const row = await a.tx.selectFrom('request_mail').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('这封邮件');
  if (!allows(requestsPolicy['requests.claim-mail'], a.actor, { bureauId: row.bureau_id }))
    throw forbidden('来信由政务公开办公室处理');
  return row;
}

async function readAgain({ secrets }: Services, { id, raw }: Row): Promise<ReadMail | undefined> {
  if (!raw) return undefined;
  try {
    return await readMailElsewhere(openRaw(secrets, id, raw));
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

async function typed({ name, bytes }: ReadMail['attachments'][number]) {
  try {
    const { extension, mime } = await acceptedType(Buffer.from(bytes), cleanFileName(name));
    return { extension, mime, refused: null };
  } catch (error) {
    if (error instanceof AppError) return { refused: error.reasons[0] ?? '' };
    throw error;
  }
}
