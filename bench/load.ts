import http from 'node:http';
import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';

const ACCEPT = { 'accept-encoding': 'br', accept: 'text/html' } as const;

/** An answer as it crossed the wire. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly encoding: string;
  readonly body: Buffer;
  /** From sending the request to the last byte. */
  readonly ms: number;
}

export function ask(url: string, agent: http.Agent = http.globalAgent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const request = http.get(url, { agent, headers: ACCEPT }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('error', reject);
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: String(response.headers['content-type'] ?? ''),
          encoding: String(response.headers['content-encoding'] ?? ''),
          body: Buffer.concat(parts),
          ms: performance.now() - began,
        }),
      );
    });
    request.once('error', reject);
  });
}

export interface Load {
  readonly perSecond: number;
  readonly p99Ms: number;
  /** Processor time of the server for one request, in microseconds; undefined where /proc is not there. */
  readonly cpuMicros: number | undefined;
  readonly failures: number;
}

/** Asks one address over and over on `connections` connections for some seconds. */
export async function loadOn(url: string, pid: number, connections: number, seconds: number): Promise<Load> {
  const before = cpuSecondsOf(pid);
  const result = await autocannon({ url, connections, duration: seconds, headers: ACCEPT });
  const after = cpuSecondsOf(pid);
  const cpu =
    before === undefined || after === undefined ? undefined : ((after - before) / result.requests.total) * 1e6;
  return {
    perSecond: result.requests.average,
    p99Ms: result.latency.p99,
    cpuMicros: cpu,
    failures: result.errors + result.timeouts + result.non2xx,
  };
}

export interface Spread {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** Asks each address once, `connections` at a time, the next as soon as one is answered. Refuses anything but 200. */
export async function askEach(
  urls: readonly string[],
  connections: number,
  before?: () => Promise<void>,
): Promise<Spread> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const took: number[] = [];
  const queue = urls.values();
  const began = performance.now();
  const worker = async () => {
    for (const url of queue) {
      await before?.();
      const { status, ms } = await ask(url, agent);
      if (status !== 200) throw new Error(`${url} answered ${status}`);
      took.push(ms);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  return spreadOf(took, seconds);
}

/**
 * As readers do: each on a connection of their own asks the next address every so many milliseconds, whether the one before was answered
 * or not. Time counts from when it was due, so that waiting behind a slow answer is counted too. Refuses anything but 200.
 */
export async function askSteadily(urls: readonly string[], readers: number, everyMs: number): Promise<Spread> {
  const took: number[] = [];
  const began = performance.now();
  const reader = async (who: number) => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const mine = urls.filter((_, i) => i % readers === who);
    await Promise.all(
      mine.map(async (url, i) => {
        const due = began + (i + who / readers) * everyMs;
        await sleep(Math.max(0, due - performance.now()));
        const { status } = await ask(url, agent);
        if (status !== 200) throw new Error(`${url} answered ${status}`);
        took.push(performance.now() - due);
      }),
    );
    agent.destroy();
  };
  await Promise.all(Array.from({ length: readers }, (_, who) => reader(who)));
  return spreadOf(took, (performance.now() - began) / 1000);
}

/**
 * So many a second together, in turn on so many connections, each on its own: one that is not answered yet holds up the next of its connection, and time
 * counts from when each was due. `send` says whether its time counts.
 */
export async function atPace(
  count: number,
  perSecond: number,
  connections: number,
  send: (n: number, agent: http.Agent) => Promise<boolean>,
): Promise<Spread> {
  const took: number[] = [];
  const began = performance.now();
  const connection = async (who: number) => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    for (let n = who; n < count; n += connections) {
      const due = began + (n * 1000) / perSecond;
      await sleep(Math.max(0, due - performance.now()));
      if (await send(n, agent)) took.push(performance.now() - due);
    }
    agent.destroy();
  };
  await Promise.all(Array.from({ length: connections }, (_, who) => connection(who)));
  return spreadOf(took, (performance.now() - began) / 1000);
}

/** What a number of answers took, in milliseconds, over so many seconds. */
export function spreadOf(took: readonly number[], seconds: number): Spread {
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return { requests: sorted.length, perSecond: sorted.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
}

/** User and system time a process has used (Linux: fields 14 and 15 of stat, in hundredths of a second). */
function cpuSecondsOf(pid: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return undefined;
  }
}

/** What a process holds in memory now and at most, in MB (Linux). */
export function memoryOf(pid: number): { readonly rssMb: number; readonly peakMb: number } | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const mb = (name: string) =>
      Math.round(Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024);
    return { rssMb: mb('VmRSS'), peakMb: mb('VmHWM') };
  } catch {
    return undefined;
  }
}

/** PostgreSQL's processes on a data folder together, each page of shared memory counted once (Linux, PSS), in MB. */
export function databaseMemory(dataDir: string): number | undefined {
  try {
    const postmaster = readdirSync('/proc').find(
      (pid) => /^\d+$/.test(pid) && commandOf(pid).includes(`-D ${dataDir}`),
    );
    if (!postmaster) return undefined;
    const all = [postmaster, ...childrenOf(postmaster)];
    const kb = all.map((pid) =>
      Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0),
    );
    return Math.round(kb.reduce((sum, one) => sum + one, 0) / 1024);
  } catch {
    return undefined;
  }
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

const childrenOf = (pid: string): string[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
