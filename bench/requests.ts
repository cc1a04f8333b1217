import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { verifyJournal } from '#commons/journal/index.ts';
import { openSubmissions, reviewStamp, yearTable } from '#modules/requests/index.ts';
import { projectRoot } from '#platform/root.ts';
import { wallClock } from '#platform/time.ts';
import { yearOfRequests } from '../src/demo/requests/index.ts';
import { DESKS, requestSorts } from '../src/modules/requests/ledger/contract.ts';
import { numberGiven } from './arguments.ts';
import { type Inside, openInside } from './inside.ts';
import { fillRequests } from './many-requests.ts';
import { spreadOf } from './load.ts';
import { freshInstallation, PASSWORD, startBuilt } from './product.ts';
import { submitSteadily } from './submitting.ts';

// `npm run bench:requests`: applications sent through the public form beside a raw insert of as many bytes, all of them opened afterwards; then
// 100,000 requests: the annual report's table and the ledger. `-- --seconds 10 --requests 20000` for a quick look.

const seconds = numberGiven('--seconds', 60);
const perSecond = numberGiven('--per-second', 200);
const requests = numberGiven('--requests', 100_000);

const applications = yearOfRequests(2_000);
const say = (sentence: string) => console.error(`· ${sentence}`);
const where = await freshInstallation('requests', {});
try {
  const loadBefore = loadavg()[0] ?? 0;
  say('启动，建立演示单位');
  const product = await startBuilt(where);
  const inside = await openInside(where);
  try {
    const today = inside.house.services.time.today();
    say(`每秒 ${perSecond} 件，持续 ${seconds} 秒`);
    const sent = await submitSteadily(product.base, perSecond, seconds, today, (n, id) => ({
      ...formOf(n),
      id,
      stamp: reviewStamp(inside.house.services, id),
    }));
    const kept = await keptOf(inside, sent.receipts);
    say('裸插入');
    const raw = await rawInserts(inside.database.ownerUrl, sent.sent, perSecond);
    say('逐件登记');
    const opening = performance.now();
    let opened = 0;
    for (let some = -1; some !== 0; opened += some) some = await openSubmissions(inside.house.services);
    const openedSeconds = (performance.now() - opening) / 1000;
    const verified = await verifyJournal(inside.house.services.db, today);
    say(`放入 ${requests} 件申请`);
    await fillRequests(inside.database.ownerUrl, requests);
    const report = await reportMs(inside);
    const ledger = await ledgerMs(product.base);
    const { receipts, ...submissions } = sent;
    const results = {
      at: wallClock.now(),
      machine: {
        processors: `${availableParallelism()} × ${cpus()[0]?.model ?? '?'}`,
        node: process.version,
        loadBefore,
        loadAfter: loadavg()[0] ?? 0,
      },
      submissions: {
        perSecond,
        seconds,
        ...submissions,
        receipts: receipts.length,
        missing: receipts.length - kept,
        raw,
      },
      opening: { opened, seconds: openedSeconds, journalOk: verified.ok },
      requests,
      report,
      ledger,
    };
    const folder = path.join(projectRoot(), 'bench/results');
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'requests.json'), `${JSON.stringify(results, null, 2)}\n`);
    console.log(JSON.stringify(results, null, 2));
  } finally {
    await inside.close();
    await product.stop();
  }
} finally {
  await where.remove();
}

function formOf(n: number): Record<string, string> {
  const one = applications[n % applications.length];
  if (!one) throw new Error('no application');
  const { applicant, asks } = one;
  return { ...applicant, description: `${asks}（第${n}件）`, wantedForm: 'electronic', wantedChannel: 'web' };
}

/** How many of the receipts that were given stand in the intake or among the requests. */
async function keptOf({ database }: Inside, receipts: readonly string[]): Promise<number> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from unnest($1::text[]) as r
       where exists (select from intake.request_submission where receipt = r) or exists (select from request where receipt = r)`,
      [receipts],
    );
    return rows[0]?.n ?? 0;
  } finally {
    await client.end();
  }
}

/** The same number of rows of the same size at the same pace, with nothing before the insert. */
async function rawInserts(ownerUrl: string, count: number, pace: number) {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 10 });
  await pool.query(
    'create table public.bench_raw (id uuid primary key default gen_random_uuid(), sealed bytea not null)',
  );
  const sealed = Buffer.alloc(1_200, 7);
  const took: number[] = [];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const due = began + (n * 1000) / pace;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      await pool.query('insert into bench_raw (sealed) values ($1)', [sealed]);
      took.push(performance.now() - due);
    }),
  );
  await pool.query('drop table bench_raw');
  await pool.end();
  const sorted = took.toSorted((a, b) => a - b);
  return { p50Ms: sorted[Math.floor(count / 2)] ?? 0, p99Ms: sorted[Math.floor(count * 0.99)] ?? 0 };
}

/** Table three of last year, five times: the slowest counts. */
async function reportMs({ house }: Inside): Promise<number> {
  const { db, time } = house.services;
  const { id } = await db.selectFrom('unit').select('id').where('key', '=', 'jx-mpa').executeTakeFirstOrThrow();
  let slowest = 0;
  for (let round = 0; round < 5; round += 1) {
    const began = performance.now();
    await yearTable(db, id, Number(time.today().slice(0, 4)) - 1);
    slowest = Math.max(slowest, performance.now() - began);
  }
  return slowest;
}

/** What the openness office turns to: both ledgers from the first page to the last, every desk, every order, and words looked for. */
const LEDGER_PAGES: Readonly<Record<string, (n: number) => string>> = {
  '事项台账，前 200 页': (n) => `/api/matters?kind=request&page=${1 + (n % 200)}`,
  '事项台账，任意一页': (n) => `/api/matters?kind=request&page=${1 + ((n * 617) % Math.ceil(requests / 20))}`,
  '事项台账，各种排序': (n) => `/api/matters?kind=request&sort=${MATTER_SORTS[n % MATTER_SORTS.length]}`,
  '申请台账，前 200 页': (n) => `/api/requests?page=${1 + (n % 200)}`,
  '申请台账，任意一页': (n) => `/api/requests?page=${1 + ((n * 617) % Math.ceil(requests / 20))}`,
  '申请台账，各种排序': (n) => `/api/requests?sort=${requestSorts[n % requestSorts.length]}`,
  '申请台账，各项待办': (n) => `/api/requests?desk=${DESK_KEYS[n % DESK_KEYS.length]}`,
  '申请台账，按渠道、类别、答复、日期': (n) => `/api/requests?${FILTERS[n % FILTERS.length]}`,
  '申请台账，按词': (n) => `/api/requests?q=${encodeURIComponent(n % 2 === 0 ? `第${n}号` : `BENCH-${n}`)}`,
  各项待办的数: () => '/api/requests/desk',
};
const MATTER_SORTS = ['due', '-due', 'received', '-received', 'number', '-number', 'title', '-title'];
const DESK_KEYS = Object.keys(DESKS);
const FILTERS = ['channel=fax', 'class=commercial', 'reply=granted', 'light=red', 'from=2025-01-01&to=2025-12-31'];

/** So many officers, each of whom asks for the next page every so often, whether the one before has come or not; time counts from when it was due. */
const READERS = 20;
const EVERY_MS = 1_000;
const EACH = 6;

async function ledgerMs(base: string) {
  const signedIn = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'chengwangshu', password: PASSWORD }),
  });
  if (!signedIn.ok) throw new Error(await signedIn.text());
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const read = async (address: string) => {
    const answer = await fetch(`${base}${address}`, { headers: { cookie } });
    await answer.text();
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  };
  const pages: Record<string, { readonly p50Ms: number; readonly p99Ms: number; readonly maxMs: number }> = {};
  for (const [name, address] of Object.entries(LEDGER_PAGES)) {
    const took: number[] = [];
    const began = performance.now();
    await Promise.all(
      Array.from({ length: READERS * EACH }, async (_, n) => {
        const due = began + (n * EVERY_MS) / READERS;
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
        await read(address(n));
        took.push(performance.now() - due);
      }),
    );
    const { p50Ms, p99Ms, maxMs } = spreadOf(took, 1);
    pages[name] = { p50Ms, p99Ms, maxMs };
  }
  return { readers: READERS, everyMs: EVERY_MS, pages };
}
