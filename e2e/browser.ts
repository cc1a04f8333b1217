import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, type Page, type Request, chromium } from 'playwright-core';
import { expect } from 'vitest';
import { sessionOf } from './session.ts';
import { DEMO_PASSWORD } from './setup.ts';

export const base = () => process.env.SUNLIT_E2E_BASE ?? '';

let browser: Promise<Browser> | undefined;

/** The one Chromium of the whole run, which the set-up has started and will close. */
function openBrowser(): Promise<Browser> {
  browser ??= chromium.connect(process.env.SUNLIT_E2E_BROWSER ?? '');
  return browser;
}

export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /**
   * What the browser complained of: script errors, what the content policy refused, requests that failed or were
   * answered with an error, requests to another site. The page asked for itself may be a refusal.
   */
  readonly complaints: string[];
  /** Bytes that came over the line since the visitor arrived, headers left out. */
  transferred(): Promise<number>;
  leave(): Promise<void>;
}

/** A person at a screen of their own. `script: false` is a reader whose browser runs none. */
export async function visit(
  options: { readonly script?: boolean; readonly width?: number; readonly height?: number } = {},
): Promise<Visitor> {
  const context = await newContext(options);
  return { ...(await enter(context)), leave: () => context.close() };
}

async function newContext(options: Parameters<typeof visit>[0] = {}): Promise<BrowserContext> {
  return (await openBrowser()).newContext({
    baseURL: base(),
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    javaScriptEnabled: options.script ?? true,
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    // Nothing may depend on a movement having ended.
    reducedMotion: 'reduce',
  });
}

async function enter(context: BrowserContext, page?: Page): Promise<Omit<Visitor, 'leave'>> {
  const at = page ?? (await context.newPage());
  at.setDefaultTimeout(15_000);
  return { page: at, context, ...listen(at) };
}

/** Pages at the desks of staff who have left: the workbench lies in their caches, nothing of who sat there does. */
const desks: Promise<Page>[] = [];

/**
 * A place in the office: one that somebody has left, or a new one. Whoever leaves takes cookies and everything kept along. Their window is closed
 * and not led elsewhere, which would let it save what was not saved; the next one opens meanwhile, which takes the browser half a second.
 */
async function atDesk(): Promise<Visitor> {
  const free = await desks.pop();
  const context = free?.context() ?? (await newContext());
  const visitor = await enter(context, free);
  const leave = async () => {
    await visitor.page.evaluate('localStorage.clear(); sessionStorage.clear()');
    await Promise.all(context.pages().map((page) => page.close()));
    await context.clearCookies();
    const next = context.newPage();
    // When the browser is closed meanwhile nobody sits down there any more.
    next.catch(() => undefined);
    desks.push(next);
  };
  return { ...visitor, leave };
}

/** What each page has asked the office for and not been answered yet. */
const asking = new WeakMap<Page, Set<Request>>();

/**
 * Waits until the page has read all that it asked for. What was done shows in one answer and counts in another: whoever goes on at the first
 * sends along what the second has not brought yet, and is told that others were quicker.
 */
export async function readAnew(page: Page): Promise<void> {
  await expect.poll(() => asking.get(page)?.size ?? 0, { timeout: 15_000, interval: 20 }).toBe(0);
}

function listen(page: Page): Pick<Visitor, 'complaints' | 'transferred'> {
  const complaints: string[] = [];
  const finished: Request[] = [];
  const open = new Set<Request>();
  asking.set(page, open);
  page.on('request', (request) => {
    if (request.url().startsWith(`${base()}/api/`)) open.add(request);
  });
  for (const end of ['requestfinished', 'requestfailed'] as const)
    page.on(end as 'requestfinished', (request) => open.delete(request));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // Chromium repeats every refused answer here without its address; the answers themselves are listened to below.
    const repeated = message.text().startsWith('Failed to load resource');
    if (['error', 'warning'].includes(message.type()) && !repeated) complaints.push(message.text());
  });
  page.on('response', (response) => {
    const asked = response.request();
    if (response.status() >= 400 && !asked.isNavigationRequest())
      complaints.push(`${response.status()} ${asked.method()} ${response.url()}`);
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // What the browser gave up because the page was left, or turned into a download.
    if (why !== 'net::ERR_ABORTED') complaints.push(`${why} ${request.method()} ${request.url()}`);
  });
  page.on('requestfinished', (request) => finished.push(request));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && url.origin !== base()) complaints.push(`asks another site: ${request.url()}`);
  });
  return {
    complaints,
    async transferred() {
      const sizes = await Promise.all(finished.map(sizeOf));
      return sizes.reduce((total, size) => total + size, 0);
    },
  };
}

const sizeOf = (request: Request): Promise<number> =>
  request.sizes().then(
    ({ responseBodySize }) => responseBodySize,
    () => 0,
  );

/** A member of staff who has signed in, at the first screen. Signing in itself is {@link signInByForm}'s to show. */
export async function signIn(username: string): Promise<Visitor> {
  const visitor = await atDesk();
  const { cookies } = await sessionOf(username);
  await visitor.context.addCookies(cookies.map((cookie) => ({ ...cookie, url: base() })));
  await visitor.page.goto('/workbench');
  await visitor.page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
  return visitor;
}

/** A member of staff who signs in by name and password, in a session of their own, which may be ended. */
export async function signInByForm(username: string): Promise<Visitor> {
  const visitor = await visit();
  await visitor.page.goto('/workbench');
  await visitor.page.getByLabel('用户名').fill(username);
  await visitor.page.getByLabel('密码', { exact: false }).first().fill(DEMO_PASSWORD);
  await visitor.page.getByRole('button', { name: '登录', exact: true }).click();
  await visitor.page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
  return visitor;
}

const require = createRequire(import.meta.url);
// The engine itself, run in the page: the package around it opens another page for every look, which takes five times as long.
const axe = readFileSync(createRequire(require.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** No violation of WCAG 2.2 A and AA, or of good practice, that a machine can find. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await violations(page), page.url()).toEqual([]);
}

/** Each violation in a line, with the first place where it is found. */
export async function violations(page: Page): Promise<string[]> {
  // Reading the engine takes a third of a look: once for each page that is loaded.
  if (await page.evaluate<boolean>('!window.axe')) await page.evaluate(`${axe};0`);
  const found = await page.evaluate<Violation[]>(
    `axe.run(${JSON.stringify(LOOK)}).then(({ violations }) => violations)`,
  );
  return found.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.length}) ${nodes[0]?.html.slice(0, 160)}`);
}

/** Only what is reported is gathered: style sheets and films are not fetched a second time, no selectors are made. */
const LOOK = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
  preload: false,
  selectors: false,
};
