import type { Readable } from 'node:stream';
import { AppError, invalid } from '#kernel/errors.ts';
import type { Actor } from '#kernel/policy.ts';
import { appendJournal } from '#commons/journal/index.ts';
import { type Block, defaultLimits, extractText } from '#platform/extraction/index.ts';
import { InfectedFile, type KeptFile } from '#platform/files.ts';
import type { AttachmentPurpose } from './contract.ts';
import { type Act, act, type Services } from '#platform/services.ts';

export interface ReceivedFile extends KeptFile {
  /** What can be read out of it; null for a picture, a scan, or a file too large to read. */
  readonly text: string | null;
}

/**
 * Takes a file in: keeps its bytes and reads its text. Outside any transaction, because reading and scanning take time;
 * what comes for a body is kept bare. A file whose verb then fails stays in the store unnamed, until the nightly sweep takes it away (`sweep.ts`). A virus is refused and journalled.
 */
export async function receiveFile(
  services: Services,
  actor: Actor,
  source: Uint8Array | Readable,
  name: string,
  purpose?: AttachmentPurpose,
): Promise<ReceivedFile> {
  try {
    const kept = await services.files.put(source, { name, bare: purpose === 'media' });
    await refuseCleared(services, kept);
    return { ...kept, text: await textOf(kept) };
  } catch (error) {
    if (error instanceof InfectedFile) await recordVirus(services, actor, error);
    throw error;
  }
}

/** What was cleared as secret does not come back by another door. */
async function refuseCleared({ db, files }: Services, { hash, name }: KeptFile): Promise<void> {
  const known = await db.selectFrom('stored_file').select('cleared_at').where('hash', '=', hash).executeTakeFirst();
  if (!known?.cleared_at) return;
  await files.remove(hash, 0);
  throw cleared(name);
}

const cleared = (name: string) =>
  invalid({ file: `「${name}」与已清除的涉密材料相同，不得再存入本系统。请立即按规定报告` });

/** The row that makes a kept file known to the database. The same bytes have one row, however often they come; cleared meanwhile, they are refused. */
export async function recordFile({ tx, now }: Act, file: ReceivedFile): Promise<void> {
  await tx
    .insertInto('stored_file')
    .values({
      hash: file.hash,
      size: file.size,
      media_type: file.mediaType,
      scan: file.scan,
      text: file.text,
      stored_at: now,
    })
    .onConflict((oc) => oc.doNothing())
    .execute();
  const kept = await tx
    .selectFrom('stored_file')
    .select('cleared_at')
    .where('hash', '=', file.hash)
    .forShare()
    .executeTakeFirst();
  if (kept?.cleared_at) throw cleared(file.name);
}

async function recordVirus(services: Services, actor: Actor, { hash, virus, fileName }: InfectedFile): Promise<void> {
  services.log.warn('infected file refused', { hash, virus, actor: actor.id });
  await act(services, actor, (a) =>
    appendJournal(a, { chain: 'files', action: 'attachments.virus-refused', payload: { hash, virus, name: fileName } }),
  );
}

async function textOf(file: KeptFile): Promise<string | null> {
  try {
    const { blocks } = await extractText(file.bytes, file.name);
    const text = blocks.map(linesOfBlock).join('\n').replaceAll('\0', '');
    return text.slice(0, defaultLimits.characters);
  } catch (error) {
    // A file without readable text is still worth keeping; anything unexpected is a defect and is not hidden.
    if (error instanceof AppError) return null;
    throw error;
  }
}

const linesOfBlock = (block: Block) =>
  block.type === 'table' ? block.rows.map((row) => row.join('\t')).join('\n') : block.text;
