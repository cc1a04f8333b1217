import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, signIn, type Visitor, visit } from './browser.ts';
import { takeStep } from './screens.ts';
import { type Caller, callAs, STAFF, takeThrough } from './staff.ts';

// The report of a year, from its opening to its page: counted, typed with sources, written, checked, examined, published.

let officer: Visitor;
let leader: Visitor;
let caller: Caller;
let year = 0;
let id = '';
let title = '';

beforeAll(async () => {
  caller = await callAs(STAFF.drafter);
  const { today } = (await caller.get('/api/drafting')).body as { today: string };
  const { rows } = (await caller.get('/api/annual-reports')).body as {
    rows: readonly { year: number; bureauId: string }[];
  };
  const taken = new Set(rows.map((row) => row.year));
  for (year = Number(today.slice(0, 4)) - 1; taken.has(year); ) year -= 1;
  officer = await signIn(STAFF.drafter);
  leader = await signIn(STAFF.issuer);
});
afterAll(() => Promise.all([officer?.leave(), leader?.leave()]));

test('the office opens the report, and a figure opens as many matters as it says', async () => {
  const { page } = officer;
  await page.goto('/workbench/annual-reports');
  await page.getByRole('button', { name: '建立年度报告' }).click();
  const form = page.getByRole('dialog', { name: '建立年度报告' });
  await form.getByLabel('报告年度').fill(String(year));
  await form.getByRole('button', { name: '建立', exact: true }).click();
  await page.waitForURL(/annual-reports\/[0-9a-f-]{36}$/);
  id = page.url().split('/').at(-1) ?? '';
  const heading = page.getByRole('heading', { level: 1 });
  await page.getByRole('table', { name: /二、主动公开/ }).waitFor();
  title = await heading.innerText();
  const row = page.getByRole('row', { name: /行政规范性文件·现行有效件数/ });
  const link = row.getByRole('link');
  const count = (await link.count()) > 0 ? Number(await link.innerText()) : 0;
  await page.goto(`/workbench/annual-reports/${id}/behind?cell=proactive.normativeDocs.inForce`);
  await page.getByText(count === 0 ? '这一格没有事项' : `共 ${count} 条`).waitFor();
});

test('figures without a source of their own are typed with one; a figure in the text that is not in the table is found', async () => {
  const { page } = officer;
  for (const cell of ['licences.decisions', 'penalties.decisions', 'compulsions.decisions'])
    await caller.post(`/api/annual-reports/${id}/entries`, {
      cell: `proactive.${cell}`,
      value: 12,
      source: '行政执法台账',
      asOf: `${year}-12-31`,
    });
  await page.goto(`/workbench/annual-reports/${id}`);
  await page.getByRole('button', { name: '填报行政事业性收费' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel(/^数值/).fill('3.2');
  await form.getByLabel(/^数据来源/).fill('财务决算');
  await form.getByLabel(/^数据截止日期/).fill(`${year}-12-31`);
  await form.getByRole('button', { name: '保存' }).click();
  await page.getByText('填报：财务决算').waitFor();
  await takeStep(page, '数据齐备，开始编写');
  await write('一、总体情况', `${year}年新收政府信息公开申请98765件。`);
  await write('五、存在的主要问题及改进情况', '答复说理还不够充分，将加强培训。');
  await write('六、其他需要报告的事项', '无其他需要报告的事项。');
  await page.getByRole('region', { name: '核对' }).getByText(/98765/).waitFor();
  await expectAccessible(page);
});

async function write(part: string, text: string): Promise<void> {
  const { page } = officer;
  await page.getByRole('textbox', { name: part }).fill(text);
  await page.getByRole('button', { name: `保存${part}` }).click();
  await page.getByRole('button', { name: `保存${part}`, disabled: true }).waitFor();
}

test('put right, it goes to review, and the leader hands it in', async () => {
  const { page } = officer;
  await write('一、总体情况', `${year}年依法办理政府信息公开申请。`);
  await page.getByRole('region', { name: '核对' }).getByText('没有发现问题').waitFor();
  await takeStep(page, '送审');
  await page.getByText('第 1 版，送审时固定').waitFor();
  await leader.page.goto(`/workbench/annual-reports/${id}`);
  await takeStep(leader.page, '审核通过，报送');
});

test('it is published through the door as a page with the three tables, a .docx and an .xlsx', async () => {
  const { page } = officer;
  await page.goto(`/workbench/annual-reports/${id}`);
  await page.getByRole('button', { name: '起草公布稿' }).click();
  await page.waitForURL(/\/documents\/[0-9a-f-]{36}/);
  const documentId = /documents\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  await takeThrough(documentId, 'release');
  const { indexNumber } = (await caller.get(`/api/documents/${documentId}`)).body as { indexNumber: string };
  const reader = await visit();
  try {
    // The address of a year leads to it.
    await reader.page.goto(`/annual-reports/${year}`);
    expect(reader.page.url()).toMatch(new RegExp(`/documents/${encodeURIComponent(indexNumber)}$`));
    await reader.page.getByRole('heading', { level: 1, name: title }).waitFor();
    await reader.page.getByRole('table', { name: '收到和处理政府信息公开申请情况' }).waitFor();
    for (const name of [`${title}.docx`, `${title}（数据表）.xlsx`]) {
      const link = reader.page.getByRole('link', { name }).first();
      const file = await reader.page.request.get((await link.getAttribute('href')) ?? '');
      expect(file.status()).toBe(200);
    }
    await expectAccessible(reader.page);
  } finally {
    await reader.leave();
  }
});
