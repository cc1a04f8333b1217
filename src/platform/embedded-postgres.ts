import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { ensureDataFolder, OWNER, ownerPassword } from './embedded-postgres/data-folder.ts';
import { lockFolder } from './embedded-postgres/folder-lock.ts';
import { type Place, settlePlace } from './embedded-postgres/place.ts';
import { cannotStart } from './embedded-postgres/refusal.ts';
import {
  findRunning,
  freePort,
  isServing,
  launch,
  type Report,
  type Server,
  shutDown,
} from './embedded-postgres/server.ts';

export interface EmbeddedPostgres {
  /** Address of the database `sunlit` as its owner. Stays the same over restarts within one run. */
  readonly ownerUrl: string;
  readonly port: number;
  /** A server was already running on this folder and was taken over. */
  readonly adopted: boolean;
  /** Ends all sessions, writes everything to disk and stops. Safe to call twice, and while a restart is under way. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** SUNLIT_DATA_DIR, absolute. */
  readonly dataDir: string;
  /** Takes one Chinese sentence at a time about what is happening. */
  readonly report: Report;
  /** Use the server of a running application as it is instead of refusing; then `stop` leaves it running. For commands. */
  readonly join?: boolean;
  /** false: the disk is not waited for. Tests only. */
  readonly durable?: boolean;
  /** Called once when PostgreSQL keeps dying and we gave up restarting it. */
  readonly onLost?: (sentence: string) => void;
  /** How long to wait before each restart, in milliseconds; when they are used up within ten minutes, the database is lost. */
  readonly patience?: readonly number[];
  /** Where root keeps what PostgreSQL's account cannot reach in the project; /var/lib/sunlit. */
  readonly systemHome?: string;
}

const PATIENCE_MS = [0, 200, 1_000, 3_000, 10_000];
const FORGET_AFTER_MS = 10 * 60_000;
const WATCH_EVERY_MS = 250;

/**
 * Starts (or takes over) the PostgreSQL that comes with the product, on loopback, as an unprivileged account, and keeps it
 * running: when it dies it is started again on the same port, so that pools only have to reconnect.
 * Refuses with one sentence: folder in use, not writable, damaged, of another version, or no program for this platform.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, report, durable = true } = options;
  const place = settlePlace(dataDir, report, options.systemHome);
  const running = options.join ? await findRunning(place) : undefined;
  if (running) return joined(place, running);
  const unlock = lockFolder(place.home);
  try {
    const password = ownerPassword(place);
    const orphan = await findRunning(place);
    if (orphan) report('接管上次意外退出后仍在运行的数据库');
    const server = orphan ?? (await launchFirst(place, password, durable, report));
    rememberPort(place, server.port);
    await ensureDatabase(place, server, password);
    const stop = keepRunning(place, server, durable, options, unlock);
    return { ownerUrl: address(server, password, 'sunlit'), port: server.port, adopted: orphan !== undefined, stop };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function joined(place: Place, server: Server): Promise<EmbeddedPostgres> {
  const ownerUrl = address(server, ownerPassword(place), 'sunlit');
  return { ownerUrl, port: server.port, adopted: true, stop: () => Promise.resolve() };
}

async function launchFirst(place: Place, password: string, durable: boolean, report: Report): Promise<Server> {
  ensureDataFolder(place, password, durable);
  return launch(place, await freePort(lastPort(place)), durable, report);
}

const portFile = (place: Place) => path.join(place.home, 'port');
const rememberPort = (place: Place, port: number) => writeFileSync(portFile(place), `${port}\n`);

function lastPort(place: Place): number | undefined {
  try {
    const port = Number(readFileSync(portFile(place), 'utf8'));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
  } catch {
    return undefined;
  }
}

const address = (server: Server, password: string, database: string) =>
  `postgres://${OWNER}:${password}@127.0.0.1:${server.port}/${database}`;

/** Signs in once, which proves the password, and creates our database the first time. */
async function ensureDatabase(place: Place, server: Server, password: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const failure = await trySignIn(server, password);
    if (!failure) return;
    // A server that has just come back from a kill may take a connection and let it go again; a wrong password stays wrong.
    if (failure.broken && tries < MOST_SIGN_INS) await sleep(SIGN_IN_PAUSE_MS);
    else
      throw cannotStart(
        `数据库已启动，但无法登录（${failure.said}）；请确认 ${place.home} 里的 owner-password 与 data 来自同一份备份`,
      );
  }
}

const MOST_SIGN_INS = 20;
const SIGN_IN_PAUSE_MS = 250;
const BROKEN: ReadonlySet<unknown> = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', '57P03', '57P01']);

async function trySignIn(server: Server, password: string): Promise<{ said: string; broken: boolean } | undefined> {
  const client = new Client({ connectionString: address(server, password, 'postgres') });
  client.on('error', () => undefined); // A connection that breaks here fails the query below as well.
  try {
    await client.connect();
    const { rowCount } = await client.query(`select 1 from pg_database where datname = 'sunlit'`);
    if (rowCount === 0) await client.query('create database sunlit');
    return undefined;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return {
      said,
      broken: BROKEN.has((error as { code?: unknown }).code) || said === 'Connection terminated unexpectedly',
    };
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Watches the server and restarts it; gives the function that stops it for good. */
function keepRunning(
  place: Place,
  first: Server,
  durable: boolean,
  { report, onLost, patience = PATIENCE_MS }: EmbeddedPostgresOptions,
  unlock: () => void,
): () => Promise<void> {
  let server = first;
  let stopping: Promise<void> | undefined;
  let restarting: Promise<void> | undefined;
  let deaths: number[] = [];

  const restart = async () => {
    while (!stopping) {
      const now = performance.now();
      deaths = [...deaths.filter((at) => now - at < FORGET_AFTER_MS), now];
      const pause = patience[deaths.length - 1];
      if (pause === undefined) return giveUp();
      report(`数据库意外停止，正在重新启动（第 ${deaths.length} 次）…`);
      await sleep(pause);
      try {
        server = await launch(place, first.port, durable, report);
        return report('数据库已恢复');
      } catch (error) {
        report(error instanceof Error ? error.message : String(error));
      }
    }
  };
  const giveUp = () => {
    clearInterval(watch);
    onLost?.(`数据库十分钟内停止了 ${deaths.length} 次，不再重新启动；请查看日志 ${path.join(place.data, 'log')}`);
  };
  const watch = setInterval(() => {
    if (stopping || restarting || isServing(server, place)) return;
    restarting = restart().finally(() => {
      restarting = undefined;
    });
  }, WATCH_EVERY_MS);
  watch.unref();

  const stop = async () => {
    clearInterval(watch);
    await restarting;
    if (isServing(server, place)) await shutDown(server, place);
    unlock();
  };
  return () => {
    stopping ??= stop();
    return stopping;
  };
}
