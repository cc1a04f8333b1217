import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { signIn, signInByForm, type Visitor, violations, visit } from './browser.ts';
import { draftDocument, STAFF } from './staff.ts';

/** The words of the navigation each of these must find; more may be there. */
const NAVIGATION = {
  drafter: ['我的待办', '事项台账', '通知', '机构', '人员', '我的账号'],
  head: ['我的待办', '事项台账', '通知', '我的账号'],
  supervisor: ['我的待办', '督查看板', '无人承接'],
  registrar: ['我的待办', '无人承接', '机构', '人员', '代办', '机构统称', '导入导出'],
  administrator: ['我的待办', '账号管理', '后台作业', '设置', '未送达的消息'],
  auditor: ['我的待办', '审计', '登录记录'],
} as const satisfies Partial<Record<keyof typeof STAFF, readonly string[]>>;

/** A screen is looked through for barriers once, for the first it is offered to; that it opens and says nothing amiss, for everybody. */
const lookedThrough = new Set<string>();

describe.each(Object.entries(NAVIGATION))('every screen the navigation offers to the %s', (role, words) => {
  let visitor: Visitor;
  beforeAll(async () => {
    visitor = await signIn(STAFF[role as keyof typeof NAVIGATION]);
  });
  afterAll(() => visitor.leave());

  test('opens with its heading, is accessible, and gives the browser nothing to complain of', async () => {
    const { page, complaints } = visitor;
    const links = page.getByRole('navigation', { name: '主导航' }).getByRole('link');
    const offered = await links.allInnerTexts();
    expect(offered).toEqual(expect.arrayContaining([...words]));
    const wrong: string[] = [];
    for (const link of await links.all()) {
      const href = (await link.getAttribute('href')) ?? '';
      const first = !lookedThrough.has(href);
      lookedThrough.add(href);
      await link.click();
      await page.waitForURL(`**${href}`);
      wrong.push(...(await wrongWith(page, complaints, first)));
    }
    expect(wrong).toEqual([]);
  });
});

describe('screens reached through others', () => {
  let visitor: Visitor;
  beforeAll(async () => {
    visitor = await signIn(STAFF.drafter);
  });
  afterAll(() => visitor.leave());

  test.each([
    ['the ledger of documents', '/workbench/documents', '文件台账'],
    ['the ledger of matters', '/workbench/matters', '事项台账'],
  ])('the first line of %s, each of its sheets', async (_name, path, table) => {
    const { page, complaints } = visitor;
    await page.goto(path);
    await page.getByRole('table', { name: table }).getByRole('link').first().click();
    await page.waitForURL(/\/[0-9a-f-]{36}/);
    if (table === '事项台账') {
      const own = await wrongWith(page, complaints);
      expect(own).toEqual([]);
      await page.getByRole('link', { name: /^事项页/ }).click();
    }
    await page.getByRole('tab').first().waitFor();
    const wrong: string[] = [];
    for (const sheet of await page.getByRole('tab').all()) {
      await sheet.click();
      wrong.push(...(await wrongWith(page, complaints)));
    }
    expect(wrong).toEqual([]);
  });

  test('the ledger on a phone: a card for each matter', async () => {
    const phone = await signIn(STAFF.head);
    const { page, complaints } = phone;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/workbench/matters');
    const cards = page.getByRole('list', { name: '事项台账' });
    await cards.getByRole('link').first().waitFor();
    const wrong = await wrongWith(page, complaints);
    expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await cards.getByRole('link').first().click();
    await page.getByRole('link', { name: /^事项页/ }).waitFor();
    await page.keyboard.press('j');
    await page.getByText('2 / ').waitFor();
    expect([...wrong, ...(await wrongWith(page, complaints))]).toEqual([]);
    await phone.leave();
  });

  test('drafting, revising and the sheet to file', async () => {
    const { page, complaints } = visitor;
    const { id } = await draftDocument('关于各屏幕的通知');
    const wrong: string[] = [];
    for (const path of ['new', `${id}/edit`, `${id}/sheet`]) {
      await page.goto(`/workbench/documents/${path}`);
      wrong.push(...(await wrongWith(page, complaints)));
    }
    expect(wrong).toEqual([]);
  });

  test('a work plan with each of its sheets, one of its items, and the import', async () => {
    const { page, complaints } = visitor;
    await page.goto('/workbench/work-plans');
    await page.getByRole('table', { name: '工作要点' }).getByRole('link', { name: /演示/ }).first().click();
    await page.getByRole('tab').first().waitFor();
    const wrong: string[] = [];
    for (const sheet of await page.getByRole('tab').all()) {
      await sheet.click();
      wrong.push(...(await wrongWith(page, complaints)));
    }
    await page.getByRole('tab').first().click();
    await page.getByRole('table', { name: '任务台账' }).getByRole('link').first().click();
    await page.waitForURL(/\/work-plans\/items\//);
    wrong.push(...(await wrongWith(page, complaints)));
    await page.goto('/workbench/work-plans/import');
    wrong.push(...(await wrongWith(page, complaints)));
    expect(wrong).toEqual([]);
  });

  test('an address that does not exist says so and leads back', async () => {
    const { page, complaints } = visitor;
    await page.goto('/workbench/no-such-screen');
    expect(await wrongWith(page, complaints)).toEqual([]);
    await page.getByRole('main').getByRole('link', { name: /待办/ }).click();
    await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
  });

  test('a matter that does not exist is not found, in words', async () => {
    const { page, complaints } = visitor;
    await page.goto('/workbench/matters/00000000-0000-4000-8000-000000000000');
    await page.getByText('没有找到', { exact: true }).waitFor();
    expect(complaints.splice(0)).toEqual([expect.stringMatching(/^404 GET .*\/api\/matters\//)]);
    expect(await wrongWith(page, complaints)).toEqual([]);
  });
});

describe('signing in and out', () => {
  let visitor: Visitor;
  const attempt = async (username: string, password: string) => {
    const { page } = visitor;
    await page.getByLabel('用户名').fill(username);
    await page.getByLabel('密码').first().fill(password);
    await page.getByRole('button', { name: '登录', exact: true }).click();
  };
  beforeEach(async () => {
    visitor = await visit();
    await visitor.page.goto('/workbench');
  });
  afterEach(() => visitor.leave());

  test('the gate is accessible', async () => {
    await visitor.page.getByRole('button', { name: '登录', exact: true }).waitFor();
    expect(await wrongWith(visitor.page, visitor.complaints)).toEqual([]);
  });

  test('a wrong password and a name that does not exist are refused with the same sentence, and what was typed stays', async () => {
    for (const username of [STAFF.clerkOfScience, 'nobody-of-that-name']) {
      await visitor.page.reload();
      await attempt(username, 'Bu-Dui-De-Mima-1');
      await visitor.page.getByRole('alert').getByText('用户名或密码不正确').waitFor();
      expect(await visitor.page.getByLabel('用户名').inputValue()).toBe(username);
      expect(await violations(visitor.page)).toEqual([]);
    }
  });

  test('after five wrong tries the name is locked for a while, and a sentence says until when and what to do', async () => {
    const name = `locked-${randomUUID().slice(0, 8)}`;
    for (let tries = 1; tries <= 5; tries += 1) {
      await attempt(name, `Bu-Dui-De-Mima-${tries}`);
      const sentence = tries < 5 ? '用户名或密码不正确' : /连续输错次数过多，已暂停登录至 .*系统管理员/;
      await visitor.page.getByRole('alert').getByText(sentence).waitFor();
      await visitor.page.reload();
    }
  });

  test('whoever signs out is asked to sign in, and the way back shows nothing', async () => {
    const staff = await signInByForm(STAFF.drafter);
    const { page } = staff;
    await page.getByRole('link', { name: '事项台账' }).first().click();
    await page.getByRole('heading', { level: 1, name: '事项台账' }).waitFor();
    await page.getByRole('button', { name: '叶景行' }).click();
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByRole('button', { name: '登录', exact: true }).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: '登录', exact: true }).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await page.evaluate(() => fetch('/api/todo').then(({ status }) => status))).toBe(401);
    await staff.leave();
  });

  test('the list of sessions ends one elsewhere, which is then asked to sign in again', async () => {
    const here = await signInByForm(STAFF.nanchangDrafter);
    const elsewhere = await signInByForm(STAFF.nanchangDrafter);
    await here.page.goto('/workbench/account');
    const sessions = here.page.getByRole('table', { name: '登录中的设备' });
    await sessions.getByText('本次登录').waitFor();
    await here.page.getByRole('button', { name: '退出其他所有设备' }).click();
    await expect.poll(() => sessions.getByRole('button', { name: '退出' }).count(), { timeout: 15_000 }).toBe(0);
    await elsewhere.page.getByRole('link', { name: '事项台账' }).first().click();
    await elsewhere.page.getByRole('dialog').getByLabel('密码').waitFor();
    await Promise.all([here.leave(), elsewhere.leave()]);
  });
});

/** Headings, complaints and, unless it has been looked through already, accessibility of the screen as it is once it has been read. */
async function wrongWith(page: Page, complaints: string[], through = true): Promise<string[]> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await settled(page);
  const name = await page.getByRole('heading', { level: 1 }).first().innerText();
  const headings = await page.getByRole('heading', { level: 1 }).count();
  const wrong = [...(through ? await violations(page) : []), ...complaints.splice(0)];
  if (headings !== 1) wrong.push(`${headings} headings of the first level`);
  return wrong.map((sentence) => `${name}: ${sentence}`);
}

/** Nothing on the screen is still being read. */
async function settled(page: Page): Promise<void> {
  // Not by a function sent to the page: its policy forbids evaluating strings, and rightly. Playwright's own waiting asks twice a second.
  await page.evaluate(`new Promise((done, fail) => {
    const late = setTimeout(() => fail(new Error('still being read')), 15_000);
    const look = () => {
      if (document.body.innerText.includes('正在读取')) return setTimeout(look, 20);
      clearTimeout(late);
      done();
    };
    look();
  })`);
}
