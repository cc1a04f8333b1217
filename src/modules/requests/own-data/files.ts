import { chineseDate, civilDate } from '#kernel/dates.ts';
import type { Tx } from '#platform/db.ts';
import type { SecretBox } from '#platform/secret-box.ts';
import type { FileToDownload } from '../tracking/files.ts';

/** Binds the bytes to their row. */
export const ownDataPlace = (id: string): string => `request-own-data:${id}`;

/** The copies of what is held that lie ready, for the applicant's downloads. */
export async function ownDataFiles(tx: Tx, requestId: string): Promise<FileToDownload[]> {
  const rows = await tx
    .selectFrom('request_own_data')
    .select(['id', 'made_at', 'until_on', 'hash', 'size'])
    .where('request_id', '=', requestId)
    .where('sealed', 'is not', null)
    .execute();
  return rows.map(({ id, made_at, until_on, hash, size }) => ({
    id,
    ownData: true,
    label: '个人信息副本',
    name: `个人信息副本（保留到${chineseDate(until_on)}）.zip`,
    type: 'application/zip',
    on: civilDate(made_at),
    hash,
    size,
    bytes: async ({ secrets }, db) => openOwnData(secrets, db, id),
  }));
}

async function openOwnData(secrets: SecretBox, db: Tx, id: string): Promise<Buffer> {
  const { sealed } = await db
    .selectFrom('request_own_data')
    .select('sealed')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (!sealed) throw new Error('a copy of what is held has gone');
  return secrets.openBytes(sealed, ownDataPlace(id));
}
