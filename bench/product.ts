import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '#platform/root.ts';

export const PASSWORD = 'Yan-Shi-2026-Mima';

/** A running product: the built `main.js`, or everything below `npm start`. */
export interface Product {
  readonly base: string;
  readonly child: ChildProcess;
  /** From the command to the first yes of `/readyz`. */
  readonly readySeconds: number;
  /** Everything it has printed so far. */
  said(): string;
  /** As Ctrl-C does; waits until it has ended, and says so when it does not within half a minute. */
  stop(): Promise<void>;
}

export interface Installation {
  readonly dataDir: string;
  readonly port: number;
  readonly env: NodeJS.ProcessEnv;
  remove(): Promise<void>;
}

/** A data folder of its own and a free port. PostgreSQL's account may pass through the folder, so that all of it stays inside. */
export async function freshInstallation(name: string, more: Readonly<Record<string, string>>): Promise<Installation> {
  const dataDir = await mkdtemp(path.join(tmpdir(), `sunlit-${name}-`));
  await chmod(dataDir, 0o711);
  const port = await freePort();
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    MALLOC_ARENA_MAX: '2',
    SUNLIT_ROOT: projectRoot(),
    SUNLIT_DATA_DIR: dataDir,
    SUNLIT_DEMO: 'true',
    SUNLIT_DEMO_PASSWORD: PASSWORD,
    SUNLIT_LIMIT_FACTOR: '10000',
    SUNLIT_LOG_LEVEL: 'error',
    HOST: '127.0.0.1',
    PORT: String(port),
    ...more,
  };
  return { dataDir, port, env, remove: () => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Starts `dist/server/main.js` and waits until it says it is ready. `nodeOptions` go before the file. */
export function startBuilt(where: Installation, nodeOptions: readonly string[] = []): Promise<Product> {
  const main = path.join(projectRoot(), 'dist/server/main.js');
  return start(where, process.execPath, [...nodeOptions, '--enable-source-maps', main]);
}

/** Starts as people do: `npm start`. */
export function startByNpm(where: Installation): Promise<Product> {
  return start(where, process.platform === 'win32' ? 'npm.cmd' : 'npm', ['start', '--silent']);
}

async function start(where: Installation, command: string, args: readonly string[]): Promise<Product> {
  const { env, port } = where;
  // A group of its own, so that stopping reaches whatever it has started, as Ctrl-C in a terminal does.
  const child = spawn(command, args, {
    cwd: projectRoot(),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  const hear = (chunk: unknown) => {
    said = (said + String(chunk)).slice(-200_000);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const base = `http://127.0.0.1:${port}`;
  const began = performance.now();
  try {
    await untilReady(base, () => hasEnded(child));
    const readySeconds = (performance.now() - began) / 1000;
    // It answers a moment before it has said everything; whoever stops it in between interrupts a start.
    while (!said.includes('已启动') && !hasEnded(child)) await sleep(20);
    return { base, child, readySeconds, said: () => said, stop: () => stop(child) };
  } catch (error) {
    signal(child, 'SIGKILL');
    throw new Error(`${(error as Error).message} (${child.exitCode ?? child.signalCode ?? 'still running'}):\n${said}`);
  }
}

export const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

/** Asks `/readyz` until it says yes; gives up after three minutes, or as soon as `ended` says that nobody will answer. */
export async function untilReady(base: string, ended: () => boolean, withinMs = 180_000): Promise<void> {
  const began = performance.now();
  while (performance.now() - began < withinMs) {
    if (ended()) throw new Error('the product ended while starting');
    const answer = await fetch(`${base}/readyz`, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await sleep(20);
  }
  throw new Error('the product was not ready in time');
}

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = new Promise((resolve) => child.once('close', resolve));
  signal(child, 'SIGTERM');
  const late = setTimeout(() => signal(child, 'SIGKILL'), 30_000);
  await ended;
  clearTimeout(late);
}

/** To the whole group. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    process.kill(-(child.pid ?? 0), name);
  } catch {
    // Already gone.
  }
}

function freePort(): Promise<number> {
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
