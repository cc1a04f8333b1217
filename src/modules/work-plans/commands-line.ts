import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '#kernel/errors.ts';
import { chineseDate } from '#kernel/dates.ts';
import type { CliCommand } from '#platform/feature.ts';
import { partyRoles, type PartyRole, type PlanItem, type Reading } from './reading/reading.ts';
import { readWorkPlanFile } from './reading/read-work-plan-file.ts';

/** `sunlit work-plan parse FILE [--json]`: what would be read, without a database. */
export const workPlanCommands: readonly CliCommand[] = [
  {
    words: 'work-plan parse',
    usage: 'FILE [--json]',
    zh: '读取一份工作要点，列出任务、责任单位、期限和存疑之处',
    en: 'read a work plan: items, responsible units, deadlines and doubts',
    async pure(args, out) {
      const file = args.find((word) => !word.startsWith('--'));
      if (!file) throw new AppError('usage', 400, ['用法：sunlit work-plan parse 文件 [--json]']);
      const reading = await readWorkPlanFile(await bytesOf(file), path.basename(file));
      out(args.includes('--json') ? JSON.stringify(reading, null, 2) : described(reading));
      return reading.problems.some(({ kind }) => kind === 'no-items') ? 1 : 0;
    },
  },
];

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch {
    throw new AppError('no-file', 400, [`读不到文件「${file}」，请检查路径`]);
  }
}

function described(reading: Reading): string {
  const items = reading.sections.reduce((sum, section) => sum + section.items.length, 0);
  return [
    reading.title || '（没有读到标题）',
    [reading.documentNumber, reading.issuedOn && chineseDate(reading.issuedOn), reading.source]
      .filter(Boolean)
      .join('  '),
    `${reading.sections.length} 个部分，${items} 项任务`,
    ...reading.sections.flatMap((section) => [
      '',
      [section.number, section.title].filter(Boolean).join('、'),
      ...section.items.map(itemLine),
    ]),
    ...(reading.problems.length > 0
      ? ['', '需要核对：', ...reading.problems.map(({ where, message }) => `  ${where}：${message}`)]
      : []),
  ].join('\n');
}

function itemLine({ number, title, annotations, deadlines }: PlanItem): string {
  const roles = Object.keys(partyRoles) as PartyRole[]; // the keys of a literal object
  const parts = annotations.flatMap((annotation) =>
    roles.flatMap((role) =>
      annotation[role].length > 0 ? [`${partyRoles[role]} ${annotation[role].join('、')}`] : [],
    ),
  );
  const due = deadlines.map(({ verbatim }) => verbatim);
  return `  ${number ? `${number}. ` : ''}${title}${parts.length + due.length > 0 ? `（${[...parts, ...due].join('；')}）` : ''}`;
}
