import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wallClock } from '#platform/time.ts';
import { expectAccessible, signIn, type Visitor, visit } from './browser.ts';
import { expectRefusal } from './screens.ts';
import { callAs, STAFF, taken } from './staff.ts';

// What an applicant does with number and code, without script; and what becomes of a code that was lost.

const OFFICER = STAFF.drafter;
const CHIEF = STAFF.opennessOfficer;
const mark = randomUUID().slice(0, 8);
const ID_NUMBER = '36010219900307703X';

interface Held {
  readonly id: string;
  readonly title: string;
  readonly receipt: string;
  readonly code: string;
}

/** Registered at the counter, confirmed and passed to 法规处: what the applicant holds of it. */
async function underway(title: string): Promise<Held> {
  const officer = await callAs(OFFICER);
  const { body } = await officer.post('/api/requests', {
    channel: 'counter',
    arrivedOn: wallClock.today(),
    content: {
      applicantKind: 'citizen',
      name: '章晓晨',
      idKind: 'citizen-id',
      idNumber: ID_NUMBER,
      phone: '13870000001',
      description: `2025年度药品监督抽检结果（${title}）`,
      wantedForm: 'electronic',
      wantedChannel: 'web',
    },
    evidence: '申请人签名的登记回执',
    title,
  });
  const id = String(body.id);
  const { units } = (await officer.get('/api/units')).body as { units: readonly { id: string; name: string }[] };
  await taken(officer, id, 'assign', { unitId: units.find(({ name }) => name === '法规处')?.id });
  return { id, title, receipt: String(body.receipt), code: String(body.queryCode) };
}

/** A letter through all hands, sent today; gives its id. */
async function sentLetter(id: string, letter: object): Promise<string> {
  const [officer, clerk] = [await callAs(OFFICER), await callAs(STAFF.legalClerk)];
  const { body } = await clerk.post(`/api/requests/${id}/letters`, letter);
  const letterId = String(body.id);
  await taken(clerk, id, 'proposeLetter', { letterId });
  await taken(await callAs(STAFF.legalHead), id, 'approveLetter');
  await taken(await callAs(CHIEF), id, 'issueLetter');
  await taken(officer, id, 'sendLetter', { sentOn: wallClock.today(), channel: 'web' });
  return letterId;
}

async function query(page: Page, { receipt, code }: Pick<Held, 'receipt' | 'code'>): Promise<void> {
  await page.goto('/requests/query');
  await page.getByLabel(/^回执编号/).fill(receipt);
  await page.getByRole('textbox', { name: /^查询码/ }).fill(code);
  await page.getByRole('button', { name: '查询', exact: true }).click();
}

let citizen: Visitor;
let phone: Visitor;
beforeAll(async () => {
  citizen = await visit({ script: false });
  phone = await visit({ width: 390 });
});
afterAll(() => Promise.all([citizen.leave(), phone.leave()]));

describe('with number and code, without script', () => {
  test('a correction that is asked for is written, checked and sent; nothing typed is lost on the way', async () => {
    const held = await underway(`网上补正（${mark}）`);
    const letterId = await sentLetter(held.id, {
      kind: 'correction',
      content: { items: '请写明所需信息的品种', days: 15 },
    });
    await taken(await callAs(OFFICER), held.id, 'recordDelivery', {
      letterId,
      deliveredOn: wallClock.today(),
      proof: '申请人签收',
    });
    const { page } = citizen;
    await query(page, held);
    await page.getByRole('heading', { level: 1, name: '请您补正申请内容' }).waitFor();
    await page.getByText('写清下面要求补正的内容').waitFor();
    await page.getByText('请写明所需信息的品种').waitFor();
    await page.getByRole('button', { name: '提交补正' }).click();
    await page.getByRole('button', { name: '下一步：核对' }).click();
    await page.getByRole('link', { name: '请填写补正内容' }).waitFor();
    await page.getByLabel(/^补正内容/).fill('化学药品');
    await page.getByRole('button', { name: '下一步：核对' }).click();
    await page.getByRole('button', { name: '返回修改' }).click();
    expect(await page.getByLabel(/^补正内容/).inputValue()).toBe('化学药品');
    await page.getByRole('button', { name: '下一步：核对' }).click();
    await page.getByRole('button', { name: '确认提交' }).click();
    await page.getByRole('heading', { level: 1, name: '已经提交' }).waitFor();
    await page.getByRole('button', { name: '返回办理情况' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page
      .getByText(/正在登记|您提交补正内容/)
      .first()
      .waitFor();
  });

  test('an application is withdrawn after a second look', async () => {
    const held = await underway(`网上撤回（${mark}）`);
    const { page } = citizen;
    await query(page, held);
    await page.getByRole('button', { name: '撤回申请' }).click();
    await page.getByRole('button', { name: '下一步：核对' }).click();
    await page.getByRole('button', { name: '确认撤回申请' }).click();
    await page.getByRole('heading', { level: 1, name: '已经提交' }).waitFor();
  });
});

describe('an answer on a telephone', () => {
  test('is fetched and rated; the wrong code tells nothing', async () => {
    const held = await underway(`网上下载（${mark}）`);
    await sentLetter(held.id, {
      kind: 'reply',
      content: { ground: 'supplied', parts: { information: '2025年度抽检结果见附件。' } },
    });
    const { page } = phone;
    await query(page, { ...held, code: '2222-2222-2222-2222-2222' });
    await page.getByRole('alert').getByText('没有找到编号和查询码都相符的申请').waitFor();
    await query(page, held);
    await page.getByRole('heading', { level: 1, name: '已经答复' }).waitFor();
    await page.getByText('这个日期是怎么算出来的').click();
    await expectAccessible(page);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: /^下载\s*：政府信息公开告知书/ }).click();
    expect((await download).suggestedFilename()).toMatch(/^政府信息公开告知书.*\.pdf$/);
    await page.getByRole('button', { name: '评价办理情况' }).click();
    await page.getByRole('radio', { name: '满意', exact: true }).check();
    await expectAccessible(page);
    await page.getByRole('button', { name: '下一步：核对' }).click();
    await page.getByRole('button', { name: '确认提交' }).click();
    await page.getByRole('heading', { level: 1, name: '已经提交' }).waitFor();
  });
});

test('a lost code is handed out anew at the office: another document is refused, the code before is dead', async () => {
  const held = await underway(`补发查询码（${mark}）`);
  const officer = await signIn(OFFICER);
  const { page } = officer;
  await page.goto(`/workbench/requests/${held.id}`);
  await page.getByRole('heading', { level: 1, name: held.title }).waitFor();
  await page.getByRole('button', { name: '重新发放查询码' }).click();
  const form = page.getByRole('dialog', { name: '核验身份，重新发放查询码' });
  await form.getByRole('radio', { name: '当面核验证件' }).check();
  await form.getByLabel(/^证件上的号码/).fill('110101199003078110');
  await form.getByLabel(/^核验情况/).fill('核对居民身份证原件，本人办理');
  await form.getByRole('button', { name: '核验并发放' }).click();
  // What the form says beforehand has the same words: only after the answer may it be sent again.
  await expectRefusal(form, /证件号码与申请时填写的不一致，没有发放查询码/);
  await form.getByLabel(/^证件上的号码/).fill(ID_NUMBER);
  await form.getByRole('button', { name: '核验并发放' }).click();
  const slip = page.getByRole('dialog', { name: '查询凭证' });
  const code = await slip.getByText(/^[2-9A-Z]{4}(-[2-9A-Z]{4}){4}$/).innerText();
  await slip.getByRole('button', { name: '已经交给申请人' }).click();
  await officer.leave();
  await query(citizen.page, held);
  await citizen.page.getByText('没有找到编号和查询码都相符的申请').first().waitFor();
  await query(citizen.page, { ...held, code });
  await citizen.page.getByRole('heading', { level: 1, name: '正在办理' }).waitFor();
});
