import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { AppError } from '#kernel/errors.ts';
import { hoursBetween, instant, type Instant } from '#kernel/dates.ts';
import { type DetectedType, detectType } from '#platform/extraction/index.ts';
import { cleanFileName } from '#platform/files.ts';
import type { Services } from '#platform/services.ts';
import { UPLOAD_PURPOSES, type UploadPurpose } from '../contract.ts';

/** Ours: what a photograph of a document or a few scanned pages need. */
export const FILE_LIMITS = { files: 5, bytes: 5 * 1024 * 1024 } as const;
/** By content. Word for whoever has no scanner; pictures and PDF are what telephones make. */
const ACCEPTED: ReadonlySet<string> = new Set(['pdf', 'jpg', 'png', 'docx']);
export const ACCEPTED_WORDS = 'PDF、JPG、PNG 或者 Word（.docx）';
/** How long a file that was sent waits for applications that name it. Ours: long enough to find a missing paper, short enough that what nobody sends in the end goes the same day. */
export const KEPT_HOURS = 4;

/** A file the portal has taken in and cannot read again: what its sender's browser carries along until the application is sent. */
export interface SentFile {
  readonly id: string;
  readonly purpose: UploadPurpose;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly hash: string;
  readonly at: Instant;
}

/** Binds a sealed file to its row. */
export const sentFilePlace = (id: string) => `request-submission-file:${id}`;

/**
 * Takes in one file by the portal's own hand, closed for the office's key. Refuses, in one sentence that names the file, what is too large, empty or of
 * a kind that is not accepted (by its bytes: web pages, macros, archives, what its name belies), what its network may not send for so many seconds
 * (`wait`), and everything while too much waits already.
 */
export async function keepFile(
  services: Services,
  { purpose, name, bytes }: { readonly purpose: UploadPurpose; readonly name: string; readonly bytes: Buffer },
  wait: (bytes: number) => number,
): Promise<SentFile> {
  const given = cleanFileName(name);
  const type = await acceptedType(bytes, given);
  const seconds = wait(bytes.length);
  if (seconds > 0)
    throw refusal(
      `您所在的网络最近上传的文件太多，「${given}」没有收下，请约 ${Math.ceil(seconds / 60)} 分钟后再试，或者不上传、改为邮寄`,
    );
  const { rows } = await sql<{ room: boolean }>`select intake.has_room_for_files() as room`.execute(services.portalDb);
  if (!rows[0]?.room) throw refusal('目前收到的文件太多，暂时不能上传，请过一会儿再试，或者不上传、改为邮寄');
  const id = randomUUID();
  const at = services.time.now();
  await services.portalDb
    .insertInto('intake.request_submission_file')
    .values({ id, sealed: await services.secrets.envelopes.seal(bytes, sentFilePlace(id)), sent_at: at })
    .execute();
  const hash = createHash('sha256').update(bytes).digest('hex');
  return {
    id,
    purpose,
    name: cleanFileName(given, type.extension),
    mediaType: type.mime,
    size: bytes.length,
    hash,
    at,
  };
}

/** What a file is by its bytes, where it is accepted. Refuses, in one sentence, what is too large or of another kind. */
export async function acceptedType(bytes: Buffer, name: string): Promise<DetectedType> {
  const tail = `请换成 ${ACCEPTED_WORDS} 文件`;
  if (bytes.length > FILE_LIMITS.bytes) throw refusal(`「${name}」超过 5 MB，请压缩或者拍得小一些再上传`);
  try {
    const type = await detectType(bytes, name);
    if (ACCEPTED.has(type.extension)) return type;
    throw refusal(`「${name}」是${type.label}，${tail}`);
  } catch (error) {
    // What it was taken for is said; what else the house accepts elsewhere is not.
    if (error instanceof AppError && error.fields.upload === undefined)
      throw refusal(`「${name}」：${(error.reasons[0] ?? '不能识别').replace(/，请.*$/, '')}，${tail}`);
    throw error;
  }
}

const refusal = (sentence: string) => new AppError('invalid', 422, [sentence], { upload: sentence });

/** What a browser carries along for a file: readable by itself, and not to be made by anybody else. */
export function tokenOf({ secrets }: Services, file: SentFile): string {
  const said = Buffer.from(JSON.stringify(file)).toString('base64url');
  return `${said}.${secrets.keyedHash(said, 'request-file')}`;
}

/** The file of a token; undefined for one that is not ours. */
export function fileOfToken({ secrets }: Services, token: string): SentFile | undefined {
  const [said = '', hash = ''] = token.split('.');
  if (!secrets.sameHash(hash, secrets.keyedHash(said, 'request-file'))) return undefined;
  return JSON.parse(Buffer.from(said, 'base64url').toString('utf8')) as SentFile;
}

/** Whether the file still waits for applications to name it. */
export const stillWaits = ({ time }: Services, file: SentFile): boolean =>
  hoursBetween(instant(file.at), time.now()) < KEPT_HOURS;

export const isPurpose = (text: string): text is UploadPurpose => Object.hasOwn(UPLOAD_PURPOSES, text);
