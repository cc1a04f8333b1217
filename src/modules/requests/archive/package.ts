import { createHash } from 'node:crypto';
import { printSheet } from '#platform/tables/spreadsheet.ts';
import { repacked, type ZipPart } from '#platform/zip.ts';
import type { FiledPart } from './gathering.ts';

// The form of a package: folders of papers, 归档目录.xlsx to read, manifest.json for programs, SHA256SUMS.txt for `sha256sum -c` and for us.

export const SUMS = 'SHA256SUMS.txt';
export const MANIFEST = 'manifest.json';
const CONTENTS = '归档目录.xlsx';
export const FORMAT = 'sunlit-request-archive';

/** What a package says of itself. */
export interface PackageHead {
  readonly request: string;
  readonly number: string;
  readonly title: string;
  readonly state: string;
  readonly receivedOn: string;
  readonly closedOn: string | null;
  readonly archive: number;
  /** The last entry of the journal in it, and its hash. */
  readonly journal: { readonly seq: number; readonly hash: string };
}

interface Listed {
  readonly path: string;
  readonly title: string;
  readonly on: string;
  readonly size: number;
  readonly sha256: string;
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The parts of a package in their order: the papers, then what lists them. The same papers give the same bytes. `count` is told each part. */
export async function* packageParts(
  head: PackageHead,
  papers: AsyncIterable<FiledPart>,
  count: (part: ZipPart) => void = () => undefined,
): AsyncGenerator<ZipPart> {
  const listed: Listed[] = [];
  const give = (name: string, bytes: Buffer, title: string, on = ''): ZipPart => {
    listed.push({ path: name, title, on, size: bytes.length, sha256: sha256(bytes) });
    count({ name, bytes });
    return { name, bytes };
  };
  for await (const { name, bytes, title, on } of papers) yield give(name, bytes, title, on);
  yield give(CONTENTS, await contents(listed), '归档目录');
  const manifest = { format: FORMAT, version: 1, ...head, files: [...listed] };
  yield give(MANIFEST, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`, 'utf8'), '机器可读的目录');
  const sums = Buffer.from(listed.map(({ path, sha256: sum }) => `${sum}  ${path}\n`).join(''), 'utf8');
  count({ name: SUMS, bytes: sums });
  yield { name: SUMS, bytes: sums };
}

/** 归档目录: the pieces in their order, as the cover list of a file has them. */
const contents = async (listed: readonly Listed[]): Promise<Buffer> =>
  repacked(
    await printSheet(
      '归档目录',
      [
        { header: '序号', width: 6, value: ({ n }) => String(n) },
        { header: '材料名称', width: 50, value: ({ title }) => title },
        { header: '日期', width: 12, value: ({ on }) => on },
        { header: '文件', width: 60, value: ({ path }) => path },
        { header: '字节', width: 12, value: ({ size }) => String(size) },
        { header: 'SHA-256', width: 66, value: ({ sha256: sum }) => sum },
      ],
      listed.map((one, i) => ({ n: i + 1, ...one })),
    ),
  );
