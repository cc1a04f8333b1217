import { Type } from 'typebox';
import { sql } from 'kysely';
import { appendJournal, matterChain } from '#commons/journal/index.ts';
import { defineJob } from '#platform/jobs.ts';
import { act, type Services, systemActor } from '#platform/services.ts';
import { openEach } from '#platform/submissions.ts';
import { openUpload } from './kept-files.ts';

/**
 * Looks again at what came while the scanner was away: an application does not wait for it, its files say that nobody has looked. What is infected goes, its
 * hash stays. Where no scanner is installed there is nothing to do. Gives how many were looked at.
 */
export async function scanAgain(services: Services): Promise<number> {
  if (!services.config.clamd) return 0;
  return openEach(
    services,
    {
      work: 'requests.scan-uploads',
      rows: sql`select id, received_at as since from request_upload where scan = 'unscanned' and sealed is not null`,
      trouble: 'a file sent along with an application cannot be scanned',
    },
    (id) => scanOne(services, id),
  );
}

async function scanOne(services: Services, id: string): Promise<void> {
  const row = await services.db
    .selectFrom('request_upload')
    .select(['request_id', 'hash', 'sealed'])
    .where('id', '=', id)
    .where('scan', '=', 'unscanned')
    .executeTakeFirst();
  if (!row?.sealed) return;
  const { found } = await services.files.scan(openUpload(services.secrets, id, row.sealed).bytes);
  await act(services, systemActor, async (a) => {
    const changed = await a.tx
      .updateTable('request_upload')
      .set({ scan: found, ...(found === 'infected' && { sealed: null }) })
      .where('id', '=', id)
      .where('scan', '=', 'unscanned')
      .where('sealed', 'is not', null)
      .returning('id')
      .executeTakeFirst();
    if (changed && found === 'infected')
      await appendJournal(a, {
        chain: matterChain(row.request_id),
        action: 'requests.upload-infected',
        payload: { uploadId: id, hash: row.hash },
      });
  });
}

export const scanUploadsJob = defineJob({
  name: 'requests.scan-uploads',
  label: '补扫随申请上传、收到时没有扫描的文件',
  cron: '*/10 * * * *',
  data: Type.Object({}),
  run: async (_data, services) => {
    await scanAgain(services);
  },
});
