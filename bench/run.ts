import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { projectRoot } from '#platform/root.ts';
import { wallClock } from '#platform/time.ts';
import { cachedFigures } from './cached.ts';
import { fillPortal } from './documents.ts';
import { openInside } from './inside.ts';
import { databaseMemory, memoryOf } from './load.ts';
import { type Installation, type Product, freshInstallation, startBuilt, startByNpm } from './product.ts';
import { startRaw } from './raw-server.ts';
import { markdownOf, tableOf } from './report.ts';
import type { Results } from './results.ts';
import { renewPart } from './sections.ts';
import { releaseSetFigures } from './release-set.ts';
import { uncachedFigures } from './uncached.ts';

// `npm run bench`: the built product on a database of its own with 10,000 published documents, beside a bare Fastify that
// answers the same bytes, in the same run. `--documents 1000 --seconds 2` for a quick look.

const STARTS = 3;

const documents = numberGiven('--documents', 10_000);
const seconds = numberGiven('--seconds', 2);

function numberGiven(name: string, usual: number): number {
  const at = process.argv.indexOf(name);
  return at < 0 ? usual : Number(process.argv[at + 1]) || usual;
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
    let measured: Pick<Results, 'fillSeconds' | 'cached' | 'uncached' | 'releaseSet' | 'databaseMemoryMb'>;
    try {
      measured = await measureRunning(where, product, memory);
    } finally {
      await product.stop();
    }
    memory.再次启动后 = await memoryWarm(where);
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
      memory.逐页生成后 = memoryOf(pid);
      const cached = await cachedFigures(bench, raw, seconds);
      memory.满负荷之后 = memoryOf(pid);
      say('成组发布');
      const releaseSet = await releaseSetFigures(inside.house.services, inside.database.ownerUrl, async () =>
        (await fetch(`${product.base}/columns/announcements`)).text(),
      );
      return { fillSeconds, cached, uncached, releaseSet, databaseMemoryMb: databaseMemory(where.dataDir) };
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

/** What the application takes when it starts on data that is there. */
async function memoryWarm(where: Installation): Promise<ReturnType<typeof memoryOf>> {
  const product = await startBuilt(where);
  try {
    return memoryOf(product.child.pid ?? 0);
  } finally {
    await product.stop();
  }
}

async function warmStarts(where: Installation): Promise<Results['warmStart']> {
  const took: number[] = [];
  let parts: string[] = [];
  for (let round = 0; round < STARTS; round++) {
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
await renewPart(path.join(folder, 'RESULTS.md'), 'head', markdownOf(results));
console.log(tableOf(results));
