import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { fastFolder } from '#platform/testing/fast-folder.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
export const DEMO_PASSWORD = 'Yan-Shi-2026-Mima';

/** Starts the built product and one Chromium for all journeys, and closes both. */
export default async function setUp(): Promise<() => Promise<void>> {
  const stopProduct = await startProduct();
  const browser = await startBrowser();
  process.env.SUNLIT_E2E_BROWSER = browser.wsEndpoint();
  return async () => {
    await browser.close();
    await stopProduct();
  };
}

/** The flags keep it from looking for the network at every start. */
function startBrowser() {
  return chromium.launchServer({
    host: '127.0.0.1',
    executablePath: process.env.SUNLIT_CHROMIUM ?? '/usr/bin/chromium-headless-shell',
    // Without it Chromium gives a download with a Chinese name another one.
    env: { ...process.env, LANG: 'C.UTF-8' },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disable-features=${UNUSED.join()}`,
    ],
  });
}

/**
 * Where the Chromium has windows their own tool bars are pages too, each with a process of its own, and a process is kept ready for a page nobody
 * will open: nothing of it is seen here. The list replaces Playwright's, so that begins with what of it concerns a page.
 */
const UNUSED = [
  ...['HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'PaintHolding', 'ThirdPartyStoragePartitioning'],
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'MediaRouter', 'OptimizationHints'],
  ...['LensOverlay', 'NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch'],
  ...['InitialWebUI', 'WebUIReloadButton', 'WebUIToolbar', 'PreloadTopChromeWebUI', 'WebUILocationBar'],
  ...['WebUIOmniboxPopup', 'WebUISplitTabsButton', 'SpareRendererForSitePerProcess'],
];

/**
 * The product as `npm start` starts it, on a fresh folder and a free port, with the demonstration in it.
 * While a journey is being written, SUNLIT_E2E_BASE names a demonstration that is running already.
 */
export async function startProduct(): Promise<() => Promise<void>> {
  if (process.env.SUNLIT_E2E_BASE) return async () => undefined;
  const dataDir = await newDataFolder();
  const port = await freePort();
  const child = spawn(process.execPath, ['--enable-source-maps', path.join(root, 'dist/server/main.js')], {
    cwd: root,
    env: {
      ...outside(),
      NODE_ENV: 'production',
      SUNLIT_ROOT: root,
      SUNLIT_DATA_DIR: dataDir,
      SUNLIT_DEMO: 'true',
      SUNLIT_DEMO_PASSWORD: DEMO_PASSWORD,
      SUNLIT_LIMIT_FACTOR: '50',
      SUNLIT_LOG_LEVEL: 'error',
      PORT: String(port),
      TZ: 'America/New_York',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  child.stdout?.on('data', (chunk) => said.push(String(chunk)));
  child.stderr?.on('data', (chunk) => said.push(String(chunk)));
  const base = `http://127.0.0.1:${port}`;
  try {
    await ready(base, child, said);
  } catch (error) {
    child.kill('SIGKILL');
    await rm(dataDir, { recursive: true, force: true });
    throw error;
  }
  process.env.SUNLIT_E2E_BASE = base;
  return async () => {
    await stop(child);
    await rm(dataDir, { recursive: true, force: true });
  };
}

/**
 * Where nobody waits for a disk, and where the database's own account may enter: it would be put elsewhere otherwise, and
 * stay behind there.
 */
async function newDataFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(fastFolder(), 'sunlit-e2e-'));
  await chmod(folder, 0o711);
  return folder;
}

/** The variables of whoever runs the journeys, without those meant for a product of theirs. */
function outside(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(SUNLIT_|DATABASE_)/.test(name)));
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

async function ready(base: string, child: ChildProcess, said: readonly string[]): Promise<void> {
  for (let waited = 0; waited < 300_000; waited += 250) {
    if (child.exitCode !== null) throw new Error(`the product ended while starting:\n${said.join('')}`);
    const answer = await fetch(`${base}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`the product was not ready in time:\n${said.join('')}`);
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
