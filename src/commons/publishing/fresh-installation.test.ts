import { afterAll, beforeAll, expect, test } from 'vitest';
import { addStandardColumns } from './index.ts';
import { columnDesk } from './testing/column-desk.ts';
import { type Newsroom, openNewsroom } from './testing/newsroom.ts';

/** An installation on its first day: the delivered columns, none of them open, nobody named, nothing published. */
let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
  for (const table of ['publication_column', 'portal.publication_column'] as const)
    await room.database.ownerDb.deleteFrom(table).execute();
  await room.as(await officer(), addStandardColumns);
});
afterAll(() => room.close());

const { officer, browse, lines, read } = columnDesk(() => room);
const open = async (key: string) =>
  (await browse()).post(`/api/columns/${key}/open`, { version: (await read(key)).version, reason: '开办本站' });
async function keep(key: string) {
  const { version, name, freshDays, description, keywords, position, inspectedAs } = await read(key);
  const said = { version, name, freshDays: freshDays ?? 0, description, keywords, position, inspectedAs };
  const who = { unitId: await room.unit('jx-finance'), keeperId: room.people.drafter.id };
  return (await browse()).put(`/api/columns/${key}`, { ...said, ...who });
}

test('has no column that is open and none that is counted as empty, and its pages stand', async () => {
  const columns = await lines();
  expect(columns.length).toBeGreaterThan(10);
  expect(columns.filter(({ state }) => state !== 'preparing')).toEqual([]);
  const forecast = (await (await browse()).get('/api/column-forecast')).json<{ forecasts: { empty: string[] }[] }>();
  expect(forecast.forecasts.flatMap(({ empty }) => empty)).toEqual([]);
  for (const address of ['/', '/documents', '/sections/openness'])
    expect([address, (await room.visit(address)).statusCode]).toEqual([address, 200]);
  expect((await room.visit('/')).body).not.toContain('/columns/');
});

test('opens none before somebody answers for it, somebody keeps it and something stands in it, and says all of it at once', async () => {
  const refusal = await open('announcements');
  expect([refusal.statusCode, refusal.json().reasons]).toEqual([
    409,
    [
      '栏目里有 0 件已发布的文件，至少要有 3 件才能开放；空白栏目不能向公众开放',
      '还没有确定责任单位，请先在「修改」中确定',
      '还没有指定更新人，请先在「修改」中指定',
    ],
  ]);
});

test('publishes into a column that is prepared, and the public finds the documents before the column', async () => {
  expect((await keep('announcements')).statusCode).toBe(204);
  for (const title of ['第一件通告', '第二件通告', '第三件通告']) {
    const matter = await room.released({ title });
    expect((await room.visit(`/documents/${await room.indexNumberOf(matter)}`)).statusCode).toBe(200);
  }
  expect((await room.visit('/columns/announcements')).statusCode).toBe(404);
  expect((await open('announcements')).statusCode).toBe(204);
  expect((await room.visit('/columns/announcements')).body).toContain('第三件通告');
  expect((await room.visit('/')).body).toContain('/columns/announcements');
});

test('opens the guide and the annual reports with their first document: there is one of them', async () => {
  await keep('disclosure-guide');
  expect((await open('disclosure-guide')).json().reasons).toEqual([
    '栏目里有 0 件已发布的文件，至少要有 1 件才能开放；空白栏目不能向公众开放',
  ]);
  await room.released({ title: '政府信息公开指南', columnKey: 'disclosure-guide', statutoryClass: 15 });
  expect((await open('disclosure-guide')).statusCode).toBe(204);
  expect((await room.visit('/columns/disclosure-guide')).body).toContain('content="信息公开指南"');
});
