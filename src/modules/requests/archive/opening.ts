import { forbidden, notFound } from '#kernel/errors.ts';
import { allows } from '#kernel/policy.ts';
import { seenMatter } from '#commons/casework/index.ts';
import { appendJournal, keepView, matterChain } from '#commons/journal/index.ts';
import type { Act, Services } from '#platform/services.ts';
import { afterwardsPolicy } from '../afterwards-policy.ts';
import { piecePlace } from './making.ts';

/** The whole file of a request leaves the system: with a reason, which is kept; that it left stands in its journal. Gives what to send. */
export async function openArchive(
  act: Act,
  requestId: string,
  archiveId: string,
  reason: string,
): Promise<{ readonly name: string; readonly size: number }> {
  const { tx, services, actor } = act;
  const { matter } = await seenMatter(tx, services, actor, requestId);
  if (!allows(afterwardsPolicy['requests.archive'], actor, matter)) throw forbidden('归档包由政务公开办公室下载');
  const row = await tx
    .selectFrom('request_archive')
    .select(['number', 'size', 'package_hash'])
    .where('id', '=', archiveId)
    .where('request_id', '=', requestId)
    .where('state', '=', 'ready')
    .where('cleared_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw notFound('这份归档包');
  await keepView(act, { kind: 'request', id: requestId }, [`archive.${row.number}`], reason);
  await appendJournal(act, {
    chain: matterChain(requestId),
    action: 'requests.archive-opened',
    payload: { archiveId, archive: row.number, hash: row.package_hash },
  });
  return { name: `${matter.number}归档包（${row.number}）.zip`, size: Number(row.size) };
}

/** The bytes of a package, piece by piece. */
export async function* archiveBytes({ db, secrets }: Services, archiveId: string): AsyncGenerator<Buffer> {
  for (let piece = 1; ; piece++) {
    const row = await db
      .selectFrom('request_archive_piece')
      .select('sealed')
      .where('archive_id', '=', archiveId)
      .where('piece', '=', piece)
      .executeTakeFirst();
    if (!row) return;
    yield secrets.openBytes(row.sealed, piecePlace(archiveId, piece));
  }
}
