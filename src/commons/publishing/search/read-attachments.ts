import { buffer } from 'node:stream/consumers';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { AppError } from '#kernel/errors.ts';
import { type Block, extractText } from '#platform/extraction/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { errorFacts } from '#platform/log.ts';
import { type Services, act, systemActor } from '#platform/services.ts';
import type { PublicationListener } from '../publication-listeners.ts';
import { indexAgain } from './index-again.ts';

/** Of one file; more than a book. */
const KEPT_CHARACTERS = 200_000;

/**
 * Reads the files of a released document that nobody has read yet, each content once wherever it hangs, and makes the document
 * findable by them. A file that cannot be read (a scan, a password) is noted with its reason and not tried again.
 */
export async function readAttachments(services: Services, documentId: string): Promise<void> {
  const row = await services.db
    .selectFrom('portal.document')
    .select('attachments')
    .where('id', '=', documentId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (!row) return;
  // Checked by `Content` before the door let them out.
  const attachments = row.attachments as unknown as readonly { readonly name: string; readonly hash: string }[];
  for (const { hash, name } of attachments) await readOnce(services, hash, name);
  await act(services, systemActor, (a) => indexAgain(a, documentId));
}

async function readOnce(services: Services, hash: string, name: string): Promise<void> {
  const { db, files, time } = services;
  const known = await db.selectFrom('file_text').select('hash').where('hash', '=', hash).executeTakeFirst();
  if (known) return;
  const { text, refusal } = await textOf(services, async () => buffer(await files.open(hash)), name);
  await sql`insert into file_text (hash, text, refusal, read_at) values (${hash}, ${text}, ${refusal}, ${time.now()}) on conflict do nothing`.execute(
    db,
  );
}

async function textOf(
  { log }: Services,
  bytes: () => Promise<Buffer>,
  name: string,
): Promise<{ readonly text: string; readonly refusal: string | null }> {
  try {
    const { blocks } = await extractText(await bytes(), name);
    return { text: blocks.map(linesOf).join('\n').replaceAll('\0', '').slice(0, KEPT_CHARACTERS), refusal: null };
  } catch (error) {
    if (!(error instanceof AppError)) log.warn('an attachment could not be read', { name, ...errorFacts(error) });
    const refusal =
      error instanceof AppError ? Object.values(error.fields ?? {}).join('；') || error.message : '文件打不开';
    return { text: '', refusal };
  }
}

const linesOf = (block: Block): string =>
  block.type === 'table' ? block.rows.map((cells) => cells.join(' ')).join('\n') : block.text;

export const readAttachmentsJob = defineJob({
  name: 'publishing.read-attachments',
  label: '读取已公开附件的文字供搜索',
  data: Type.Object({ documentId: Type.String({ format: 'uuid' }) }),
  run: ({ documentId }, services) => readAttachments(services, documentId),
});

/** What came out with attachments that nobody has read yet is read right after. */
export const readReleasedAttachments: PublicationListener = async (a, { kind, documentId, content }) => {
  const hashes = (content.attachments ?? []).map(({ hash }) => hash);
  if (kind === 'withdrawn' || hashes.length === 0) return;
  await a.services.jobs.enqueue(a.tx, readAttachmentsJob, { documentId });
};
