import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { signIn, type Visitor } from './browser.ts';
import { STAFF } from './staff.ts';

// The body of a document, as people bring text into it: typed, pasted from Word or from a page, left and found again.

let visitor: Visitor;
beforeEach(async () => {
  visitor = await signIn(STAFF.drafter);
  await visitor.page.goto('/workbench/documents/new');
  await visitor.page.getByRole('textbox', { name: '正文' }).waitFor();
});
afterEach(async () => {
  await visitor.page.evaluate('sessionStorage.clear()');
  await visitor.leave();
});

/** As Word writes it to the clipboard: conditional comments, styles, classes, empty paragraphs of its own kind. */
const FROM_WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{color:red}</style></head><body>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]-->
<h2 style="mso-outline-level:1">一、报送范围</h2>
<p class="MsoNormal" style="margin:0;font-family:仿宋"><b><span lang="ZH-CN" style="color:red">各药品批发企业</span></b>于三月底前报送。<o:p></o:p></p>
<table class="MsoTableGrid" border="1" style="width:100%"><tr><td width="50%"><p class="MsoNormal">名称</p></td><td colspan="2">期限</td></tr></table>
</body></html>`;

test('what is pasted from Word keeps its headings, emphasis and tables, and nothing of its dress', async () => {
  const { page, complaints } = visitor;
  await paste(page, FROM_WORD);
  const body = page.getByRole('textbox', { name: '正文' });
  expect(await body.getByRole('heading', { level: 2 }).innerText()).toBe('一、报送范围');
  expect(await body.locator('strong').innerText()).toBe('各药品批发企业');
  expect(await body.getByRole('cell').allInnerTexts()).toEqual(['名称', '期限']);
  const html = await body.innerHTML();
  expect(html).toContain('colspan="2"');
  for (const dress of ['style=', 'Mso', 'class="Mso', '<span', '<o:p', 'font', 'xml'])
    expect(html).not.toContain(dress);
  expect(complaints).toEqual([]);
});

test('what is pasted from a page runs nothing, leads nowhere unsafe and asks no other site for pictures', async () => {
  const { page, complaints } = visitor;
  await paste(
    page,
    `<p onclick="document.title='run'">可用的文字<script>document.title = 'run'</script>
     <a href="javascript:document.title='run'">不安全的链接</a><a href="https://www.nmpa.gov.cn/">国家药监局</a></p>
     <img src="https://elsewhere.example/spy.png" onerror="document.title='run'"><img src="data:image/png;base64,AAAA">
     <iframe src="https://elsewhere.example/"></iframe>`,
  );
  const body = page.getByRole('textbox', { name: '正文' });
  expect(await body.innerText()).toContain('可用的文字');
  expect(await body.getByRole('link').allInnerTexts()).toEqual(['国家药监局']);
  expect(await body.locator('img, iframe, script').count()).toBe(0);
  expect(await body.innerHTML()).not.toMatch(/onclick|onerror|javascript:/);
  expect(await page.title()).toBe('拟稿 · 阳光药监工作台');
  expect(complaints).toEqual([]);
});

test('typed text is kept to the last letter when the window is read anew, and may be given up', async () => {
  const { page } = visitor;
  page.on('dialog', (dialog) => void dialog.accept());
  await page.getByRole('textbox', { name: /^标题/ }).fill('关于草稿的通知');
  await page.getByRole('textbox', { name: '正文' }).click();
  await page.keyboard.type('第一行');
  await page.keyboard.press('Enter');
  await page.keyboard.type('最后一字');
  // Within the rest after the last key.
  await page.reload();
  await page.getByText('已恢复上次没有保存的内容').waitFor();
  expect(await page.getByRole('textbox', { name: '正文' }).getByRole('paragraph').allInnerTexts()).toEqual([
    '第一行',
    '最后一字',
  ]);
  expect(await page.getByRole('textbox', { name: /^标题/ }).inputValue()).toBe('关于草稿的通知');
  await page.getByRole('button', { name: '放弃，重新开始' }).click();
  expect(await page.getByRole('textbox', { name: '正文' }).innerText()).not.toContain('最后一字');
  expect(await page.getByRole('textbox', { name: /^标题/ }).inputValue()).toBe('');
});

test('whoever leaves with unsaved text is asked, may stay, and finds the text again after leaving', async () => {
  const { page, complaints } = visitor;
  await page.getByRole('textbox', { name: '正文' }).fill('没有保存的一段。');
  const documents = page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '文件台账' });
  await documents.click();
  await page.getByRole('button', { name: '留下继续填写' }).click();
  await page.getByText('没有保存的一段。').waitFor();
  await documents.click();
  await page.getByRole('button', { name: '离开' }).click();
  await page.getByRole('heading', { level: 1, name: '文件台账' }).waitFor();
  await page.getByRole('button', { name: '拟稿' }).click();
  await page.getByText('已恢复上次没有保存的内容').waitFor();
  await page.getByText('没有保存的一段。').waitFor();
  expect(complaints).toEqual([]);
});

/** As the browser tells the editor of Ctrl+V: with the HTML somebody else put on the clipboard. */
async function paste(page: Page, html: string): Promise<void> {
  await page.getByRole('textbox', { name: '正文' }).click();
  await page.evaluate(`(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', ${JSON.stringify(html)});
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  })()`);
}
