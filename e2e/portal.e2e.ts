import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { htmlFindings } from '#portal/testing/valid-html.ts';
import { base, expectAccessible, type Visitor, visit } from './browser.ts';
import { PRINTED_2019 } from './printed-2019.ts';
import { callAs, type Draft, draftDocument, STAFF, takeThrough, taken } from './staff.ts';

let announced: Draft;
let withdrawn: Draft;
/** The public board of the real work points of 2019. */
let board = '';

beforeAll(async () => {
  const file = await (await callAs(STAFF.drafter)).upload('受理点名单.txt', '第一受理点：行政受理大厅。');
  const { id, name, hash, size, mediaType } = file.body;
  announced = await draftDocument('关于公布受理点名单的公告', { attachments: [{ id, name, hash, size, mediaType }] });
  await takeThrough(announced.id, 'release');
  withdrawn = await draftDocument('关于停止一项业务的公告');
  await takeThrough(withdrawn.id, 'release');
  await taken(await callAs(STAFF.issuer), withdrawn.id, 'withdraw', {
    cause: 'error',
    reason: '内容有误，另行公布',
  });
  const plans = await (await fetch(`${base()}/work-plans`)).text();
  board = /<a href="(\/work-plans\/[0-9a-f-]{36})">[^<]*2019年政务公开工作要点</.exec(plans)?.[1] ?? '';
});

interface PageKind {
  readonly kind: string;
  readonly url: () => string;
  readonly h1: string | RegExp;
  readonly status?: number;
}

const at = (path: string) => () => path;

const KINDS: readonly PageKind[] = [
  { kind: 'home', url: at('/'), h1: '让监管在阳光下运行' },
  { kind: 'all documents', url: at('/documents'), h1: '全部文件' },
  { kind: 'documents narrowed', url: at('/documents?openness=decision&year=2026'), h1: '全部文件' },
  { kind: 'document', url: () => announced.path, h1: /关于公布受理点名单的公告/ },
  { kind: 'tombstone', url: () => withdrawn.path, h1: /关于停止一项业务的公告/, status: 410 },
  { kind: 'column', url: at('/columns/announcements'), h1: '通知公告' },
  { kind: 'section', url: at('/sections/openness'), h1: '政务公开' },
  { kind: 'section without columns', url: at('/sections/services'), h1: '办事服务' },
  { kind: 'catalogue', url: at('/catalogue'), h1: /主动公开/ },
  { kind: 'normative documents', url: at('/registers/normative-documents'), h1: '规范性文件库' },
  {
    kind: 'normative documents narrowed',
    url: at('/registers/normative-documents?state=repealed&year=2025'),
    h1: '规范性文件库',
  },
  {
    kind: 'normative documents narrowed to nothing',
    url: at('/registers/normative-documents?q=查无此文'),
    h1: '规范性文件库',
  },
  { kind: 'print page', url: () => `${announced.path}/print`, h1: /关于公布受理点名单的公告/ },
  { kind: 'subscription', url: at('/subscriptions/new'), h1: '邮件订阅' },
  { kind: 'open data', url: at('/open'), h1: /开放/ },
  { kind: 'organisation', url: at('/organisation'), h1: '机构职能' },
  { kind: 'unit', url: at('/organisation/jx-legal'), h1: '法规处' },
  { kind: 'work plans', url: at('/work-plans'), h1: '工作要点落实' },
  { kind: 'board', url: () => board, h1: /2019年政务公开工作要点/ },
  { kind: 'board narrowed', url: () => `${board}?unit=法规处&state=completed`, h1: /2019年政务公开工作要点/ },
  { kind: 'board narrowed to nothing', url: () => `${board}?q=查无此项`, h1: /2019年政务公开工作要点/ },
  { kind: 'item', url: () => `${board}/items/8`, h1: '8. 做好行政处罚信息公开' },
  { kind: 'no such item', url: () => `${board}/items/99`, h1: /没有|找不到/, status: 404 },
  { kind: 'government information', url: at('/government-information'), h1: '政府信息公开' },
  { kind: 'seals', url: at('/seals'), h1: /日封/ },
  { kind: 'search with results', url: at('/search?q=公告'), h1: '搜索“公告”' },
  { kind: 'search without a result', url: at('/search?q=查无此文'), h1: '搜索“查无此文”' },
  { kind: 'search not yet asked', url: at('/search'), h1: '搜索' },
  { kind: 'feeds', url: at('/feeds'), h1: '订阅' },
  { kind: 'site map', url: at('/sitemap'), h1: '网站地图' },
  { kind: 'accessibility', url: at('/accessibility'), h1: /无障碍/ },
  { kind: 'privacy', url: at('/privacy'), h1: /个人信息/ },
  { kind: 'feedback form', url: at('/feedback/new?page=/'), h1: '我为政府网站找错' },
  { kind: 'no such page', url: at('/no-such-page'), h1: /没有|找不到/, status: 404 },
  { kind: 'no such document', url: at('/documents/none'), h1: /没有|找不到/, status: 404 },
];

/** Public pages ≤ 60 KB transferred, with everything they bring along. */
const MOST_BYTES = 60 * 1024;

describe.each(KINDS)('the public page: $kind', ({ url, h1, status = 200 }) => {
  test('is valid HTML', async () => {
    const answer = await fetch(`${base()}${url()}`, { headers: { accept: 'text/html' } });
    expect(answer.status).toBe(status);
    expect(await htmlFindings(await answer.text())).toEqual([]);
  });

  test('is accessible wide and narrow, light, and without complaint', async () => {
    const visitor = await visit();
    const { page } = visitor;
    expect((await page.goto(url()))?.status()).toBe(status);
    await expectOneHeading(page, h1);
    expect(await visitor.transferred()).toBeLessThanOrEqual(MOST_BYTES);
    await expectAccessible(page);
    await expectAccessibleNarrow(page);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });
});

/** On a telephone: nothing to be pushed sideways, and accessible there too. */
async function expectAccessibleNarrow(page: Page): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  await expectAccessible(page);
}

async function expectOneHeading(page: Page, words: string | RegExp): Promise<void> {
  const headings = await page.getByRole('heading', { level: 1 }).allInnerTexts();
  expect(headings).toEqual([typeof words === 'string' ? words : expect.stringMatching(words)]);
}

test('every link on the public pages leads somewhere', async () => {
  const found = new Set<string>();
  for (const { url } of KINDS) {
    const html = await (await fetch(`${base()}${url()}`, { headers: { accept: 'text/html' } })).text();
    for (const [, href = ''] of html.matchAll(/ href="(\/[^"#]*)"/g)) found.add(href.replaceAll('&amp;', '&'));
  }
  const dead: string[] = [];
  for (const href of found) {
    const { status } = await fetch(`${base()}${href}`, { headers: { accept: 'text/html' } });
    if (status >= 400 && href !== withdrawn.path) dead.push(`${status} ${href}`);
  }
  expect(found.size).toBeGreaterThan(50);
  expect(dead).toEqual([]);
});

test('the board has the 22 items of the work points of 2019 with exactly the units printed in them', async () => {
  const visitor = await visit({ script: false });
  await visitor.page.goto(board);
  const rows = await visitor.page
    .getByRole('row')
    .filter({ has: visitor.page.getByRole('rowheader') })
    .all();
  const shown = await Promise.all(
    rows
      .slice(0, 22)
      .map(async (row) => [
        await row.getByRole('rowheader').innerText(),
        ...(await row.getByRole('cell').first().innerText()).split('\n'),
      ]),
  );
  expect(shown).toEqual(PRINTED_2019);
  await visitor.leave();
});

test.each([
  ['/feed.xml', 'application/atom+xml', '<feed'],
  ['/columns/announcements/feed.xml', 'application/atom+xml', '<feed'],
  ['/sitemap.xml', 'application/xml', '<sitemapindex'],
  ['/sitemaps/documents-1.xml', 'application/xml', '<urlset'],
  ['/seals.json', 'application/json', '"seals"'],
  ['/robots.txt', 'text/plain', 'User-agent: *'],
  ['/favicon.svg', 'image/svg+xml', '<svg'],
])('machines read %s', async (path, type, words) => {
  const answer = await fetch(`${base()}${path}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain(type);
  expect(await answer.text()).toContain(words);
});

describe('a citizen whose browser runs no script', () => {
  let citizen: Visitor;
  beforeAll(async () => {
    citizen = await visit({ script: false, width: 390 });
  });
  afterAll(() => citizen.leave());

  test('searches from the home page, opens what was found, and takes its attachment along', async () => {
    const { page } = citizen;
    await page.goto('/');
    await page.getByRole('searchbox', { name: '全站搜索' }).fill('受理点名单');
    await page.getByRole('button', { name: '搜索' }).click();
    await page.getByRole('main').getByRole('link', { name: announced.title }).click();
    await expectOneHeading(page, announced.title);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: /受理点名单\.txt/ }).click();
    expect((await download).suggestedFilename()).toBe('受理点名单.txt');
  });

  test('tells us of an error on that page, corrects what was left out, and is given a receipt', async () => {
    const { page } = citizen;
    await page.goto(announced.path);
    await page.getByRole('link', { name: '告诉我们' }).click();
    await page.getByLabel('错在哪里').fill('名单里的“受里”应为“受理”。');
    await page.getByRole('button', { name: '下一步：核对' }).click();
    await page.getByRole('link', { name: '请选择是哪一类问题' }).waitFor();
    expect(await page.getByLabel('错在哪里').inputValue()).toBe('名单里的“受里”应为“受理”。');
    expect(await page.getByLabel('哪一页有错').inputValue()).toBe(announced.path);
    await page.getByRole('radio').first().check();
    await page.getByRole('button', { name: '下一步：核对' }).click();
    await expectOneHeading(page, '请核对后提交');
    await page.getByRole('button', { name: '确认提交' }).click();
    await expectOneHeading(page, '已经收到，谢谢您');
    expect(page.url()).toMatch(/\/feedback\/receipts\/\d{8}-\w{8}-\w{4}$/);
    expect(await page.getByRole('main').innerText()).toContain('最迟什么时候办');
  });

  test('meets nothing the browser complains of on the way', () => {
    expect(citizen.complaints).toEqual([]);
  });
});

test.each([
  ['the form with what is wrong', '我为政府网站找错'],
  ['the form to be checked', '请核对后提交'],
  ['the receipt', '已经收到，谢谢您'],
])('of the feedback, %s is valid, accessible wide and narrow, and without complaint', async (which, h1) => {
  const visitor = await visit();
  const { page } = visitor;
  await page.goto('/feedback/new?page=/');
  if (which !== 'the form with what is wrong') {
    await page.getByRole('radio').first().check();
    await page.getByLabel('错在哪里').fill('有一个错字。');
  }
  await page.getByRole('button', { name: '下一步：核对' }).click();
  if (which === 'the receipt') await page.getByRole('button', { name: '确认提交' }).click();
  await page.getByRole('heading', { level: 1, name: h1 }).waitFor();
  if (which === 'the form with what is wrong') await page.getByRole('alert').waitFor();
  const answer = await page.reload();
  expect(await htmlFindings((await answer?.text()) ?? '')).toEqual([]);
  await expectAccessible(page);
  await expectAccessibleNarrow(page);
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});
