import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeColumn } from './columns.ts';
import { COLUMN_TYPES, type ColumnLine, INSPECTED } from './column-contract.ts';
import { addStandardColumns, standardColumns } from './index.ts';
import { type Newsroom, openNewsroom } from './testing/newsroom.ts';

test('every column that is delivered is tagged with a class the guide names, and counted in a known way', async () => {
  const columns = await standardColumns();
  expect(columns.filter(({ type }) => !Object.hasOwn(COLUMN_TYPES, type))).toEqual([]);
  expect(columns.filter(({ inspected_as }) => !Object.hasOwn(INSPECTED, inspected_as))).toEqual([]);
});

test.each([
  ['news', '工作动态', 'news', 14],
  ['announcements', '工作动态', 'notice', 180],
  ['policies', '政策文件', 'notice', 180],
  ['disclosure-guide', '信息公开指南', 'other', 365],
  ['annual-reports', '信息公开年报', 'other', 400],
])(
  '%s is a column of the class %s, counted as %s, and wants something new in %i days',
  async (key, type, inspected_as, fresh_days) => {
    expect((await standardColumns()).find((column) => column.key === key)).toMatchObject({
      type,
      inspected_as,
      fresh_days,
    });
  },
);

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
    expect(await read('personnel')).toMatchObject({ unitId: null, unitName: null, state: 'preparing' });
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

  test.each([
    ['news', 14, 204],
    ['news', 15, 422],
    ['news', 0, 422],
    ['notice', 180, 204],
    ['notice', 181, 422],
    ['notice', 0, 422],
    ['other', 400, 204],
    ['other', 0, 204],
  ])('counted as %s may want something new in %i days: %i', async (inspectedAs, freshDays, status) => {
    const answer = await change('interpretations', { inspectedAs, freshDays });
    expect(answer.statusCode).toBe(status);
    if (status === 422) expect(answer.json().fields.freshDays).toContain('更新要求请定在 1 至');
    else expect(await read('interpretations')).toMatchObject({ inspectedAs, freshDays: freshDays || null });
  });

  test('keep to the rule they are counted by, also for whoever does not say which that is', async () => {
    await change('interpretations', { inspectedAs: 'news', freshDays: 14 });
    expect((await change('interpretations', { freshDays: 30 })).statusCode).toBe(422);
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
