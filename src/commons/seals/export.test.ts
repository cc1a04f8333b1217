import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { feature as journal } from '#commons/journal/index.ts';
import type { CliCommand } from '#platform/feature.ts';
import { type Archive, makeArchive } from '../journal/testing/archive.ts';
import { sealOverdueDays } from './index.ts';

let archive: Archive;
let folder: string;
let whole: string;

const command = (words: string): CliCommand => {
  const found = journal.commands?.find((one) => one.words === words);
  if (!found) throw new Error(`no command ${words}`);
  return found;
};

/** What the command prints and the exit code, without a database. */
async function verify(file: string): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const code = (await command('journal verify --file').pure?.([file], (text) => lines.push(text))) ?? -1;
  return { code, said: lines.join('\n') };
}

async function exported(name: string, ...options: string[]): Promise<string> {
  const file = path.join(folder, name);
  await command('journal export').run?.([file, ...options], () => undefined, archive.services);
  return file;
}

/** The export with its lines changed. */
async function changed(name: string, change: (lines: string[]) => readonly string[]): Promise<string> {
  const file = path.join(folder, name);
  const lines = (await readFile(whole, 'utf8')).trimEnd().split('\n');
  await writeFile(file, `${change(lines).join('\n')}\n`);
  return file;
}

const indexOf = (lines: readonly string[], part: string, nth = 0) =>
  lines.map((line, i) => (line.includes(part) ? i : -1)).filter((i) => i >= 0)[nth] ?? Number.NaN;

beforeAll(async () => {
  archive = await makeArchive();
  folder = await mkdtemp(path.join(tmpdir(), 'sunlit-export-'));
  await archive.write('matter:a', 3);
  await archive.write('matter:b', 2);
  archive.moveToDay('2026-03-04');
  await archive.write('matter:a', 2);
  archive.moveToDay('2026-03-05');
  await sealOverdueDays(archive.services);
  await archive.write('matter:c', 1);
  whole = await exported('whole.ndjson');
});
afterAll(async () => {
  await archive.close();
  await rm(folder, { recursive: true, force: true });
});

test('a whole export verifies without a database', async () => {
  const { code, said } = await verify(whole);
  expect(said).toContain('核对一致：4 条链、9 条记录、3 个日封，没有发现改动');
  expect(code).toBe(0);
});

test('an export is not written over a file that is there', async () => {
  await expect(exported('whole.ndjson')).rejects.toThrow('已经存在，请换一个名称');
});

test('an export of some days verifies by itself', async () => {
  const { code, said } = await verify(await exported('days.ndjson', '--from', '2026-03-03', '--to', '2026-03-04'));
  expect(said).toContain('1 条链、2 条记录、2 个日封');
  expect(code).toBe(0);
});

test('taking the journal along is itself on record', async () => {
  const { entries } = await archive.services.db
    .selectFrom('journal_entry')
    .select((eb) => eb.fn.countAll<number>().as('entries'))
    .where('action', '=', 'journal.exported')
    .executeTakeFirstOrThrow();
  expect(entries).toBeGreaterThan(0);
});

describe('an export in which somebody', () => {
  const cases: readonly (readonly [string, (lines: string[]) => readonly string[], RegExp])[] = [
    [
      'changed what was done',
      (lines) => lines.map((line, i) => (i === indexOf(lines, '"entry"') ? line.replace('第0件', '第8件') : line)),
      /matter:a 第 1 条：内容或摘要值被改动/,
    ],
    [
      'removed an entry',
      (lines) => lines.toSpliced(indexOf(lines, 'matter:a', 1), 1),
      /matter:a 第 3 条：前面缺少第 2 条/,
    ],
    [
      'removed the last entry of a chain',
      (lines) => lines.toSpliced(indexOf(lines, 'matter:c'), 1),
      /matter:c：应有 1 条/,
    ],
    [
      'removed a chain with its head',
      (lines) => lines.filter((line) => !line.includes('matter:b')),
      /日封 2026-03-02：封存时有 5 条记录，现在有 3 条/,
    ],
    [
      'removed a seal',
      (lines) => lines.toSpliced(indexOf(lines, '"seal"', 1), 1),
      /日封 2026-03-04：2026年3月3日至2026年3月3日的日封被删除/,
    ],
    [
      'changed a seal',
      (lines) =>
        lines.map((line) =>
          line.replace(/("day":"2026-03-03".*"root":")../, '$1zz').replace('"root":"zz', '"root":"00'),
        ),
      /日封 2026-03-0[34]：/,
    ],
    ['removed a head', (lines) => lines.toSpliced(indexOf(lines, '"head"'), 1), /没有链头登记/],
    [
      'added a line twice',
      (lines) => lines.toSpliced(indexOf(lines, '"head"'), 0, lines.find((l) => l.includes('"head"')) ?? ''),
      /导出文件：行数与结束行记载的不符/,
    ],
  ];
  test.each(cases)('%s is found out', async (name, change, expected) => {
    const { code, said } = await verify(await changed(`${name}.ndjson`, change));
    expect(said).toMatch(expected);
    expect(code).toBe(1);
  });

  const unusable: readonly (readonly [string, (lines: string[]) => readonly string[], string])[] = [
    ['cut off the end', (lines) => lines.slice(0, -1), '文件不完整，没有结束行：请重新导出'],
    [
      'cut a line short',
      (lines) => lines.with(4, lines[4]?.slice(0, 30) ?? ''),
      '第 5 行不是本系统导出的内容，文件已损坏',
    ],
    [
      'put entries in another order',
      (lines) => lines.with(5, lines[4] ?? '').with(4, lines[5] ?? ''),
      '第 6 行：记录没有按编号排列，文件被改动',
    ],
    ['wrote on after the end', (lines) => [...lines, '{}'], '在结束行之后，文件被改动'],
    [
      'left out a field',
      (lines) => lines.with(4, (lines[4] ?? '').replace('"round"', '"rounds"')),
      '第 5 行缺少内容或写法不对，文件被改动',
    ],
    ['sent something else', () => ['{"a":1}'], '这不是留痕导出文件（第 1 行没有格式标识）'],
    [
      'came from the future',
      (lines) => lines.with(0, (lines[0] ?? '').replace('"version":1', '"version":2')),
      '请用同样新的程序核对',
    ],
  ];
  test.each(unusable)('%s is refused in a sentence', async (name, change, sentence) => {
    await expect(verify(await changed(`${name}.ndjson`, change))).rejects.toThrow(sentence);
  });

  test('forgot the file is refused in a sentence', async () => {
    await expect(verify(path.join(folder, 'nowhere'))).rejects.toThrow('找不到文件');
  });
});
