import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#platform/root.ts';

/** The classes of the tag ColumnType that 国办发〔2017〕47号 names for columns of lists. */
const TYPES = ['概况信息', '机构职能', '负责人信息', '工作动态', '政策文件', '数据发布', '政策解读', '回应关切'];

const columns = async () => {
  const [head = '', ...lines] = (
    await readFile(path.join(projectRoot(), 'db/reference/publishing/columns.csv'), 'utf8')
  )
    .trim()
    .split('\n');
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, i) => [names[i], value])));
};

test('every column that is delivered is tagged with a class the guide names', async () => {
  expect((await columns()).filter(({ type = '' }) => !TYPES.includes(type))).toEqual([]);
});

test('plans are policies by 条例第二十条第三项, not news', async () => {
  expect((await columns()).find(({ key }) => key === 'plans')?.type).toBe('政策文件');
});
