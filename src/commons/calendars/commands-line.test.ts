import { expect, test } from 'vitest';
import { calendarCommands } from './commands-line.ts';

/** What `sunlit <line>` prints. */
async function printed(line: string): Promise<string> {
  const command = calendarCommands.find(({ words }) => line.startsWith(`${words} `) || line === words);
  const lines: string[] = [];
  await command?.pure?.(line.slice(command.words.length).split(' ').filter(Boolean), (text) => lines.push(text));
  return lines.join('\n');
}

const PROVISIONAL = '（暂定：其间有年份的节假日安排尚未公布或没有录入）';

test.each([
  ['calendar add-workdays 2022-09-30 20', '2022-11-02'],
  ['calendar add-days 2022-09-30 5', '2022-10-08'],
  ['calendar workdays-between 2022-09-30 2022-11-02', '20'],
  ['calendar workdays-between 2022-11-02 2022-09-30', '-20'],
  ['calendar workdays-between 2018-12-31 2019-01-03', '2'],
  ['calendar day 2022-10-08', '2022年10月8日 星期六 调休上班（国庆节）'],
])('%s: %s, for the days are arranged', async (line, answer) => {
  expect(await printed(line)).toBe(answer);
});

test.each([
  'calendar add-workdays 2031-09-30 20',
  'calendar add-days 2031-09-30 20',
  'calendar workdays-between 2022-09-30 2031-02-20',
  'calendar workdays-between 2031-02-20 2022-09-30',
  'calendar workdays-between 2018-12-01 2019-02-20',
  'calendar day 2031-10-08',
])('%s is said to be provisional', async (line) => {
  expect(await printed(line)).toContain(PROVISIONAL);
});

test.each([
  ['calendar day', '缺少日期，请写成 2026-11-30 的样子'],
  ['calendar day 10月1日', '「10月1日」不是日期，请写成 2026-11-30 的样子'],
  ['calendar add-workdays 2022-09-30', '缺少天数，请写 0 到 3660 之间的整数'],
  ['calendar add-workdays 2022-09-30 -3', '「-3」不是 0 到 3660 之间的整数'],
])('%s is refused: %s', async (line, sentence) => {
  await expect(printed(line)).rejects.toThrow(sentence);
});
