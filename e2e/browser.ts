import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';
import { expect } from 'vitest';
import { DEMO_PASSWORD } from './setup.ts';

export const base = () => process.env.SUNLIT_E2E_BASE ?? '';

let browser: Promise<Browser> | undefined;

/** One Chromium for the whole run. The flags keep it from looking for the network at every start. */
export function openBrowser(): Promise<Browser> {
  browser ??= chromium.launch({
    executablePath: process.env.SUNLIT_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return browser;
}

export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained of: script errors, refused styles, failed requests. */
  readonly complaints: string[];
  leave(): Promise<void>;
}

/** A person at a screen of their own. `script: false` is a reader whose browser runs none. */
export async function visit(
  options: { readonly script?: boolean; readonly width?: number; readonly height?: number } = {},
): Promise<Visitor> {
  const context = await (await openBrowser()).newContext({
    baseURL: base(),
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    javaScriptEnabled: options.script ?? true,
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (4\d\d)/.test(message.text())) complaints.push(message.text());
  });
  return { page, context, complaints, leave: () => context.close() };
}

/** A member of staff who has signed in. */
export async function signIn(username: string, options: Parameters<typeof visit>[0] = {}): Promise<Visitor> {
  const visitor = await visit(options);
  await visitor.page.goto('/workbench');
  await visitor.page.getByLabel('用户名').fill(username);
  await visitor.page.getByLabel('密码', { exact: true }).fill(DEMO_PASSWORD);
  await visitor.page.getByRole('button', { name: /登\s*录/ }).click();
  await visitor.page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
  return visitor;
}

/** No violation of WCAG 2.2 A and AA that a machine can find. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const told = violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.length}) ${nodes[0]?.html.slice(0, 160)}`,
  );
  expect(told, page.url()).toEqual([]);
}
