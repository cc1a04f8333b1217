import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, localDate } from '#kernel/dates.ts';
import { signIn, type Visitor, visit } from './browser.ts';
import {
  expectRefusal,
  openFromToDo,
  pick,
  reasonsAgainst,
  signAndRelease,
  stepsOffered,
  takeStep,
} from './screens.ts';
import { callAs, STAFF, takeThrough } from './staff.ts';

// The real work points of 2019 in another year, with a department that does not exist, from the import to the public board.

const SEED = new URL('../src/modules/work-plans/reading/fixtures/jiangxi-2019-work-points.txt', import.meta.url);
const mark = randomUUID().slice(0, 8);
const ITEM = '8. 做好行政处罚信息公开';

let today = localDate('2026-01-01');
let file = { name: '', mimeType: 'text/plain', buffer: Buffer.from('') };
let planId = '';
let itemPath = '';
let itemId = '';

const PARTS = [
  'drafter',
  'head',
  'secrecyReviewer',
  'issuer',
  'releaser',
  'legalHead',
  'legalClerk',
  'supervisor',
] as const;
type Part = (typeof PARTS)[number];
const staff = {} as Record<Part, Visitor>;

beforeAll(async () => {
  today = localDate(String((await (await callAs(STAFF.drafter)).get('/api/drafting')).body.today));
  const text = readFileSync(SEED, 'utf8')
    .replaceAll('2019年', `${today.slice(0, 4)}年`)
    .replace('政务公开工作要点', `政务公开工作要点（${mark}）`)
    .replace('2019-06-17', today)
    .replace('(法规处牵头,各相关处配合)', '(法规稽查综合处牵头,各相关处配合)');
  file = { ...file, name: `${mark}.txt`, buffer: Buffer.from(text) };
  for (const part of PARTS) staff[part] = await signIn(STAFF[part]);
});
afterAll(() => Promise.all(Object.values(staff).map((visitor) => visitor.leave())));

test('the openness office uploads the document and sees its 22 items and every name that is not clear', async () => {
  const { page } = staff.drafter;
  await upload(page);
  await page.getByRole('heading', { level: 1, name: mark }).waitFor();
  await page.getByRole('region', { name: '任务', exact: true }).getByRole('heading', { name: '任务22' }).waitFor();
  const names = page.getByRole('region', { name: '需要明确的单位' }).getByRole('listitem');
  expect(await names.locator('strong').allInnerTexts()).toEqual(
    expect.arrayContaining(['「法规稽查综合处」', '「各相关处」', '「直属各相关单位」', '「直属相关单位」']),
  );
  await page.getByText('机构名录中没有「法规稽查综合处」，请选择所指的单位').waitFor();
  expect(await page.getByRole('button', { name: '确认导入' }).isDisabled()).toBe(true);
});

test('names are made clear in place, for every item they stand in, until nothing is in the way', async () => {
  const { page } = staff.drafter;
  for (const [printed, meant] of [
    ['法规稽查综合处', '法规处'],
    ['各相关处', '科技处'],
    ['直属各相关单位', '信息中心'],
    ['直属相关单位', '信息中心'],
  ] as const) {
    const name = page
      .getByRole('region', { name: '需要明确的单位' })
      .getByRole('listitem')
      .filter({ hasText: `「${printed}」` });
    await pick(page, name, '所指的单位', meant);
    await name.getByRole('button', { name: /^用于全部 \d+ 项$/ }).click();
    await name.waitFor({ state: 'detached' });
  }
  await page.getByRole('button', { name: '更正第 6 项' }).click();
  const form = page.getByRole('form', { name: '更正第 6 项' });
  await form.getByLabel('标题').fill('强化组织人事信息公开工作');
  await form.getByRole('button', { name: '保存更正' }).click();
  await page.getByText('6. 强化组织人事信息公开工作').waitFor();
});

test('confirmed, it is a plan of 22 items, each with the units printed', async () => {
  const { page } = staff.drafter;
  await page.getByRole('button', { name: '确认导入' }).click();
  await page.getByRole('tooltip').getByRole('button', { name: '确认', exact: true }).click();
  await page.getByRole('tab', { name: '任务（22）' }).waitFor();
  planId = page.url().split('/').at(-1) ?? '';
  const line = page.getByRole('row').filter({ hasText: '做好行政处罚信息公开' });
  await line.getByText('牵头：法规处').waitFor();
  await page.getByRole('table', { name: '任务台账' }).getByRole('link', { name: '强化组织人事信息公开工作' }).waitFor();
  await line.getByRole('link', { name: '做好行政处罚信息公开' }).click();
  await page.getByRole('heading', { level: 1, name: ITEM }).waitFor();
  itemId = page.url().split('/').at(-1) ?? '';
  itemPath = `/workbench/work-plans/items/${itemId}`;
});

test('the same document a second time is refused kindly, and leads to the plan', async () => {
  const { page } = staff.drafter;
  await upload(page);
  await page.getByText('不能重复导入').waitFor();
  expect(await page.getByRole('button', { name: '确认导入' }).count()).toBe(0);
  await page.getByRole('link', { name: /^查看《/ }).click();
  await page.waitForURL(`**/work-plans/${planId}`);
});

test('a document without items is refused in a sentence', async () => {
  const { page, complaints } = staff.drafter;
  await page.goto('/workbench/work-plans/import');
  await page
    .getByLabel('工作要点文件')
    .setInputFiles({ name: '空.txt', mimeType: 'text/plain', buffer: Buffer.from('只有一句话。') });
  await expectRefusal(page, /没有.*任务/);
  expect(complaints.splice(0)).toEqual([expect.stringMatching(/^422 POST .*\/imports$/)]);
});

test('the head of the lead unit assigns the item, and the clerk breaks it down into measures', async () => {
  const head = staff.legalHead.page;
  await head.goto(`/workbench/matters/${itemId}`);
  await takeStep(head, '指定承办人', {}, async (form) => pick(head, form, '承办人', '秦晚舟'));
  const { page } = staff.legalClerk;
  await page.goto(itemPath);
  await takeStep(page, '分解措施', { 措施: `梳理处罚事项清单 ${addDays(today, 10)}\n逐件公开处罚决定` });
  await page.getByRole('region', { name: '措施' }).getByText('逐件公开处罚决定').waitFor();
});

test('the clerk reports progress, which the office accepts', async () => {
  const clerk = staff.legalClerk.page;
  const texts = { 完成比例: '60', 进展情况: '清单已经梳理完毕，正在逐件公开处罚决定。' };
  await takeStep(clerk, '报告进展', texts, async (form) => {
    await form.getByRole('group', { name: '梳理处罚事项清单' }).getByRole('radio', { name: '已完成' }).check();
    const second = form.getByRole('group', { name: '逐件公开处罚决定' });
    await second.getByRole('textbox').fill('已公开十二件');
  });
  const measures = clerk.getByRole('region', { name: '措施' });
  await measures.getByText(/完成$/).waitFor();
  await measures.getByText('已公开十二件').waitFor();
  const { page } = staff.drafter;
  await page.goto(`/workbench/work-plans/${planId}?sheet=reports`);
  await takeStep(page, '采纳进展报告');
  await page.getByText('没有等待采纳的进展报告').waitFor();
});

test('a supervisor demands an answer; until it is given, the work cannot be handed in', async () => {
  const { page } = staff.supervisor;
  await page.goto(itemPath);
  await takeStep(page, '发督办通知', {
    督办要求: '请说明处罚决定公开滞后的原因和补救时间。',
    答复期限: addDays(today, 14),
  });
  await page.getByRole('region', { name: '督办通知' }).getByText('补救时间').waitFor();
  const clerk = staff.legalClerk.page;
  await clerk.goto(itemPath);
  const reasons = await reasonsAgainst(clerk, '报请核验');
  expect(reasons).toEqual([
    expect.stringMatching(/^还有 2 个单位没有报告完成：/),
    expect.stringMatching(/^督办通知尚未答复：赣药监督办〔\d{4}〕\d+号$/),
  ]);
});

test('the lead unit answers, the cooperating units report their parts done, and the work is handed in', async () => {
  const { page } = staff.legalClerk;
  await takeStep(page, '答复督办', { 答复内容: '因系统切换滞后三日，现已全部补齐并公开。' });
  await page.getByRole('region', { name: '督办通知' }).getByText('已答复').waitFor();
  for (const [who, words] of [
    [STAFF.clerkOfScience, '本处抽检不合格处罚线索已全部移交。'],
    [STAFF.clerkOfInformation, '网站专栏已经建好。'],
  ] as const) {
    const cooperator = await signIn(who);
    await cooperator.page.goto(itemPath);
    await takeStep(cooperator.page, '报告本单位进展', { 进展情况: words }, async (form) => {
      await form.getByRole('checkbox', { name: '本单位承担的任务已经完成' }).check();
    });
    expect(cooperator.complaints).toEqual([]);
    await cooperator.leave();
  }
  await page.reload();
  await takeStep(page, '报请核验', { 完成情况: '处罚决定全部在七个工作日内公开。' });
});

test('the lead unit is not offered the acceptance of its own work; the supervisor accepts it', async () => {
  const head = staff.legalHead.page;
  await head.goto(itemPath);
  expect(await stepsOffered(head, '核验完成情况')).toEqual([]);
  await head.getByText('现在等待').waitFor();
  const { page } = staff.supervisor;
  await openFromToDo(page, '做好行政处罚信息公开');
  expect(page.url()).toContain(itemPath);
  await takeStep(page, '核验通过', { 核验意见: '抽查二十件，均按期公开。' });
  await page.getByText('已完成').first().waitFor();
});

test('the plan itself is sent up, signed and released, each step by another hand, and stands on the public board', async () => {
  const { page } = staff.drafter;
  await page.goto(`/workbench/work-plans/${planId}`);
  await page.getByRole('link', { name: '审签中' }).click();
  await page.waitForURL(/\/documents\//);
  await page.getByRole('heading', { level: 1, name: mark }).waitFor();
  await takeStep(page, '送审');
  await signAndRelease(staff, mark);
  const citizen = await visit({ script: false });
  await citizen.page.goto(`/work-plans/${planId}`);
  await citizen.page.getByRole('link', { name: ITEM }).waitFor();
  await citizen.leave();
});

test('the office composes a bulletin; signed and released, its progress stands on the public board', async () => {
  const { page } = staff.drafter;
  await page.goto(`/workbench/work-plans/${planId}?sheet=composing`);
  await page.getByRole('button', { name: '编制通报或成果' }).click();
  await page.getByRole('checkbox', { name: /做好行政处罚信息公开/ }).check();
  await page.getByRole('button', { name: '拟成进展通报（1 项）' }).click();
  await page.waitForURL(/\/matters\/[0-9a-f-]{36}$/);
  const citizen = await visit({ script: false, width: 390 });
  await citizen.page.goto(`/work-plans/${planId}`);
  await citizen.page.getByRole('link', { name: ITEM }).click();
  expect(await citizen.page.getByRole('main').innerText()).not.toContain('七个工作日');
  await takeThrough(page.url().split('/').at(-1) ?? '', 'release');
  await citizen.page.reload();
  const shown = await citizen.page.getByRole('main').innerText();
  expect(shown).toContain('处罚决定全部在七个工作日内公开。');
  expect(shown).toContain('进度 100%');
  expect(shown).not.toContain('督办');
  expect(citizen.complaints).toEqual([]);
  await citizen.leave();
});

test('nobody on the way met anything the browser complains of', () => {
  expect(Object.values(staff).flatMap(({ complaints }) => complaints)).toEqual([]);
});

async function upload(page: Page): Promise<void> {
  await page.goto('/workbench/work-plans');
  await page.getByRole('button', { name: '导入工作要点' }).click();
  await page.getByLabel('工作要点文件').setInputFiles(file);
  await page.waitForURL(/\/work-plans\/imports\//);
}
