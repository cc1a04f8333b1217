import { AppError } from '#kernel/errors.ts';
import { Tally, readArchive } from './archive.ts';
import type { BackupHead } from './make.ts';

export interface Inspected {
  readonly file: string;
  readonly head: BackupHead;
  /** Rows by table. */
  readonly tables: ReadonlyMap<string, number>;
  readonly files: ReadonlySet<string>;
  readonly fileBytes: number;
}

/** Reads a backup from beginning to end, so that nothing is begun with one that turns out to be damaged. Refuses as `readArchive` does. */
export async function inspectBackup(file: string): Promise<Inspected> {
  const tables = new Map<string, number>();
  const files = new Set<string>();
  let fileBytes = 0;
  let first: BackupHead | undefined;
  for await (const { head, body } of readArchive(file)) {
    const tally = new Tally();
    for await (const chunk of body) tally.add(chunk);
    const { lines, bytes, sha256 } = tally.facts();
    const name = String(head.name);
    if (head.section === 'head') first = head as unknown as BackupHead;
    else if (head.section === 'table') tables.set(name, lines);
    else if (head.section === 'file') {
      if (sha256 !== name) throw new AppError('backup', 422, [`备份中的文件 ${name} 与它的散列不符，请换一份备份`]);
      files.add(name);
      fileBytes += bytes;
    }
  }
  if (!first || !Array.isArray(first.migrations) || typeof first.keyCheck !== 'string')
    throw new AppError('backup', 422, [`备份文件 ${file} 没有开头的说明，请换一份备份`]);
  return { file, head: first, tables, files, fileBytes };
}
