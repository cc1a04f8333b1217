import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wallClock } from '#platform/time.ts';
import { type ClientKey, type PartnerClient, partnerClient } from '../src/modules/exchange/testing/client.ts';
import { base, expectAccessible, signIn, type Visitor } from './browser.ts';
import { openFromToDo } from './screens.ts';
import { callAs, STAFF, takeThrough } from './staff.ts';

// Another system is registered by one hand and given its key by another; then it pushes a finished document, which goes the way of
// every draft, and asks what has become of it.

const name = `协同办公系统${randomUUID().slice(0, 8)}`;
const title = `关于开展药品经营企业信用评价的通知（${randomUUID().slice(0, 8)}）`;
const externalId = `OA-${randomUUID()}`;

let officer: Visitor;
let administrator: Visitor;
let oa: PartnerClient;

beforeAll(async () => {
  officer = await signIn(STAFF.opennessOfficer);
  administrator = await signIn(STAFF.administrator);
});
afterAll(() => Promise.all([officer.leave(), administrator.leave()]));

test('the openness office registers the system and what it may do', async () => {
  const { page } = officer;
  await page.goto('/workbench/exchange/partners');
  await page.getByRole('button', { name: '登记对接系统' }).click();
  const form = page.getByRole('dialog', { name: '登记对接系统' });
  await form.getByLabel('代号').fill(`oa-${randomUUID().slice(0, 8)}`);
  await form.getByLabel('系统名称').fill(name);
  await form.getByLabel('对方联系部门').fill('信息中心 0791-88150000');
  await form.getByRole('checkbox', { name: '推送文稿', exact: true }).check();
  await form.getByRole('checkbox', { name: '查询推送文稿的办理情况' }).check();
  await form.getByRole('button', { name: '登记', exact: true }).click();
  await form.waitFor({ state: 'detached' });
  await page
    .getByRole('row', { name: new RegExp(name) })
    .getByText('没有有效密钥')
    .waitFor();
});

test('the administrator issues its key, which is shown once', async () => {
  const { page } = administrator;
  await page.goto('/workbench/exchange/partners');
  await page.getByRole('button', { name }).click();
  await page.getByRole('button', { name: '签发密钥' }).click();
  const form = page.getByRole('dialog', { name: `签发密钥：${name}` });
  await form.getByRole('button', { name: '签发', exact: true }).click();
  const shown = page.getByRole('dialog', { name: '接口密钥' });
  await shown.getByRole('code').nth(1).waitFor();
  const [keyId = '', secret = ''] = await shown.getByRole('code').allInnerTexts();
  await expectAccessible(page);
  await shown.getByRole('button', { name: '我已安全转交' }).click();
  await shown.waitFor({ state: 'detached' });
  oa = partnerClient(base(), { keyId, secret } satisfies ClientKey, () => wallClock.now());
  expect((await oa.ping()).status).toBe(200);
});

test('what the system pushes is a draft of the person it names, and public when the chain has let it out', async () => {
  const { today } = (await (await callAs(STAFF.drafter)).get('/api/drafting')).body;
  const pushed = await oa.push({
    externalId,
    type: 'announcement',
    unit: 'jx-finance',
    drafter: { account: STAFF.drafter },
    document: {
      title,
      formedOn: today,
      columnKey: 'announcements',
      disclosure: 'active',
      opennessClass: 'management',
      statutoryClass: 13,
    },
    body: { html: '<h2>一、评价范围</h2><p>全省药品经营企业。</p>' },
  });
  expect([pushed.status, pushed.body]).toMatchObject([201, { externalId, revision: 1 }]);
  const drafter = await signIn(STAFF.drafter);
  await openFromToDo(drafter.page, title);
  await drafter.page.getByText('全省药品经营企业。').waitFor();
  await drafter.leave();
  expect((await oa.standing(externalId)).body).toMatchObject({ state: 'drafting', releasedAt: null, publicUrl: null });
  await takeThrough(String(pushed.body.documentId), 'release');
  const { body } = await oa.standing(externalId);
  expect(body).toMatchObject({ state: 'released', changedHere: false });
  const out = await fetch(`${base()}${new URL(String(body.publicUrl)).pathname}`);
  expect([out.status, await out.text()]).toEqual([200, expect.stringContaining(title)]);
});

test('the record has each exchange', async () => {
  const { page } = officer;
  await page.goto(`/workbench/exchange/records?q=${externalId}`);
  await page.getByRole('table', { name: '交换记录' }).getByText(externalId).first().waitFor();
  expect(await page.getByRole('row').filter({ hasText: externalId }).count()).toBe(3);
  await expectAccessible(page);
  expect([...officer.complaints, ...administrator.complaints]).toEqual([]);
});
