import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible, signIn, type Visitor } from './browser.ts';
import { callAs, draftDocument, STAFF } from './staff.ts';

// Two people of one unit write at the same document at once. The second to save sees the first's text beside the own, chooses
// where both changed the same, and loses nothing. By keyboard where there is something to choose.

const COLLEAGUE = 'jiangyuan';
const PARTS = [
  '<h2>一、报送范围</h2>',
  '<p>各药品批发企业应当于三月底前报送年度报告。</p>',
  '<p>报送方式为网上办事大厅，不接收纸质材料。</p>',
  '<p>逾期不报送的，按照有关规定处理。</p>',
];

let first: Visitor;
let second: Visitor;
let id = '';

beforeAll(async () => {
  [first, second] = await Promise.all([signIn(STAFF.drafter), signIn(COLLEAGUE)]);
  ({ id } = await draftDocument('关于两人同时修改的通知', { bodyHtml: PARTS.join('') }));
});
afterAll(async () => {
  await Promise.all([first.page, second.page].map((page) => page.evaluate('sessionStorage.clear()')));
  await Promise.all([first.leave(), second.leave()]);
});

const open = async ({ page }: Visitor) => {
  await page.goto(`/workbench/documents/${id}/edit`);
  await page.getByRole('textbox', { name: '正文' }).waitFor();
};

/** Puts other text in place of a paragraph, as somebody selecting it by the keyboard would. */
async function rewrite({ page }: Visitor, paragraph: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name: '正文' }).getByText(paragraph).click();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.type(text);
}

describe('two editors at once', () => {
  test('each sees that the other is writing', async () => {
    await open(first);
    await open(second);
    await second.page.getByText('叶景行（综合和规划财务处）').waitFor();
    await second.page.getByText('正在修改这份文稿').waitFor();
  });

  test('what is typed and not saved is safe, and only with the person who typed it', async () => {
    await rewrite(second, '各药品批发企业应当于三月底前报送年度报告。', '各药品批发企业应当于五月底前报送年度报告。');
    await rewrite(second, '逾期不报送的，按照有关规定处理。', '逾期不报送的，予以通报。');
    await second.page.getByText(/已自动保存 \d\d:\d\d/).waitFor();
    const mine = await (await callAs(COLLEAGUE)).get(`/api/working-copies?documentId=${id}`);
    const theirs = await (await callAs(STAFF.drafter)).get(`/api/working-copies?documentId=${id}`);
    expect([mine.body, theirs.body].map((lines) => (lines as unknown as unknown[]).length)).toEqual([1, 0]);
  });

  test('the first to save saves', async () => {
    const { page } = first;
    await rewrite(first, '各药品批发企业应当于三月底前报送年度报告。', '各药品批发企业应当于四月底前报送年度报告。');
    await rewrite(first, '报送方式为网上办事大厅，不接收纸质材料。', '报送方式为网上办事大厅，也接收纸质材料。');
    await page.getByLabel('修改说明').fill('改了期限和方式');
    await page.getByRole('button', { name: '保存为新版本' }).click();
    await page.getByRole('tab', { name: '文稿（第 2 版）' }).waitFor();
    expect(first.complaints).toEqual([]);
  });

  test('the second is shown where both changed the same, and joins the two by keyboard', async () => {
    const { page } = second;
    await page.getByLabel('修改说明').fill('改了期限和后果');
    await page.getByLabel('修改说明').press('Control+Enter');
    await page.getByRole('heading', { level: 2, name: '您修改期间，他人保存了新版本' }).waitFor();
    await page.getByText('保存了第 2 版：改了期限和方式').waitFor();
    await page.getByText('两人改了同一处的有 1 处，还有 1 处要您选择').waitFor();
    await expectAccessible(page);

    const save = page.getByRole('button', { name: '在第 2 版之上保存为新版本' });
    await save.press('Enter');
    await page.getByText('还有 1 处没有选择，请先选择').waitFor();

    const overlap = page.getByRole('group', { name: '两人都改了这一处' });
    await overlap.getByRole('radio', { name: '用对方的' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await overlap.getByRole('radio', { name: '两者都保留' }).isChecked()).toBe(true);
    await save.press('Enter');
    await page.getByRole('tab', { name: '文稿（第 3 版）' }).waitFor();
    const prose = page.getByRole('article', { name: '文稿预览，与门户页面一致' });
    expect(await prose.getByRole('paragraph').allInnerTexts()).toEqual(
      expect.arrayContaining([
        '各药品批发企业应当于四月底前报送年度报告。',
        '各药品批发企业应当于五月底前报送年度报告。',
        '报送方式为网上办事大厅，也接收纸质材料。',
        '逾期不报送的，予以通报。',
      ]),
    );
    // The one refusal was the stale version.
    expect(second.complaints.filter((line) => !line.startsWith('409'))).toEqual([]);
  });

  test('how two revisions differ reads in words, and an old one is restored as a new one with a reason', async () => {
    const { page } = second;
    await page.getByRole('tab', { name: '版本（3）' }).click();
    await page.getByRole('heading', { name: '版本对比' }).waitFor();
    await page.getByText(/正文有 \d 处不同/).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: '恢复第 2 版' }).click();
    const drawer = page.getByRole('dialog', { name: '恢复第 2 版' });
    await drawer.getByRole('textbox').fill('恢复第 2 版：合并有误');
    await drawer.getByRole('button', { name: '恢复为第 4 版' }).click();
    await page.getByRole('tab', { name: '版本（4）' }).waitFor();
    const { body } = await (await callAs(COLLEAGUE)).get(`/api/documents/${id}/revisions/4`);
    const old = await (await callAs(COLLEAGUE)).get(`/api/documents/${id}/revisions/2`);
    expect(body.content).toEqual(old.body.content);
  });
});

describe('a remark on the text', () => {
  test('the head remarks on a paragraph by keyboard; the drafter is warned, answers beside the editor, and settles it', async () => {
    const head = await signIn(STAFF.head);
    await head.page.goto(`/workbench/documents/${id}`);
    await head.page.getByRole('button', { name: '批注所选文字或段落' }).press('Enter');
    await head.page.getByRole('combobox', { name: '批注哪一处' }).fill('各药品批发企业');
    await head.page.keyboard.press('Enter');
    await head.page.getByLabel('批注', { exact: true }).fill('请写明报送的起算日期。');
    await head.page.getByRole('button', { name: '提交批注' }).press('Enter');
    await head.page.getByText('请写明报送的起算日期。').first().waitFor();
    await head.page.getByRole('button', { name: '提交批注' }).waitFor({ state: 'detached' });
    await expectAccessible(head.page);
    await head.leave();

    const { page } = first;
    await page.goto(`/workbench/documents/${id}`);
    await page.getByText('还有 1 条批注没有标为已处理').waitFor();
    await open(first);
    await rewrite(first, '各药品批发企业应当于四月底前报送年度报告。', '本通知自印发之日起施行。');
    await page.getByText('原文已改动').waitFor();
    await page.getByRole('button', { name: '标为已处理' }).click();
    await page.getByLabel('说明（选填）').fill('已改写。');
    await page.getByRole('button', { name: '标为已处理' }).last().click();
    await page.getByText('批注都已处理。').waitFor();
  });
});
