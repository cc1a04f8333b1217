import { afterAll, beforeAll, expect, test } from 'vitest';
import { base, expectAccessible, signIn, type Visitor } from './browser.ts';
import { openFromToDo, takeStep } from './screens.ts';
import { type Draft, draftDocument, STAFF, takeThrough } from './staff.ts';

// A warning that cannot wait goes out before its department has reviewed it; the review is owed, stands in the head's to-do list,
// and is given afterwards.

let drafter: Visitor;
let head: Visitor;
let warning: Draft;

beforeAll(async () => {
  drafter = await signIn(STAFF.drafter);
  head = await signIn(STAFF.head);
  warning = await draftDocument('关于暂停使用某批次注射剂的紧急通告');
});
afterAll(() => Promise.all([drafter.leave(), head.leave()]));

test('the drafter sends it up urgently, for one of the named causes and with the reason', async () => {
  const { page } = drafter;
  await page.goto(`/workbench/documents/${warning.id}`);
  await takeStep(page, '紧急送审', { 为什么来不及按程序审核: '发现严重不良反应，需立即警示。' }, (form) =>
    form.getByRole('radio', { name: '药品、医疗器械、化妆品安全警示或召回' }).check(),
  );
  await page.getByText('药品、医疗器械、化妆品安全警示或召回：发现严重不良反应').waitFor();
  await expectAccessible(page);
});

test('with the secrecy review and the signature of the leader it is out', async () => {
  await takeThrough(warning.id, 'release');
  const page = await (await fetch(`${base()}${warning.path}`)).text();
  expect(page).toContain(warning.title);
  expect(page).not.toContain('严重不良反应');
});

test('the review of the department is owed by a day, in the to-do list of its head, who gives it', async () => {
  const { page } = head;
  await openFromToDo(page, warning.title);
  await page.getByText(/^处室审核：.*前补办$/).waitFor();
  await takeStep(page, '补办处室审核', { 意见: '内容准确，应当立即公开。' }, (form) =>
    form.getByRole('radio', { name: '同意，公开无误' }).check(),
  );
  await page.getByText('已补审，同意').waitFor();
  await page.goto('/workbench');
  await page.getByRole('table', { name: '待我办理' }).waitFor();
  expect(await page.getByRole('link', { name: warning.title }).count()).toBe(0);
});

test('neither met anything the browser complains of', () => {
  expect([...drafter.complaints, ...head.complaints]).toEqual([]);
});
