import { type Static, Type } from 'typebox';
import { instant, localDate } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { checked } from '#platform/validation.ts';
import type { ChainHead, StoredEntry, StoredSeal } from './stored.ts';

// The lines of an export, as they are read back from a file that anybody may have written.

export type Line = Readonly<Record<string, unknown>>;

export const FORMAT = 'sunlit-journal';
export const FORMAT_VERSION = 1;

const Hex = Type.String({ pattern: '^(?:[0-9a-f]{64})?$' });
const OrNull = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) => Type.Union([schema, Type.Null()]);
const Algorithm = Type.Union([Type.Literal('sm3'), Type.Literal('sha256')]);

const Entry = Type.Object({
  id: Type.Integer(),
  chain: Type.String(),
  seq: Type.Integer(),
  action: Type.String(),
  actor_id: OrNull(Type.String()),
  on_behalf_of: OrNull(Type.String()),
  legal_date: Type.String(),
  at: Type.String(),
  round: Type.Integer(),
  payload: Type.Unknown(),
  algorithm: Algorithm,
  previous_hash: Hex,
  hash: Hex,
});

const Seal = Type.Object({
  day: Type.String(),
  first_id: OrNull(Type.Integer()),
  last_id: OrNull(Type.Integer()),
  entries: Type.Integer(),
  algorithm: Algorithm,
  root: Hex,
  previous_root: Hex,
  sealed_at: Type.String(),
});

const Head = Type.Object({ chain: Type.String(), seq: Type.Integer(), hash: Hex });

export const unusable = (sentence: string) => new AppError('export', 422, [sentence]);

/** The first line: what the file is, and whether it holds the whole journal. */
export function readStart(line: Line): { readonly whole: boolean } {
  if (line.format !== FORMAT) throw unusable('这不是留痕导出文件（第 1 行没有格式标识）');
  if (line.version !== FORMAT_VERSION)
    throw unusable(`文件由更新的版本导出（格式 ${String(line.version)}），请用同样新的程序核对`);
  return { whole: line.from === null && line.to === null };
}

export const readEntry = (value: unknown, number: number): StoredEntry =>
  reading(number, () => {
    const { previous_hash, hash, ...entry }: Static<typeof Entry> = checked(Entry, value);
    return {
      ...entry,
      legal_date: localDate(entry.legal_date),
      at: instant(entry.at),
      previousHash: Buffer.from(previous_hash, 'hex'),
      hash: Buffer.from(hash, 'hex'),
      // Written otherwise, an instant would give another text and so another hash.
      exact: instant(entry.at) === entry.at,
    };
  });

export const readSeal = (value: unknown, number: number): StoredSeal =>
  reading(number, () => {
    const seal: Static<typeof Seal> = checked(Seal, value);
    return {
      day: localDate(seal.day),
      firstId: seal.first_id,
      lastId: seal.last_id,
      entries: seal.entries,
      algorithm: seal.algorithm,
      root: Buffer.from(seal.root, 'hex'),
      previousRoot: Buffer.from(seal.previous_root, 'hex'),
      sealedAt: instant(seal.sealed_at),
    };
  });

export const readHead = (value: unknown, number: number): ChainHead =>
  reading(number, () => {
    const head: Static<typeof Head> = checked(Head, value);
    return { ...head, hash: Buffer.from(head.hash, 'hex') };
  });

function reading<T>(number: number, read: () => T): T {
  try {
    return read();
  } catch {
    throw unusable(`第 ${number} 行缺少内容或写法不对，文件被改动`);
  }
}
