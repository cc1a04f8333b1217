import { randomInt, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SECRECY_CHECKLIST } from '#commons/publishing/signature-contract.ts';
import { addDays, addHours, localDate } from '#kernel/dates.ts';
import { wallClock } from '#platform/time.ts';
import { base, signIn, type Visitor, visit } from './browser.ts';
import { choose, expectRefusal, openFromToDo, openStep, reasonsAgainst, stepsOffered, takeStep } from './screens.ts';
import {
  beginSet,
  callAs,
  type Draft,
  draftDocument,
  draftInterpretation,
  orderSet,
  STAFF,
  step,
  taken,
  takeThrough,
} from './staff.ts';

type Part = 'drafter' | 'head' | 'secrecyReviewer' | 'legalityReviewer' | 'issuer' | 'releaser';
const staff = {} as Record<Part, Visitor>;

beforeAll(async () => {
  const parts = ['drafter', 'head', 'secrecyReviewer', 'legalityReviewer', 'issuer', 'releaser'] as const;
  await Promise.all(
    parts.map(async (part) => {
      staff[part] = await signIn(STAFF[part]);
    }),
  );
});
afterAll(() => Promise.all(Object.values(staff).map((visitor) => visitor.leave())));

const CHECKS = Object.values(SECRECY_CHECKLIST);

describe('a normative document from its first draft to its withdrawal, each step by another hand', () => {
  const title = `药品批发企业年度报告管理办法（${randomUUID().slice(0, 8)}）`;
  let id = '';
  let address = '';
  let set = '';

  test('the drafter writes it and sends it up', async () => {
    const { page } = staff.drafter;
    await page.goto('/workbench/documents');
    await page.getByRole('button', { name: '拟稿' }).click();
    await page.getByRole('textbox', { name: /^标题/ }).fill(title);
    await page.getByRole('textbox', { name: '正文' }).fill('各药品批发企业应当于三月底前报送年度报告。');
    await choose(page, '信息类别', '规范性文件');
    await choose(page, '栏目', '政策文件');
    await page.getByRole('textbox', { name: /^文号/ }).fill(`赣药监规〔2026〕${randomInt(100, 100_000)}号`);
    expect(await page.getByRole('textbox', { name: /^成文日期/ }).inputValue()).toBe('');
    await page.getByRole('textbox', { name: /^施行日期/ }).fill(addDays(wallClock.today(), 30));
    await page.getByRole('radio', { name: '不涉及' }).check();
    await page.getByRole('textbox', { name: /^征求意见开始/ }).fill(addDays(wallClock.today(), -30));
    await page.getByRole('textbox', { name: /^征求意见结束/ }).fill(addDays(wallClock.today(), -10));
    await page.getByRole('textbox', { name: /^征求意见渠道/ }).fill('门户网站征求意见栏目');
    await choose(page, '解读方案：形式', '文字解读');
    await page.getByRole('textbox', { name: /^解读方案：渠道/ }).fill('门户网站政策解读栏目');
    await page.getByRole('textbox', { name: /^解读方案：解读人/ }).fill('起草处室负责人');
    await page.getByRole('textbox', { name: /^解读方案：计划日期/ }).fill(addDays(wallClock.today(), 3));
    await page.getByRole('textbox', { name: /^解读方案：提纲/ }).fill('为什么制定，企业要做什么。');
    await choose(page, '五公开类别', '管理');
    await choose(page, '法定主动公开内容', '十五');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    id = page.url().split('/').at(-1) ?? '';
    const form = await openStep(page, '送审');
    await form.getByRole('button', { name: '送审', exact: true }).click();
    await expectRefusal(form, /起草说明.*缺少这项材料/);
    await page.keyboard.press('Escape');
  });

  test('the drafter hands in what it is reviewed with, each by its purpose', async () => {
    const { page } = staff.drafter;
    await page.getByRole('link', { name: /^事项页/ }).click();
    await page.getByRole('tab', { name: '材料' }).click();
    for (const purpose of ['起草说明', '制定依据', '征求意见及采纳情况']) {
      await page.getByRole('combobox', { name: '上传文件的用途' }).click();
      await page.getByTitle(purpose, { exact: true }).last().click();
      const name = `${purpose}.txt`;
      await page
        .getByLabel('上传材料')
        .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(`${purpose}的全文。`) });
      await page.getByRole('table', { name: '材料' }).getByRole('row', { name }).getByText(purpose).last().waitFor();
    }
    await page.goto(`/workbench/documents/${id}`);
    await takeStep(page, '送审');
    await page.getByRole('button', { name: '收回修改' }).waitFor();
  });

  test('the head of the department returns it with a reason', async () => {
    const { page } = staff.head;
    await openFromToDo(page, title);
    await takeStep(page, '处室退回', { 退回原因: '请写明报送的方式。' });
  });

  test('the drafter finds it among what was returned, reads why, and writes it anew', async () => {
    const { page } = staff.drafter;
    await openFromToDo(page, title, '被退回');
    await page.getByText('以前的意见 1 条，已不作数').click();
    await page.getByText('请写明报送的方式。').waitFor();
    await page.getByRole('button', { name: '修改文稿' }).click();
    await page
      .getByRole('textbox', { name: '正文' })
      .fill('各药品批发企业应当于三月底前通过网上办事大厅报送年度报告，联系电话13900000000。');
    await page.getByLabel('修改说明').fill('写明报送方式');
    await page.getByRole('button', { name: '保存为新版本' }).click();
    await page.getByRole('tab', { name: '文稿（第 2 版）' }).waitFor();
    await takeStep(page, '送审');
  });

  test('the head signs', async () => {
    const { page } = staff.head;
    await openFromToDo(page, title);
    await takeStep(page, '处室审核同意', { 意见: '内容准确，同意送审。' });
  });

  test('the reviewer of secrecy must confirm item by item and answer for what was found, and is told all that is missing at once', async () => {
    const { page } = staff.secrecyReviewer;
    await openFromToDo(page, title);
    const form = await openStep(page, '保密审查通过');
    const sign = form.getByRole('button', { name: '保密审查通过', exact: true });
    await form.getByLabel('意见').fill('经审查不涉密。');
    for (const check of CHECKS.slice(1)) await form.getByRole('checkbox', { name: check }).check();
    await sign.click();
    await expectRefusal(form, /逐项确认/);
    // What only the server knows is told with what is blank, not after it.
    await expectRefusal(form, /请写明可以公开的理由/);
    expect(await form.getByLabel('意见').inputValue()).toBe('经审查不涉密。');
    await form.getByRole('checkbox', { name: CHECKS[0] ?? '' }).check();
    await form.getByLabel('可以公开的理由').fill('办公用手机，供企业咨询');
    await sign.click();
    await form.waitFor({ state: 'detached' });
  });

  test('the reviewer of legality signs under a number, the drafter records the meeting that passed it, then the leader issues it', async () => {
    const { page } = staff.legalityReviewer;
    await openFromToDo(page, title);
    await takeStep(page, '合法性审核通过', {
      意见: '权限、程序、内容合法。',
      合法性审核意见书文号: `赣药监法审〔2026〕${randomInt(100, 100_000)}号`,
    });
    await openFromToDo(staff.drafter.page, title);
    await takeStep(staff.drafter.page, '登记集体审议', { 会议名称: '局务会议', 会议日期: wallClock.today() }, (form) =>
      form.getByRole('radio', { name: '审议通过本稿' }).check(),
    );
    await openFromToDo(staff.issuer.page, title);
    await takeStep(staff.issuer.page, '签发', { 意见: '同意发布。' });
  });

  test('the releaser promises it with its interpretation for a day and takes the promise back; the public sees nothing', async () => {
    const interpretation = await draftInterpretation(id);
    await takeThrough(interpretation.id, 'issue');
    set = await beginSet(`${title}和解读`, [id, interpretation.id]);
    const { page } = staff.releaser;
    await openFromToDo(page, title);
    await page.getByRole('link', { name: `${title}和解读` }).click();
    await page.getByRole('heading', { level: 2, name: '备齐情况：全部备齐' }).waitFor();
    await page.getByRole('button', { name: '整组定时' }).click();
    const order = page.getByRole('dialog', { name: '整组定时' });
    await order
      .getByRole('textbox', { name: /^发布时间/ })
      .first()
      .fill(addDays(wallClock.today(), 3));
    await order.getByRole('button', { name: '整组定时' }).click();
    await order.waitFor({ state: 'detached' });
    await page.goto(`/workbench/documents/${id}`);
    await page.getByText('定时发布', { exact: true }).first().waitFor();
    await page.goto(`/workbench/release-sets/${set}`);
    await page.getByRole('button', { name: '取消定时' }).click();
    const back = page.getByRole('dialog', { name: '取消定时' });
    await back.getByLabel('原因').fill('提前到今天');
    await back.getByRole('button', { name: '取消定时' }).click();
    await back.waitFor({ state: 'detached' });
    const { body } = await (await callAs(STAFF.drafter)).get(`/api/documents/${id}`);
    address = `/documents/${encodeURIComponent(String(body.indexNumber))}`;
    expect((await fetch(`${base()}${address}`)).status).toBe(404);
  });

  test('at the promised second it is out, and a citizen without script finds it', async () => {
    await orderSet(set, addHours(wallClock.now(), 2 / 3600));
    await expect.poll(async () => (await fetch(`${base()}${address}`)).status, { timeout: 30_000 }).toBe(200);
    const citizen = await visit({ script: false });
    await citizen.page.goto('/columns/policies');
    await citizen.page.getByRole('main').getByRole('link', { name: title }).first().click();
    expect(new URL(citizen.page.url()).pathname).toBe(address);
    await citizen.page.getByText('通过网上办事大厅报送').waitFor();
    expect(citizen.complaints).toEqual([]);
    await citizen.leave();
  });

  test('a correction leaves the page as it is until it is signed, then says what was corrected', async () => {
    const { page } = staff.drafter;
    await page.goto(`/workbench/documents/${id}`);
    await takeStep(page, '发起更正', { 更正原因: '截止日期有误，应为四月底' });
    await page.getByRole('button', { name: '修改文稿' }).click();
    await page
      .getByRole('textbox', { name: '正文' })
      .fill('各药品批发企业应当于四月底前通过网上办事大厅报送年度报告。');
    await page.getByLabel('修改说明').fill('改正截止日期');
    await page.getByRole('button', { name: '保存为新版本' }).click();
    await page.getByRole('tab', { name: '文稿（第 4 版）' }).waitFor();
    expect(await textOf(address)).toContain('三月底');
    await takeThrough(id, 'release');
    const corrected = await textOf(address);
    expect(corrected).toContain('四月底');
    expect(corrected).not.toContain('三月底');
    expect(corrected).toContain('截止日期有误，应为四月底');
  });

  test('withdrawn, its address goes on answering with when and why, and nothing of its text', async () => {
    const { page } = staff.issuer;
    await page.goto(`/workbench/documents/${id}`);
    await takeStep(page, '撤回', { 撤回原因: '已由新的办法代替' }, (form) => choose(form, '原因类别', '其他'));
    const citizen = await visit({ script: false });
    expect((await citizen.page.goto(address))?.status()).toBe(410);
    const shown = await citizen.page.getByRole('main').innerText();
    expect(shown).toContain('这份文件已经撤回');
    expect(shown).toContain('已由新的办法代替');
    expect(shown).not.toContain('网上办事大厅');
    await citizen.page.goto(`/search?q=${encodeURIComponent(title)}`);
    expect(await citizen.page.getByRole('main').getByRole('link', { name: title }).count()).toBe(0);
    await citizen.leave();
  });

  test('nobody on the way met anything the browser complains of, but the refusals', () => {
    const complaints = Object.values(staff).flatMap((visitor) => visitor.complaints.splice(0));
    expect(complaints.filter((line) => !/^(409|422) POST/.test(line))).toEqual([]);
  });
});

describe('several documents that wait for one signature', () => {
  test('are gone through one by one and signed in one press; what changed meanwhile is told, and one is returned on the spot', async () => {
    const [first, second, third] = await Promise.all(
      ['甲', '乙', '丙'].map((name) => draftDocument(`关于逐件审签的通知${name}`)),
    );
    if (!first || !second || !third) throw new Error('three were drafted');
    await Promise.all([first, second, third].map(({ id }) => takeThrough(id, 'submit')));
    const { page, complaints } = staff.head;
    await page.goto('/workbench/documents/sign');
    for (const { title } of [first, second, third])
      await page.getByRole('checkbox', { name: `选择：${title}` }).check();
    await page.getByRole('button', { name: '逐件核对（3）' }).click();
    const sign = (title: string) => page.getByRole('form', { name: `处室审核同意：${title}` });
    const order: Draft[] = [];
    for (const place of [1, 2, 3]) {
      await page.getByRole('heading', { level: 1, name: `逐件审签（第 ${place} 件，共 3 件）` }).waitFor();
      const shown = [first, second, third].find(({ id }) => page.url().includes(`/sign/${id}`));
      if (!shown) throw new Error(`${page.url()} shows none of the three`);
      order.push(shown);
      if (place === 1) {
        await sign(shown.title)
          .getByRole('button', { name: /^核对好了/ })
          .click();
        await expectRefusal(page, '请填写「意见」');
      }
      if (place < 3) {
        await sign(shown.title).getByLabel(/^意见/).fill('内容准确，同意。');
        await sign(shown.title)
          .getByRole('button', { name: /^核对好了/ })
          .click();
      } else await takeStep(page, '处室退回', { 退回原因: '请写明依据。' });
    }
    const [kept, recalled, returned] = order;
    if (!kept || !recalled || !returned) throw new Error('three were looked at');
    await page.getByText('这一件现在不需要您签署。').waitFor();
    await taken(await callAs(STAFF.drafter), recalled.id, 'recall', { reason: '还要改一处。' });
    await page.getByRole('button', { name: '签署已核对的 2 件' }).click();
    await page.getByRole('heading', { level: 1, name: '签署结果' }).waitFor();
    await page.getByText('签署 1 件，没有签署 1 件。').waitFor();
    await page.getByText(/他人已经修改过这一事项/).waitFor();
    const states = await Promise.all(
      order.map(async ({ id }) => (await (await callAs(STAFF.drafter)).get(`/api/matters/${id}`)).body.matter),
    );
    expect(states).toMatchObject([{ state: 'secrecyReview' }, { state: 'drafting' }, { state: 'drafting' }]);
    expect(complaints.splice(0).filter((line) => !/^(409|422) POST/.test(line))).toEqual([]);
  });
});

describe('what is refused', () => {
  test('whoever drafted is not offered the secrecy review, and is refused when asking for it all the same', async () => {
    const { id } = await draftDocument('关于审签分工的通知');
    await takeThrough(id, 'headSign');
    const { page } = staff.drafter;
    await page.goto(`/workbench/documents/${id}`);
    expect(await stepsOffered(page, '进行保密审查')).not.toContain('保密审查通过');
    const sign = { checklist: Object.keys(SECRECY_CHECKLIST), opinion: '不涉密。' };
    const { status, body } = await step(await callAs(STAFF.drafter), id, 'secrecySign', sign);
    expect([status, body.reasons]).toEqual([403, ['您的岗位不能保密审查通过，如需办理请联系本单位管理员']]);
  });

  test('whoever stands in for the reviewer of secrecy may still not review what they drafted, and the screen says why', async () => {
    const { id } = await draftDocument('关于代办期间审签的通知');
    await takeThrough(id, 'headSign');
    const reviewer = await callAs(STAFF.secrecyReviewer);
    const drafter = await callAs(STAFF.drafter);
    const me = async (who: typeof reviewer) => ((await who.get('/api/session')).body.person as { id: string }).id;
    const today = String((await drafter.get('/api/drafting')).body.today);
    const stand = await reviewer.post('/api/delegations', {
      fromPersonId: await me(reviewer),
      toPersonId: await me(drafter),
      fromOn: today,
      untilOn: addDays(localDate(today), 1),
      roles: ['secrecy-reviewer'],
      reason: '出差',
    });
    expect(stand.status, JSON.stringify(stand.body)).toBe(201);
    const { page } = staff.drafter;
    await page.goto(`/workbench/documents/${id}`);
    const reasons = await reasonsAgainst(page, '保密审查通过').finally(() =>
      reviewer.post(`/api/delegations/${String(stand.body.id)}/end`, {}),
    );
    expect(reasons).toContain('这份文稿由您拟写或修改过，不能由您审签或发布');
  });

  test('after a signature the text cannot be changed; what was typed meanwhile is kept', async () => {
    const { id } = await draftDocument('关于签署之后修改的通知');
    const { page, complaints } = staff.drafter;
    await page.goto(`/workbench/documents/${id}/edit`);
    await page.getByRole('textbox', { name: '正文' }).fill('签署之后想改成的正文。');
    await page.getByLabel('修改说明').fill('想再改一改');
    await takeThrough(id, 'headSign');
    await page.getByRole('button', { name: '保存为新版本' }).click();
    await expectRefusal(page, /他人已先一步修改/);
    await page.getByRole('button', { name: '载入最新情况，保留我填写的内容' }).click();
    await page.getByRole('button', { name: '保存为新版本' }).click();
    await expectRefusal(page, '当前状态为「保密审查」，不能修改文稿');
    await page.getByText('签署之后想改成的正文。').waitFor();
    expect(complaints.splice(0).filter((line) => !line.startsWith('409 POST'))).toEqual([]);
    await page.getByRole('button', { name: '取消' }).click();
    await page.getByRole('button', { name: '离开' }).click();
    await page.getByText('有效').first().waitFor();
    expect(await page.getByRole('button', { name: '修改文稿' }).count()).toBe(0);
  });

  test('of two windows of one person the second is told, loses nothing, and says which text is meant', async () => {
    const { id } = await draftDocument('关于同时修改的通知');
    const first = staff.drafter;
    const second = await signIn(STAFF.drafter);
    for (const [{ page }, words] of [
      [first, '先保存的正文。'],
      [second, '后保存的正文。'],
    ] as const) {
      await page.goto(`/workbench/documents/${id}/edit`);
      await page.getByRole('textbox', { name: '正文' }).fill(words);
      await page.getByLabel('修改说明').fill(`改为${words}`);
    }
    await first.page.getByRole('button', { name: '保存为新版本' }).click();
    await first.page.getByRole('tab', { name: '文稿（第 2 版）' }).waitFor();
    const { page } = second;
    await page.getByRole('button', { name: '保存为新版本' }).click();
    await page.getByRole('heading', { level: 2, name: '您修改期间，他人保存了新版本' }).waitFor();
    await page.getByText('保存了第 2 版：改为先保存的正文。').waitFor();
    const overlap = page.getByRole('group', { name: '两人都改了这一处' });
    await overlap.getByRole('radio', { name: '用我的' }).check();
    await page.getByRole('button', { name: '在第 2 版之上保存为新版本' }).click();
    await page.getByRole('tab', { name: '文稿（第 3 版）' }).waitFor();
    await page.getByText('后保存的正文。').first().waitFor();
    await second.leave();
  });

  test('another bureau neither sees a document nor may do anything with it', async () => {
    const { id, title } = await draftDocument('关于省局内部分工的通知');
    await takeThrough(id, 'headSign');
    const nanchang = await signIn(STAFF.nanchangReviewer);
    const { page, complaints } = nanchang;
    await page.goto(`/workbench/documents?q=${encodeURIComponent(title)}`);
    await page.getByText(/没有符合/).waitFor();
    expect(await page.getByRole('link', { name: title }).count()).toBe(0);
    await page.goto(`/workbench/documents/${id}`);
    await page.getByText('没有找到这份文件，可能已被移走，或您无权查看').waitFor();
    expect(complaints.filter((line) => !line.startsWith('404 GET'))).toEqual([]);
    await nanchang.leave();
    const sign = { checklist: Object.keys(SECRECY_CHECKLIST), opinion: '不涉密。' };
    expect((await step(await callAs(STAFF.nanchangReviewer), id, 'secrecySign', sign)).status).toBe(404);
  });

  test('what is not for the public is kept, never published, and the releaser reads why', async () => {
    const { id, title, path } = await draftDocument('关于内部后勤安排的请示', {
      disclosure: 'none',
      disclosureBasis: 'article-16-internal',
      disclosureReason: '属于内部后勤管理事务',
      statutoryClass: 0,
    });
    await takeThrough(id, 'issue');
    const { page } = staff.releaser;
    await openFromToDo(page, title);
    expect(await reasonsAgainst(page, '发布')).toEqual(['这份文件的公开属性不是主动公开，不能发布到门户']);
    const { status, body } = await step(await callAs(STAFF.releaser), id, 'release');
    expect([status, body.reasons]).toEqual([409, ['这份文件的公开属性不是主动公开，不能发布到门户']]);
    await takeStep(page, '定稿留存');
    expect((await fetch(`${base()}${path}`)).status).toBe(404);
  });
});

async function textOf(path: string): Promise<string> {
  return (await fetch(`${base()}${path}`)).text();
}
