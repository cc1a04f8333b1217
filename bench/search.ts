import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { projectRoot } from '#platform/root.ts';
import { wallClock } from '#platform/time.ts';
import { openInside } from './inside.ts';
import { askEach, askSteadily, type Spread } from './load.ts';
import { machineItself } from './machine-itself.ts';
import { fillMany, type Made, words } from './many-documents.ts';
import { freshInstallation, startBuilt } from './product.ts';
import { type SearchFigure, type SearchResults, searchSection, searchTable } from './search-report.ts';
import { renewPart } from './sections.ts';

// `npm run bench:search`: the built product with 100,000 documents; searches nobody has asked before, 20 at a time, beside the same words
// looked for with `ilike` in the same database in the same run. `-- --documents 20000 --each 400` for a quick look.

const documents = numberGiven('--documents', 100_000);
const each = numberGiven('--each', 2_000);
const CONNECTIONS = 20;
/** How often each reader of the steady rows asks: 20 of them are 25, 50 and 100 searches a second. */
const PACES_MS = [800, 400, 200] as const;
/** What a search takes of the processors, product and database together (ADR 10). */
const WORK_MS = 10;

function numberGiven(name: string, usual: number): number {
  const at = process.argv.indexOf(name);
  return at < 0 ? usual : Number(process.argv[at + 1]) || usual;
}

async function measure(): Promise<SearchResults> {
  const loadBefore = loadavg()[0] ?? 0;
  const where = await freshInstallation('search', {});
  try {
    say('启动，建立演示单位');
    const product = await startBuilt(where);
    try {
      const inside = await openInside(where);
      const client = new pg.Client({ connectionString: inside.database.ownerUrl });
      try {
        say(`放入 ${documents} 份文件`);
        const began = performance.now();
        const made = await fillMany(inside.database.ownerUrl, documents, wallClock.today());
        await client.connect();
        await client.query('vacuum analyze');
        await client.query(`update portal.edition set number = number + 1`);
        await client.query(`select pg_notify('portal_changed', '')`);
        const fillSeconds = (performance.now() - began) / 1000;
        const { rows } = await client.query<{ size: string }>(
          `select pg_size_pretty(pg_relation_size('portal.search_entry_words')) as size`,
        );
        const columns = (
          await client.query<{ key: string }>('select key from portal.publication_column order by position')
        ).rows.map(({ key }) => key);
        const figures = await searchFigures(product.base, made, columns);
        const ilike = await ilikeFigures(inside.database.ownerUrl, made);
        say('同样的节奏，只计算');
        const itself: Spread[] = [];
        for (const everyMs of PACES_MS) itself.push(await machineItself(each, (CONNECTIONS * 1000) / everyMs, WORK_MS));
        return {
          at: wallClock.now(),
          machine: {
            processors: `${availableParallelism()} × ${cpus()[0]?.model ?? '?'}`,
            node: process.version,
            loadBefore,
            loadAfter: loadavg()[0] ?? 0,
          },
          documents,
          fillSeconds,
          indexSize: rows[0]?.size ?? '?',
          connections: CONNECTIONS,
          figures,
          itself,
          workMs: WORK_MS,
          ilike,
        };
      } finally {
        await client.end();
        await inside.close();
      }
    } finally {
      await product.stop();
    }
  } finally {
    await where.remove();
  }
}

/** Each kind of search by itself, every address new; then all kinds in turn; then as readers do, the frequent ones again and again. */
async function searchFigures(base: string, made: readonly Made[], columns: readonly string[]): Promise<SearchFigure[]> {
  const kinds = queries(made, columns);
  const urlOf = (asked: string) => `${base}/search?${asked}`;
  // The compiler of the runtime needs to have seen the code; the process of a real site has.
  await askEach(
    Object.values(kinds).flatMap((all) => all.slice(-60).map(urlOf)),
    4,
  );
  const figures: SearchFigure[] = [];
  const figure = async (kind: string, asked: readonly string[]) => {
    say(kind);
    figures.push({ kind, arrival: 'saturating', product: await askEach(asked.map(urlOf), CONNECTIONS) });
  };
  const steadily = async (kind: string, asked: readonly string[], everyMs: number) => {
    say(`${kind}（稳定到达，各隔 ${everyMs} 毫秒）`);
    figures.push({ kind, arrival: 'steady', product: await askSteadily(asked.map(urlOf), CONNECTIONS, everyMs) });
  };
  for (const [kind, asked] of Object.entries(kinds)) await figure(kind, asked.slice(0, Math.floor(each / 4)));
  const rest = Object.values(kinds).map((asked) => asked.slice(Math.floor(each / 4), -1_000));
  const inTurn = (from: number) =>
    Array.from({ length: each }, (_, i) => rest[i % rest.length]?.[from + Math.floor(i / rest.length)] ?? '').filter(
      Boolean,
    );
  const inTurns = '各类轮流，全部是第一次问';
  await figure(inTurns, inTurn(0));
  for (const [i, everyMs] of PACES_MS.entries())
    await steadily(inTurns, inTurn(Math.ceil(each / rest.length) * (i + 1)), everyMs);
  const common = Object.values(kinds).flatMap((asked) => asked.slice(-1_000));
  const asReaders = '读者那样（常用的反复问，页面缓存起作用）';
  await figure(
    asReaders,
    Array.from({ length: each * 2 }, (_, i) => common[zipf(i, common.length)] ?? ''),
  );
  for (const [i, everyMs] of PACES_MS.entries())
    await steadily(
      asReaders,
      Array.from({ length: each }, (_, n) => common[zipf(n + each * (2 + i), common.length)] ?? ''),
      everyMs,
    );
  return figures;
}

/** The first of a list far more often than the last. */
function zipf(i: number, length: number): number {
  const share = ((Math.imul(i + 1, 2_654_435_761) >>> 0) % 100_000) / 100_000;
  return Math.floor(length ** share) - 1;
}

function queries(made: readonly Made[], columns: readonly string[]): Record<string, string[]> {
  const q = (text: string, more = '') => `q=${encodeURIComponent(text)}${more}`;
  const enough = each * 1.5 + 1_500;
  const spread = Array.from({ length: enough }, (_, i) => made[(i * 7_907) % made.length] as Made);
  const commons = [
    '药品',
    '监督管理',
    '检查',
    '企业',
    '公告',
    '药品监督管理局',
    '生产',
    '医疗器械',
    '安全',
    '通知',
    '公示',
    '管理',
    '整改',
    '经营',
    '申请',
    '抽检',
  ];
  return {
    '常用词（药品、监督管理……），带栏目、年份或页次': Array.from({ length: enough }, (_, i) => {
      const word = commons[i % commons.length] ?? '';
      const turn = Math.floor(i / commons.length);
      const column = columns[turn % columns.length];
      const year = 2020 + (Math.floor(turn / columns.length) % 7);
      const page = 1 + Math.floor(turn / columns.length / 7);
      return i % 2 === 0
        ? q(
            `${word} ${commons[(i + turn + 1) % commons.length]} ${turn}`.replace(/ \d+$/, ''),
            `&column=${column}&page=${page}&year=${year}`,
          )
        : q(word, `&column=${column}&year=${year}&page=${page}`);
    }),
    两个词的组合: Array.from({ length: enough }, (_, i) => {
      const { CITIES, SUBJECTS, MATTERS } = words;
      return q(
        `${CITIES[i % CITIES.length]}${SUBJECTS[Math.floor(i / 11) % SUBJECTS.length]} ${MATTERS[Math.floor(i / 220) % MATTERS.length]}`,
        i >= 3_080 ? `&year=${2020 + (i % 7)}` : '',
      );
    }),
    企业和品种名称: spread.map(({ company, drug }) => q(`${company} ${drug}`)),
    标题原文: spread.map(({ title }) => q(title.slice(0, 60))),
    '文号、索引号': spread.map(({ documentNumber, indexNumber }) => q(documentNumber ?? indexNumber)),
    '没有结果、错别字': spread.map(({ drug, company }, i) =>
      q(i % 2 === 0 ? `${drug.slice(0, 2)}要品${i}` : `${company.slice(0, 4)}监毒检查${i}`),
    ),
  };
}

/** What most sites do instead: the same words as a piece of title or text, newest first; as many connections, far fewer questions. */
async function ilikeFigures(url: string, made: readonly Made[]): Promise<Spread> {
  say('同样的词，用 ilike');
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS });
  const asked = Array.from({ length: 40 }, (_, i) => {
    const one = made[(i * 7_907) % made.length];
    return ['药品监督', one?.company ?? '', one?.title ?? '', '没有这样的词', one?.drug ?? '', '飞行检查'][i % 6] ?? '';
  });
  const took: number[] = [];
  const queue = asked.values();
  const began = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (const word of queue) {
        const start = performance.now();
        await pool.query(
          'select id, title from portal.document where withdrawn_at is null and (title ilike $1 or body_html ilike $1) order by first_released_at desc limit 20',
          [`%${word}%`],
        );
        took.push(performance.now() - start);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  await pool.end();
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.ceil(took.length * share) - 1)] ?? 0;
  return { requests: took.length, perSecond: took.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
}

const say = (sentence: string) => console.error(`· ${sentence}`);

const results = await measure();
const folder = path.join(projectRoot(), 'bench');
await mkdir(path.join(folder, 'results'), { recursive: true });
await writeFile(path.join(folder, 'results/search.json'), `${JSON.stringify(results, null, 2)}\n`);
await renewPart(path.join(folder, 'RESULTS.md'), 'search', searchSection(results));
console.log(searchTable(results));
