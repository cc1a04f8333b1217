import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeStepAs } from '#commons/casework/index.ts';
import type { Actor } from '#kernel/policy.ts';
import { signedIn } from '../../testing/browsers.ts';
import type { Browser } from '../../commons/identity/testing/browser.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { writeLetter } from './letters/drafts.ts';
import { letterPreview } from './letters/letter-preview.ts';
import { registerAtTheDesk } from './registering-at-the-desk.ts';
import type { Registration } from './registering-contract.ts';
import { otherBureauSettings, remedyBodiesOf } from './remedy-bodies.ts';
import { portalDesk } from './testing/portal-desk.ts';
import { requestSettings } from './settings.ts';
import { citizen, requestsDesk } from './testing/requests-desk.ts';

// 行政复议法 (2023) art. 24: what a city's bureau decides is reviewed by the city's government, not by the province's.

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
let city: Actor;
beforeAll(async () => {
  world = await makeWorld();
  desk = await requestsDesk(world);
  city = await world.cast('openness-officer', 'nanchang');
});
afterAll(() => world?.close());

const set = (bureaus: string) => world.as(desk.officer, (act) => otherBureauSettings.write(act, { bureaus }));
const refused = { kind: 'reply', content: { ground: 'process', parts: { ground: '见上', reasons: '讨论记录' } } };
async function inTheCity() {
  desk.on('2026-03-02');
  const { matter, receipt, queryCode } = await world.as(city, (act) =>
    registerAtTheDesk(act, {
      channel: 'counter',
      arrivedOn: act.today,
      evidence: '申请人当面提交',
      content: { ...citizen, wantedChannel: 'post', address: '南昌市红谷滩区1号' },
    } as Registration),
  );
  await world.as(city, (act) => takeStepAs(act, matter.id, 'assign', { unitId: matter.bureauId }));
  return { id: matter.id, receipt, code: queryCode };
}
const written = async (id: string) => {
  const { letter, missing } = await letterPreview(world.services, { requestId: id, ...refused });
  return { text: JSON.stringify(letter?.body ?? null), missing };
};

test('a bureau of a city names its own review organ and court; without them it cannot tell its remedies, and never those of the province', async () => {
  const { id } = await inTheCity();
  const before = await written(id);
  expect(before.missing.join()).toContain('没有设置行政复议机关的名称');
  expect(before.text).not.toContain('江西省人民政府');
  await set('南昌市市场监督管理局；南昌市人民政府；南昌铁路运输法院；https://review.example.gov.cn/nc');
  const { text, missing } = await written(id);
  expect(missing).toEqual([]);
  expect(text).toContain('先向南昌市人民政府申请行政复议');
  expect(text).toContain('https://review.example.gov.cn/nc');
  expect(text).not.toContain('江西省人民政府');
  const own = await desk.underway('2026-03-02');
  expect((await written(own)).text).toContain('先向江西省人民政府申请行政复议');
  const { bureauId } = await desk.matter(own);
  expect((await remedyBodiesOf(world.services.db, bureauId)).reviewOrgan).toBe('江西省人民政府');
});

test('whoever was not answered by it in time is told on the query page who reviews its silence', async () => {
  await set('南昌市市场监督管理局；南昌市人民政府；南昌铁路运输法院');
  const held = await inTheCity();
  desk.on('2026-04-10');
  const page = (await portalDesk(world, desk).page(held)).body;
  expect(page).toContain('先向南昌市人民政府申请行政复议');
  expect(page).not.toContain('江西省人民政府');
  // Nor is anybody sent to the province's telephone.
  expect(page).not.toContain('请打电话');
});

test('a letter that asks for something says where to turn to: its own bureau; one that only tells says nothing', async () => {
  const asks = { kind: 'correction', content: { items: '请写明所需信息的年份', days: 15 } };
  const note = async (id: string, draft: typeof asks | typeof refused) =>
    (await letterPreview(world.services, { requestId: id, ...draft })).letter?.note;
  const own = await desk.underway('2026-03-02');
  expect(await note(own, asks)).toBe(
    '联系单位：办公室（政务公开办公室），电话：演示电话 0000-0000000，地址：演示地址一层受理大厅',
  );
  expect(await note(own, refused)).toBeUndefined();
  const { id } = await inTheCity();
  // Nothing is registered of it, and the province's is not its own.
  expect(await note(id, asks)).toBeUndefined();
});

test('each bureau numbers its own letters, from the first (GB/T 9704-2012, 7.2.5)', async () => {
  const asks = { kind: 'correction', content: { items: '请写明所需信息的年份', days: 15 } };
  const { id } = await inTheCity();
  const there = (who: Actor, role: string): Actor => ({
    ...who,
    grants: city.grants.slice(0, 1).map((grant) => ({ ...grant, role })),
  });
  const signed = async (requestId: string, clerk: Actor, head: Actor, chief: Actor) => {
    const letterId = await world.as(clerk, (act) => writeLetter(act, { requestId, ...asks }));
    await desk.step(clerk, requestId, 'proposeLetter', { letterId });
    await desk.step(head, requestId, 'approveLetter');
    await desk.step(chief, requestId, 'issueLetter');
    return (await desk.letters(requestId)).find((letter) => letter.id === letterId)?.number;
  };
  const own = async () => signed(await desk.underway('2026-03-02'), desk.clerk, desk.head, desk.chief);
  expect(await own()).toBe('依申请公开〔2026〕1号');
  const inTheirs = [
    there(desk.clerk, 'clerk'),
    there(desk.head, 'department-head'),
    there(desk.chief, 'openness-head'),
  ] as const;
  expect(await signed(id, ...inTheirs)).toBe('依申请公开〔2026〕1号');
  expect(await own()).toBe('依申请公开〔2026〕2号');
  const twice = world.database.ownerDb.transaction().execute(async (tx) => {
    // Past the trigger that keeps a signed letter as it is.
    await sql`set local session_replication_role = replica`.execute(tx);
    await tx
      .updateTable('request_letter')
      .set({ number: '依申请公开〔2026〕1号' })
      .where('number', '=', '依申请公开〔2026〕2号')
      .execute();
  });
  await expect(twice).rejects.toThrow('request_letter_number');
});

test.each([
  ['南昌市市场监督管理局；南昌市人民政府', '第 1 行应写明机关、行政复议机关和人民法院'],
  [
    '\n南昌市市场监督管理局;南昌市人民政府;某法院;review.example',
    '第 2 行应写明机关、行政复议机关和人民法院，用分号隔开；网址以 http 开头',
  ],
  ['某市药品局；某市人民政府；某法院', '“某市药品局”不是登记的市、县局'],
  [
    Array(2).fill('南昌市市场监督管理局；南昌市人民政府；某法院').join('\n'),
    '第 2 行的“南昌市市场监督管理局”前面已经写过',
  ],
])('%s is refused', async (bureaus, sentence) => {
  await expect(set(bureaus)).rejects.toThrow(sentence);
});

test.each([
  'javascript:alert(1)',
  'file:///etc/passwd',
  'data:text/html,x',
  'https://review.example.gov.cn/ x',
  '复议网',
])(
  'the way online of the bureau at the top is the address of a page, for it becomes a link: not %s',
  async (reviewUrl) => {
    const before = await requestSettings.current(world.services.db);
    administrator ??= await signedIn(world, await world.cast('administrator'), 'administrator');
    const answer = await administrator.post('/api/system/settings', { requests: { ...before, reviewUrl } });
    expect([answer.statusCode, answer.body]).toEqual([422, expect.stringContaining('网上申请行政复议的网址')]);
    expect(await requestSettings.current(world.services.db)).toEqual(before);
  },
);
let administrator: Browser | undefined;
