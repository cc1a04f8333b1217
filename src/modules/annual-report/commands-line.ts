import { createReadStream } from 'node:fs';
import { AppError } from '#kernel/errors.ts';
import type { CliCommand } from '#platform/feature.ts';
import { checkFigures } from './check.ts';
import { described } from './described.ts';
import type { Figures } from './figures.ts';
import { readFigures } from './read-figures.ts';
import { LONGEST, readStrictJson, shown } from './strict-json.ts';

const USAGE = 'FIGURES.json [--previous FILE] [--ledger FILE] [--units FILE …] [--json]';

/** Nothing is wrong but what may stand; something must be put right; a file could not be read. */
const EXIT = { right: 0, wrong: 1, unreadable: 2 } as const;

/** `sunlit annual-report check`: pure, without a database. */
export const annualReportCommands: readonly CliCommand[] = [
  {
    words: 'annual-report check',
    usage: USAGE,
    zh: '核对政府信息公开工作年度报告的数据：勾稽关系、正文与表、与上年、与台账、与各单位',
    en: 'check the figures of a statutory annual report; exit code 1 with errors, 2 for a file that cannot be read',
    async pure(args, out) {
      try {
        const { figures, previous, ledger, units, json } = options(args);
        const report = await figuresIn(figures);
        const findings = checkFigures(report, {
          previous: previous === undefined ? undefined : await figuresIn(previous),
          ledger: ledger === undefined ? undefined : await figuresIn(ledger),
          units: await Promise.all(units.map(figuresIn)),
        });
        out(json ? JSON.stringify({ findings }, null, 2) : described(report, findings));
        return findings.some(({ severity }) => severity === 'error') ? EXIT.wrong : EXIT.right;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        for (const reason of error.reasons) console.error(reason);
        return EXIT.unreadable;
      }
    },
  },
];

interface Options {
  readonly figures: string;
  readonly previous?: string | undefined;
  readonly ledger?: string | undefined;
  readonly units: readonly string[];
  readonly json: boolean;
}

function options(args: readonly string[]): Options {
  const files = { '': [], '--previous': [], '--ledger': [], '--units': [] } as Record<string, string[]>;
  const wrong: string[] = [];
  let option = '';
  for (const word of args) {
    if (word === '--json') option = '';
    else if (word.startsWith('--') && files[word]) option = word;
    else if (word.startsWith('--')) wrong.push(`没有「${shown(word)}」这个选项`);
    else {
      files[option]?.push(word);
      // `--units` takes every file up to the next option; the others one.
      if (option !== '--units') option = '';
    }
  }
  const { '': figures = [], '--previous': previous = [], '--ledger': ledger = [], '--units': units = [] } = files;
  for (const name of ['--previous', '--ledger', '--units'])
    if (args.includes(name) && files[name]?.length === 0) wrong.push(`「${name}」后面缺少文件`);
  if (figures.length > 1 || previous.length > 1 || ledger.length > 1)
    wrong.push(
      `一次核对一份报告，给了几个文件：${[...figures, ...previous, ...ledger].map((file) => shown(file)).join('、')}`,
    );
  const [file] = figures;
  if (file === undefined || wrong.length > 0)
    throw new AppError('usage', 400, [...wrong, `用法：sunlit annual-report check ${USAGE}`]);
  return { figures: file, previous: previous[0], ledger: ledger[0], units, json: args.includes('--json') };
}

async function figuresIn(file: string): Promise<Figures> {
  const reading = readStrictJson(await bytesOf(file));
  const inFile = (reasons: readonly string[]) =>
    new AppError(
      'figures',
      400,
      reasons.map((reason) => `「${shown(file, 80)}」：${reason}`),
    );
  if ('problem' in reading) throw inFile([reading.problem]);
  try {
    return readFigures(reading.value);
  } catch (error) {
    throw error instanceof AppError ? inFile(error.reasons) : error;
  }
}

/** Reads one byte more than is allowed, so that a file too long is known without being held. */
async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of createReadStream(file, { end: LONGEST })) chunks.push(chunk as Buffer); // no encoding is set
    return Buffer.concat(chunks);
  } catch {
    throw new AppError('no-file', 400, [`读不到文件「${shown(file, 80)}」，请检查路径和权限`]);
  }
}
