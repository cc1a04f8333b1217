import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { projectRoot } from '#platform/root.ts';
import { wallClock } from '#platform/time.ts';
import { fillPortal } from './documents.ts';
import { openInside } from './inside.ts';
import { type Load, type Spread, ask, askEach, databaseMemory, loadOn, memoryOf } from './load.ts';
import { type Installation, type Product, freshInstallation, startBuilt, startByNpm } from './product.ts';
import { markdownOf, tableOf } from './report.ts';

// `npm run bench`: the built product on a database of its own with 10,000 published documents, beside a bare Fastify that
// answers the same bytes, in the same run. `--documents 1000 --seconds 2` for a quick look.

/** What was measured; bench/results/latest.json as it is. */
export interface Results {
  readonly at: string;
  readonly machine: {
    readonly processors: string;
    readonly memoryGb: number;
    readonly node: string;
    /** Of the last minute, before and after. */
    readonly loadBefore: number;
    readonly loadAfter: number;
  };
  readonly documents: number;
  readonly fillSeconds: number;
  readonly cached: readonly CachedFigure[];
  readonly uncached: readonly UncachedFigure[];
  readonly memory: Readonly<Record<string, { readonly rssMb: number; readonly peakMb: number } | undefined>>;
  readonly databaseMemoryMb: number | undefined;
  readonly coldStart: { readonly seconds: number; readonly parts: readonly string[] };
  readonly warmStart: { readonly seconds: readonly number[]; readonly parts: readonly string[] };
}

export interface CachedFigure {
  readonly page: string;
  readonly path: string;
  readonly bytes: number;
  readonly connections: number;
  readonly product: Load;
  readonly raw: Load;
  /** Requests per second, product to raw: the median over the rounds. */
  readonly ratio: number;
}

export interface UncachedFigure {
  readonly page: string;
  readonly how: string;
  readonly connections: number;
  readonly product: Spread;
  /** The bare server on the cached bytes of such a page, asked in the same way. */
  readonly raw: Spread;
}

const CONNECTIONS = 50;
const ROUNDS = 3;

const documents = numberGiven('--documents', 10_000);
const seconds = numberGiven('--seconds', 4);

function numberGiven(name: string, usual: number): number {
  const at = process.argv.indexOf(name);
  return at < 0 ? usual : Number(process.argv[at + 1]) || usual;
}

interface Bench {
  readonly where: Installation;
  readonly product: Product;
  readonly pid: number;
  /** Index numbers of what was put on the portal. */
  readonly numbers: readonly string[];
  readonly columns: readonly string[];
  newEdition(): Promise<void>;
}

async function measure(): Promise<Results> {
  const loadBefore = loadavg()[0] ?? 0;
  const where = await freshInstallation('bench', {});
  try {
    say('第一次启动，建立演示单位');
    const product = await startBuilt(where);
    const coldStart = { seconds: product.readySeconds, parts: stepsIn(product.said()) };
    const pid = product.child.pid ?? 0;
    const memory: Record<string, ReturnType<typeof memoryOf>> = { 启动后: memoryOf(pid) };
    let measured: Pick<Results, 'fillSeconds' | 'cached' | 'uncached' | 'databaseMemoryMb'>;
    try {
      measured = await measureRunning(where, product, memory);
    } finally {
      await product.stop();
    }
    return {
      at: wallClock.now(),
      machine: machine(loadBefore),
      documents,
      ...measured,
      memory,
      coldStart,
      warmStart: await warmStarts(where),
    };
  } finally {
    await where.remove();
  }
}

async function measureRunning(
  where: Installation,
  product: Product,
  memory: Record<string, ReturnType<typeof memoryOf>>,
) {
  const pid = product.child.pid ?? 0;
  say(`放入 ${documents} 份文件`);
  const inside = await openInside(where);
  const listener = new pg.Client({ connectionString: inside.database.officeUrl });
  try {
    const [numbers, fillSeconds] = await timed(() => fillPortal(inside.house.services, documents));
    await settle(inside.database.ownerUrl);
    memory[`放入 ${documents} 份文件后`] = memoryOf(pid);
    const columns = await inside.house.services.db
      .selectFrom('publication_column')
      .select('key')
      .orderBy('position')
      .execute();
    await listener.connect();
    const newEdition = async () => void (await listener.query(`select pg_notify('portal_changed', '')`));
    const bench = { where, product, pid, numbers, columns: columns.map(({ key }) => key), newEdition };
    const raw = await startRaw(bench);
    try {
      const uncached = await uncachedFigures(bench, raw);
      memory['逐页生成后'] = memoryOf(pid);
      const cached = await cachedFigures(bench, raw);
      memory['满负荷之后'] = memoryOf(pid);
      return { fillSeconds, cached, uncached, databaseMemoryMb: databaseMemory(where.dataDir) };
    } finally {
      raw.stop();
    }
  } finally {
    await listener.end();
    await inside.close();
  }
}

/** Plans as in an installation that has been running for a while. */
async function settle(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query('vacuum analyze');
  await client.end();
}

interface Raw {
  readonly base: string;
  readonly pid: number;
  readonly pages: readonly { readonly page: string; readonly path: string; readonly bytes: number }[];
  stop(): void;
}

/** The three kinds of page as the product answers them now, given to the bare server. */
async function startRaw({ product, where, numbers, columns }: Bench): Promise<Raw> {
  const kinds = [
    { page: '首页', path: '/' },
    { page: '列表（栏目页）', path: `/columns/${columns[1] ?? columns[0]}` },
    { page: '文章', path: `/documents/${numbers[Math.floor(numbers.length / 2)]}` },
  ];
  const answers = await Promise.all(
    kinds.map(async ({ page, path: at }) => {
      const { status, type, encoding, body } = await ask(product.base + at);
      if (status !== 200) throw new Error(`${at} answered ${status}`);
      return { page, path: at, type, encoding, body: body.toString('base64'), bytes: body.length };
    }),
  );
  const file = path.join(where.dataDir, 'raw-pages.json');
  await writeFile(file, JSON.stringify(answers));
  const script = path.join(projectRoot(), 'bench/raw.ts');
  const child = spawn(process.execPath, [script, file], { env: where.env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    base: `http://127.0.0.1:${Number(String(port))}`,
    pid: child.pid ?? 0,
    pages: answers,
    stop: () => void child.kill(),
  };
}

/** Product and baseline by turns, so that whatever else the machine does falls on both. */
async function cachedFigures(bench: Bench, raw: Raw): Promise<CachedFigure[]> {
  const figures: CachedFigure[] = [];
  for (const { page, path: at, bytes } of raw.pages) {
    say(`已缓存的${page}，${CONNECTIONS} 个连接`);
    await loadOn(bench.product.base + at, bench.pid, CONNECTIONS, 1);
    await loadOn(raw.base + at, raw.pid, CONNECTIONS, 1);
    const rounds: { product: Load; raw: Load }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const ours = () => loadOn(bench.product.base + at, bench.pid, CONNECTIONS, seconds);
      const theirs = () => loadOn(raw.base + at, raw.pid, CONNECTIONS, seconds);
      if (round % 2 === 0) rounds.push({ raw: await theirs(), product: await ours() });
      else rounds.push({ product: await ours(), raw: await theirs() });
    }
    rounds.sort((a, b) => a.product.perSecond / a.raw.perSecond - b.product.perSecond / b.raw.perSecond);
    const middle = rounds[Math.floor(rounds.length / 2)];
    if (!middle) throw new Error('no round was run');
    const failures = rounds.reduce((sum, one) => sum + one.product.failures + one.raw.failures, 0);
    if (failures > 0) throw new Error(`${failures} requests for ${at} failed`);
    figures.push({
      page,
      path: at,
      bytes,
      connections: CONNECTIONS,
      ...middle,
      ratio: middle.product.perSecond / middle.raw.perSecond,
    });
  }
  return figures;
}

/** Pages that nobody has asked for since the last release, and pages just after a release; each is really rendered, by the product's own count. */
async function uncachedFigures(bench: Bench, raw: Raw): Promise<UncachedFigure[]> {
  const base = bench.product.base;
  const { numbers, columns } = bench;
  // The compiler of the runtime needs to have seen the code; the process of a real site has.
  await askEach([...numbers.slice(-150).map((n) => `${base}/documents/${n}`), ...lists(base, columns, 'w', 150)], 2);
  const afterRelease = async () => {
    await bench.newEdition();
    // The notice has reached the product when this returns, but not yet its event loop.
    await new Promise((resolve) => setTimeout(resolve, 25));
  };
  const figures: UncachedFigure[] = [];
  const figure = async (
    page: string,
    how: string,
    connections: number,
    urls: readonly string[],
    before?: () => Promise<void>,
  ) => {
    say(`未缓存的${page}：${how}，${connections} 个连接`);
    await afterRelease();
    const rendered = await pagesRendered(base);
    const product = await askEach(urls, connections, before);
    const fresh = (await pagesRendered(base)) - rendered;
    // Now and then the word of a release comes after the question; a few cached answers do not move the slowest hundredth.
    if (fresh < urls.length * 0.95) throw new Error(`only ${fresh} of ${urls.length} ${page} were rendered`);
    const like = raw.pages.find((one) => one.page === page)?.path ?? '/';
    figures.push({
      page,
      how,
      connections,
      product,
      raw: await askEach(
        urls.map(() => raw.base + like),
        connections,
      ),
    });
  };
  const articles = numbers.map((n) => `${base}/documents/${n}`);
  const step = Math.floor((articles.length - 150) / 3);
  const share = Math.min(600, step);
  for (const [turn, connections] of [1, 4, 10].entries()) {
    await figure(
      '列表（栏目页）',
      '发布后第一次被访问的地址',
      connections,
      lists(base, columns, `c${connections}`, share),
    );
    await figure('文章', '发布后第一次被访问的地址', connections, articles.slice(turn * step, turn * step + share));
  }
  for (const { page, path: at } of raw.pages)
    await figure(
      page,
      '每次访问前都有一次新的发布',
      1,
      Array.from({ length: 200 }, () => base + at),
      afterRelease,
    );
  return figures;
}

/** Pages of column lists, each under an address of its own: the page does not read `openness`, the cache's key does. */
function lists(base: string, columns: readonly string[], mark: string, count: number): string[] {
  const pages = Math.max(1, Math.floor(documents / columns.length / 20));
  return Array.from({ length: count }, (_, i) => {
    const page = 1 + (Math.floor(i / columns.length) % pages);
    return `${base}/columns/${columns[i % columns.length]}?page=${page}&openness=${mark}-${i}`;
  });
}

async function pagesRendered(base: string): Promise<number> {
  const text = await (await fetch(`${base}/metrics`)).text();
  return Number(/^sunlit_portal_pages_total\{from="render"\} (\d+)/m.exec(text)?.[1] ?? 0);
}

async function warmStarts(where: Installation): Promise<Results['warmStart']> {
  const took: number[] = [];
  let parts: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    say(`再次启动（npm start），第 ${round + 1} 次`);
    const product = await startByNpm(where);
    took.push(product.readySeconds);
    parts = stepsIn(product.said());
    await product.stop();
  }
  return { seconds: took, parts };
}

/** The steps as the product reports them: ① 启动内置数据库 … 1.2 秒. */
const stepsIn = (said: string): string[] =>
  [...said.replace(/\n {3}[^\n]*/g, '').matchAll(/[①-⑳]\s*([^\n…]+?)\s*…\s*([\d.]+) 秒/g)].map(
    ([, label, s]) => `${label} ${s} 秒`,
  );

function machine(loadBefore: number): Results['machine'] {
  return {
    processors: `${availableParallelism()} × ${cpus()[0]?.model ?? '?'}`,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    loadBefore,
    loadAfter: loadavg()[0] ?? 0,
  };
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const began = performance.now();
  const result = await work();
  return [result, (performance.now() - began) / 1000];
}

const say = (sentence: string) => console.error(`· ${sentence}`);

const results = await measure();
const folder = path.join(projectRoot(), 'bench');
await mkdir(path.join(folder, 'results'), { recursive: true });
await writeFile(path.join(folder, 'results/latest.json'), `${JSON.stringify(results, null, 2)}\n`);
await writeFile(path.join(folder, 'RESULTS.md'), markdownOf(results));
console.log(tableOf(results));
