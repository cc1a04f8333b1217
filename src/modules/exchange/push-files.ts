import { createHash } from 'node:crypto';
import { boundDefects } from '#kernel/body/bounds.ts';
import { writeBody } from '#kernel/body/html.ts';
import { AppError } from '#kernel/errors.ts';
import type { Actor } from '#kernel/policy.ts';
import { type ReceivedFile, receiveFile } from '#commons/attachments/index.ts';
import { bodyWith, type ReadText, readText, receivePictures } from '#commons/publishing/index.ts';
import { detectType } from '#platform/extraction/index.ts';
import type { Services } from '#platform/services.ts';
import type { Defects } from './push-references.ts';
import { LARGEST_FILE, type PushDocument, type PushedFile } from './push-schema.ts';

/**
 * The push with every file replaced by the hash of its bytes: what its own hash is made of, so that line breaks in base64 or the
 * order of fields make no other content.
 */
export function withoutBytes(push: PushDocument): unknown {
  const hashed = ({ name, content }: PushedFile) => ({
    name,
    sha256: createHash('sha256').update(Buffer.from(content, 'base64')).digest('hex'),
  });
  return {
    ...push,
    body: push.body.docx ? { docx: hashed(push.body.docx) } : push.body,
    ...(push.attachments ? { attachments: push.attachments.map(hashed) } : {}),
  };
}

/** What people read of a push: everything but the bytes of files. */
export const readableOf = (body: unknown): unknown => {
  const push = body as PushDocument;
  return withoutBytes(push);
};

/** Takes the attachments in, each looked at by its content: size, kind, macros, what it unpacks to, viruses. */
export async function receivedAttachments(
  services: Services,
  actor: Actor,
  push: PushDocument,
  defects: Defects,
): Promise<ReceivedFile[]> {
  const files: ReceivedFile[] = [];
  for (const [place, file] of (push.attachments ?? []).entries()) {
    const received = await usable(`attachments.${place}.content`, defects, async () => {
      const bytes = bytesOf(file);
      await guarded(bytes, file.name);
      return receiveFile(services, actor, bytes, file.name);
    });
    if (received) files.push(received);
  }
  return files;
}

/** The body as it was read, before any of it is kept. */
export interface PushedBody {
  /** As it stands before its pictures are in place: for the search for marks of secrecy. */
  readonly html: string;
  /** What was read out of a .docx; undefined where HTML was sent. */
  readonly read?: ReadText;
}

/** The body: the HTML that was sent, or what is in the .docx, read as one that somebody here brings into the editor. */
export async function bodyOf(push: PushDocument, defects: Defects): Promise<PushedBody | undefined> {
  const { html, docx } = push.body;
  if (html !== undefined) return usable('body', defects, async () => ({ html: bounded(html) }));
  if (!docx) return undefined;
  return usable('body.docx', defects, async () => {
    const bytes = bytesOf(docx);
    const kind = await guarded(bytes, docx.name);
    if (kind !== 'docx') throw unfit('正文文件应是 .docx 格式');
    const { title, documentNumber } = push.document;
    const read = await readText(bytes, docx.name, { title, documentNumber });
    return { html: bounded(writeBody(read.blocks)), read };
  });
}

/** Refused before anything looks into it. */
function bounded(html: string): string {
  const tooMuch = boundDefects(html);
  if (tooMuch.length > 0) throw unfit(tooMuch.join('；'));
  return html;
}

/** A body ready to be kept, with the pictures of its .docx taken in. */
export interface ReceivedBody {
  readonly html: string;
  readonly pictures: readonly ReceivedFile[];
}

/** A file may hold thousands; its sender is told enough to begin with. */
const MOST_NAMED = 20;

/** Takes the pictures of a .docx in. One that cannot be is refused by its number: nobody sits here who would see that it is missing. */
export async function receivedBody(
  services: Services,
  actor: Actor,
  push: PushDocument,
  { html, read }: PushedBody,
  defects: Defects,
): Promise<ReceivedBody> {
  const { docx } = push.body;
  if (!read || !docx) return { html, pictures: [] };
  const { files, refused } = await receivePictures(services, actor, read.pictures, docx.name);
  if (refused.length > 0)
    defects['body.docx'] = `正文文件里有 ${refused.length} 张不能接收的图片，请处理后再推送，或改为附件：${refused
      .slice(0, MOST_NAMED)
      .map(({ number, why }) => `第 ${number} 张${why}`)
      .join('；')}${refused.length > MOST_NAMED ? '；其余从略' : ''}`;
  return {
    html: bodyWith(read.blocks, files),
    pictures: [...new Map([...files.values()].map((file) => [file.hash, file])).values()],
  };
}

/** Proves that a file is what its name says and does no harm when it is unpacked. */
const guarded = async (bytes: Uint8Array, name: string): Promise<string> => (await detectType(bytes, name)).extension;

function bytesOf({ content }: PushedFile): Uint8Array {
  const bytes = Buffer.from(content, 'base64');
  if (content.length % 4 !== 0 || bytes.length === 0) throw unfit('文件内容不是完整的 base64');
  if (bytes.length > LARGEST_FILE) throw unfit(`文件超过 ${LARGEST_FILE / 1024 / 1024} MB`);
  return bytes;
}

const unfit = (sentence: string) => new AppError('invalid', 422, [sentence], { file: sentence });

/** What works gives; an expected refusal becomes the sentence at its field. */
async function usable<T>(field: string, defects: Defects, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    defects[field] = error.reasons.join('；');
    return undefined;
  }
}
