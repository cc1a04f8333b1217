import { randomUUID } from 'node:crypto';
import PDFDocument from 'pdfkit';
import { extractText } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fontFile, packagedFonts } from '../src/commons/letters/fonts.ts';
import { wallClock } from '#platform/time.ts';
import { expectAccessible, signIn, type Visitor } from './browser.ts';
import { callAs, STAFF, taken } from './staff.ts';

// A record with a person's name in it goes out in part: covered, checked, examined by another, released with the reply.

const OFFICER = STAFF.drafter;
const CHIEF = STAFF.opennessOfficer;
const title = `投诉处理情况公开申请（${randomUUID().slice(0, 8)}）`;
const NAME = '张晓明';
const NUMBER = '36010219900307703X';

let clerk: Visitor;
let head: Visitor;
let id = '';
beforeAll(async () => {
  const requests = {
    reviewOrgan: '江西省人民政府',
    court: '南昌铁路运输法院',
    reviewUrl: 'https://review.example.gov.cn',
  };
  await (await callAs(STAFF.administrator)).post('/api/system/settings', { requests });
  const officer = await callAs(OFFICER);
  const { body } = await officer.post('/api/requests', {
    channel: 'counter',
    arrivedOn: wallClock.today(),
    content: {
      applicantKind: 'citizen',
      name: '章晓晨',
      idKind: 'citizen-id',
      idNumber: NUMBER,
      phone: '13870000001',
      description: title,
      wantedForm: 'electronic',
      wantedChannel: 'web',
    },
    evidence: '申请人签名的登记回执',
    title,
  });
  id = String(body.id);
  const { units } = (await officer.get('/api/units')).body as { units: readonly { id: string; name: string }[] };
  await taken(officer, id, 'assign', { unitId: units.find(({ name }) => name === '法规处')?.id });
  clerk = await signIn(STAFF.legalClerk);
  head = await signIn(STAFF.legalHead);
});
afterAll(() => Promise.all([clerk?.leave(), head?.leave()]));

/** A page as an office would print it. */
function record(): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: [595, 842],
    margin: 60,
    pdfVersion: '1.7',
    tagged: false,
    lang: '',
    displayTitle: false,
    autoFirstPage: false,
    font: null,
    info: {},
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
  });
  pdf.registerFont('song', fontFile(packagedFonts().body[0] ?? ''));
  pdf.addPage();
  const lines = [
    '投诉处理情况登记表',
    `投诉人：${NAME}`,
    `身份证号：${NUMBER}`,
    '处理结果：已责令改正',
    `回访：已电话告知${NAME}`,
  ];
  for (const [i, line] of lines.entries())
    pdf
      .font('song')
      .fontSize(16)
      .text(line, 80, 120 + i * 40, { lineBreak: false, baseline: 'alphabetic', characterSpacing: 0 });
  pdf.end();
  return done;
}

test('the clerk attaches a record, covers a name wherever it stands and the number proposed; the copy passes the gate', async () => {
  const { page } = clerk;
  await page.goto(`/workbench/requests/${id}`);
  const panel = page.getByRole('region', { name: '拟公开的材料' });
  await panel
    .locator('input[type=file]')
    .setInputFiles({ name: '投诉登记.pdf', mimeType: 'application/pdf', buffer: await record() });
  await panel.getByText('待遮盖').waitFor();
  await panel.getByRole('link', { name: '投诉登记.pdf' }).click();
  await page.getByRole('img', { name: '第 1 页' }).waitFor();
  await expectAccessible(page);
  await page.getByLabel('要遮盖的词').fill(NAME);
  await page.getByRole('button', { name: '全部遮盖', exact: true }).click();
  await page.getByRole('button', { name: /^遮盖 2：/ }).waitFor();
  await page.getByRole('button', { name: '全部遮盖：身份号码、证件号码' }).click();
  await page.getByRole('button', { name: /^遮盖 3：/ }).waitFor();
  // A cover is made wider with the keys.
  const first = page.getByRole('button', { name: /^遮盖 1：/ });
  await first.focus();
  await first.press('Shift+ArrowRight');
  await first.press('Enter');
  await page.getByRole('button', { name: '生成公开件' }).click();
  await page.getByText('核验通过').waitFor({ timeout: 60_000 });
});

test('the head looks at the copy, in which nothing can be read, and says so; only then does the reply go on', async () => {
  const calls = {
    clerk: await callAs(STAFF.legalClerk),
    head: await callAs(STAFF.legalHead),
    chief: await callAs(CHIEF),
    officer: await callAs(OFFICER),
  };
  const { body } = await calls.clerk.post(`/api/requests/${id}/letters`, {
    kind: 'reply',
    content: {
      ground: 'separated',
      parts: {
        openPart: '登记表中除个人信息以外的内容',
        withheldPart: '投诉人的姓名、身份证号',
        ground: '《政府信息公开条例》第十五条',
        reasons: '涉及个人隐私，公开会对第三方合法权益造成损害',
      },
    },
  });
  await taken(calls.clerk, id, 'proposeLetter', { letterId: body.id });
  const { page } = head;
  await page.goto(`/workbench/requests/${id}`);
  await page.getByRole('link', { name: '投诉登记.pdf' }).click();
  const copy = page.getByRole('region', { name: '公开件', exact: true });
  const href = await copy.getByRole('link', { name: /^打开公开件/ }).getAttribute('href');
  const bytes = await page.request.get(String(href));
  const { text } = await extractText(new Uint8Array(await bytes.body()), { mergePages: true });
  expect(text.trim()).toBe('');
  await copy.getByRole('button', { name: '核对', exact: true }).click();
  const form = page.getByRole('dialog', { name: '核对公开件' });
  await form.getByLabel(/^核对意见/).fill('逐页核对，遮盖完整。');
  await form.getByRole('button', { name: '核对无误' }).click();
  await copy.getByText('逐页核对，遮盖完整。').waitFor();
  await taken(calls.head, id, 'approveLetter', {});
  await taken(calls.chief, id, 'issueLetter', {});
  await taken(calls.officer, id, 'sendLetter', { sentOn: wallClock.today(), channel: 'web' });
  await page.reload();
  await copy.getByText('随答复公开').waitFor();
});
