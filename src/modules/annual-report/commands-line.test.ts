import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { annualReportCommands } from './commands-line.ts';
import { realReport } from './testing/reports.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sunlit-report-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

/** Exit code, what is printed, and what is said about trouble. */
async function run(...args: readonly string[]) {
  const said: string[] = [];
  const told: string[] = [];
  vi.spyOn(console, 'error').mockImplementation((text: string) => void told.push(text));
  const code = await annualReportCommands[0]?.pure?.(args, (text) => said.push(text));
  return { code, out: said.join('\n'), told: told.join('\n') };
}
const real = (name: string) => fileURLToPath(new URL(`./testing/${name}.json`, import.meta.url));
async function fileOf(content: string | Uint8Array): Promise<string> {
  const file = path.join(folder, 'figures.json');
  await writeFile(file, content);
  return file;
}

describe('sunlit annual-report check', () => {
  test('a right report: no findings, exit code 0', async () => {
    const { code, out } = await run(real('suqian-2023'), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ findings: [] });
  });

  test('warnings alone leave the exit code 0, errors make it 1', async () => {
    expect((await run(real('changchun-veterans-2023'), '--json')).code).toBe(0);
    const { code, out } = await run('--json', real('liaoning-nmpa-2019'));
    expect(code).toBe(1);
    const { findings } = JSON.parse(out) as { findings: object[] };
    expect(findings).toHaveLength(4);
    for (const finding of findings) expect(Object.keys(finding)).toEqual(['rule', 'severity', 'where', 'message']);
  });

  test('without --json it is a table with the rules that were broken', async () => {
    const { out } = await run(real('changchun-veterans-2023'));
    expect(out.split('\n')).toEqual([
      '长春市某区(js.changchun.gov.cn)退役军人事务局 2023 年度：0 个错误，1 个提醒',
      '数据不完整（到「carriedOver」为止），只核对了已有的部分',
      '',
      '级别  规则           位置和问题',
      '提醒  TEXT_VS_TABLE  narrative.received（正文·新收申请）',
      `${' '.repeat(21)}正文写「新收申请」2 件，表里是 3 件。请核对，把错的一处改正`,
      '',
      '规则：',
      '  TEXT_VS_TABLE  正文里的数等于表里的数（本系统）',
    ]);
  });

  test('takes last year’s report, the ledger and the units', async () => {
    const suqian = real('suqian-2023');
    const all = await run(suqian, '--previous', suqian, '--ledger', suqian, '--units', suqian, '--json');
    expect(JSON.parse(all.out).findings.map(({ rule }: { rule: string }) => rule)).toEqual(['PREVIOUS_REPORT']);
    const off = await fileOf(JSON.stringify({ ...realReport('suqian-2023'), authority: '甲', proactive: null }));
    const twice = await run(suqian, '--json', '--units', suqian, off);
    expect(twice.code).toBe(1);
    expect(twice.out).toContain('2 个单位相加是 7022');
  });

  test.each([
    [[], '用法：sunlit annual-report check'],
    [['a.json', 'b.json'], '一次核对一份报告'],
    [['a.json', '--previous'], '「--previous」后面缺少文件'],
    [['a.json', '--yaml'], '没有「--yaml」这个选项'],
    [['a.json', '--__proto__'], '没有「--__proto__」这个选项'],
    [['/no/such/file.json'], '读不到文件「/no/such/file.json」'],
    [[tmpdir()], '读不到文件'],
    [[real('suqian-2023'), '--previous', '/no/such/file.json'], '读不到文件'],
  ])('%j is refused in a sentence with exit code 2', async (args, words) => {
    const { code, out, told } = await run(...args);
    expect([code, out]).toEqual([2, '']);
    expect(told).toContain(words);
  });
});

const nested = (depth: number) => `{"year":2023,"review":${'['.repeat(depth)}${']'.repeat(depth)}}`;
const row = (cells: string) => `{"year":2023,"applications":{"granted":${cells}}}`;

describe('a file that is no figures', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['is empty', '', '不是完整的 JSON'],
    ['is no JSON', '年度报告', '不是完整的 JSON'],
    ['holds NaN', row('{"total":NaN}'), '不是完整的 JSON'],
    ['holds an endless number', row('{"total":1e999}'), '「total」的数字太大'],
    ['is not UTF-8', Uint8Array.of(0xff, 0xfe, 0x7b, 0x00), '不是 UTF-8'],
    ['is too long', `"${'长'.repeat(1_400_000)}"`, '超过 4000000 字节的上限'],
    ['is too deep', nested(100), '嵌套超过 20 层'],
    ['is absurdly deep', nested(1_000_000), '嵌套超过 20 层'],
    [
      'has a row twice',
      '{"year":2023,"applications":{"granted":{"total":1},"granted":{"total":2}}}',
      '「granted」在同一处写了两次',
    ],
    [
      'has a row twice, once escaped',
      '{"year":2023,"applications":{"granted":{},"gr\\u0061nted":{}}}',
      '「granted」在同一处写了两次',
    ],
    ['is a list', '[]', '应是一份年度报告的数据'],
    ['is null', 'null', '应是一份年度报告的数据'],
    ['has no year', '{"review":{}}', '缺少报告年度'],
    ['has a year of text', '{"year":"2023","review":{}}', '缺少报告年度'],
    ['has an old year', '{"year":2018,"review":{}}', '2019 到 2100'],
    ['has no table', '{"year":2023}', '没有年度报告的任何一张表'],
    ['has another template', '{"year":2023,"format":"2008","review":{}}', '报告格式「format」应是'],
    ['has a list for a table', '{"year":2023,"applications":[]}', '「applications」应是一组有名称的数据'],
    ['has a number for a row', row('3'), '「applications.granted」应是一组有名称的数据'],
    ['has a list for a cell', row('{"total":[1]}'), '「applications.granted.total」应是数字、文字或者空'],
    ['has truth for a cell', row('{"total":true}'), '「applications.granted.total」应是数字、文字或者空'],
    ['has a number for a name', '{"year":2023,"authority":7,"review":{}}', '「authority」应是不超过 200 个字的文字'],
    ['has a day that is none', '{"year":2023,"publishedOn":"2024-02-30","review":{}}', '公布日期'],
  ])('because it %s is refused in a sentence', async (_why, content, words) => {
    const { code, out, told } = await run(await fileOf(content), '--json');
    expect([code, out]).toEqual([2, '']);
    expect(told).toContain(words);
    expect(told).not.toMatch(/\n\s+at |Error/);
  });

  test('is told all that is wrong with it at once', async () => {
    const { told } = await run(await fileOf('{"year":1,"format":3,"applications":7}'));
    expect(told.split('\n')).toHaveLength(4);
  });
});

test('keys of the language are names like any other', async () => {
  const file = await fileOf(
    '\ufeff{"year":2023,"__proto__":{"year":2019},"applications":{"__proto__":{"total":-1},"constructor":{"total":1},"granted":{"__proto__":1,"total":3}}}',
  );
  const { code, out } = await run(file, '--json');
  expect(code).toBe(0);
  const { findings } = JSON.parse(out) as { findings: { rule: string; message: string }[] };
  expect(findings.map(({ rule }) => rule)).toEqual(['UNKNOWN_CELL']);
  expect(findings[0]?.message).toContain(
    'applications.granted.__proto__、applications.__proto__、applications.constructor',
  );
});

test('what a file says is said back in one harmless line', async () => {
  const { out } = await run(
    await fileOf(
      JSON.stringify({
        year: 2023,
        authority: '甲\u001b[31m局\n乙\u202e',
        review: {},
        applications: { 'x\u001b[2J': {} },
      }),
    ),
  );
  for (const character of ['\u001b', '\u202e']) expect(out).not.toContain(character);
  expect(out.split('\n')[0]).toBe('甲 [31m局 乙 2023 年度：0 个错误，1 个提醒');
});

test('whatever stands in a file, the command ends with a code and never breaks', async () => {
  const names = fc.constantFrom(
    ...Object.keys(realReport('suqian-2023').applications),
    'total',
    'delta',
    'rules',
    'byUnit',
    'growthPct',
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, fc.jsonValue({ maxDepth: 1 }), fc.dictionary(names, tie('value'), { maxKeys: 6 })),
  }));
  const file = fc.record(
    {
      year: fc.oneof(fc.constant(2023), fc.jsonValue()),
      format: fc.constantFrom('2019', '2021', 3),
      complete: fc.boolean(),
      proactive: value,
      applications: value,
      review: value,
      narrative: value,
      parts: value,
      explanations: value,
    },
    { requiredKeys: ['year'] },
  );
  await fc.assert(
    fc.asyncProperty(file, async (content) => {
      const { code, told } = await run(await fileOf(JSON.stringify(content)));
      expect([0, 1, 2]).toContain(code);
      expect(told === '').toBe(code !== 2);
    }),
    { numRuns: 300 },
  );
});
