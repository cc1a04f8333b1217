import { createHash, randomUUID } from 'node:crypto';
import { Type } from 'typebox';
import { sql } from 'kysely';
import { addHours } from '#kernel/dates.ts';
import { AppError, forbidden, notFound } from '#kernel/errors.ts';
import { type Actor, allows } from '#kernel/policy.ts';
import { seenMatter } from '#commons/casework/index.ts';
import { keepView } from '#commons/journal/index.ts';
import { defineJob } from '#platform/jobs.ts';
import type { SecretBox } from '#platform/secret-box.ts';
import { type Act, act, type Services, systemActor } from '#platform/services.ts';
import type { UploadLine, UploadPurpose } from '../contract.ts';
import { requestsPolicy } from '../policy.ts';
import { lineage } from '../related/lineage.ts';
import { sentFilePlace, KEPT_HOURS, type SentFile } from './sent-files.ts';

/** A file on its way from the intake to its request. */
export interface OpenedFile {
  readonly sent: SentFile;
  readonly scan: 'clean' | 'unscanned' | 'infected' | 'missing';
  /** Undefined where nothing may or can be kept. */
  readonly bytes?: Buffer;
}

/** Binds the kept file to its row. */
const placeOf = (id: string) => `request-upload:${id}`;
const sealUpload = (secrets: SecretBox, id: string, name: string, bytes: Buffer): Buffer =>
  secrets.seal(JSON.stringify({ name, bytes: bytes.toString('base64') }), placeOf(id));

/** The name and the bytes of a kept file, for whoever has logged why. */
export function openUpload(secrets: SecretBox, id: string, sealed: Buffer): Pick<ViewedFile, 'name' | 'bytes'> {
  const { name, bytes } = JSON.parse(secrets.open(sealed, placeOf(id))) as Record<'name' | 'bytes', string>;
  return { name, bytes: Buffer.from(bytes, 'base64') };
}

/** Opens and scans what came with an application, outside any transaction: both take time. Nothing of it is run. */
export async function openFiles(services: Services, files: readonly SentFile[]): Promise<OpenedFile[]> {
  const opened: OpenedFile[] = [];
  for (const sent of files) {
    const row = await services.db
      .selectFrom('intake.request_submission_file')
      .select('sealed')
      .where('id', '=', sent.id)
      .executeTakeFirst();
    const bytes = row && (await services.secrets.envelopes.openBytes(row.sealed, sentFilePlace(sent.id)));
    const whole = bytes && createHash('sha256').update(bytes).digest('hex') === sent.hash;
    if (!whole) opened.push({ sent, scan: 'missing' });
    else {
      const scan = await scanned(services, bytes);
      opened.push(scan === 'infected' ? { sent, scan } : { sent, scan, bytes });
    }
  }
  return opened;
}

/** A scanner that is away must not hold up an application, whose period begins with its confirmation: the file says that it was not scanned. */
async function scanned({ files }: Services, bytes: Buffer): Promise<'clean' | 'unscanned' | 'infected'> {
  try {
    return (await files.scan(bytes)).found;
  } catch (error) {
    if (error instanceof AppError) return 'unscanned';
    throw error;
  }
}

/** Hangs the files on the request they came with, each once. What waits in the intake stays there: another application may name it too. */
export async function keepUploads(
  { tx, now, services: { secrets } }: Act,
  requestId: string,
  files: readonly OpenedFile[],
): Promise<void> {
  const once = [...new Map(files.map((file) => [file.sent.hash, file])).values()];
  if (once.length === 0) return;
  await tx
    .insertInto('request_upload')
    .values(
      once.map(({ sent, scan, bytes }) => {
        const id = randomUUID();
        return {
          id,
          request_id: requestId,
          purpose: sent.purpose,
          media_type: sent.mediaType,
          size: sent.size,
          hash: sent.hash,
          scan,
          sealed: bytes ? sealUpload(secrets, id, sent.name, bytes) : null,
          received_at: now,
        };
      }),
    )
    .execute();
}

/** What came with an application goes with it to the request it becomes elsewhere, sealed anew for each file's own row; what is gone does not. */
export async function passUploadsOn({ tx, services }: Act, fromId: string, toId: string): Promise<void> {
  const { secrets } = services;
  const rows = await tx
    .selectFrom('request_upload')
    .selectAll()
    .where('request_id', 'in', lineage(fromId))
    .where('sealed', 'is not', null)
    .execute();
  for (const { sealed, ...row } of rows) {
    if (!sealed) continue;
    const { name, bytes } = openUpload(secrets, row.id, sealed);
    const id = randomUUID();
    await tx
      .insertInto('request_upload')
      .values({ ...row, id, request_id: toId, sealed: sealUpload(secrets, id, name, bytes) })
      .execute();
  }
}

/** For whoever may see the matter: that there are files and what they are for; a part shows what came with the whole. */
export async function uploadsOf(services: Services, actor: Actor, requestId: string): Promise<UploadLine[]> {
  await seenMatter(services.db, services, actor, requestId);
  const rows = await services.db
    .selectFrom('request_upload')
    .select(['id', 'purpose', 'media_type as mediaType', 'size', 'scan'])
    .select(sql<boolean>`sealed is not null`.as('there'))
    .where('request_id', 'in', lineage(requestId))
    .orderBy('purpose')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, purpose: row.purpose as UploadPurpose }));
}

export interface ViewedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** One file, whole: for whoever may see who asked, with a reason; each view is kept with it (个人信息保护法). */
export async function viewUpload(act: Act, requestId: string, uploadId: string, reason: string): Promise<ViewedFile> {
  const { tx, actor, services } = act;
  const { matter } = await seenMatter(tx, services, actor, requestId);
  if (!allows(requestsPolicy['requests.view-applicant'], actor, matter))
    throw forbidden('申请人上传的文件由政务公开办公室查看');
  const row = await tx
    .selectFrom('request_upload')
    .select(['purpose', 'media_type', 'sealed'])
    .where('id', '=', uploadId)
    .where('request_id', 'in', lineage(requestId))
    .executeTakeFirst();
  if (!row?.sealed) throw notFound('这份文件');
  await keepView(act, { kind: 'request', id: requestId }, [`upload.${row.purpose}`], reason);
  return { ...openUpload(services.secrets, uploadId, row.sealed), mediaType: row.media_type };
}

/** A moment longer than an application may name it, so that what was just sent has said which files are its own. */
const CLEARED_AFTER_HOURS = KEPT_HOURS + 1;

/** Clears what came long enough ago; what an application names that is not opened yet waits with it. Gives how many files went. */
export const clearUnsent = (services: Services): Promise<number> =>
  act(services, systemActor, async ({ tx, now }) => {
    const { rows } = await sql<{ gone: number }>`
      with gone as (
        delete from intake.request_submission_file f
        where f.sent_at < ${addHours(now, -CLEARED_AFTER_HOURS)}
          and not exists (
            select from intake.request_submission s
            where s.opened_at is null and (s.file_ids is null or f.id = any(s.file_ids)))
        returning 1)
      select count(*)::int as gone from gone`.execute(tx);
    return rows[0]?.gone ?? 0;
  });

export const clearUnsentJob = defineJob({
  name: 'requests.clear-unsent-files',
  label: '清除随申请上传、已不再需要的暂存文件',
  cron: '35 * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await clearUnsent(services);
  },
});
