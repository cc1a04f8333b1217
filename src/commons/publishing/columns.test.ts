import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeColumn } from './columns.ts';
import type { ColumnLine } from './column-contract.ts';
import { addStandardColumns, standardColumns } from './index.ts';
import { type Newsroom, openNewsroom } from './testing/newsroom.ts';

/** The classes of the tag ColumnType that 国办发〔2017〕47号 names for columns of lists. */
const TYPES = ['概况信息', '机构职能', '负责人信息', '工作动态', '政策文件', '数据发布', '政策解读', '回应关切'];

test('every column that is delivered is tagged with a class the guide names', async () => {
  expect((await standardColumns()).filter(({ type }) => !TYPES.includes(type))).toEqual([]);
});

test('plans are policies by 条例第二十条第三项, not news', async () => {
  expect((await standardColumns()).find(({ key }) => key === 'plans')?.type).toBe('政策文件');
});

describe('the columns of an installation', () => {
  let room: Newsroom;
  beforeAll(async () => {
    room = await openNewsroom();
  });
  afterAll(() => room.close());

  const officer = () => room.who('openness-officer', 'jx-finance');
  const read = async (key: string) => {
    const lines = (await (await room.browse(await officer())).get('/api/columns')).json<ColumnLine[]>();
    const line = lines.find((one) => one.key === key);
    if (!line) throw new Error(`no column ${key}`);
    return line;
  };
  const change = async (key: string, more: object, by?: Parameters<Newsroom['browse']>[0]) => {
    const { version, name, unitId, freshDays, description, keywords, position } = await read(key);
    const words = { description: description || '栏目说明', keywords: keywords || '关键词' };
    const body = { version, name, unitId, freshDays: freshDays ?? 0, position, ...words, ...more };
    return (await room.browse(by ?? (await officer()))).put(`/api/columns/${key}`, body);
  };

  test('are the delivered ones where the bureau has none of its own, and stay as it made them', async () => {
    await change('news', { name: '要闻动态' });
    const added = await room.as(await officer(), addStandardColumns);
    expect(added).toBe((await standardColumns()).length - 4);
    expect(await room.as(await officer(), addStandardColumns)).toBe(0);
    expect((await read('news')).name).toBe('要闻动态');
    expect(await read('personnel')).toMatchObject({ unitId: null, unitName: null });
  });

  test('are changed by the openness office, and the portal says so in the same moment', async () => {
    const unitId = await room.unit('jx-legal');
    const answer = await change('policies', { name: '政策与文件', unitId, freshDays: 180 });
    expect(answer.statusCode).toBe(204);
    expect(await read('policies')).toMatchObject({ name: '政策与文件', unitId, freshDays: 180 });
    const page = await room.visit('/columns/policies');
    expect(page.body).toContain('政策与文件');
    expect(page.body).toContain('法规处');
    expect((await change('policies', { freshDays: 0 })).statusCode).toBe(204);
    expect(await read('policies')).toMatchObject({ freshDays: null });
  });

  test('refuse a stale change, another column’s name and a unit that is none, each in words', async () => {
    const { version } = await read('announcements');
    expect((await change('announcements', { description: '向社会发布的通知和公告' })).statusCode).toBe(204);
    expect((await change('announcements', { version })).statusCode).toBe(409);
    const wrong = await change('announcements', { name: ' 要闻动态 ', unitId: '00000000-0000-4000-8000-000000000000' });
    expect([wrong.statusCode, wrong.json().fields]).toEqual([
      422,
      { name: '已有名为「要闻动态」的栏目，请换一个名称', unitId: '没有这个单位，请重新选择' },
    ]);
    expect((await change('announcements', { name: '' })).statusCode).toBe(422);
  });

  test('are not for whoever releases, nor for the openness office of another bureau', async () => {
    expect((await change('news', {}, room.people.releaser)).statusCode).toBe(403);
    const mine = await officer();
    const grants = mine.grants.map((grant) => ({ ...grant, unitPath: ['another bureau', grant.unitId] }));
    const { version, name, unitId, description, keywords, position } = await read('news');
    const asked = { version, name, unitId, freshDays: 1, description, keywords, position };
    await expect(room.as({ ...mine, grants }, (a) => changeColumn(a, 'news', asked))).rejects.toMatchObject({
      status: 403,
    });
  });
});
