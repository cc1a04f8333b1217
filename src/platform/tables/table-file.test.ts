import { writeXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { printTableFile, readTableFile } from './table-file.ts';

const columns = [
  { field: 'key', heading: '代码', width: 10 },
  { field: 'name', heading: '名称', width: 10 },
] as const;
const base64 = (text: string) => Buffer.from(text).toString('base64');
const read = (file: string, most = 3) => readTableFile(file, columns, most);

test.each(['csv', 'xlsx'] as const)(
  'what leaves as %s is read back the same, formulas disarmed on the way',
  async (form) => {
    const rows = [
      { key: 'a', name: '=1+1' },
      { key: 'b', name: "'-x" },
      { key: 'c', name: '甲，"乙"' },
    ];
    const file = await printTableFile(form, '表', columns, rows);
    expect((await read(file.toString('base64'))).map(({ cells }) => cells)).toEqual(rows);
  },
);

test('columns are found by their headings, empty lines are passed over, rows keep their numbers', async () => {
  expect(await read(base64('名称,代码\n甲,a\n,\n乙,b\n'))).toEqual([
    { row: 2, cells: { key: 'a', name: '甲' } },
    { row: 4, cells: { key: 'b', name: '乙' } },
  ]);
});

test.each([
  ['', '缺少列：代码、名称'],
  ['随便写的', '缺少列：代码、名称；不认识的列：随便写的'],
  ['代码,名称,备注\n', '不认识的列：备注'],
  ['代码,名称,代码\n', '重复的列：代码'],
  ['代码,名称\na,甲,多出\n', '第 2 行的格子比标题行多'],
  ['代码,名称\na,"甲\n', '第 2 行：引号没有配对'],
  ['代码,名称\na,1\nb,2\nc,3\nd,4\n', '超过 3 行'],
  ['PK 不是压缩包', ''],
])('%j is refused in words', async (text, words) => {
  await expect(read(base64(text))).rejects.toMatchObject({ reasons: [expect.stringContaining(words)] });
});

test('an xlsx whose first row is no heading says which columns are missing', async () => {
  const file = await writeXlsx({ sheets: [{ name: '表', rows: [['甲', '乙']] }] });
  await expect(read(Buffer.from(file).toString('base64'))).rejects.toMatchObject({
    fields: { file: expect.stringContaining('缺少列：代码、名称') },
  });
});
