import { readFile } from 'node:fs/promises';
import { AppError } from '#kernel/errors.ts';
import { listZipEntries, unpack } from '#platform/extraction/zip.ts';
import type { CliCommand } from '#platform/feature.ts';
import { FORMAT, MANIFEST, sha256, SUMS } from './package.ts';

export interface Verified {
  readonly files: number;
  readonly hash: string;
  readonly findings: readonly string[];
}

/** Whether a package is whole: every file of the list there, none beside it, each with the sum it has in the list. Needs no database. Refuses what is no package of ours. */
export function verifyPackage(file: Uint8Array): Verified {
  const entries = listZipEntries(file);
  const bytesOf = new Map(entries.map((entry) => [entry.name, () => unpack(file, entry)]));
  const sums = bytesOf.get(SUMS)?.();
  const manifest = bytesOf.get(MANIFEST)?.();
  if (!sums || !manifest || !isOurs(manifest))
    throw new AppError('archive', 422, ['这不是归档包：没有校验清单或者目录']);
  const listed = new Map(
    new TextDecoder()
      .decode(sums)
      .split('\n')
      .filter(Boolean)
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
  const findings = [
    ...[...listed].flatMap(([name, sum]) => {
      const bytes = bytesOf.get(name);
      if (!bytes) return [`缺少文件：${name}`];
      return wrongSum(bytes, sum) ? [`文件被改动：${name}`] : [];
    }),
    ...entries.flatMap(({ name }) => (listed.has(name) || name === SUMS ? [] : [`清单里没有的文件：${name}`])),
    ...(entries.length === bytesOf.size ? [] : ['有同名的文件']),
  ];
  return { files: listed.size, hash: sha256(file), findings };
}

function wrongSum(bytes: () => Uint8Array, sum: string): boolean {
  try {
    return sha256(bytes()) !== sum;
  } catch {
    // Cannot be unpacked: it is not what it was.
    return true;
  }
}

function isOurs(manifest: Uint8Array): boolean {
  try {
    return (JSON.parse(new TextDecoder().decode(manifest)) as { format?: unknown }).format === FORMAT;
  } catch {
    return false;
  }
}

/** `sunlit requests verify-archive FILE`. */
export const verifyArchiveCommand: CliCommand = {
  words: 'requests verify-archive',
  usage: 'FILE',
  zh: '核对一份归档包是否完整、有没有被改动，不需要数据库',
  en: 'verify a package of a request offline against its list of hashes',
  async pure([file, ...rest], out) {
    if (!file || rest.length > 0) throw new AppError('usage', 400, ['请给出一个归档包：requests verify-archive 文件']);
    const { files, hash, findings } = verifyPackage(await bytesOf(file));
    out(`SHA-256 ${hash}`);
    for (const finding of findings) out(finding);
    out(findings.length === 0 ? `完整，${files} 个文件都与清单一致` : `有 ${findings.length} 处不一致`);
    return findings.length === 0 ? 0 : 1;
  },
};

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw new AppError('usage', 400, [`读不了 ${file}（${code}），请检查路径和权限`]);
  }
}
