import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { asAccount } from './data-folder.ts';
import type { Place } from './place.ts';
import { commandOf } from './processes.ts';
import { cannotStart } from './refusal.ts';

/** A running PostgreSQL: one we started (`child`), or one that outlived the process that had started it. */
export interface Server {
  readonly pid: number;
  readonly port: number;
  readonly child: ChildProcess | undefined;
}

/** Recovery after a crash replays at most a gigabyte of log; far beyond that something is wrong. */
const READY_WITHIN_MS = 5 * 60_000;
const STOPPED_WITHIN_MS = 30_000;
const OLD_SESSIONS_ATTEMPTS = 40;
const OLD_SESSIONS_PAUSE_MS = 250;

const DURABLE: Readonly<Record<string, string>> = {
  fsync: 'on',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
};
const FOR_TESTS: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
  autovacuum: 'off',
  dynamic_shared_memory_type: 'mmap',
};

/** Loopback only, no socket file, plans without the compiler (slower for our short queries), a week of logs by weekday. */
function settings(place: Place, port: number, durable: boolean): readonly string[] {
  const all: Record<string, string> = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    jit: 'off',
    TimeZone: 'UTC',
    log_timezone: 'UTC',
    password_encryption: 'scram-sha-256',
    log_line_prefix: '%m [%p] %u ',
    logging_collector: 'on',
    log_directory: path.join(place.data, 'log'),
    log_filename: 'postgres-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    ...(durable ? DURABLE : FOR_TESTS),
  };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * Starts PostgreSQL in a session of its own (Ctrl-C is ours to handle) and waits until it takes connections.
 * Sessions of a server that was killed need a moment to notice; until then the new one finds their memory in use, so it tries again.
 */
export async function launch(place: Place, port: number, durable: boolean, report: Report): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    const server = await tryToLaunch(place, port, durable, report);
    if (typeof server === 'object') return server;
    if (attempt === OLD_SESSIONS_ATTEMPTS || !server.includes('pre-existing shared memory block')) {
      throw cannotStart(whyItDidNotStart(place, server));
    }
    await sleep(OLD_SESSIONS_PAUSE_MS);
  }
}

/** Gives the running server, or what it said when it ended. */
async function tryToLaunch(place: Place, port: number, durable: boolean, report: Report): Promise<Server | string> {
  removeStalePidFile(place);
  const startLog = path.join(place.home, 'start.log');
  const log = openSync(startLog, 'w', 0o600);
  const args = ['-D', place.data, ...settings(place, port, durable)];
  const child = spawn(place.binaries.postgres, args, {
    ...asAccount(place),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let failure: Error | undefined;
  child.on('error', (error) => {
    failure = error;
  });
  child.unref();
  const began = performance.now();
  for (let round = 1; performance.now() - began < READY_WITHIN_MS; round++) {
    if (failure) return failure.message;
    if (child.exitCode !== null || child.signalCode !== null) return lastWords(place, startLog);
    const file = readPidFile(place);
    if (file && file.pid === child.pid && file.ready) return { pid: file.pid, port, child };
    if (round % 500 === 0) report('数据库正在恢复上次未写完的内容，请稍候 …');
    await sleep(10);
  }
  child.kill('SIGQUIT');
  return '五分钟内没有就绪';
}

/**
 * What a killed server leaves behind. PostgreSQL itself only asks whether a process of that number exists, and would refuse for ever
 * when the number went to another program of the account, or to a zombie that nobody collects (a container's first process).
 */
function removeStalePidFile(place: Place): void {
  const file = readPidFile(place);
  if (file && !serves(file.pid, place)) rmSync(path.join(place.data, 'postmaster.pid'), { force: true });
}

export type Report = (sentence: string) => void;

const whyItDidNotStart = (place: Place, said: string) =>
  `数据库没有启动：${said}。请查看 ${path.join(place.home, 'start.log')} 和 ${path.join(place.data, 'log')}；如文件夹已损坏，请从备份恢复`;

/** The last thing PostgreSQL said before it gave up: in the start log, or in today's log once the collector runs. */
function lastWords(place: Place, startLog: string): string {
  const today = new Date().toLocaleDateString('en-US', { weekday: 'short', timeZone: 'UTC' });
  for (const file of [path.join(place.data, 'log', `postgres-${today}.log`), startLog]) {
    const fatal = readText(file)
      .split('\n')
      .filter((line) => /FATAL|PANIC|could not|error while loading/.test(line))
      .at(-1);
    if (fatal) return fatal.replace(/^.*?(FATAL|PANIC|LOG):\s*/, '').trim();
  }
  return '没有说明原因';
}

/** The server that already serves this data folder, whoever started it; undefined when there is none. Waits out one that is stopping. */
export async function findRunning(place: Place): Promise<Server | undefined> {
  const began = performance.now();
  while (performance.now() - began < READY_WITHIN_MS) {
    const file = readPidFile(place);
    if (!file || !serves(file.pid, place)) return undefined;
    if (file.ready) return { pid: file.pid, port: file.port, child: undefined };
    await sleep(20);
  }
  throw cannotStart(`数据库进程 ${readPidFile(place)?.pid} 五分钟内既没有就绪也没有停止；请结束它后再启动`);
}

/** A process id in a stale file may belong to anything by now: only PostgreSQL on this very folder counts. */
function serves(pid: number, place: Place): boolean {
  const command = commandOf(pid);
  return command !== undefined && (process.platform === 'win32' || command.includes(`-D ${place.data} `));
}

export const isServing = (server: Server, place: Place) =>
  server.child ? server.child.exitCode === null && server.child.signalCode === null : serves(server.pid, place);

/** postmaster.pid: line 1 the process, line 4 the port, line 8 its state. */
function readPidFile(place: Place): { pid: number; port: number; ready: boolean } | undefined {
  const lines = readText(path.join(place.data, 'postmaster.pid')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3] ?? 0), ready: lines[7]?.startsWith('ready') ?? false };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Ends all sessions, writes everything down and stops; harder after half a minute. */
export async function shutDown(server: Server, place: Place): Promise<void> {
  for (const how of ['fast', 'immediate'] as const) {
    tell(server, place, how);
    const began = performance.now();
    while (performance.now() - began < STOPPED_WITHIN_MS) {
      if (!isServing(server, place)) return;
      await sleep(10);
    }
  }
}

function tell(server: Server, place: Place, how: 'fast' | 'immediate'): void {
  if (process.platform === 'win32') {
    spawnSync(place.binaries.pgCtl, ['stop', '-D', place.data, '-m', how, '-W'], asAccount(place));
    return;
  }
  try {
    process.kill(server.pid, how === 'fast' ? 'SIGINT' : 'SIGQUIT');
  } catch {
    // Already gone.
  }
}

/** The port of last time when it is free, so that addresses stay the same over a restart; else any free one. */
export async function freePort(wished: number | undefined): Promise<number> {
  for (const port of wished ? [wished, 0] : [0]) {
    const free = await tryPort(port);
    if (free) return free;
  }
  throw cannotStart('本机回环地址 127.0.0.1 上没有可用的端口，数据库无法启动；请检查网络设置');
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}
