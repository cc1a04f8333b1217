import { afterAll, beforeAll, expect, test } from 'vitest';
import { instant } from '#kernel/dates.ts';
import { htmlFindings, refusedByPolicy } from '#portal/testing/valid-html.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { livePlanOf2019 } from './demo/index.ts';

let world: World;
let planId: string;
let site: Awaited<ReturnType<World['site']>>;
beforeAll(async () => {
  world = await makeWorld();
  ({ planId } = await livePlanOf2019(world.services, world.cast, world.clock));
  world.clock.moveTo(instant('2019-12-30T02:00:00Z'));
  site = await world.site();
}, 120_000);
afterAll(() => world?.close());

const get = (url: string) => site.app.inject({ url, headers: { accept: 'text/html', 'accept-encoding': 'identity' } });

test('the board shows 22 items with the printed units, and what became of them', async () => {
  const page = await get(`/work-plans/${planId}`);
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('共 22 项任务：已完成');
  expect(page.body).toContain('牵头：法规处、行政受理中心');
  expect(page.body).toContain('配合：各相关处、直属各相关单位');
  expect(page.body.match(/\/items\/\d+"/g)).toHaveLength(22);
  expect(page.body).toContain('原期限 2019年12月31日，经批准延期');
  // 分别负责 is not 共同负责, and a day that the plan does not print is said to be ours.
  expect(page.body).toContain('负责：局机关各处、直属各单位');
  expect(page.body).not.toContain('共同负责');
  expect(page.body).toContain('要点未写期限，按计划年度末');
});

test.each([
  ['section=0', 6],
  ['state=completed', 22],
  ['state=overdue', 0],
  [`unit=${encodeURIComponent('人事处')}`, 4],
  ['state=nonsense', 22],
])('narrowed by %s the board lists %i items', async (query, items) => {
  const page = await get(`/work-plans/${planId}?${query}`);
  expect(page.statusCode).toBe(200);
  expect((page.body.match(/\/items\/\d+"/g) ?? []).length).toBe(items);
});

test('an item tells its progress, results and where they were published', async () => {
  const page = await get(`/work-plans/${planId}/items/10`);
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('累计 4376 条');
  expect(page.body).toContain('落实情况通报（第一期）');
  expect(page.body).toContain('许可信息归集后每日发布到数据库：<strong>已完成</strong>');
  expect(page.body).not.toContain('只写了开会部署');
});

test.each(['/work-plans', '/work-plans/:id', '/work-plans/:id/items/1'])(
  '%s is valid HTML and light',
  async (address) => {
    const page = await get(address.replace(':id', planId));
    expect(page.statusCode).toBe(200);
    expect(await htmlFindings(page.body)).toEqual([]);
    expect(refusedByPolicy(page.body)).toEqual([]);
    const packed = await site.app.inject({ url: address.replace(':id', planId), headers: { 'accept-encoding': 'br' } });
    expect(packed.rawPayload.length).toBeLessThan(40_000);
  },
);

test('the same facts are there as JSON, and what is not there is not found', async () => {
  const answer = await get(`/open/v1/work-plans/${planId}`);
  expect(answer.json<{ items: unknown[] }>().items).toHaveLength(22);
  expect((await get(`/work-plans/${crypto.randomUUID()}`)).statusCode).toBe(404);
  expect((await get(`/work-plans/${planId}/items/99`)).statusCode).toBe(404);
});

test('the document of the plan leads to its board', async () => {
  const { document_id } = await world.services.db
    .selectFrom('work_plan')
    .select('document_id')
    .where('id', '=', planId)
    .executeTakeFirstOrThrow();
  expect((await get(`/work-plans/${document_id}`)).statusCode).toBe(200);
});
