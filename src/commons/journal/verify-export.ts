import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { addDays, civilDate, type LocalDate } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { Findings, type Link, entryFindings, headFindings, sealFinding, sealFindings } from './checking.ts';
import type { Verification } from './contract.ts';
import { type Line, readEntry, readHead, readSeal, readStart, unusable } from './export-lines.ts';
import { treeOfDay } from './seal.ts';
import type { ChainHead, StoredEntry, StoredSeal } from './stored.ts';

/**
 * Verifies an export with nothing but the file: no database, no configuration. Keeps one link for each chain and one small
 * tree for each day, whatever the number of entries. In an export of a period the first entry of each chain and the first seal
 * are taken at their word about what came before.
 * Refuses, in one sentence with the line, a file that is not an export, is cut short, or holds a line that cannot be read.
 */
export async function verifyExport(file: string): Promise<Verification> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  let check: ExportCheck | undefined;
  let number = 0;
  try {
    for await (const text of lines) {
      number += 1;
      const line = parsed(text, number);
      if (check) check.take(line, number);
      else check = new ExportCheck(readStart(line));
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw unusable(`找不到文件 ${file}，请检查路径`);
    throw unusable(`读不出文件 ${file}（${(error as Error).message}）`);
  }
  if (!check) throw unusable('文件是空的，不是留痕导出文件');
  return check.verdict();
}

function parsed(text: string, number: number): Line {
  try {
    const line: unknown = JSON.parse(text);
    if (typeof line === 'object' && line !== null) return line as Line;
  } catch {
    // Said below, with the number of the line.
  }
  throw unusable(`第 ${number} 行不是本系统导出的内容，文件已损坏`);
}

interface Day {
  readonly seal: StoredSeal | undefined;
  readonly before: Pick<StoredSeal, 'day' | 'root'> | undefined;
  readonly tree: ReturnType<typeof treeOfDay> | undefined;
  entries: number;
  firstId: number | null;
  lastId: number | null;
}

/** Takes the lines of one export in their order. */
class ExportCheck {
  readonly #whole: boolean;
  readonly #findings = new Findings();
  readonly #links = new Map<string, Link>();
  readonly #heads = new Map<string, ChainHead>();
  readonly #days = new Map<LocalDate, Day>();
  readonly #counts = { entries: 0, seals: 0, heads: 0 };
  #lastId = -1;
  #lastSeal: StoredSeal | undefined;
  #ended = false;

  constructor({ whole }: { readonly whole: boolean }) {
    this.#whole = whole;
  }

  take(line: Line, number: number): void {
    if (this.#ended) throw unusable(`第 ${number} 行在结束行之后，文件被改动`);
    if ('seal' in line) this.#seal(readSeal(line.seal, number));
    else if ('entry' in line) this.#entry(readEntry(line.entry, number), number);
    else if ('head' in line) this.#head(readHead(line.head, number));
    else if ('end' in line) this.#end(line.end);
    else throw unusable(`第 ${number} 行不认识，文件已损坏，或由更新的版本导出`);
  }

  #seal(seal: StoredSeal): void {
    this.#counts.seals += 1;
    const unknown = this.#whole ? undefined : { day: addDays(seal.day, -1), root: seal.previousRoot };
    const tree = treeOfDay(seal.algorithm, seal.previousRoot);
    this.#days.set(seal.day, {
      seal,
      before: this.#lastSeal ?? unknown,
      tree,
      entries: 0,
      firstId: null,
      lastId: null,
    });
    this.#lastSeal = seal;
  }

  #entry(entry: StoredEntry, number: number): void {
    if (entry.id <= this.#lastId) throw unusable(`第 ${number} 行：记录没有按编号排列，文件被改动`);
    this.#lastId = entry.id;
    this.#counts.entries += 1;
    const unknown = this.#whole ? undefined : { seq: entry.seq - 1, hash: entry.previousHash };
    this.#findings.add(entryFindings(entry, this.#links.get(entry.chain) ?? unknown));
    this.#links.set(entry.chain, { seq: entry.seq, hash: entry.hash });
    const on = civilDate(entry.at);
    const day = this.#days.get(on) ?? noSeal();
    day.tree?.add(entry.hash);
    day.entries += 1;
    day.firstId ??= entry.id;
    day.lastId = entry.id;
    this.#days.set(on, day);
  }

  #head(head: ChainHead): void {
    this.#counts.heads += 1;
    this.#heads.set(head.chain, head);
  }

  #end(stated: unknown): void {
    this.#ended = true;
    const { entries, seals, heads } = stated as Readonly<Record<string, unknown>>;
    const same = entries === this.#counts.entries && seals === this.#counts.seals && heads === this.#counts.heads;
    if (!same)
      this.#findings.add([
        { kind: 'chain', chain: '导出文件', seq: 0, message: '行数与结束行记载的不符，有行被删除或添加' },
      ]);
  }

  verdict(): Verification {
    if (!this.#ended) throw unusable('文件不完整，没有结束行：请重新导出');
    if (this.#whole) this.#checkHeads();
    const unsealed: LocalDate[] = [];
    for (const [on, day] of this.#days) {
      if (day.seal && day.tree)
        this.#findings.add(sealFindings(day.seal, day.before, { ...day, root: day.tree.root() }));
      else if (this.#lastSeal && on < this.#lastSeal.day)
        this.#findings.add([sealFinding(on, `这一日有 ${day.entries} 条记录，却没有日封`)]);
      else unsealed.push(on);
    }
    return {
      ok: this.#findings.count === 0,
      entries: this.#counts.entries,
      chains: this.#links.size,
      seals: this.#counts.seals,
      findings: this.#findings.first,
      found: this.#findings.count,
      unsealed: unsealed.sort(),
    };
  }

  #checkHeads(): void {
    for (const [chain, link] of this.#links) this.#findings.add(headFindings(this.#heads.get(chain), chain, link));
    for (const [chain, head] of this.#heads)
      if (!this.#links.has(chain)) this.#findings.add(headFindings(head, chain, undefined));
  }
}

const noSeal = (): Day => ({
  seal: undefined,
  before: undefined,
  tree: undefined,
  entries: 0,
  firstId: null,
  lastId: null,
});
