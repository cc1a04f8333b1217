import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppError } from '#kernel/errors.ts';
import { connect, type Db } from '#platform/db.ts';
import { startEmbeddedPostgres } from '#platform/embedded-postgres.ts';
import type { CliCommand } from '#platform/feature.ts';
import { migrate } from '#platform/migrate.ts';
import { projectRoot } from '#platform/root.ts';
import { generatedDocs } from './generate.ts';

export const docsCommand: CliCommand = {
  words: 'docs',
  usage: '[--check]',
  zh: '生成 docs/generated；--check 只比较，不写入',
  en: 'write docs/generated from the code; --check only compares',
  async pure(args, out) {
    const check = args.includes('--check');
    const unknown = args.find((arg) => arg !== '--check');
    if (unknown) throw new AppError('usage', 400, [`不认识「${unknown}」，可用的只有 --check`]);
    const docs = await withEmptyDatabase(generatedDocs);
    const differing = await differingDocs(docs);
    if (!check) await writeDocs(docs);
    for (const name of differing) out(`${check ? '过时' : '已更新'}：docs/generated/${name}`);
    if (differing.length === 0) out('docs/generated 与代码一致');
    return check && differing.length > 0 ? 1 : 0;
  },
};

/** Which files are not, byte for byte, what the code says. */
export async function differingDocs(docs: ReadonlyMap<string, string>): Promise<string[]> {
  const written = await Promise.all(
    [...docs].map(async ([name, text]) => ({ name, same: text === (await readIfThere(path.join(folder(), name))) })),
  );
  return written.filter(({ same }) => !same).map(({ name }) => name);
}

async function writeDocs(docs: ReadonlyMap<string, string>): Promise<void> {
  await mkdir(folder(), { recursive: true });
  for (const [name, text] of docs) await writeFile(path.join(folder(), name), text);
}

const folder = () => path.join(projectRoot(), 'docs/generated');

const readIfThere = (file: string) => readFile(file, 'utf8').catch(() => undefined);

/** A database of its own, so that documents never depend on what an installation holds. Gone afterwards. */
async function withEmptyDatabase<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'sunlit-docs-'));
  // PostgreSQL's own account must pass through, or the database would be put elsewhere and stay.
  await chmod(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, report: () => undefined, durable: false });
  try {
    await migrate(server.ownerUrl, { office: 'docs', portal: 'docs' });
    const db = connect(server.ownerUrl, { name: 'docs' });
    try {
      return await work(db);
    } finally {
      await db.destroy();
    }
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
