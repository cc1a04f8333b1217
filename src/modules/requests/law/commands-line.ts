import { parseArgs } from 'node:util';
import { AppError } from '#kernel/errors.ts';
import type { CliCommand } from '#platform/feature.ts';
import { type Measure, type Quote, quote } from './fees.ts';

const USAGE = '用法：sunlit fee quote --items 件数 | --pages 页数 [--json]';

/** `sunlit fee quote`: the information-processing fee by hand, without a database. */
export const feeCommand: CliCommand = {
  words: 'fee quote',
  usage: '--items N | --pages N [--json]',
  zh: '按件（同一申请人一个自然月内累计）或者按页计算信息处理费',
  en: 'the information-processing fee for N items of one applicant in a month, or N pages of one request',
  pure(args, out) {
    const { items, pages, json } = optionsIn(args);
    const reckoned = quote(measureOf(items, pages));
    if (json) out(JSON.stringify(reckoned, null, 2));
    else for (const line of told(reckoned)) out(line);
    return 0;
  },
};

const OPTIONS = { items: { type: 'string' }, pages: { type: 'string' }, json: { type: 'boolean' } } as const;

function optionsIn(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch {
    throw usage(USAGE);
  }
}

function measureOf(items: string | undefined, pages: string | undefined): Measure {
  if (items !== undefined && pages !== undefined)
    throw usage('一件申请只能选择按件或者按页中的一种计算，不能同时使用（《政府信息公开信息处理费管理办法》第三条）');
  const text = items ?? pages;
  if (text === undefined) throw usage(USAGE);
  if (!/^\d{1,9}$/.test(text)) throw usage(`「${text}」不是整数，请写成 31 的样子`);
  return items !== undefined ? { items: Number(text) } : { pages: Number(text) };
}

function told({ method, lines, count, total, basis }: Quote): string[] {
  const unit = method === 'items' ? '件' : '页';
  return [
    ...lines.map(
      (line) => `第 ${line.from} 至 ${line.to} ${unit}：${line.count} ${unit} × ${line.price} 元 = ${line.amount} 元`,
    ),
    `${count} ${unit}，共 ${total} 元（${basis}）`,
  ];
}

const usage = (sentence: string) => new AppError('usage', 400, [sentence]);
