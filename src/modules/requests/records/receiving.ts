import { createHash, randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { AppError, invalid, refused } from '#kernel/errors.ts';
import type { Actor } from '#kernel/policy.ts';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { LIMITS } from '#commons/redaction/contract.ts';
import { clamdScanner } from '#platform/files/clamav.ts';
import { cleanFileName } from '#platform/files.ts';
import { detectType } from '#platform/extraction/index.ts';
import { type Act, act, type Services } from '#platform/services.ts';
import { keepWords } from '../words/words-apart.ts';
import type { RecordKind } from './contract.ts';
import { recordWorkJob } from './working.ts';
import { demandHandling } from './permission.ts';
import { sealedName, sealedSource } from './sealed.ts';

export interface ForeignRecord {
  readonly bytes: Buffer;
  readonly name: string;
  readonly kind: RecordKind;
}

const KINDS: Readonly<Record<string, RecordKind>> = {
  pdf: 'pdf',
  png: 'picture',
  jpg: 'picture',
  docx: 'docx',
  xlsx: 'xlsx',
};

/** What was sent, looked at before anything is kept: its size, what it is by its bytes, viruses. Refuses under the field `file`. */
export async function examinedFile(
  services: Services,
  actor: Actor,
  source: Readable,
  given: string,
): Promise<ForeignRecord> {
  const bytes = await gathered(source);
  const name = cleanFileName(given);
  const { extension, label } = await detectType(bytes, name);
  const kind = KINDS[extension];
  if (!kind) throw invalid({ file: `${label}不能遮盖：请上传 PDF、PNG 或 JPEG 图片、Word（docx）或者 Excel（xlsx）` });
  const { clamd } = services.config;
  const scan = clamd ? await clamdScanner(clamd)(bytes) : undefined;
  if (scan?.found === 'infected') {
    const hash = createHash('sha256').update(bytes).digest('hex');
    await act(services, actor, (a) =>
      appendJournal(a, { chain: 'files', action: 'attachments.virus-refused', payload: { hash, virus: scan.virus } }),
    );
    throw invalid({ file: `文件含有病毒（${scan.virus}），没有保存。请先清除病毒，再上传` });
  }
  return { bytes, name: cleanFileName(name, extension), kind };
}

async function gathered(source: Readable): Promise<Buffer> {
  const tooLarge = `文件超过 ${LIMITS.bytes / 1024 / 1024} MB，请压缩或拆分后再上传`;
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of source) {
      size += (chunk as Buffer).length;
      if (size > LIMITS.bytes) throw invalid({ file: tooLarge });
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw invalid({ file: tooLarge });
  }
  if ('truncated' in source && source.truncated === true) throw invalid({ file: tooLarge });
  return Buffer.concat(chunks);
}

/** Hangs a record on a request; its pages are drawn in the background. The same file twice is refused. Gives the record's id. */
export async function addRecord(a: Act, requestId: string, { bytes, name, kind }: ForeignRecord): Promise<string> {
  await demandHandling(a, requestId);
  const { tx, services, actor, now } = a;
  const hash = createHash('sha256').update(bytes).digest('hex');
  const known = await tx
    .selectFrom('request_record')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.max(eb.case().when('source_hash', '=', hash).then(1).else(0).end()).as('same'),
    ])
    .where('request_id', '=', requestId)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (known.same === 1) throw invalid({ file: '这份文件已经上传过，不需要再传' });
  if (Number(known.count) >= MOST) throw refused([`一件申请最多上传 ${MOST} 份材料，请合并后再上传`]);
  const id = randomUUID();
  await tx
    .insertInto('request_record')
    .values({
      id,
      request_id: requestId,
      name: sealedName.seal(services.secrets, name, id),
      kind,
      source: sealedSource.seal(services.secrets, bytes, id),
      source_hash: hash,
      source_size: bytes.length,
      state: 'received',
      added_by: actor.id,
      added_at: now,
    })
    .execute();
  await appendJournal(a, {
    chain: matterChain(requestId),
    action: 'requests.record-added',
    payload: { recordId: id, hash, kind, size: bytes.length },
  });
  await services.jobs.enqueue(tx, recordWorkJob, {});
  return id;
}

/** Arbitrary; a hundred files are a package of files, not an answer. */
const MOST = 100;

/** Takes a record off its request: it does not go with the next reply. The row, the journal, and what went out with a reply before, stay. */
export async function removeRecord(a: Act, requestId: string, recordId: string, because: string): Promise<void> {
  await demandHandling(a, requestId);
  const { id } =
    (await a.tx
      .updateTable('request_record')
      .set({ removed_at: a.now, removed_by: a.actor.id, removed_because: because })
      .where('id', '=', recordId)
      .where('request_id', '=', requestId)
      .where('removed_at', 'is', null)
      .returning('id')
      .executeTakeFirst()) ?? {};
  if (!id) throw refused(['这份材料已经移除']);
  await appendJournal(a, {
    chain: matterChain(requestId),
    action: 'requests.record-removed',
    payload: { recordId, ...(await keepWords(a, { request_id: requestId }, 'record-removed', { because })) },
  });
}
