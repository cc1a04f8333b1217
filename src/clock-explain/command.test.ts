import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { AppError } from '#kernel/errors.ts';
import { allClocks } from '../docs/generate.ts';
import type { Answer } from './answer.ts';
import { clockCommand } from './command.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'clock-explain-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function fileWith(content: unknown): string {
  const file = path.join(folder, `${files++}.json`);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

async function printed(args: readonly string[]): Promise<string> {
  const lines: string[] = [];
  expect(await clockCommand.pure?.(args, (text) => lines.push(text))).toBe(0);
  return lines.join('\n');
}

const explain = async (rule: string, events: unknown, today: string, ...more: string[]): Promise<Answer> =>
  JSON.parse(await printed([rule, '--events', fileWith(events), '--today', today, '--json', ...more]));

const confirmed = { name: 'confirm', on: '2026-09-15' };

describe('the answer', () => {
  test('names the rule, the last day, the state and the reckoning', async () => {
    const told = await explain('FOI-03', [confirmed], '2026-10-09');
    expect(told).toMatchObject({ rule: 'FOI-03', key: 'request.reply', dueOn: '2026-10-19', state: 'running' });
    expect(told.explanation[0]).toContain('答复期限为20个工作日');
    expect(told.explanation).toEqual(told.lines.map(({ text }) => text));
    expect(told.strip.at(-1)).toMatchObject({ on: '2026-10-19', kind: 'due' });
  });

  test('is the same by key, in small letters, and from {events:[…]}', async () => {
    const told = await explain('FOI-03', [confirmed], '2026-10-09');
    expect(await explain('request.reply', { events: [confirmed] }, '2026-10-09')).toEqual(told);
    expect(await explain('foi-03', [confirmed], '2026-10-09')).toEqual(told);
  });

  test('in words is its lines', async () => {
    const told = await explain('FOI-03', [confirmed], '2026-10-09');
    const text = await printed(['FOI-03', '--events', fileWith([confirmed]), '--today', '2026-10-09']);
    expect(text.split('\n')).toEqual(told.explanation);
  });

  test('knows no day while nobody does, and the latest where a letter is out', async () => {
    const consult = { name: 'consult', on: '2026-09-16', ref: '甲' };
    expect(await explain('FOI-03', [confirmed, consult], '2026-10-09')).toMatchObject({ state: 'paused', dueOn: null });
    const delivered = { name: 'consultDelivered', on: '2026-09-21', ref: '甲' };
    expect(await explain('FOI-03', [confirmed, consult, delivered], '2026-09-22')).toMatchObject({
      state: 'paused',
      dueOn: null,
      waitsUntil: '2026-10-19',
    });
  });

  test('has not begun without what begins it', async () => {
    const told = await explain('FOI-03', [{ name: 'open', on: '2026-09-14' }], '2026-10-09');
    expect(told).toMatchObject({ state: 'idle', dueOn: null });
    expect(told.explanation).toEqual([
      '还没有起算：没有「收到申请」（confirm）或者「重新办理」（reopen）的记录。',
      '与本规则无关，没有计入：open。',
    ]);
  });

  test('leaves out what comes later, and says so', async () => {
    const told = await explain('FOI-03', [confirmed, { name: 'extend', on: '2026-10-12' }], '2026-10-09');
    expect(told.dueOn).toBe('2026-10-19');
    expect(told.explanation.at(-1)).toBe('2026年10月9日之后的 1 件记录在这一天还没有发生，没有计入。');
  });

  test('lists the right names where one is unknown', async () => {
    const told = await explain('FOI-06', [{ name: 'payfee', on: '2026-09-14' }], '2026-10-09');
    expect(told.explanation.at(-1)).toMatch(/^不认识，没有计入：payfee；本规则的事件有：noticeFee、payFee、/);
  });

  test('before the rule came into force it is reckoned all the same, and says so', async () => {
    const told = await explain('FOI-03', [{ name: 'confirm', on: '2019-01-10' }], '2019-01-20');
    expect(told.dueOn).toBe('2019-02-12');
    expect(told.explanation[0]).toBe(
      '2019年1月10日收到申请时，本规则尚未施行（2019年5月15日起施行），以下按本规则试算，仅供参考。',
    );
  });

  test('takes the edition in force on the day that set the clock going', async () => {
    const told = async (on: string) => (await explain('PUB-01', [{ name: 'open', on }], on)).explanation.join();
    expect(await told('2019-05-14')).toContain('第492号）第十八条');
    expect(await told('2019-05-15')).toContain('第711号）第二十六条');
    expect(await told('2007-05-15')).toContain('尚未施行（2008年5月1日起施行）');
  });

  test('of letters it reads one', async () => {
    const delivered = ['甲', '乙'].map((ref, i) => ({ name: 'consultDelivered', on: `2026-09-1${i + 4}`, ref }));
    await expect(explain('FOI-04', delivered, '2026-09-20')).rejects.toThrow(
      '记录里有 2 份（甲、乙），请用 --ref 指明其中一份',
    );
    expect(await explain('FOI-04', delivered, '2026-09-20', '--ref', '乙')).toMatchObject({
      dueOn: (await explain('FOI-04', delivered.slice(1), '2026-09-20')).dueOn,
    });
  });

  test.each(allClocks().map(([def]) => [def?.code ?? def?.key ?? '', def?.startsOn[0] ?? '']))(
    'is there for %s',
    async (rule, name) => {
      expect(await explain(rule, [{ name, on: '2026-03-02' }], '2026-03-03')).toMatchObject({ rule, state: 'running' });
    },
  );
});

describe('a refusal is a sentence', () => {
  const asked = (args: readonly string[]) => expect(printed(args)).rejects;

  test.each<[string, unknown, string]>([
    ['half a file', '[{"name":', '不是完整的 JSON'],
    ['no list', { happened: [] }, '里没有记录'],
    ['a number', 7, '里没有记录'],
    ['something else in the list', [null], '第 1 件记录：应为'],
    ['no name', [{ on: '2026-03-02' }], 'name 应为事件的名称'],
    ['no such day', [{ name: 'confirm', on: '2026-02-30' }], 'on 应为 2000-01-01 至 2100-12-31 之间的日期'],
    ['a day of another age', [{ name: 'confirm', on: '1026-02-03' }], 'on 应为'],
    ['half a day', [{ name: 'extend', on: '2026-03-02', days: 1.5 }], 'days 应为 1 至 3660 的整数'],
    ['a wrong key', [{ name: 'extend', on: '2026-03-02', day: 5 }], '不认识「day」'],
    ['a wrong reference', [{ name: 'consult', on: '2026-03-02', ref: 5 }], 'ref 应为'],
    ['a list without end', Array.from({ length: 1001 }, () => confirmed), '最多 1000 件'],
    ['a book', `"${'x'.repeat(1_000_001)}"`, '太大'],
    ['a pit', '['.repeat(500_000), '不是完整的 JSON'],
  ])('%s', async (_what, content, sentence) => {
    await asked(['FOI-03', '--events', fileWith(content), '--today', '2026-10-09']).toThrow(sentence);
  });

  test('everything wrong in a file is said at once', async () => {
    const file = fileWith([{ on: 'x' }, { name: 'extend', on: '2026-03-02', days: 0 }]);
    await asked(['FOI-03', '--events', file, '--today', '2026-10-09']).toMatchObject({
      reasons: [
        '第 1 件记录：name 应为事件的名称，如 confirm',
        expect.stringContaining('第 1 件记录：on 应为'),
        '第 2 件记录：days 应为 1 至 3660 的整数',
      ],
    });
  });

  test.each<[string, string[], string]>([
    ['no rule', [], '用法：sunlit clock explain'],
    ['no events', ['FOI-03'], '用法：sunlit clock explain'],
    ['two rules', ['FOI-03', 'FOI-04', '--events', 'x'], '用法：sunlit clock explain'],
    ['an unknown option', ['FOI-03', '--evnts', 'x'], '用法：sunlit clock explain'],
    ['no file', ['FOI-03', '--events', path.join(folder, 'none.json')], '读不到文件'],
    ['a folder', ['FOI-03', '--events', folder], '读不到文件'],
    ['no day', ['FOI-03', '--events', fileWith([]), '--today', '10月9日'], '「10月9日」不是'],
    ['an unknown rule', ['FOI-33', '--events', fileWith([]), '--today', '2026-10-09'], '没有「FOI-33」这条期限规则'],
  ])('%s', async (_what, args, sentence) => {
    await asked(args).toThrow(sentence);
  });

  test('an unknown rule lists those there are', async () => {
    await asked(['x', '--events', fileWith([]), '--today', '2026-10-09']).toMatchObject({
      code: 'usage',
      reasons: expect.arrayContaining([
        expect.stringContaining('FOI-03  request.reply  答复期限'),
        expect.stringContaining('PUB-01  publication.publish'),
      ]),
    });
  });

  test('a wait longer than a century', async () => {
    const events = ['confirm', 'consult'].map((name) => ({ name, on: '2000-01-01' }));
    await expect(explain('FOI-03', events, '2100-12-31')).rejects.toThrow('算不出「答复期限」：期限长度超过');
  });

  test('whatever a file holds, the answer is an answer or a sentence', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (content) => {
        try {
          expect((await explain('FOI-03', content, '2026-10-09')).state).toBeDefined();
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
      { numRuns: 200 },
    );
  });
});
