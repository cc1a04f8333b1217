import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addHours, civilDate } from '#kernel/dates.ts';
import { wallClock } from '#platform/time.ts';
import { CONSULTED } from '../src/commons/publishing/testing/normative.ts';
import { expectAccessible, signIn, type Visitor, visit } from './browser.ts';
import {
  beginSet,
  callAs,
  type Draft,
  draftDocument,
  draftInterpretation,
  orderSet,
  STAFF,
  takeThrough,
} from './staff.ts';

// A normative document that another repeals: the ledger, the public register and its own page say so from the day the other takes
// effect, and name the other.

let drafter: Visitor;
let old: Draft;
let next: Draft;

beforeAll(async () => {
  await roomInTheDay();
  drafter = await signIn(STAFF.drafter);
  old = await draftNormative('药品经营监督检查办法');
  await letOut(old);
  next = await draftNormative('药品经营监督检查规定');
});
afterAll(() => drafter.leave());

test('the drafter of the new document names the old one as repealed', async () => {
  const { page } = drafter;
  await page.goto(`/workbench/documents/${next.id}/edit`);
  const relations = page.getByRole('region', { name: '相关文件' });
  await page.getByRole('combobox', { name: '关系', exact: true }).click();
  await page.getByTitle('废止', { exact: true }).click();
  await relations.getByLabel(/^相关文件/).fill(old.indexNumber);
  await page
    .getByTitle(new RegExp(`^${old.title}`))
    .first()
    .click();
  await relations.getByText(`废止：${old.title}`).waitFor();
  await page.getByLabel('修改说明').fill('写明废止的文件');
  await page.getByRole('button', { name: '保存为新版本' }).click();
  await page.getByRole('tab', { name: '文稿（第 2 版）' }).waitFor();
});

test('when the new one is out the ledger has the old one as repealed, with what repealed it', async () => {
  await letOut(next);
  const { page } = drafter;
  await page.goto(`/workbench/normative-documents?q=${encodeURIComponent(old.title)}`);
  const line = page.getByRole('table', { name: '规范性文件台账' }).getByRole('row', { name: new RegExp(old.title) });
  await line.getByText('已废止').waitFor();
  await expectAccessible(page);
  await line.getByRole('link', { name: old.title }).click();
  await page.getByRole('table', { name: '效力变动' }).getByRole('link', { name: next.title }).waitFor();
  await expectAccessible(page);
  expect(drafter.complaints).toEqual([]);
});

test('the public finds it among the repealed, and its page says so above all else and leads to the new one', async () => {
  const citizen = await visit({ script: false });
  const { page } = citizen;
  await page.goto('/registers/normative-documents');
  await page.getByRole('combobox', { name: '效力' }).selectOption({ label: '已废止' });
  await page.getByRole('button', { name: '查找' }).click();
  await page.getByRole('main').getByRole('link', { name: old.title }).click();
  await page.getByRole('main').getByText('已废止').first().waitFor();
  await page.getByRole('main').getByRole('link', { name: next.title }).first().click();
  await page.getByRole('heading', { level: 1, name: next.title }).waitFor();
  expect(citizen.complaints).toEqual([]);
  await citizen.leave();
});

/** What takes effect today is issued today: a run that begins just before midnight in Shanghai waits for the next day. */
async function roomInTheDay(): Promise<void> {
  const minutes = (count: number) => addHours(wallClock.now(), count / 60);
  while (civilDate(minutes(1.5)) !== wallClock.today()) await new Promise((resolve) => setTimeout(resolve, 1_000));
}

async function draftNormative(title: string): Promise<Draft> {
  const draft = await draftDocument(
    title,
    {
      columnKey: 'policies',
      documentNumber: `赣药监规〔2026〕${randomInt(100, 100_000)}号`,
      data: { effectiveOn: wallClock.today(), ...CONSULTED },
    },
    'normative-document',
  );
  const drafter = await callAs(STAFF.drafter);
  for (const purpose of ['drafting-note', 'basis', 'comments'])
    await drafter.upload(`${purpose}.txt`, purpose, `?matterId=${draft.id}&purpose=${purpose}`);
  return draft;
}

/** Through all hands and out, together with its interpretation. */
async function letOut({ id, title }: Draft): Promise<void> {
  const interpretation = await draftInterpretation(id);
  for (const one of [id, interpretation.id]) await takeThrough(one, 'issue');
  await orderSet(await beginSet(`${title}和解读`, [id, interpretation.id]));
}
