import { afterAll, beforeAll, expect, test } from 'vitest';
import { inventedCitizenId } from '../src/commons/scanning/labelled/invented.ts';
import { rowsOf, workbookOf } from '../src/commons/scanning/labelled/parts.ts';
import { expectAccessible, signIn, type Visitor } from './browser.ts';
import { expectRefusal, openFromToDo, openStep, takeStep } from './screens.ts';
import { SECRECY_CHECKLIST } from '#commons/publishing/signature-contract.ts';
import { type Draft, draftDocument, STAFF, takeThrough } from './staff.ts';

// The identity number of somebody on a sheet that nobody sees: found while the draft is written, refused at the secrecy review,
// gone from the findings when the file is.

const FILE = '受理点名单.xlsx';
const NUMBER = inventedCitizenId(7);

let drafter: Visitor;
let reviewer: Visitor;
let draft: Draft;

beforeAll(async () => {
  drafter = await signIn(STAFF.drafter);
  reviewer = await signIn(STAFF.secrecyReviewer);
  draft = await draftDocument('关于公布受理点名单的通知');
});
afterAll(() => Promise.all([drafter.leave(), reviewer.leave()]));

test('the drafter attaches a workbook and is told, while writing, of the number on its hidden sheet', async () => {
  const { page } = drafter;
  const workbook = workbookOf([
    { name: '名单', xml: rowsOf(['受理点', '地址'], ['第一受理点', '行政受理大厅']) },
    { name: '原始数据', state: 'hidden', xml: rowsOf(['姓名', '身份证号'], ['张某', NUMBER]) },
  ]);
  await page.goto(`/workbench/documents/${draft.id}/edit`);
  await page.getByLabel(/^附件选填/).setInputFiles({
    name: FILE,
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(workbook),
  });
  await page.getByRole('link', { name: FILE }).waitFor();
  const findings = page.getByRole('region', { name: /^系统检查/ });
  await findings
    .getByText(/隐藏工作表/)
    .first()
    .waitFor();
  await page.getByLabel('修改说明').fill('附上名单');
  await page.getByRole('button', { name: '保存为新版本' }).click();
  await page.getByRole('tab', { name: '文稿（第 2 版）' }).waitFor();
  await takeStep(page, '送审');
});

test('the document tells it on its sheet of findings, never the number itself', async () => {
  const { page } = drafter;
  await page.getByRole('tab', { name: '系统检查' }).click();
  const found = page.getByRole('region', { name: '改正或说明理由' });
  await found.getByText('个人信息').first().waitFor();
  const words = await found.innerText();
  expect(words).toContain(FILE);
  expect(words).toContain('原始数据');
  expect(await page.getByRole('main').innerText()).not.toContain(NUMBER);
  await expectAccessible(page);
});

test('the secrecy review cannot pass it unanswered, and returns it', async () => {
  await takeThrough(draft.id, 'headSign');
  const { page } = reviewer;
  await openFromToDo(page, draft.title);
  const form = await openStep(page, '保密审查通过');
  await form.getByLabel('意见').fill('经审查不涉密。');
  for (const check of Object.values(SECRECY_CHECKLIST)) await form.getByRole('checkbox', { name: check }).check();
  await form
    .getByText(/隐藏工作表/)
    .first()
    .waitFor();
  await form.getByRole('button', { name: '保密审查通过', exact: true }).click();
  await expectRefusal(form, /原始数据.*请写明可以公开的理由/);
  await form.getByRole('button', { name: '取消' }).click();
  await form.waitFor({ state: 'detached' });
  await takeStep(page, '保密审查退回', { 退回原因: '附件的隐藏工作表里有身份证号，请删去。' });
});

test('with the file taken out nothing stands against it, and the review passes', async () => {
  const { page } = drafter;
  await page.goto(`/workbench/documents/${draft.id}/edit`);
  await page.getByRole('button', { name: `移除${FILE}` }).click();
  await page.getByLabel('修改说明').fill('删去附件');
  await page.getByRole('button', { name: '保存为新版本' }).click();
  await page.getByRole('tab', { name: '文稿（第 3 版）' }).waitFor();
  await page.getByRole('tab', { name: '系统检查' }).click();
  await page.getByText('没有发现问题。').waitFor();
  await takeThrough(draft.id, 'secrecySign');
  expect(drafter.complaints).toEqual([]);
  expect(reviewer.complaints.filter((line) => !/^(409|422) POST/.test(line))).toEqual([]);
});
