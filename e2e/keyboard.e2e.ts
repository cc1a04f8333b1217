import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { SECRECY_CHECKLIST } from '#commons/publishing/signature-contract.ts';
import { addDays, chineseDate, civilDate } from '#kernel/dates.ts';
import { wallClock } from '#platform/time.ts';
import { base, signIn, type Visitor, visit } from './browser.ts';
import { DEMO_PASSWORD } from './setup.ts';
import { draftDocument, STAFF, takeThrough } from './staff.ts';

let visitor: Visitor;
afterEach(() => visitor.leave());

test('a document is reviewed with the keyboard alone: signed in, found, confirmed item by item, signed with Ctrl+Enter', async () => {
  const { id, title } = await draftDocument('关于键盘审签的通知');
  await takeThrough(id, 'headSign');
  const page = await signInByKeyboard(STAFF.secrecyReviewer);
  await openByKeyboard(page, title);
  await press(page, 'button', '保密审查通过', 'Enter');
  for (const item of Object.values(SECRECY_CHECKLIST)) await press(page, 'checkbox', item, 'Space');
  await tabTo(page, 'textbox', /^意见/);
  await page.keyboard.type('经审查不涉密。');
  await page.keyboard.press('Control+Enter');
  await page
    .getByText('现在等待')
    .waitFor()
    .catch(async (error) => {
      // What stood before the person is what whoever reads the failure needs to know.
      throw new Error(`not signed: ${await page.locator('body').innerText()}`, { cause: error });
    });
  expect(await focused(page)).toBe(title);
  expect(visitor.complaints).toEqual([]);
});

test('a document is released with the keyboard alone, and stands on the portal', async () => {
  const { id, title, path } = await draftDocument('关于键盘发布的通知');
  await takeThrough(id, 'issue');
  const page = await signedIn(STAFF.releaser);
  await openByKeyboard(page, title);
  await press(page, 'button', '发布', 'Space');
  await press(page, 'button', '发布', 'Enter');
  await page.getByRole('link', { name: '门户页面' }).waitFor();
  expect((await fetch(`${base()}${path}`)).status).toBe(200);
  expect(visitor.complaints).toEqual([]);
});

test('a release is set for a day and a time that are typed as people type them', async () => {
  const { id, title } = await draftDocument('关于键盘定时的通知');
  await takeThrough(id, 'issue');
  const day = chineseDate(addDays(civilDate(wallClock.now()), 60));
  const page = await signedIn(STAFF.releaser);
  await openByKeyboard(page, title);
  await press(page, 'button', '定时发布', 'Enter');
  await tabTo(page, 'textbox', /^发布时间（北京时间）/);
  await page.keyboard.type(day);
  await tabTo(page, 'textbox', /几时几分$/);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('14：30');
  // The first Enter makes a time of what was typed, the second sends it.
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('tab', { name: /^发布（/ }).click();
  await page.getByText(`定于 ${day} 14:30`).waitFor();
  expect(visitor.complaints).toEqual([]);
});

test('a form that was opened gives the focus back to its button when it is closed with Escape', async () => {
  const { id, title } = await draftDocument('关于关闭表单的通知');
  await takeThrough(id, 'submit');
  const page = await signedIn(STAFF.head);
  await openByKeyboard(page, title);
  await press(page, 'button', '处室退回', 'Enter');
  await tabTo(page, 'textbox', /^退回原因/);
  await page.keyboard.type('请补充依据。');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await focused(page)).toBe('处室退回');
  await page.keyboard.press('Enter');
  await tabTo(page, 'textbox', /^退回原因/);
  expect(await page.evaluate<string>('document.activeElement.value')).toBe('请补充依据。');
});

test('the first Tab of a screen leads past the navigation to the text, and “?” tells the keys', async () => {
  const page = await signedIn(STAFF.head);
  await page.reload();
  await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
  await page.evaluate('document.activeElement.blur()');
  await press(page, 'link', '跳到正文', 'Enter');
  expect(await page.evaluate<string>('document.activeElement.id')).toBe('main');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: '键盘快捷键' }).waitFor();
});

test('whoever moves on while a screen is still coming is not called back to its heading', async () => {
  const page = await signedIn(STAFF.head);
  const { promise: held, resolve: letCome } = Promise.withResolvers<void>();
  await page.route(/\/to-do-[^/]+\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.reload();
  await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
  await page.getByRole('table', { name: '待我办理' }).waitFor({ state: 'detached' });
  await page.evaluate('document.activeElement.blur()');
  await tabTo(page, 'link', '跳到正文');
  letCome();
  await page.getByRole('table', { name: '待我办理' }).waitFor();
  expect(await focused(page)).toBe('跳到正文');
});

/** Screens of publishing, each for whoever works there, and something on it that Tab must come to. */
const WALKED: readonly (readonly [path: string, who: string, reached: RegExp])[] = [
  ['/documents/new', STAFF.drafter, /^取消$/],
  ['/release-sets', STAFF.opennessOfficer, /解读/],
  ['/catalogue', STAFF.opennessOfficer, /政府信息公开/],
  ['/columns', STAFF.opennessOfficer, /工作动态/],
  ['/normative-documents', STAFF.legalityReviewer, /^药品零售企业分级分类管理试行办法/],
  ['/normative-cleanings', STAFF.legalityReviewer, /^开始清理$/],
  ['/publishing-statistics', STAFF.opennessOfficer, /^通知公告$/],
];

test.each(WALKED)('%s is walked through with Tab: every stop is seen, none holds', async (path, who, reached) => {
  const page = await signedIn(who);
  await page.goto(`/workbench${path}`);
  await page.getByRole('main').getByText(reached).first().waitFor();
  await page.evaluate('document.activeElement.blur()');
  const stops: string[] = [];
  do {
    await page.keyboard.press('Tab');
    await expectFocusSeen(page);
    stops.push(await page.evaluate<string>(STOP));
    expect(stops.at(-1), 'a stop that holds').not.toBe(stops.at(-2));
  } while (stops.at(-1) !== '' && (stops.length < 2 || stops.at(-1) !== stops[0]) && stops.length < MOST_STOPS);
  expect(stops.length).toBeLessThan(MOST_STOPS);
  expect(stops.map((stop) => stop.slice(stop.indexOf(' ') + 1)).filter((name) => reached.test(name))).not.toEqual([]);
  expect(visitor.complaints).toEqual([]);
});

/** What has the focus: a number of its own and its name; nothing past the last stop. */
const STOP = `(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return '';
  window.stops ??= new Map();
  if (!window.stops.has(at)) window.stops.set(at, window.stops.size + 1);
  return window.stops.get(at) + ' ' + (at.getAttribute('aria-label') || at.innerText || '').trim();
})()`;

/** Signing in by keyboard is shown once; whoever comes after has signed in. */
async function signedIn(username: string): Promise<Page> {
  visitor = await signIn(username);
  return visitor.page;
}

async function signInByKeyboard(username: string): Promise<Page> {
  visitor = await visit();
  const { page } = visitor;
  await page.goto('/workbench');
  await page.getByRole('button', { name: '登录', exact: true }).waitFor();
  await tabTo(page, 'textbox', /^用户名/);
  await page.keyboard.type(username);
  await tabTo(page, 'textbox', /^密码/);
  await page.keyboard.type(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
  return page;
}

/** From the list of what waits to the document's own screen. */
async function openByKeyboard(page: Page, title: string): Promise<void> {
  await page.getByRole('table', { name: '待我办理' }).waitFor();
  await press(page, 'link', title, 'Enter');
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.getByRole('link', { name: '审签单', exact: true }).waitFor();
  await page.getByRole('main').getByRole('button').first().waitFor();
}

type Role = 'button' | 'link' | 'checkbox' | 'textbox';

async function press(page: Page, role: Role, name: string | RegExp, key: 'Enter' | 'Space'): Promise<void> {
  await tabTo(page, role, name);
  await page.keyboard.press(key);
}

/** More Tabs than any of these screens has stops: reaching it means the thing cannot be reached. */
const MOST_STOPS = 150;

/** Tabs on until the thing has the focus, which a form that was opened gives its first field; at each stop the focus must be seen. */
async function tabTo(page: Page, role: Role, name: string | RegExp): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: typeof name === 'string' });
  await wanted.first().waitFor();
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if ((await wanted.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
    await expectFocusSeen(page);
  }
  throw new Error(`${role} ${String(name)} cannot be reached with Tab; the focus is at ${await focused(page)}`);
}

const focused = (page: Page) =>
  page.evaluate<string>('document.activeElement.innerText || document.activeElement.outerHTML.slice(0, 200)');

/** Something around what has the focus is drawn for it: an outline, a shadow or a border that the same thing lacks without. */
async function expectFocusSeen(page: Page): Promise<void> {
  expect(await page.evaluate<string | null>(UNSEEN_FOCUS), page.url()).toBeNull();
}

/**
 * Null when the focus is seen; otherwise what has it. Compares how it and what lies about it is drawn with and without the
 * focus, a frame later: nothing changes gradually here, for these visitors have asked for no motion.
 */
const UNSEEN_FOCUS = `(async () => {
  const active = document.activeElement;
  if (!active || active === document.body) return null;
  const drawn = (element) => {
    const style = getComputedStyle(element);
    const outline = style.outlineStyle === 'none' || style.outlineWidth === '0px' ? '' : style.outline;
    return [outline, style.boxShadow, style.borderColor, style.backgroundColor, style.textDecorationLine].join(' ');
  };
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  // The box of a field that takes several words lies five about its input.
  const above = [];
  for (let at = active.parentElement; at && above.length < 5; at = at.parentElement) above.push(at);
  const near = [active, ...above, ...(active.parentElement?.children ?? [])];
  await frame();
  const withFocus = near.map(drawn);
  active.blur();
  await frame();
  const without = near.map(drawn);
  active.focus({ preventScroll: true, focusVisible: true });
  if (!active.isConnected) return null;
  return withFocus.some((style, at) => style !== without[at]) ? null : active.outerHTML.slice(0, 200);
})()`;
