import type { LightMyRequestResponse } from 'fastify';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedIn } from '../../testing/browsers.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import type { Browser } from '../../commons/identity/testing/browser.ts';
import type { ImportDetail } from './import-contract.ts';
import type { ItemDetail } from './item-contract.ts';
import type { ItemsPage, PlanDetail, Plans } from './contract.ts';
import { officerWhoDrafts, personIn, unitIds } from './testing/given.ts';

const seed = readFileSync(new URL('reading/fixtures/jiangxi-2019-work-points.txt', import.meta.url));

let world: World;
let officer: Browser;
let clerk: Browser;

beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
  officer = await signedIn(world, await officerWhoDrafts(world.services), 'officer');
  clerk = await signedIn(world, await personIn(world.services, 'clerk', 'jx-legal'), 'clerk');
});
afterAll(() => world?.close());

const upload = (browser: Browser, name: string, bytes: Uint8Array): Promise<LightMyRequestResponse> => {
  const boundary = 'a-boundary-of-a-test';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${encodeURIComponent(name)}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return browser.send({
    method: 'POST',
    url: '/api/work-plans/imports',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
};

test('a clerk may not import', async () => {
  expect((await clerk.post('/api/work-plans/imports', { text: '2026年工作要点' })).statusCode).toBe(403);
});

test.each([
  ['空文件.txt', Buffer.from(''), /空|没有/],
  ['没有条目.txt', Buffer.from('今天天气很好，大家都去散步了。'), /没有读到任务条目/],
  ['扫描.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /图片|没有可以读取的文字/],
])('%s is refused in a sentence', async (name, bytes, sentence) => {
  const answer = await upload(officer, name, bytes);
  expect(answer.statusCode).toBe(422);
  expect(answer.json<{ reasons: string[] }>().reasons.join()).toMatch(sentence);
});

test('upload, correct in place, confirm, and find the items in the ledger', async () => {
  const made = await upload(officer, '2019.txt', seed);
  expect(made.statusCode).toBe(201);
  const draft = made.json<ImportDetail>();
  const path = `/api/work-plans/imports/${draft.id}`;
  const [licensing, press] = await unitIds(world.services, 'jx-licensing', 'jx-press');
  const names = Object.fromEntries(draft.preview.names.map(({ text }) => [text, { unitIds: [licensing, press] }]));
  const patch = (payload: object) => officer.send({ method: 'PATCH', url: path, payload });

  expect(
    (await patch({ version: 1, names: { 各相关处: { unitIds: [crypto.randomUUID()] } } })).json<{ reasons: string[] }>()
      .reasons,
  ).toEqual(['有所选单位不在机构名录中，请重新选择']);
  expect((await patch({ version: 1, colour: 'red' })).statusCode).toBe(422);
  const corrected = await patch({
    version: 1,
    names,
    items: { '1.3': { dueOn: '2026-12-15', title: '做好药品行政许可信息公开' } },
  });
  expect(corrected.statusCode).toBe(200);
  expect(corrected.json<ImportDetail>().preview.sections[1]?.items[3]).toMatchObject({
    dueOn: '2026-12-15',
    dueBasis: 'set',
    corrected: true,
    blockers: [],
  });
  expect((await patch({ version: 1, title: '旧页面上的更正' })).statusCode).toBe(409);

  const confirmed = await officer.post(`${path}/confirm`, { version: 2 });
  expect(confirmed.statusCode).toBe(200);
  const { planId } = confirmed.json<{ planId: string }>();

  const plans = (await clerk.get('/api/work-plans')).json<Plans>();
  expect(plans).toMatchObject({ mayImport: false, drafts: [], rows: [{ id: planId, items: 22, completed: 0 }] });
  const detail = (await clerk.get(`/api/work-plans/${planId}`)).json<PlanDetail>();
  expect(detail.sections.map(({ number }) => number)).toEqual(['一', '二', '三', '四', '五']);
  const second = (await clerk.get(`/api/work-plans/${planId}/items?section=1`)).json<ItemsPage>();
  expect(second.rows.map(({ itemNumber }) => itemNumber)).toEqual(['7', '8', '9', '10']);
  expect(second.rows[3]).toMatchObject({
    leads: ['法规处', '行政受理中心'],
    cooperating: ['各相关处', '直属各相关单位'],
    dueOn: '2026-12-15',
    percent: 0,
  });
  const late = (await clerk.get(`/api/work-plans/${planId}/items?light=red&sort=-due`)).json<ItemsPage>();
  expect(late.total).toBe(21);

  const item = (await clerk.get(`/api/work-items/${second.rows[3]?.id}`)).json<ItemDetail>();
  expect(item).toMatchObject({ number: '10', dueBasis: 'set', measures: [], reports: [] });
  const matter = (await clerk.get(`/api/matters/${item.id}`)).json<{ detailPath: string; steps: { key: string }[] }>();
  expect(matter.detailPath).toBe(`/work-plans/items/${item.id}`);
  expect(matter.steps.map(({ key }) => key)).toContain('planMeasures');

  const file = await clerk.get(`/api/work-plans/${planId}/export.xlsx?section=1`);
  expect(file.headers['content-type']).toContain('spreadsheetml');
  expect(file.rawPayload.subarray(0, 2).toString()).toBe('PK');
});

test('an item belongs to those of its bureau: others are told it is not there', async () => {
  const stranger = await signedIn(world, await personIn(world.services, 'openness-officer', 'nanchang'), 'stranger');
  const planId = (await officer.get('/api/work-plans')).json<Plans>().rows[0]?.id ?? '';
  expect((await stranger.get('/api/work-plans')).json<Plans>().rows).toEqual([]);
  expect((await stranger.get(`/api/work-plans/${planId}`)).statusCode).toBe(404);
  expect((await stranger.get(`/api/work-plans/${planId}/items`)).statusCode).toBe(404);
  const bulletin = await stranger.post(`/api/work-plans/${planId}/bulletins`, {
    title: '不该有的通报',
    itemIds: [crypto.randomUUID()],
  });
  expect(bulletin.statusCode).toBe(404);
});
