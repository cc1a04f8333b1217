import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wallClock } from '#platform/time.ts';
import { SELDOM } from '../src/demo/requests/seldom.ts';
import { verifyArchiveCommand } from '../src/modules/requests/archive/verifying.ts';
import { expectAccessible, signIn, type Visitor } from './browser.ts';
import { choose, expectRefusal, openStep, pick, takeStep } from './screens.ts';
import { callAs, STAFF, step, taken, takeThrough } from './staff.ts';

// What the office does a few times a year, each at its screen, with what it is refused. Days cannot be moved in a browser: what needs a past lies in
// the demonstration, once each, and is used up here.

/** Works in 政务公开办公室; its head decides. */
const OFFICER = STAFF.drafter;
const CHIEF = STAFF.opennessOfficer;
const mark = randomUUID().slice(0, 8);

let officer: Visitor;
beforeAll(async () => {
  officer = await signIn(OFFICER);
});
afterAll(() => officer?.leave());

/** Asked by the same person each time, registered at the counter and confirmed. */
async function registered(title: string, description: string): Promise<string> {
  const caller = await callAs(OFFICER);
  const { body } = await caller.post('/api/requests', {
    channel: 'counter',
    arrivedOn: wallClock.today(),
    content: {
      applicantKind: 'citizen',
      name: '章晓晨',
      idKind: 'citizen-id',
      idNumber: '36010219900307703X',
      phone: '13870000001',
      description,
      wantedForm: 'electronic',
      wantedChannel: 'web',
    },
    evidence: '申请人签名的登记回执',
    title,
  });
  return String(body.id);
}

const legalUnit = async () => {
  const { units } = (await (await callAs(OFFICER)).get('/api/units')).body as {
    units: readonly { id: string; name: string }[];
  };
  return units.find(({ name }) => name === '法规处')?.id ?? '';
};

async function underway(title: string, description: string): Promise<string> {
  const id = await registered(title, description);
  await taken(await callAs(OFFICER), id, 'assign', { unitId: await legalUnit() });
  return id;
}

const open = async (page: Page, id: string, title: string) => {
  await page.goto(`/workbench/requests/${id}`);
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
};

/** The case of the demonstration with this title; gives its id. */
async function find(page: Page, title: string): Promise<string> {
  await page.goto(`/workbench/requests?q=${encodeURIComponent(title)}`);
  await page
    .getByRole('link', { name: /^依申请〔/ })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
  return page.url().split('/').at(-1) ?? '';
}

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

describe('several requests of one applicant', () => {
  const lead = `并案的主案（${mark}）`;
  const other = `并入的申请（${mark}）`;

  test('are answered together: merged where the other one is shown; the lead cannot be withdrawn under it, and it is taken out again', async () => {
    const { page } = officer;
    const what = `申请公开${mark}号专项检查的家次和问题分类统计`;
    const leadId = await underway(lead, what);
    const id = await underway(other, `${what}，以及处理结果`);
    await open(page, id, other);
    const related = region(page, '相关的申请');
    await related
      .getByRole('listitem')
      .filter({ hasText: `${what}` })
      .getByRole('button', { name: '并案办理' })
      .first()
      .click();
    const form = page.getByRole('dialog', { name: '并案办理' });
    await form.getByLabel(/^并案原因/).fill('同一申请人就同一次检查提出。');
    await form.getByRole('button', { name: '并案办理' }).click();
    await form.waitFor({ state: 'detached' });
    await related.getByText('主案：由它一并答复').waitFor();
    await expectAccessible(page);
    const withdrawn = await step(await callAs(OFFICER), leadId, 'withdraw', {
      withdrawnOn: wallClock.today(),
      evidence: '申请人来电，通话记录存档',
    });
    expect([withdrawn.status, withdrawn.body.reasons?.join()]).toEqual([
      409,
      expect.stringContaining('请先把它们分出'),
    ]);
    await takeStep(page, '分出，单独办理', { 分出的原因: '材料不在同一案卷。' });
    await page.getByRole('main').getByText('办理中').first().waitFor();
  });

  test('one that asks for two things is split; the same part twice is refused', async () => {
    const { page } = officer;
    const title = `写了两件事的申请（${mark}）`;
    const id = await registered(title, '一、上一年度抽检计划；二、上一年度培训经费。');
    await open(page, id, title);
    const form = await openStep(page, '拆分（一事一申请）');
    await form.getByLabel('第1项').fill('上一年度抽检计划。');
    await form.getByLabel('第2项').fill('上一年度抽检计划。');
    await form.getByLabel(/^拆分原因/).fill('两项内容由不同处室掌握。');
    await form.getByRole('button', { name: '拆分（一事一申请）' }).click();
    await expectRefusal(form, /有两项内容相同/);
    await expectAccessible(page);
    await form.getByLabel('第2项').fill('上一年度培训经费。');
    await form.getByRole('button', { name: '拆分（一事一申请）' }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByRole('main').getByText('已拆分，分别办理').first().waitFor();
    expect(await region(page, '相关的申请').getByText('由本件拆分').count()).toBe(2);
  });
});

test('a letter that came back is sent again; handed over it must say who signed', async () => {
  const { page } = officer;
  await find(page, SELDOM.cameBack);
  const letters = region(page, '文书');
  await letters.getByText(/退回，没有送达/).waitFor();
  await expectAccessible(page);
  await letters.getByRole('button', { name: '重新发出' }).click();
  const form = page.getByRole('dialog', { name: '重新发出' });
  await form.getByLabel(/^重新发出的日期/).fill(wallClock.today());
  await choose(form, '发出方式', '自行领取');
  await form.getByRole('button', { name: '重新发出' }).click();
  await expectRefusal(form, /请写明签收人和签收凭证/);
  await choose(form, '发出方式', '邮寄');
  await form.getByLabel(/^凭证/).fill('电话核实新地址后挂号寄出');
  await form.getByRole('button', { name: '重新发出' }).click();
  await form.waitFor({ state: 'detached' });
  await letters.getByText(/再次发出/).waitFor();
});

test('what a third party says is weighed before a reply may rest on it', async () => {
  const title = `涉及一家企业的申请（${mark}）`;
  const party = '江西丙药业有限公司';
  const id = await underway(title, `${mark}号监督检查报告的全文`);
  const [clerk, head, chief, desk] = await Promise.all(
    [STAFF.legalClerk, STAFF.legalHead, CHIEF, OFFICER].map((who) => callAs(who)),
  );
  if (!clerk || !head || !chief || !desk) throw new Error('somebody is missing');
  const letter = async (draft: object) => (await clerk.post(`/api/requests/${id}/letters`, draft)).body.id;
  const asking = await letter({
    kind: 'consultation',
    content: { partyKind: 'third-party', party, information: '检查报告中涉及贵单位生产工艺的部分' },
  });
  await taken(clerk, id, 'proposeLetter', { letterId: asking });
  await taken(head, id, 'approveLetter');
  await taken(chief, id, 'issueLetter');
  await taken(desk, id, 'sendLetter', { sentOn: wallClock.today(), channel: 'post' });
  const { consultations } = (await desk.get(`/api/requests/${id}`)).body as {
    consultations: readonly { id: string }[];
  };
  await taken(desk, id, 'consultAnswered', {
    consultationId: consultations[0]?.id,
    answeredOn: wallClock.today(),
    agrees: false,
    opinion: '涉及工艺参数，不同意公开。',
  });
  const { page, leave } = await signIn(STAFF.legalClerk);
  await open(page, id, title);
  const asked = region(page, '征求意见');
  await asked.getByText('还没有审查其理由是否合理').waitFor();
  const reply = await letter({
    kind: 'reply',
    content: {
      ground: 'third-party',
      parts: { ground: '《政府信息公开条例》第十五条', reasons: '涉及企业商业秘密。' },
    },
  });
  const early = await step(clerk, id, 'proposeLetter', { letterId: reply });
  expect([early.status, early.body.reasons?.join()]).toEqual([409, expect.stringContaining('审查')]);
  await expectAccessible(page);
  await asked.getByRole('button', { name: '审查第三方意见' }).click();
  const form = page.getByRole('dialog', { name: '审查第三方意见' });
  await form.getByRole('radio', { name: '不同意公开，有合理理由' }).check();
  await form.getByLabel(/^理由/).fill('工艺参数没有公开过，企业采取了保密措施。');
  await form.getByRole('button', { name: '审查第三方意见' }).click();
  await form.waitFor({ state: 'detached' });
  await asked.getByText(/审查：不同意公开，有合理理由/).waitFor();
  await taken(clerk, id, 'proposeLetter', { letterId: reply });
  await leave();
});

test('the package of a file is handed out with a reason, and verify-archive says that it is whole; what is open has none', async () => {
  const { page } = officer;
  await find(page, SELDOM.redacted);
  const filed = region(page, '归档');
  await filed.getByText('已归档').waitFor();
  await expectAccessible(page);
  await filed.getByRole('button', { name: '下载归档包（1）' }).click();
  const form = page.getByRole('dialog', { name: '下载归档包（1）' });
  await form.getByLabel(/^.*原因/).fill('移交档案室');
  const arriving = page.waitForEvent('download');
  await form.getByRole('button', { name: '下载' }).click();
  const download = await arriving;
  expect(download.suggestedFilename()).toMatch(/归档包（1）\.zip$/);
  const folder = await mkdtemp(path.join(tmpdir(), 'sunlit-package-'));
  const file = path.join(folder, 'package.zip');
  await download.saveAs(file);
  const said: string[] = [];
  expect(await verifyArchiveCommand.pure?.([file], (line) => said.push(line))).toBe(0);
  expect(said.join()).toMatch(/完整，\d+ 个文件都与清单一致/);
  await rm(folder, { recursive: true });
  const caller = await callAs(OFFICER);
  const underWay = await underway(`还在办理的申请（${mark}）`, `${mark}号通知的附件`);
  const early = await caller.post(`/api/requests/${underWay}/archive`, {});
  expect([early.status, early.body.reasons?.join()]).toEqual([409, expect.stringContaining('办结以后才能归档')]);
});

test('whoever was not content is called; that a rating was mistaken is not for the officer to say', async () => {
  const { page } = officer;
  await page.goto('/workbench/requests/ratings');
  await page.getByRole('heading', { level: 1, name: '办理评价' }).waitFor();
  const waiting = page.getByRole('table', { name: '待回访和限期整改的差评' });
  await waiting.getByText('待回访').first().waitFor();
  await page.getByRole('table', { name: '全年和各季度' }).getByRole('row', { name: /^全年/ }).waitFor();
  await expectAccessible(page);
  await find(page, SELDOM.toCallBack);
  const said = region(page, '申请人网上提交和通知');
  await said.getByText('没有给出网址', { exact: false }).waitFor();
  await said.getByRole('button', { name: '登记回访' }).click();
  const form = page.getByRole('dialog', { name: '登记回访差评' });
  await form.getByLabel(/^回访日期/).fill(wallClock.today());
  await choose(form, '回访结果', '误评或者恶意评价');
  await form.getByLabel(/^回访和核实的情况/).fill('已电话告知网址，申请人表示理解。');
  await form.getByRole('button', { name: '登记回访' }).click();
  await expectRefusal(form, /由信息公开工作机构负责人复核/);
  await choose(form, '回访结果', '已经解释说明');
  await form.getByRole('button', { name: '登记回访' }).click();
  await form.waitFor({ state: 'detached' });
  await said.getByText('已电话告知网址，申请人表示理解。', { exact: false }).waitFor();
  expect(await said.getByRole('button', { name: '登记回访' }).count()).toBe(0);
});

test('what was asked for becomes public for everybody: proposed, decided by another, drafted and published', async () => {
  const { page } = officer;
  const title = `可以主动公开的申请（${mark}）`;
  const id = await underway(title, `${mark}号抽检的不合格产品名单`);
  await open(page, id, title);
  const conversions = region(page, '转为主动公开');
  await conversions.getByRole('button', { name: '研究是否转为主动公开' }).click();
  const opening = page.getByRole('dialog', { name: '研究是否转为主动公开' });
  await opening.getByRole('button', { name: '提出研究' }).click();
  await opening.waitFor({ state: 'detached' });
  await conversions.getByRole('link', { name: /^转公开/ }).click();
  await page.getByRole('heading', { level: 1, name: /^是否转为主动公开/ }).waitFor();
  await expectAccessible(page);
  const matterId = page.url().split('/').at(-1)?.split('?')[0] ?? '';
  const form = await openStep(page, '提出意见');
  await form.getByLabel(/^信息名称/).fill(`不合格产品名单（${mark}）`);
  await form.getByRole('radio', { name: '转为主动公开', exact: true }).check();
  await form.getByLabel(/^理由/).fill('涉及公众用药安全，需要广泛知晓。');
  await form.getByRole('button', { name: '提出意见', exact: true }).click();
  await expectRefusal(form, /请选择本局现有的处室/);
  await pick(page, form, '拟稿单位（转为主动公开时填写）', '综合和规划财务处');
  await form.getByRole('button', { name: '提出意见', exact: true }).click();
  await form.waitFor({ state: 'detached' });
  await taken(await callAs(CHIEF), matterId, 'decide', { opinion: '同意。' });
  const drafter = await callAs(STAFF.drafter);
  await taken(drafter, matterId, 'draft', {
    title: `不合格产品名单（${mark}）`,
    body: '本次抽检没有发现不合格产品。',
  });
  const { children } = (await drafter.get(`/api/matters/${matterId}`)).body as { children: readonly { id: string }[] };
  await takeThrough(children[0]?.id ?? '', 'release');
  await open(page, id, title);
  await conversions.getByRole('link', { name: '已经公开的信息' }).waitFor();
});

test('the roll-up of a year: who has not handed in is urged, once a day, and the sum goes out as a file; a year that is not over is not', async () => {
  const { page } = officer;
  const thisYear = Number(wallClock.today().slice(0, 4));
  const caller = await callAs(OFFICER);
  const early = await caller.post('/api/annual-reports/roll-up/urging', { year: thisYear });
  expect([early.status, early.body.reasons?.join()]).toEqual([409, expect.stringContaining('还没有结束')]);
  await page.goto('/workbench/annual-reports');
  const rollUp = region(page, '汇总');
  const box = rollUp.getByRole('combobox', { name: '年度' });
  await box.click();
  await page
    .getByTitle(`${thisYear - 1} 年度`, { exact: true })
    .last()
    .click();
  await rollUp.getByRole('table', { name: `${thisYear - 1} 年度各单位报送情况` }).waitFor();
  await expectAccessible(page);
  for (const refused of [false, true]) {
    await rollUp.getByRole('button', { name: '催报' }).click();
    const form = page.getByRole('dialog', { name: `催报 ${thisYear - 1} 年度报告` });
    await form.getByRole('button', { name: '催报' }).click();
    if (refused) await expectRefusal(form, /今天已经催报过/);
    else await rollUp.getByText(/^已通知/).waitFor();
  }
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
  const arriving = page.waitForEvent('download');
  await rollUp.getByRole('link', { name: '导出汇总 .xlsx' }).click();
  expect((await arriving).suggestedFilename()).toMatch(/\.xlsx$/);
});
