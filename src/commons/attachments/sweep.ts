import { Type } from 'typebox';
import { defineJob } from '#platform/jobs.ts';
import type { Services } from '#platform/services.ts';

/** A file is stored before its row is written; nothing takes a day between the two. */
const UNNAMED_HOURS = 24;
const BATCH = 500;

/**
 * Takes away stored files that no row of `stored_file` names, or that were cleared as secret: their verb failed or was cut off. A file sent in within a day is
 * left alone, also when it is sent in while this runs. Gives how many. May run twice, and at once with everything else.
 */
export async function sweepUnnamedFiles(services: Services): Promise<number> {
  let removed = 0;
  let batch: string[] = [];
  const sweep = async () => {
    for (const hash of await unnamed(services, batch))
      if (await services.files.remove(hash, UNNAMED_HOURS)) removed += 1;
    batch = [];
  };
  for await (const hash of services.files.settled(UNNAMED_HOURS)) {
    batch.push(hash);
    if (batch.length >= BATCH) await sweep();
  }
  await sweep();
  services.log.info('files that no row names were removed', { removed });
  return removed;
}

async function unnamed({ db }: Services, hashes: readonly string[]): Promise<string[]> {
  if (hashes.length === 0) return [];
  const rows = await db
    .selectFrom('stored_file')
    .select('hash')
    .where('hash', 'in', hashes)
    .where('cleared_at', 'is', null)
    .execute();
  const named = new Set(rows.map(({ hash }) => hash));
  return hashes.filter((hash) => !named.has(hash));
}

export const sweepFilesJob = defineJob({
  name: 'attachments.sweep-unnamed',
  label: '清理没有登记的文件',
  cron: '23 4 * * *',
  data: Type.Object({}),
  run: async (_data, services) => `清理了 ${await sweepUnnamedFiles(services)} 个文件`,
});
