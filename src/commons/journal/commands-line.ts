import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { type LocalDate, chineseDate, isLocalDate } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import type { CliCommand } from '#platform/feature.ts';
import { act, systemActor } from '#platform/services.ts';
import type { Verification } from './contract.ts';
import { exportLines, recordExport } from './export.ts';
import { verifyExport } from './verify-export.ts';
import { verifyJournal } from './verify.ts';

/** `sunlit journal …`: proves and exports the journal from a terminal. */
export const journalCommands: readonly CliCommand[] = [
  {
    words: 'journal verify',
    usage: '',
    zh: '核对数据库中的留痕和日封是否被改动',
    en: 'recompute every chain and daily seal in the database',
    async run(args, out, { db, time }) {
      if (args.length > 0) throw usage(`不认识「${args.join(' ')}」。核对导出文件请用：journal verify --file 文件`);
      return report(await verifyJournal(db, time.today()), out);
    },
  },
  {
    words: 'journal verify --file',
    usage: 'EXPORT',
    zh: '核对一份导出文件，不需要数据库',
    en: 'verify an exported file offline, without a database',
    async pure([file, ...rest], out) {
      if (!file || rest.length > 0) throw usage('请给出一个导出文件：journal verify --file 文件');
      return report(await verifyExport(file), out);
    },
  },
  {
    words: 'journal export',
    usage: 'FILE [--from DATE] [--to DATE]',
    zh: '把留痕和日封导出为 NDJSON 文件（记入留痕）',
    en: 'write the journal with its seals to a file of JSON lines',
    async run([file, ...options], out, services) {
      if (!file || file.startsWith('--')) throw usage('请给出导出到哪个文件：journal export 文件');
      const period = periodOf(options);
      await act(services, systemActor, (a) => recordExport(a, period));
      await pipeline(exportLines(services.db, period, services.time.now()), newFile(file)).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'EEXIST') throw usage(`文件 ${file} 已经存在，请换一个名称`);
          if (error.path) throw usage(`不能写入 ${file}（${error.code}），请检查文件夹和权限`);
          throw error;
        },
      );
      out(`已导出到 ${file}。可用 sunlit journal verify --file ${file} 核对`);
      return 0;
    },
  },
];

/** Nobody's file is overwritten, and nobody else may read this one. */
const newFile = (file: string) => createWriteStream(file, { flags: 'wx', mode: 0o600 });

const usage = (sentence: string) => new AppError('usage', 400, [sentence]);

function periodOf(options: readonly string[]): { from?: LocalDate; to?: LocalDate } {
  const period: { from?: LocalDate; to?: LocalDate } = {};
  for (let i = 0; i < options.length; i += 2) {
    const [name, value = ''] = options.slice(i, i + 2);
    if (name !== '--from' && name !== '--to') throw usage(`不认识「${name}」，可用的有 --from 日期、--to 日期`);
    if (!isLocalDate(value)) throw usage(`「${value}」不是日期，请写成 2026-11-30 的样子`);
    period[name === '--from' ? 'from' : 'to'] = value;
  }
  return period;
}

/** Prints the verdict; 0 when nothing was altered, else 1. */
function report(
  { ok, entries, chains, seals, findings, found, unsealed }: Verification,
  out: (text: string) => void,
): number {
  const [first, last] = [unsealed[0], unsealed.at(-1)];
  if (first && last) {
    const days = first === last ? chineseDate(first) : `${chineseDate(first)}至${chineseDate(last)}`;
    out(`尚未封存：${days}（${unsealed.length} 日）`);
  }
  if (ok) {
    out(`核对一致：${chains} 条链、${entries} 条记录、${seals} 个日封，没有发现改动`);
    return 0;
  }
  for (const { chain, seq, message } of findings) out(`${seq > 0 ? `${chain} 第 ${seq} 条` : chain}：${message}`);
  if (found > findings.length) out(`另有 ${found - findings.length} 处没有列出`);
  out(`发现 ${found} 处不一致。请立即保全数据库和最近的备份，并报告`);
  return 1;
}
