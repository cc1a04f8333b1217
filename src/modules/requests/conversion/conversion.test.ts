import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { matterById, todoOf } from '#commons/casework/index.ts';
import { act, systemActor } from '#platform/services.ts';
import { SECRECY_CHECKLIST } from '#commons/publishing/index.ts';
import type { Actor } from '#kernel/policy.ts';
import type { Browser } from '../../../commons/identity/testing/browser.ts';
import { signedIn } from '../../../testing/browsers.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import type { RequestContent } from '../contract.ts';
import { citizen, requestsDesk } from '../testing/requests-desk.ts';
import { lookForRepeated, openConversion, suggestConversion } from './opening.ts';
import { aboutConversion, conversionsOf } from './reading.ts';
import { conversionSettings } from './settings.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;

const ASKED = '2025年度全省药品监督抽检不合格产品的名单和处置情况';
const WAYS = ['请公开', '申请获取', '需要查阅', '希望提供'];

/** A citizen identity number with its check digit made right. */
function person(n: number): Partial<RequestContent> {
  const body = `36010219900101${100 + n}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (weights[i] ?? 0), 0);
  return { name: `申请人${['甲', '乙', '丙', '丁', '戊'][n] ?? n}`, idNumber: body + '10X98765432'[sum % 11] };
}

const ask = (n: number, description: string, day = '2026-03-02') =>
  desk.underway(day, { content: { ...citizen, ...person(n), description } });

const conversions = () =>
  world.services.db
    .selectFrom('request_conversion as c')
    .innerJoin('matter as m', 'm.id', 'c.id')
    .selectAll('m')
    .execute();

const everyone = async () => () => true;

/** As the public reads it. */
const catalogue = async () =>
  (await (await world.site()).app.inject('/requests/converted')).body.replaceAll('<!-- -->', '');

/** What somebody has in their to-do because a day of publication was promised. */
const promisedTo = async (who: Actor) =>
  (await todoOf(world.services, who)).waiting.filter(({ why, task }) => why === 'duty' && task?.startsWith('承诺'));

/** Through the whole chain of publishing, by its people. */
async function released(id: string, drafter: Actor): Promise<void> {
  const checklist = Object.keys(SECRECY_CHECKLIST);
  await desk.step(drafter, id, 'submit');
  await desk.step(await world.cast('department-head', 'jx-finance'), id, 'headSign', { opinion: '同意。' });
  const secrecy = await world.cast('secrecy-reviewer', 'jx-finance');
  await desk.step(secrecy, id, 'secrecySign', { opinion: '不涉密。', checklist });
  await desk.step(await world.cast('issuer', 'jx-mpa'), id, 'issue', { opinion: '同意发布。' });
  await desk.step(await world.cast('releaser', 'jx-information'), id, 'release');
}

beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
  desk = await requestsDesk(world);
});
afterAll(() => world?.close());
beforeEach(async () => {
  desk.on('2026-03-02');
});

describe('three people who ask for the same', () => {
  const ids: string[] = [];
  let conversionId = '';

  test('two of them, one of whom asks twice, open nothing', async () => {
    ids.push(
      await ask(0, `${WAYS[0]}${ASKED}`),
      await ask(1, `${WAYS[1]}${ASKED}`),
      await ask(1, `${WAYS[2]}${ASKED}`),
    );
    await ask(2, '2024年机关会议费支出明细和采购合同');
    expect(await lookForRepeated(world.services)).toBe(0);
    expect(await conversions()).toEqual([]);
  });

  test('the third opens a review with its day, and later ones join it', async () => {
    ids.push(await ask(2, `${WAYS[3]}${ASKED}`));
    expect(await lookForRepeated(world.services)).toBe(1);
    const [opened, ...more] = await conversions();
    expect(more).toEqual([]);
    expect(opened).toMatchObject({ state: 'considering', due_on: '2026-03-30', waiting_role: 'openness-officer' });
    conversionId = opened?.id ?? '';
    ids.push(await ask(3, `${ASKED}，谢谢`));
    expect(await lookForRepeated(world.services)).toBe(1);
    expect(await conversions()).toHaveLength(1);
    const about = await aboutConversion(world.services.db, { id: conversionId }, everyone);
    expect(about.find(({ label }) => label === '相近的申请')?.value.split('、')).toHaveLength(5);
    expect(JSON.stringify(about)).not.toContain('申请人甲');
  });

  test('is decided by another than who proposed it', async () => {
    const unitId = await desk.unit('jx-finance');
    const fields = { topic: '2025年度药品抽检不合格产品名单', publish: 'publish', grounds: '多人申请，可以公开' };
    await expect(desk.step(desk.officer, conversionId, 'propose', fields)).rejects.toMatchObject({
      fields: { unitId: expect.stringContaining('拟稿') },
    });
    for (const promised of [
      { publish: 'publish', unitId, publishBy: '2026-03-02' },
      { publish: 'decline', publishBy: '2026-03-20' },
    ])
      await expect(desk.step(desk.officer, conversionId, 'propose', { ...fields, ...promised })).rejects.toMatchObject({
        fields: { publishBy: expect.stringContaining('承诺公开的日期') },
      });
    await desk.step(desk.officer, conversionId, 'propose', { ...fields, unitId, publishBy: '2026-03-20' });
    await expect(desk.step(desk.officer, conversionId, 'decide')).rejects.toThrow('您已办理「提出意见」');
    await desk.step(desk.leader, conversionId, 'decide', { opinion: '同意' });
    expect(await matterById(world.services.db, conversionId)).toMatchObject({
      state: 'drafting',
      clockState: 'stopped',
      leadUnitId: unitId,
    });
    expect(await promisedTo(await world.cast('drafter', 'jx-finance'))).toMatchObject([
      {
        id: conversionId,
        task: '承诺于2026年3月20日前公开，请按期发布',
        dueOn: '2026-03-20',
        light: { colour: 'green' },
      },
    ]);
    desk.on('2026-03-23');
    expect(await promisedTo(await world.cast('drafter', 'jx-finance'))).toMatchObject([{ light: { colour: 'red' } }]);
  });

  test('becomes a draft that names no applicant, and is public when that is released', async () => {
    const drafter = await world.cast('drafter', 'jx-finance');
    const title = '2025年度药品监督抽检不合格产品名单';
    await expect(
      desk.step(drafter, conversionId, 'draft', { title, body: '应申请人甲的申请，现予公开。' }),
    ).rejects.toMatchObject({ fields: { body: expect.stringContaining('申请人') } });
    await desk.step(drafter, conversionId, 'draft', { title, body: '现将名单公布如下。\n一、<名单>' });
    const { document_id: documentId } = await world.services.db
      .selectFrom('request_conversion')
      .select('document_id')
      .where('id', '=', conversionId)
      .executeTakeFirstOrThrow();
    expect(await matterById(world.services.db, documentId ?? '')).toMatchObject({
      kind: 'publication',
      title,
      parentId: conversionId,
      state: 'drafting',
    });
    await expect(desk.step(desk.officer, conversionId, 'conclude')).rejects.toMatchObject({ code: 'forbidden' });
    expect(await catalogue()).toContain('目前还没有转为主动公开的信息');
    await released(documentId ?? '', drafter);
    expect(await matterById(world.services.db, conversionId)).toMatchObject({ state: 'published' });
    expect(await promisedTo(drafter)).toEqual([]);
    const [line] = await conversionsOf(world.services, desk.officer, ids[0] ?? '');
    expect(line).toMatchObject({
      id: conversionId,
      stateLabel: '已主动公开',
      publishedAt: expect.stringMatching(/^\/documents\//),
    });
    const page = await catalogue();
    expect(page).toContain(`<a href="${line?.publishedAt}">${title}</a>`);
    expect(page.match(/\d+ 件/g)).toEqual(['5 件']);
    expect(page).not.toMatch(/依申请〔|申请人甲/);
    const { rows, total } = (await (await world.site()).app.inject('/requests/converted.json')).json<{
      rows: object[];
      total: number;
    }>();
    expect([total, rows]).toEqual([1, [expect.objectContaining({ title, requests: 5, path: line?.publishedAt })]]);
    const late = await ask(4, `${WAYS[0]}${ASKED}`, '2026-04-15');
    await lookForRepeated(world.services);
    expect((await conversionsOf(world.services, desk.officer, late))[0]).toMatchObject({ id: conversionId });
  });
});

test('what was refused, or asked longer ago, is not counted', async () => {
  const what = '药品检验机构实验室设备采购合同及验收记录全文';
  for (const [n, day] of [
    [0, '2025-02-03'],
    [1, '2026-03-02'],
    [2, '2026-03-03'],
  ] as const)
    await ask(n, what, day);
  await world.database.ownerDb
    .updateTable('request')
    .set({ reply_kind: 'denied.process' })
    .where('description', '=', what)
    .where('arrived_on', '=', '2026-03-03' as never)
    .execute();
  const before = (await conversions()).length;
  await lookForRepeated(world.services);
  expect(await conversions()).toHaveLength(before);
});

test('how many it takes is a setting', async () => {
  await world.as(await world.cast('administrator'), (a) =>
    conversionSettings.write(a, { least: 2, months: 12, likeness: 60 }),
  );
  const what = '化妆品备案现场核查记录及整改报告';
  await ask(0, what);
  await ask(1, what);
  const before = (await conversions()).length;
  // The first finds the second, which then joins.
  expect(await lookForRepeated(world.services)).toBe(2);
  expect(await conversions()).toHaveLength(before + 1);
});

test('an applicant may suggest it: alone, and into the review that is there', async () => {
  const first = await ask(0, '医疗器械经营企业飞行检查计划安排');
  const id = await act(world.services, systemActor, (a) => suggestConversion(a, first));
  expect((await aboutConversion(world.services.db, { id }, everyone))[0]).toEqual({
    label: '由来',
    value: '申请人建议',
  });
  const second = await ask(1, '医疗器械经营企业飞行检查计划安排');
  expect(await act(world.services, systemActor, (a) => suggestConversion(a, second))).toBe(id);
  await expect(world.as(desk.officer, (a) => openConversion(a, second))).rejects.toMatchObject({
    reasons: [expect.stringMatching(/^这一申请已列入转公开〔2026〕\d+号/)],
  });
});

test('declined with its reason, and taken up again', async () => {
  const request = await ask(0, '行政许可审评专家库抽取规则说明');
  const id = await world.as(desk.officer, (a) => openConversion(a, request));
  const fields = { topic: '专家库抽取规则', publish: 'decline', grounds: '正在修订，修订后公开' };
  await desk.step(desk.officer, id, 'propose', fields);
  await desk.step(desk.leader, id, 'sendBack', { reason: '请补充修订的时间' });
  await desk.step(desk.officer, id, 'propose', fields);
  await desk.step(desk.leader, id, 'decide');
  expect(await matterById(world.services.db, id)).toMatchObject({ state: 'declined' });
  desk.on('2026-03-09');
  await desk.step(desk.officer, id, 'reconsider', { reason: '规则已经修订' });
  expect(await matterById(world.services.db, id)).toMatchObject({ state: 'considering', dueOn: '2026-04-07' });
});

test('is opened over HTTP by the office alone', async () => {
  const request = await ask(0, '药品网络销售监测月度通报');
  const officer = await signedIn(world, desk.officer, 'officer');
  const clerk = await signedIn(world, desk.clerk, 'clerk');
  expect((await clerk.post(`/api/requests/${request}/conversions`, {})).statusCode).toBe(403);
  expect((await officer.post(`/api/requests/${request}/conversions`, {})).statusCode).toBe(201);
  expect((await clerk.get(`/api/requests/${request}/conversions`)).json()).toMatchObject([{ stateLabel: '待研究' }]);
});

test('names a request that is restricted to others to nobody else who sees the review', async () => {
  const request = await ask(0, '疫苗储存运输环节专项检查底稿');
  const { number } = await desk.matter(request);
  const id = await world.as(desk.officer, (a) => openConversion(a, request));
  const supervisor = await signedIn(world, await world.cast('supervisor'), 'supervisor');
  const leader = await signedIn(world, desk.leader, 'leader');
  const page = async (browser: Browser) => (await browser.get(`/api/matters/${id}`)).body;
  expect(await page(supervisor)).toContain(number);
  await desk.step(desk.officer, request, 'restrict', { people: [], reason: '涉及正在调查的案件' });
  expect(await page(supervisor)).not.toContain(number);
  expect(await page(supervisor)).toContain('限定知悉');
  expect(await page(leader)).toContain(number);
});

test('asked for by two at the same moment a review is opened once', async () => {
  const id = await ask(4, '2023年度化妆品备案检查发现的问题和处理情况');
  const before = (await conversions()).length;
  const two = await Promise.allSettled([1, 2].map(() => world.as(desk.officer, (a) => openConversion(a, id))));
  expect(two.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(two.find((one) => one.status === 'rejected')?.reason.message).toContain('这一申请已列入');
  expect(await conversions()).toHaveLength(before + 1);
});
