import { randomUUID } from 'node:crypto';
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { expectAccessible, signIn, type Visitor, visit } from './browser.ts';
import { choose } from './screens.ts';
import { callAs, STAFF, takeThrough, taken } from './staff.ts';

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
  const documents = page
    .getByRole('navigation', { name: '主导航' })
    .getByRole('link', { name: '文件台账', exact: true });
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

/** A picture of one point; what it is of does not matter here. */
const PICTURE = {
  name: '现场.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};

test('a picture, a note, a citation and a chart are written by keyboard, saved, shown to reviewers and to the public, and gone when withdrawn', async () => {
  const { page, complaints } = visitor;
  const title = `关于编辑器演示的通知（${randomUUID().slice(0, 8)}）`;
  await page.getByRole('textbox', { name: /^标题/ }).fill(title);
  const body = page.getByRole('textbox', { name: '正文' });
  await body.click();
  await page.keyboard.type('根据《药品网络销售监督管理办法》第五条，现将检查情况通知如下。');
  await press(page, '标注引用');
  await page.keyboard.press('End');
  await press(page, '注释');
  await page.getByLabel('注释内容').fill('检查情况截至三月底。');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');

  await press(page, '插入图片');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('图片文件').setInputFiles(PICTURE);
  await dialog.getByText('已选：现场.png').waitFor();
  await dialog.getByRole('button', { name: /确\s?定/ }).click();
  await dialog.getByText('请写替代文字').waitFor();
  await dialog.getByLabel('替代文字（必填）').fill('检查员在仓库核对药品批号');
  await dialog.getByRole('button', { name: /确\s?定/ }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.keyboard.type('各月办理情况见图。');

  await press(page, '插入图表');
  await dialog.getByLabel('标题（必填）').fill('各月办结数');
  await dialog.getByLabel('数据（必填）').fill('月份\t办结\n1月\t1,204\n2月\t若干');
  await dialog.getByText('第 2 行「办结」不是数字').waitFor();
  await dialog.getByLabel('数据（必填）').fill('月份\t办结\n1月\t1,204\n2月\t980');
  await dialog.getByAltText('图表预览').waitFor();
  await dialog.getByRole('button', { name: /确\s?定/ }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await body.locator('figure').count()).toBe(2);
  await expectAccessible(page);

  await choose(page, '信息类别', '公告');
  await choose(page, '栏目', '通知公告');
  await choose(page, '五公开类别', '管理');
  await choose(page, '法定主动公开内容', '十五');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  const preview = page.getByRole('article', { name: /^文稿预览/ });
  await preview.getByAltText('检查员在仓库核对药品批号').waitFor();
  await preview.getByAltText(/^柱状图：各月办结数/).waitFor();
  expect(await preview.getByRole('link', { name: '注释 1', exact: true }).count()).toBe(1);
  const id = page.url().split('/').at(-1) ?? '';

  const { body: detail } = await (await callAs(STAFF.drafter)).get(`/api/documents/${id}`);
  const { content } = detail.current as { content: { media: readonly { hash: string }[] } };
  const media = `/media/${content.media[0]?.hash}`;
  expect((await page.request.get(media)).status()).toBe(404);
  await takeThrough(id, 'release');
  const reader = await visit({ width: 390, height: 844 });
  await reader.page.goto(`/documents/${encodeURIComponent(String(detail.indexNumber))}`);
  await reader.page.getByAltText('检查员在仓库核对药品批号').waitFor();
  const width = await reader.page.evaluate(
    "(async () => { const image = document.querySelector('figure.picture img'); await image.decode(); return image.naturalWidth })()",
  );
  expect(width).toBe(1);
  await reader.page.getByAltText(/^柱状图：各月办结数/).waitFor();
  await reader.page.getByRole('link', { name: '注释 1', exact: true }).focus();
  await reader.page.keyboard.press('Enter');
  expect(new URL(reader.page.url()).hash).toBe('#note-1');
  await reader.page.getByRole('link', { name: '回到正文中的注释 1' }).click();
  await expectAccessible(reader.page);
  expect(reader.complaints).toEqual([]);
  const withdrawn = { cause: 'other', reason: '测试结束' };
  await taken(await callAs(STAFF.issuer), id, 'withdraw', withdrawn);
  expect((await reader.page.request.get(media)).status()).toBe(404);
  await reader.leave();
  expect(complaints).toEqual([]);
});

test('a Word document is brought in with its headings and table; what did not come along is said', async () => {
  const { page, complaints } = visitor;
  const cell = (text: string) => new TableCell({ children: [new Paragraph(text)] });
  const word = new Document({
    sections: [
      {
        children: [
          new Paragraph({ text: '关于导入演示的通知', heading: HeadingLevel.TITLE }),
          new Paragraph('赣药监办〔2026〕9号'),
          new Paragraph({ text: '一、范围', heading: HeadingLevel.HEADING_1 }),
          new Paragraph('各企业。'),
          new Table({ rows: [new TableRow({ children: [cell('时间'), cell('地区')] })] }),
        ],
      },
    ],
  });
  await press(page, '导入文稿');
  const dialog = page.getByRole('dialog', { name: '导入文稿' });
  const buffer = await Packer.toBuffer(word);
  await dialog.getByLabel('文件').setInputFiles({ name: '通知.docx', mimeType: 'application/octet-stream', buffer });
  await dialog.getByText('填入标题「关于导入演示的通知」和文号「赣药监办〔2026〕9号」').waitFor();
  await dialog.getByText('标题和文号已取到各自的栏目').waitFor();
  await dialog.getByRole('button', { name: '带入正文' }).click();
  await dialog.waitFor({ state: 'detached' });
  const body = page.getByRole('textbox', { name: '正文' });
  expect(await body.getByRole('heading', { level: 2 }).innerText()).toBe('一、范围');
  expect(await body.getByRole('cell').allInnerTexts()).toEqual(['时间', '地区']);
  expect(await page.getByRole('textbox', { name: /^标题/ }).inputValue()).toBe('关于导入演示的通知');
  expect(await page.getByLabel('文号', { exact: false }).first().inputValue()).toBe('赣药监办〔2026〕9号');
  expect(complaints).toEqual([]);
});

test('what is found while writing leads to its place, and words are found and replaced, all by keyboard', async () => {
  const { page, complaints } = visitor;
  const body = page.getByRole('textbox', { name: '正文' });
  await body.click();
  await page.keyboard.type('甲企业应当报送。甲企业逾期的通报。');
  await page.keyboard.press('Enter');
  await press(page, '二级标题');
  await page.keyboard.type('（一）时间');
  const jump = page.getByRole('button', { name: /^到正文第 2 段：标题跳级/ });
  await page.getByText('逐条查看').click();
  await jump.press('Enter');
  expect(await page.evaluate('document.getSelection().toString()')).toBe('（一）时间');
  await page.keyboard.press('Control+f');
  await page.getByLabel('查找', { exact: true }).fill('甲企业');
  await page.getByText('第 1 处，共 2 处').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('第 2 处，共 2 处').waitFor();
  await page.getByLabel('替换为').fill('乙企业');
  await page.getByRole('button', { name: '全部替换' }).click();
  await page.getByText('替换了 2 处').waitFor();
  await page.getByLabel('替换为').press('Escape');
  expect(await body.getByRole('paragraph').first().innerText()).toBe('乙企业应当报送。乙企业逾期的通报。');
  await page.keyboard.press('Control+z');
  expect(await body.getByRole('paragraph').first().innerText()).toBe('甲企业应当报送。甲企业逾期的通报。');
  expect(complaints).toEqual([]);
});

/** Goes from the text to its tools with Alt+F10, along them with the arrow, and presses the one of this name. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: '正文' }).focus();
  await page.keyboard.press('Alt+F10');
  const tool = page.getByRole('toolbar', { name: '正文格式' }).getByRole('button', { name, exact: true });
  for (let n = 0; n < 40; n++) {
    if ((await tool.and(page.locator(':focus')).count()) === 1) break;
    await page.keyboard.press('ArrowRight');
  }
  await page.keyboard.press('Enter');
}

/** As the browser tells the editor of Ctrl+V: with the HTML somebody else put on the clipboard. */
async function paste(page: Page, html: string): Promise<void> {
  await page.getByRole('textbox', { name: '正文' }).click();
  await page.evaluate(`(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', ${JSON.stringify(html)});
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  })()`);
}
