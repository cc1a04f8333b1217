import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PLAN } from '../src/commons/publishing/testing/normative.ts';
import { base, expectAccessible, signIn, type Visitor, visit } from './browser.ts';
import { expectRefusal, openFromToDo, openStep } from './screens.ts';
import { type Draft, draftDocument, draftInterpretation, STAFF, takeThrough } from './staff.ts';

// 三同步: a policy that is to be explained does not go out without its interpretation; as a set both go out in one second.

let drafter: Visitor;
let releaser: Visitor;
let policy: Draft;
let interpretation: Draft;

beforeAll(async () => {
  drafter = await signIn(STAFF.drafter);
  releaser = await signIn(STAFF.releaser);
  policy = await draftDocument(
    '关于优化药品经营许可办理的通知',
    { columnKey: 'policies', data: { interpretation: 'in-step', ...PLAN } },
    'policy',
  );
  await takeThrough(policy.id, 'issue');
});
afterAll(() => Promise.all([drafter.leave(), releaser.leave()]));

test('the releaser cannot let the policy out alone, and reads why', async () => {
  const { page } = releaser;
  await openFromToDo(page, policy.title);
  const form = await openStep(page, '发布');
  await form.getByRole('button', { name: '发布', exact: true }).click();
  await expectRefusal(form, /政策文件应当同步解读：请拟写解读（相关文件里指明解读本文件），与文件放进同一个发布组/);
  expect((await fetch(`${base()}${policy.path}`)).status).toBe(404);
});

test('the drafter begins a set, puts both in, and sees on its board what is missing', async () => {
  interpretation = await draftInterpretation(policy.id);
  const { page } = drafter;
  await page.goto('/workbench/release-sets');
  await page.getByRole('button', { name: '建立发布组' }).click();
  const form = page.getByRole('dialog', { name: '建立发布组' });
  await form.getByLabel('发布组名称').fill(`${policy.title}和解读`);
  await form.getByLabel('为什么同步发布').fill('文件和解读同步公开');
  await form.getByRole('button', { name: '保存' }).click();
  await page.waitForURL(/\/release-sets\/[0-9a-f-]{36}/);
  await page.getByText('还没有文件').waitFor();
  for (const { title, indexNumber } of [policy, interpretation]) {
    await page.getByRole('combobox', { name: '加入文件' }).fill(indexNumber);
    await page
      .getByTitle(new RegExp(`^${title}`))
      .first()
      .click();
    await lineOf(page.getByRole('main'), title).waitFor();
  }
  await lineOf(page.getByRole('main'), interpretation.title).getByText('拟稿', { exact: true }).waitFor();
  await lineOf(page.getByRole('main'), interpretation.title)
    .getByText(/处室审核/)
    .waitFor();
  await expectAccessible(page);
});

test('once the interpretation is signed all is ready; the releaser lets both out together', async () => {
  await takeThrough(interpretation.id, 'issue');
  const { page } = releaser;
  await page.goto('/workbench/release-sets');
  await page.getByRole('table', { name: '发布组' }).getByRole('link', { name: policy.title }).click();
  await page.getByRole('heading', { level: 2, name: '备齐情况：全部备齐' }).waitFor();
  await page.getByRole('button', { name: '整组发布' }).click();
  const form = page.getByRole('dialog', { name: '整组发布' });
  await form.getByRole('button', { name: '整组发布' }).click();
  await form.waitFor({ state: 'detached' });
  await lineOf(page.getByRole('main'), policy.title).getByText('已公开').waitFor();
});

test('each page names the other, and leads there', async () => {
  const citizen = await visit({ script: false });
  const { page } = citizen;
  await page.goto(policy.path);
  await page.getByRole('link', { name: interpretation.title }).click();
  await page.getByRole('heading', { level: 1, name: interpretation.title }).waitFor();
  await page.getByRole('link', { name: policy.title }).click();
  await page.getByRole('heading', { level: 1, name: policy.title }).waitFor();
  const complaints = [citizen, drafter, releaser].flatMap((one) => one.complaints);
  expect(complaints.filter((line) => !/^(409|422) POST/.test(line))).toEqual([]);
  await citizen.leave();
});

const lineOf = (where: Locator, title: string) =>
  where.getByRole('row').filter({ has: where.page().getByRole('rowheader', { name: title }) });
