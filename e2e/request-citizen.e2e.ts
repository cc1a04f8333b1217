import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wallClock } from '#platform/time.ts';
import { expectAccessible, type Visitor, visit } from './browser.ts';
import { callAs, STAFF } from './staff.ts';

// An application from the guide to its state: in pages alone, and with script by the keyboard alone. The first is looked at while the second is
// made, for without script the page to check is looked at for ten seconds.

const mark = randomUUID().slice(0, 8);
const ID_NUMBER = '36010219900307703X';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** When the page to check was shown to whoever runs no script. */
let shownAt = 0;
let plain: Visitor;
let citizen: Visitor;
beforeAll(async () => {
  plain = await visit({ script: false, width: 390, height: 844 });
  citizen = await visit();
});
afterAll(() => Promise.all([plain.leave(), citizen.leave()]));

interface Offered {
  readonly shown: number;
  readonly anyway: number;
}

/** How often answers that stand published were offered, around today: a run may go over midnight. */
async function offered(): Promise<Offered> {
  const { body } = await (await callAs(STAFF.drafter)).get(
    `/api/requests/offered-answers?from=2026-01-01&to=${Number(wallClock.today().slice(0, 4)) + 1}-12-31`,
  );
  return body as unknown as Offered;
}

/** Number and code of a receipt. */
async function receiptOf(page: Page): Promise<string[]> {
  await page.getByRole('heading', { level: 1, name: '申请已经提交' }).waitFor();
  return page.locator('.receipt strong').allInnerTexts();
}

async function queried(page: Page, [receipt = '', code = '']: readonly string[]): Promise<void> {
  await page.goto('/requests/query');
  await page.getByLabel(/^回执编号/).fill(receipt);
  await page.getByRole('textbox', { name: /^查询码/ }).fill(code);
  await page.getByRole('button', { name: '查询', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: /已经提交，正在登记|等待确认收到/ }).waitFor();
}

const next = (page: Page): Locator => page.getByRole('button', { name: '下一步：核对' });
const confirm = (page: Page): Locator => page.getByRole('button', { name: '确认提交' });
const toReview = (page: Page) => page.getByRole('heading', { level: 1, name: '请核对后提交' }).waitFor();

test('without script: from the guide to the page to check; a refusal keeps what was typed and what was sent along', async () => {
  const { page } = plain;
  await page.goto('/requests');
  await page
    .getByRole('main')
    .getByRole('link', { name: /网上申请|在线申请|申请公开政府信息/ })
    .first()
    .click();
  // The questions before the form bar nobody.
  await page.getByRole('link', { name: '跳过，直接填写申请表' }).click();
  await page.getByLabel(/^所需政府信息/).fill(`2025年度药品监督抽检结果（${mark}）`);
  await page.getByRole('radio', { name: '电子文件' }).check();
  await page.getByRole('radio', { name: '网上查询下载' }).check();
  await page.getByLabel(/^姓名/).fill('章晓晨');
  await page.getByRole('radio', { name: '居民身份证' }).first().check();
  await page.getByLabel(/^证件号码/).fill('360102199003077031');
  await page.getByLabel(/^身份证明/).setInputFiles({ name: '身份证.png', mimeType: 'image/png', buffer: PNG });
  await next(page).click();
  const wrong = page.getByRole('alert');
  await wrong.getByRole('link', { name: /公民身份号码/ }).waitFor();
  expect(await wrong.getByRole('link').count()).toBe(2);
  expect(await page.getByLabel(/^姓名/).inputValue()).toBe('章晓晨');
  await page.getByText(/删去.*「身份证.png」/).waitFor();
  await page.getByLabel(/^证件号码/).fill(ID_NUMBER);
  await page.getByLabel(/^联系电话/).fill('13870000001');
  await next(page).click();
  await toReview(page);
  shownAt = performance.now();
  await page.getByText(/身份证.png/).waitFor();
  // Pressed at once, as a program does: not taken, nothing lost.
  await confirm(page).click();
  await page
    .getByRole('alert')
    .getByText(/提交得太快/)
    .waitFor();
});

test('with script and the keyboard alone: offered what stands published, checked, pressed twice, gone back and sent again, it is one', async () => {
  const { page, complaints } = citizen;
  const before = await offered();
  await page.goto('/requests/new');
  await expectAccessible(page);
  await type(page, /^所需政府信息/, '药品监督抽检结果公告');
  const answers = page.locator('[data-answers]');
  await answers.getByText('可能已经公开').waitFor();
  expect(await answers.getByRole('link').count()).toBeGreaterThan(0);
  await press(page, page.getByRole('radio', { name: '纸面' }), 'ArrowDown');
  expect(await page.getByRole('radio', { name: '电子文件' }).isChecked()).toBe(true);
  await press(page, page.getByRole('radio', { name: '网上查询下载' }), 'Space');
  await type(page, /^姓名/, '章晓晨');
  await press(page, page.getByRole('radio', { name: '居民身份证' }).first(), 'Space');
  await type(page, /^证件号码/, ID_NUMBER);
  // Closed and opened again: the draft is there, the number of the document is not.
  await page.reload();
  expect(await page.getByLabel(/^所需政府信息/).inputValue()).toBe('药品监督抽检结果公告');
  expect(await page.getByRole('radio', { name: '电子文件' }).isChecked()).toBe(true);
  expect(await page.getByLabel(/^证件号码/).inputValue()).toBe('');
  await type(page, /^证件号码/, ID_NUMBER);
  await type(page, /^电子邮箱/, `${mark}@example.org`);
  await press(page, next(page), 'Enter');
  await toReview(page);
  await page.getByRole('region', { name: '可能已经公开' }).waitFor();
  await page.getByText('自动核验已完成').waitFor();
  await expectAccessible(page);
  await narrow(page);
  await tabTo(page, confirm(page));
  // The second press comes before the first is answered.
  await page.evaluate(`(() => {
    const button = document.activeElement;
    button.click();
    button.click();
  })()`);
  const receipt = await receiptOf(page);
  expect(receipt).toEqual([expect.stringMatching(/^\d{8}-/), expect.stringMatching(/^[2-9A-Z]{4}(-[2-9A-Z]{4}){4}$/)]);
  expect(await page.locator('.fingerprint').innerText()).toMatch(/^[0-9a-f]{64}/);
  await expectAccessible(page);
  await page.reload();
  expect(await receiptOf(page)).toEqual(receipt);
  // The browser keeps no page of a form that was sent: going back, it asks whether to send the form again.
  await page.goBack().catch((error) => expect(String(error)).toContain('ERR_CACHE_MISS'));
  await expect.poll(() => page.reload().then(Boolean, () => false), { timeout: 10_000 }).toBe(true);
  await toReview(page);
  await press(page, confirm(page), 'Enter');
  expect(await receiptOf(page)).toEqual(receipt);
  await page.getByText('没有重复提交').waitFor();
  const after = await offered();
  // Others may be offered some meanwhile.
  expect(after.shown).toBeGreaterThan(before.shown);
  expect(after.anyway).toBeGreaterThan(before.anyway);
  await page.goto('/requests/new');
  expect(await page.getByLabel(/^所需政府信息/).inputValue()).toBe('');
  await queried(page, receipt);
  expect(complaints.filter((line) => !line.includes('ERR_CACHE_MISS'))).toEqual([]);
});

test('without script, after ten seconds: it is taken once, and its number and code tell how it stands', async () => {
  const { page } = plain;
  // Mostly over by now.
  await page.waitForTimeout(Math.max(0, shownAt + 11_000 - performance.now()));
  await confirm(page).click();
  const receipt = await receiptOf(page);
  await page.getByText('1 个', { exact: true }).waitFor();
  await page.reload();
  expect(await receiptOf(page)).toEqual(receipt);
  await queried(page, receipt);
  expect(plain.complaints.filter((line) => !line.startsWith('422 '))).toEqual([]);
});

/** On a telephone: nothing to be pushed sideways, accessible there too. */
async function narrow(page: Page): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await expectAccessible(page);
}

async function type(page: Page, label: RegExp, words: string): Promise<void> {
  await tabTo(page, page.getByLabel(label));
  await page.keyboard.type(words);
}

async function press(page: Page, what: Locator, key: string): Promise<void> {
  await tabTo(page, what);
  await page.keyboard.press(key);
}

/** More Tabs than these pages have stops: reaching it means the thing cannot be reached. */
const MOST_STOPS = 60;

async function tabTo(page: Page, what: Locator): Promise<void> {
  await what.waitFor();
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    await page.keyboard.press('Tab');
    if ((await what.and(page.locator(':focus')).count()) > 0) return;
  }
  throw new Error(`${String(what)} cannot be reached with Tab`);
}
