import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wallClock } from '#platform/time.ts';
import { SAMPLES } from '../src/demo/requests/samples.ts';
import { expectAccessible, readAnew, signIn, type Visitor } from './browser.ts';
import { choose, expectRefusal, openStep, pick, takeStep } from './screens.ts';
import { callAs, STAFF, taken } from './staff.ts';

// What the office does with a request, from the counter to the answer, at its own screens.

/** Works in 政务公开办公室; its head signs what is said to anybody. */
const OFFICER = STAFF.drafter;
const CHIEF = STAFF.opennessOfficer;

const staff = {} as Record<'officer' | 'clerk' | 'head' | 'chief', Visitor>;
beforeAll(async () => {
  const administrator = await callAs(STAFF.administrator);
  const requests = {
    reviewOrgan: '江西省人民政府',
    court: '南昌铁路运输法院',
    reviewUrl: 'https://review.example.gov.cn',
  };
  expect(await administrator.post('/api/system/settings', { requests })).toMatchObject({ status: 204 });
  staff.officer = await signIn(OFFICER);
  staff.clerk = await signIn(STAFF.legalClerk);
  staff.head = await signIn(STAFF.legalHead);
  staff.chief = await signIn(CHIEF);
});
afterAll(() => Promise.all(Object.values(staff).map((visitor) => visitor.leave())));

const citizen = (description: string) => ({
  applicantKind: 'citizen',
  name: '章晓晨',
  idKind: 'citizen-id',
  idNumber: '36010219900307703X',
  phone: '13870000001',
  description,
  wantedForm: 'electronic',
  wantedChannel: 'web',
});

/** Registered, confirmed and passed to 法规处; for what a story supposes. */
async function underway(title: string): Promise<string> {
  const officer = await callAs(OFFICER);
  const { body } = await officer.post('/api/requests', {
    channel: 'counter',
    arrivedOn: wallClock.today(),
    content: citizen(title),
    evidence: '申请人签名的登记回执',
    title,
  });
  const id = String(body.id);
  const { units } = (await officer.get('/api/units')).body as { units: readonly { id: string; name: string }[] };
  await taken(officer, id, 'assign', { unitId: units.find(({ name }) => name === '法规处')?.id });
  return id;
}

/** A letter written, examined, signed, sent and arrived on this day; for what a story supposes. */
async function said(id: string, letter: object): Promise<void> {
  const [clerk, head, chief, officer] = await Promise.all(
    [STAFF.legalClerk, STAFF.legalHead, CHIEF, OFFICER].map(callAs),
  );
  if (!clerk || !head || !chief || !officer) throw new Error('somebody is missing');
  const letterId = (await clerk.post(`/api/requests/${id}/letters`, letter)).body.id;
  await taken(clerk, id, 'proposeLetter', { letterId });
  await taken(head, id, 'approveLetter');
  await taken(chief, id, 'issueLetter');
  const day = wallClock.today();
  await taken(officer, id, 'sendLetter', { sentOn: day, channel: 'post' });
  await taken(officer, id, 'recordDelivery', { letterId, deliveredOn: day, proof: '邮件签收' });
}

const open = async (page: Page, id: string, title: string) => {
  await page.goto(`/workbench/requests/${id}`);
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
};

/** Through the hands that examine and sign, each at their own screen. */
async function signed(id: string, title: string): Promise<void> {
  await open(staff.head.page, id, title);
  await takeStep(staff.head.page, '审核同意', { 意见: '内容准确。' });
  await open(staff.chief.page, id, title);
  await takeStep(staff.chief.page, '签发', { 意见: '同意。' });
}

const mark = randomUUID().slice(0, 8);

describe('a request at the counter, disclosed in full', () => {
  const title = `抽检结果公开申请（${mark}）`;
  let id = '';

  test('what is missing is told at its field with everything typed kept; then there is a slip to hand over', async () => {
    const { page } = staff.officer;
    await page.goto('/workbench/requests');
    await page.getByRole('heading', { level: 1, name: '依申请公开台账' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('main').getByRole('link', { name: '登记申请' }).click();
    const form = page.getByRole('form', { name: '登记' });
    await form.getByLabel(/^姓名或者名称/).fill('章晓晨');
    await form.getByLabel(/^证件号码/).fill('1');
    await form.getByLabel(/^所需政府信息/).fill('2025年度药品监督抽检不合格结果及处置情况');
    await form.getByRole('button', { name: '登记' }).click();
    await expectRefusal(form, /到达日期/, /公民身份号码应为18位/, /至少填写电话/);
    await expectAccessible(page);
    expect(await form.getByLabel(/^姓名或者名称/).inputValue()).toBe('章晓晨');
    await form.getByLabel(/^到达日期/).fill(wallClock.today());
    await form.getByLabel(/^证件号码/).fill('36010219900307703X');
    await form.getByLabel(/^联系电话/).fill('13870000001');
    await form.getByRole('radio', { name: '电子文件' }).check();
    await choose(form, '获取信息的途径', '网上查询下载');
    await form.getByLabel(/^依据/).fill('申请人签名的登记回执');
    await form.getByLabel(/^摘要/).fill(title);
    await form.getByRole('button', { name: '登记' }).click();
    const slip = page.getByRole('dialog', { name: '登记回执' });
    await slip.getByText(/^[2-9A-Z]{4}(-[2-9A-Z]{4}){4}$/).waitFor();
    await slip.getByRole('button', { name: '已交给申请人' }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    id = page.url().split('/').at(-1) ?? '';
  });

  test('passed to an office, answered there, examined, signed and sent; the page says where it stands', async () => {
    const officer = staff.officer.page;
    await takeStep(officer, '分办', {}, (form) => pick(officer, form, '承办单位', '法规处'));
    const clerk = staff.clerk.page;
    await open(clerk, id, title);
    await expectAccessible(clerk);
    expect(await clerk.getByRole('region', { name: '申请人', exact: true }).innerText()).toContain('章某');
    await clerk.getByRole('button', { name: '拟写文书' }).click();
    await clerk.getByRole('radio', { name: '政府信息公开告知书' }).check();
    await choose(clerk, '答复情形', '可以公开，向申请人提供');
    await clerk.getByRole('list', { name: '送审前还缺' }).getByText('申请公开的政府信息').waitFor();
    await clerk.getByLabel(/^申请公开的政府信息/).fill('2025年度监督抽检不合格结果见附件。');
    const preview = clerk.getByRole('region', { name: '文书预览' });
    await preview.getByText('2025年度监督抽检不合格结果见附件。').waitFor();
    await preview.getByText('第三十六条第二项').waitFor();
    await expectAccessible(clerk);
    await clerk.getByRole('button', { name: '保存草稿' }).click();
    await clerk.getByRole('heading', { level: 1, name: title }).waitFor();
    await takeStep(clerk, '送审文书');
    await signed(id, title);
    await open(officer, id, title);
    await takeStep(officer, '登记发出');
    await officer.getByRole('main').getByText('已答复').first().waitFor();
    const letters = officer.getByRole('region', { name: '文书', exact: true });
    // The line of the letter, not the sentence of the step that has nothing to do until the page has read anew.
    await letters.getByText(/发出（.*）；还没有登记送达/).waitFor();
    await takeStep(officer, '登记送达', { 送达日期: wallClock.today(), 送达凭证: '申请人已下载' });
    await letters.getByText(/申请人已下载/).waitFor();
    const history = officer.getByRole('tab', { name: /^流转记录/ });
    await history.click();
    await officer.getByText('登记送达').first().waitFor();
    for (const { complaints } of Object.values(staff))
      expect(complaints.filter((one) => !one.startsWith('422 '))).toEqual([]);
  });
});

describe('a request that is not clear', () => {
  const title = `内容不明确的申请（${mark}）`;
  let id = '';
  beforeAll(async () => {
    id = await underway(title);
  });

  test('is sent back for correction once; the corrected text starts the period anew and stands under the first', async () => {
    const clerk = await callAs(STAFF.legalClerk);
    const { body } = await clerk.post(`/api/requests/${id}/letters`, {
      kind: 'correction',
      content: { items: '请写明所需信息的年份和品种。', days: 15 },
    });
    await taken(clerk, id, 'proposeLetter', { letterId: body.id });
    await signed(id, title);
    const officer = staff.officer.page;
    await open(officer, id, title);
    await takeStep(officer, '登记发出');
    await officer.getByRole('main').getByText('待申请人补正').first().waitFor();
    await takeStep(officer, '登记送达', { 送达日期: wallClock.today(), 送达凭证: '当面签收' });
    const tooEarly = await clerk.post(`/api/requests/${id}/letters`, {
      kind: 'not-corrected',
      content: { facts: '申请人没有补正。' },
    });
    await open(staff.clerk.page, id, title);
    const form = await openStep(staff.clerk.page, '送审文书');
    await form.getByRole('button', { name: '送审文书' }).click();
    await expectRefusal(form, /申请人的补正期限到/);
    await form.getByRole('button', { name: '取消' }).click();
    expect(tooEarly.status).toBe(201);
    await takeStep(officer, '收到补正', { 收到补正之日: wallClock.today(), 补正内容: '2025年度，化学药品。' });
    await officer.getByRole('region', { name: '申请内容' }).getByText('2025年度，化学药品。').waitFor();
    await officer.getByRole('main').getByText('办理中').first().waitFor();
  });
});

describe('what the office does not hold', () => {
  const title = `没有查到的信息（${mark}）`;
  let id = '';
  beforeAll(async () => {
    id = await underway(title);
  });

  test('is answered so only with a search record; until then the letter goes nowhere', async () => {
    const { page } = staff.clerk;
    const clerk = await callAs(STAFF.legalClerk);
    await clerk.post(`/api/requests/${id}/letters`, {
      kind: 'reply',
      content: { ground: 'absent', parts: { absence: '经检索，本机关没有制作、保存您申请的信息。' } },
    });
    await open(page, id, title);
    const form = await openStep(page, '送审文书');
    await form.getByRole('button', { name: '送审文书' }).click();
    await expectRefusal(form, /检索记录/);
    await form.getByRole('button', { name: '取消' }).click();
    await takeStep(
      page,
      '登记检索情况',
      {
        检索的系统和档案: '执法办案系统、档案室案卷',
        检索词: '抽检 处置',
        检索人: '秦晚舟',
        检索结果: '没有查到所申请的信息。',
      },
      (form) => form.getByRole('radio', { name: '没有找到' }).check(),
    );
    await page.getByRole('region', { name: '检索记录' }).getByText('没有查到所申请的信息。').waitFor();
    await takeStep(page, '送审文书');
    await signed(id, title);
    await open(staff.officer.page, id, title);
    await takeStep(staff.officer.page, '登记发出');
    await staff.officer.page.getByRole('main').getByText('本机关不掌握相关政府信息').first().waitFor();
  });
});

describe('two third parties are asked', () => {
  const title = `涉及两家企业的申请（${mark}）`;
  let id = '';
  beforeAll(async () => {
    id = await underway(title);
    for (const party of ['江西甲药业有限公司', '江西乙药业有限公司'])
      await said(id, {
        kind: 'consultation',
        content: { partyKind: 'third-party', party, information: '2025年度监督抽检报告中涉及贵单位的部分' },
      });
  });

  test('both at once: the period waits for the last of them, each answer is recorded where it was asked; then it is extended', async () => {
    const { page } = staff.officer;
    await open(page, id, title);
    await page.getByRole('main').getByText('暂停计时').first().waitFor();
    const asked = (party: string) =>
      page.getByRole('region', { name: '征求意见' }).getByRole('listitem').filter({ hasText: party });
    for (const [party, opinion, agrees] of [
      ['江西甲药业有限公司', '同意公开。', true],
      ['江西乙药业有限公司', '涉及生产工艺，不同意公开。', false],
    ] as const) {
      await asked(party).getByRole('button', { name: '登记征求意见的回复' }).click();
      const form = page.getByRole('dialog', { name: '登记征求意见的回复' });
      await form.getByLabel(/^收到回复之日/).fill(wallClock.today());
      await form.getByRole('radio', { name: agrees ? '同意公开' : '不同意公开', exact: true }).check();
      await form.getByLabel(/^意见/).fill(opinion);
      await form.getByRole('button', { name: '登记征求意见的回复' }).click();
      await form.waitFor({ state: 'detached' });
      await asked(party)
        .getByText(agrees ? /^同意公开，/ : /^不同意公开，/)
        .waitFor();
      await readAnew(page);
    }
    await said(id, { kind: 'extension', content: { days: 20, reason: '需要核对的材料较多' } });
    await page.reload();
    await page
      .getByRole('region', { name: '答复期限' })
      .getByText(/延长.*20个工作日/)
      .waitFor();
  });
});

// Days cannot be moved in a browser: what has waited long enough lies in the demonstration.
describe('what has waited too long', () => {
  const find = async (page: Page, title: string) => {
    await page.goto(`/workbench/requests?q=${encodeURIComponent(title)}`);
    await page
      .getByRole('link', { name: /^依申请〔/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    return page.url().split('/').at(-1) ?? '';
  };

  test.each([
    [SAMPLES.correctionOver, '逾期不补正告知书', '逾期未补正，不再处理', '逾期不补正'],
    [SAMPLES.feeOver, '逾期不缴费告知书', '逾期未缴费，不再处理', '逾期未按收费通知要求缴纳费用'],
  ])('%s ends by a letter that is written, examined, signed and sent', async (title, letter, state, row) => {
    const clerk = await signIn('xieqingdai');
    const { page } = clerk;
    const id = await find(page, title);
    await page.getByRole('button', { name: '拟写文书' }).click();
    await page.getByRole('radio', { name: letter }).check();
    await page.getByLabel(/^期满后的情况/).fill('期满后电话联系申请人，没有答复。');
    const preview = page.getByRole('region', { name: '文书预览' });
    await preview.getByText('视为放弃申请').waitFor();
    await preview.getByText('六个月内直接向').waitFor();
    await page.getByRole('button', { name: '保存草稿' }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await takeStep(page, '送审文书');
    await clerk.leave();
    await taken(await callAs('daiyuanzhi'), id, 'approveLetter');
    await taken(await callAs(CHIEF), id, 'issueLetter');
    const officer = staff.officer.page;
    await open(officer, id, title);
    await takeStep(officer, '登记发出');
    await officer.getByRole('main').getByText(state).first().waitFor();
    await officer.getByRole('main').getByText(row).first().waitFor();
  });

  test('a late reply goes out with its reason, and stays late', async () => {
    const { page } = staff.officer;
    const id = await find(page, SAMPLES.overdue);
    const clerk = await callAs('xieqingdai');
    const { body } = await clerk.post(`/api/requests/${id}/letters`, {
      kind: 'reply',
      content: { ground: 'supplied', parts: { information: '您申请公开的信息见附件。' } },
    });
    await taken(clerk, id, 'proposeLetter', { letterId: body.id });
    await taken(await callAs('daiyuanzhi'), id, 'approveLetter');
    await taken(await callAs(CHIEF), id, 'issueLetter');
    await page.reload();
    const form = await openStep(page, '登记发出');
    await form.getByRole('button', { name: '登记发出' }).click();
    await expectRefusal(form, /现在发出已经逾期，请写明逾期原因/);
    await form.getByLabel(/^逾期原因/).fill('档案调取耗时较长');
    await form.getByRole('button', { name: '登记发出' }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByRole('main').getByText('档案调取耗时较长').first().waitFor();
    await page
      .getByRole('main')
      .getByText(/超期 \d+ 个工作日办结/)
      .first()
      .waitFor();
  });
});
