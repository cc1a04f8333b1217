import { type LocalDate, addDays, chineseDate } from '#kernel/dates.ts';
import { entryHash } from './append.ts';
import type { Finding } from './contract.ts';
import { type DaySummary, NO_ROOT } from './seal.ts';
import type { ChainHead, StoredEntry, StoredSeal } from './stored.ts';

/** Where a chain stood before the entry in question. */
export interface Link {
  readonly seq: number;
  readonly hash: Buffer;
}

const BEGINNING: Link = { seq: 0, hash: Buffer.alloc(0) };

/**
 * What is wrong with an entry, given the one before it in its chain. Each entry is recomputed on the previous hash it states
 * itself, so that one alteration is named where it was made and does not discredit everything after it.
 */
export function entryFindings(entry: StoredEntry, before: Link = BEGINNING): Finding[] {
  const messages: string[] = [];
  if (entry.seq > before.seq + 1) messages.push(missing(before.seq + 1, entry.seq - 1));
  else if (entry.seq <= before.seq) messages.push('序号与前面的记录重复');
  else if (!entry.previousHash.equals(before.hash))
    messages.push('与前一条接不上：其中一条的摘要值被改动，或中间有记录被替换');
  if (!recomputed(entry)?.equals(entry.hash)) messages.push('内容或摘要值被改动：重新计算的摘要值与记载的不符');
  else if (!entry.exact) messages.push('内容被改动：时间或数字的写法不是本系统写入的样子');
  return messages.map((message) => ({ kind: 'entry', chain: entry.chain, seq: entry.seq, message }));
}

/** Undefined when the stored values cannot even be hashed. */
function recomputed(entry: StoredEntry): Buffer | undefined {
  const { chain, seq, action, actor_id, on_behalf_of, legal_date, at, round, payload } = entry;
  const hashed = { chain, seq, action, actor_id, on_behalf_of, legal_date, at, round, payload };
  try {
    return entryHash(entry.algorithm, entry.previousHash, hashed);
  } catch {
    return undefined;
  }
}

const missing = (from: number, to: number) =>
  from === to ? `前面缺少第 ${from} 条，已被删除` : `前面缺少第 ${from} 至 ${to} 条，已被删除`;

/** Does the chain end where its head says? */
export function headFindings(head: ChainHead | undefined, chain: string, end: Link | undefined): Finding[] {
  const finding = (message: string): Finding[] => [{ kind: 'chain', chain, seq: end?.seq ?? 0, message }];
  if (!head) return finding('这条链没有链头登记，登记被删除');
  if (!end) return head.seq === 0 ? [] : finding(`应有 ${head.seq} 条记录，已全部被删除`);
  if (end.seq < head.seq) return finding(`链尾缺少第 ${end.seq + 1} 至 ${head.seq} 条，已被删除`);
  if (end.seq > head.seq) return finding(`记录多于链头登记的 ${head.seq} 条`);
  return end.hash.equals(head.hash) ? [] : finding('最后一条的摘要值与链头登记的不符');
}

/** Does the seal follow the one before it, and does the day still give its root? */
export function sealFindings(
  seal: StoredSeal,
  before: Pick<StoredSeal, 'day' | 'root'> | undefined,
  now: DaySummary,
): Finding[] {
  const messages: string[] = [];
  if (before && seal.day !== addDays(before.day, 1))
    messages.push(`${chineseDate(addDays(before.day, 1))}至${chineseDate(addDays(seal.day, -1))}的日封被删除`);
  else if (!seal.previousRoot.equals(before?.root ?? NO_ROOT))
    messages.push('与前一日的日封接不上：其中一日的根值被改动');
  if (seal.entries !== now.entries) messages.push(`封存时有 ${seal.entries} 条记录，现在有 ${now.entries} 条`);
  else if (!now.root.equals(seal.root)) messages.push('根值与当日记录重新计算的不符：记录或日封被改动');
  else if (seal.firstId !== now.firstId || seal.lastId !== now.lastId)
    messages.push('记载的首末记录编号与当日记录不符');
  return messages.map((message) => sealFinding(seal.day, message));
}

export const sealFinding = (day: LocalDate, message: string): Finding => ({
  kind: 'seal',
  chain: `日封 ${day}`,
  seq: 0,
  message,
});

/** Keeps the first findings and counts them all: a journal that was rewritten must not fill the memory. */
export class Findings {
  readonly first: Finding[] = [];
  count = 0;
  add(found: readonly Finding[]): void {
    this.count += found.length;
    for (const finding of found) if (this.first.length < MOST) this.first.push(finding);
  }
}

const MOST = 500;
