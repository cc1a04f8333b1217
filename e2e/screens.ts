import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { readAnew } from './browser.ts';
import { SECRECY_CHECKLIST } from '#commons/publishing/signature-contract.ts';

/** Chooses from a list that opens, as people do: type some of it, press Enter. */
export async function choose(where: Page | Locator, label: string, option: string): Promise<void> {
  const box = where.getByRole('combobox', { name: label });
  await box.click();
  await box.fill(option);
  await box.press('Enter');
}

/** Chooses from a list that is loaded and searched: waits until the name is offered, and goes on with Tab, which must not choose again. */
export async function pick(page: Page, where: Locator, label: string, name: string): Promise<void> {
  const box = where.getByRole('combobox', { name: label });
  await box.click();
  await box.fill(name);
  await page.getByTitle(name, { exact: true }).first().waitFor();
  await box.press('Enter');
  await box.press('Tab');
}

/** Opens the form of a step, fills its texts by their labels, sends it, and waits until it is done and the screen shows what became of it. */
export async function takeStep(
  page: Page,
  label: string,
  texts: Readonly<Record<string, string>> = {},
  more: (form: Locator) => Promise<void> = async () => undefined,
): Promise<void> {
  const form = await openStep(page, label);
  for (const [field, text] of Object.entries(texts)) await form.getByLabel(new RegExp(`^${field}`)).fill(text);
  await more(form);
  await form.getByRole('button', { name: label, exact: true }).click();
  await form.waitFor({ state: 'detached' }).catch(async (error) => {
    // What the person was told is what whoever reads the failure needs to know.
    throw new Error(`${label}: ${(await form.getByRole('alert').allInnerTexts()).join(' ')}`, { cause: error });
  });
  await readAnew(page);
}

/** Opens the form of a step and gives it. */
export async function openStep(page: Page, label: string): Promise<Locator> {
  await page.getByRole('main').getByRole('button', { name: label, exact: true }).click();
  const form = page.getByRole('dialog', { name: label });
  await form.waitFor();
  return form;
}

/** The matter with this title on the screen its feature has for it, found where work waits: among one's to-dos. */
export async function openFromToDo(page: Page, title: string, list: '待我办理' | '被退回' = '待我办理'): Promise<void> {
  await page.goto(list === '被退回' ? '/workbench/?list=returned' : '/workbench');
  await page.getByRole('table', { name: list }).getByRole('link', { name: title }).click();
  await page.waitForURL(/\/(documents|work-plans\/items)\//);
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

/** Takes what was sent up to its release: each signs at their own screen, found among what waits for them. */
export async function signAndRelease(
  staff: Readonly<Record<'head' | 'secrecyReviewer' | 'issuer' | 'releaser', { readonly page: Page }>>,
  title: string,
): Promise<void> {
  await openFromToDo(staff.head.page, title);
  await takeStep(staff.head.page, '处室审核同意', { 意见: '内容准确，同意送审。' });
  await openFromToDo(staff.secrecyReviewer.page, title);
  await takeStep(staff.secrecyReviewer.page, '保密审查通过', { 意见: '经审查不涉密。' }, async (form) => {
    for (const check of Object.values(SECRECY_CHECKLIST)) await form.getByRole('checkbox', { name: check }).check();
  });
  await openFromToDo(staff.issuer.page, title);
  await takeStep(staff.issuer.page, '签发', { 意见: '同意发布。' });
  await openFromToDo(staff.releaser.page, title);
  await takeStep(staff.releaser.page, '发布');
}

/** The steps that stand open on the screen, by their buttons. */
export async function stepsOffered(page: Page, heading: string): Promise<string[]> {
  const block = page.getByRole('region', { name: heading });
  await block.waitFor();
  return block.getByRole('button', { disabled: false }).allInnerTexts();
}

/** The reasons that stand beside a step that cannot be taken now; unfolds them where they are folded. */
export async function reasonsAgainst(page: Page, label: string): Promise<string[]> {
  const fold = page.getByText(/^现在不能办的 \d+ 项和原因$/);
  const reasons = page.getByRole('list', { name: `现在不能${label}的原因` });
  await fold.or(reasons).first().waitFor();
  if (!(await reasons.isVisible())) await fold.click();
  await page.getByRole('button', { name: label, disabled: true, exact: true }).waitFor();
  return reasons.getByRole('listitem').allInnerTexts();
}

/** What stands against sending a form, sentence by sentence. */
export async function expectRefusal(where: Page | Locator, ...sentences: readonly (string | RegExp)[]): Promise<void> {
  const alert = where.getByRole('alert');
  for (const sentence of sentences) await alert.getByText(sentence).first().waitFor();
  expect(await alert.count()).toBe(1);
}
