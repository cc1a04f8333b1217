import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { zip } from '#platform/testing/zip.ts';
import { expectAccessible, type Visitor, visit } from './browser.ts';

// An organisation applies through somebody who acts for it: what proves that is refused where it carries a program, and taken where it is a picture.

const mark = randomUUID().slice(0, 8);
const WITH_MACRO = zip({ 'word/document.xml': '<w:document/>', 'word/vbaProject.bin': 'macro' });
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let visitor: Visitor;
beforeAll(async () => {
  visitor = await visit({ width: 390, height: 844 });
});
afterAll(() => visitor.leave());

test('an organisation through its agent: all that lacks is told at once, a macro is refused, a picture taken, each part can be gone back to', async () => {
  const { page, complaints } = visitor;
  const next = () => page.getByRole('button', { name: '下一步：核对' }).click();
  await page.goto('/requests/new');
  await page.getByRole('link', { name: '我代表企业或者其他组织申请' }).click();
  await page.getByLabel(/^所需政府信息/).fill(`2025年度药品经营企业监督检查结果（${mark}）`);
  await page.getByRole('radio', { name: '电子文件' }).check();
  await page.getByRole('radio', { name: '网上查询下载' }).check();
  await page.getByLabel(/^名称/).fill('南昌演示大药房有限公司');
  await page.getByLabel(/^统一社会信用代码/).fill('91440115618712245T');
  await page.getByLabel(/^法定代表人或者负责人/).fill('王大有');
  await page.getByLabel(/^联系人/).fill('李小青');
  await page.getByText('委托代理人办理的，点这里填写').click();
  await page.getByLabel(/^代理人姓名/).fill('李小青');
  await page.getByLabel(/^联系电话/).fill('13870000001');
  const authority = page.getByLabel(/^授权委托书和代理人身份证明/);
  await authority.setInputFiles({ name: '授权委托书.docx', mimeType: 'application/msword', buffer: WITH_MACRO });
  await next();
  const wrong = page.getByRole('alert').getByRole('link');
  await wrong.filter({ hasText: '请选择组织类型' }).waitFor();
  const told = await wrong.allInnerTexts();
  for (const words of ['请选择代理人的证件类型', '请填写代理人的证件号码', '「授权委托书.docx」'])
    expect(told).toContainEqual(expect.stringContaining(words));
  expect(told.join()).toContain('宏');
  await expectAccessible(page);
  await page.getByRole('radio', { name: '商业企业' }).check();
  await page.getByRole('radio', { name: '居民身份证' }).check();
  await page.getByLabel(/^代理人证件号码/).fill('36010219900307703X');
  await authority.setInputFiles({ name: '授权委托书.png', mimeType: 'image/png', buffer: PNG });
  await next();
  await page.getByText(/授权委托书\.png/).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^修改\s*：怎样联系/ }).click();
  await page.getByText(/删去.*「授权委托书\.png」/).waitFor();
  await page.getByLabel(/^电子邮箱/).fill(`${mark}@example.org`);
  await next();
  await page.getByText(`${mark}@example.org`).waitFor();
  await page.getByRole('button', { name: '确认提交' }).click();
  await page.getByRole('heading', { level: 1, name: '申请已经提交' }).waitFor();
  await page.getByText('1 个', { exact: true }).waitFor();
  expect(complaints.filter((line) => !line.startsWith('422 '))).toEqual([]);
});
