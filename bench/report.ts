import type { CachedFigure, Results, UncachedFigure } from './results.ts';

/** The bars of the issue: cached pages beside the raw reply, and the slowest hundredth of pages that must be made. */
const CACHED_RATIO = 0.6;
const UNCACHED_P99_MS = 25;
/** How many are made at once when the second bar is asked. */
const UNCACHED_CONNECTIONS = 4;
const WARM_START_SECONDS = 6;

const verdict = (kept: boolean) => (kept ? '达到' : '未达到');
const whole = (n: number) => Math.round(n).toLocaleString('en-US');
const one = (n: number) => n.toFixed(1);
const percent = (n: number) => `${Math.round(n * 100)} %`;
const median = (all: readonly number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;

const cachedRow = ({ page, bytes, product, raw, ratio }: CachedFigure): string[] => [
  page,
  whole(bytes),
  whole(product.perSecond),
  whole(raw.perSecond),
  percent(ratio),
  `${one(product.p99Ms)} / ${one(raw.p99Ms)}`,
  product.cpuMicros && raw.cpuMicros ? `${whole(product.cpuMicros)} / ${whole(raw.cpuMicros)}` : '',
  verdict(ratio >= CACHED_RATIO),
];
const CACHED_HEAD = [
  '页面',
  '字节（br）',
  '次/秒',
  '裸 Fastify 次/秒',
  '比例',
  'p99 毫秒（本系统/裸）',
  '每次 CPU 微秒（本系统/裸）',
  '≥ 60 %',
];

const uncachedRow = ({ page, how, connections, product, raw }: UncachedFigure): string[] => [
  page,
  how,
  String(connections),
  whole(product.perSecond),
  one(product.p50Ms),
  one(product.p99Ms),
  one(raw.p99Ms),
  connections <= UNCACHED_CONNECTIONS ? verdict(product.p99Ms <= UNCACHED_P99_MS) : '',
];
const UNCACHED_HEAD = ['页面', '怎样才算未缓存', '连接', '次/秒', 'p50 毫秒', 'p99 毫秒', '裸 p99 毫秒', '≤ 25 毫秒'];

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function memoryRows({ memory, databaseMemoryMb }: Results): string[][] {
  const rows = Object.entries(memory).flatMap(([when, held]) =>
    held ? [[`应用进程，${when}`, `${held.rssMb} MB`, `${held.peakMb} MB`]] : [],
  );
  return databaseMemoryMb === undefined
    ? rows
    : [...rows, ['PostgreSQL 各进程合计（PSS），满负荷之后', `${databaseMemoryMb} MB`, '']];
}

/** The bar of the issue for a set of fifty. */
const SET_MS = 1000;

const SET_HEAD = ['成组发布', '各轮毫秒', '居中毫秒', `≤ ${SET_MS} 毫秒`];
function setRows({ releaseSet: { items, orderMs, bareInsertMs, firstFreshPageMs } }: Results): string[][] {
  const row = (what: string, all: readonly number[], judged: boolean) => [
    what,
    all.map(whole).join('、'),
    whole(median(all)),
    judged ? verdict(median(all) <= SET_MS) : '',
  ];
  return [
    row(`${items} 份文件一次成组发布（检查、签署核验、留痕、门户，一个事务）`, orderMs, true),
    row(`对照：${items} 行门户记录的裸插入，一个事务`, bareInsertMs, false),
    row('发布后到读者看到新页面', firstFreshPageMs, true),
  ];
}

/** For the terminal. */
export function tableOf(results: Results): string {
  const { cached, uncached, warmStart, machine } = results;
  return [
    markdownTable(CACHED_HEAD, cached.map(cachedRow)),
    markdownTable(UNCACHED_HEAD, uncached.map(uncachedRow)),
    markdownTable(SET_HEAD, setRows(results)),
    markdownTable(['内存', 'RSS', '峰值'], memoryRows(results)),
    `再次启动（npm start 到 /readyz）：${warmStart.seconds.map(one).join('、')} 秒；负载 ${one(machine.loadBefore)} → ${one(machine.loadAfter)}`,
  ].join('\n\n');
}

/** bench/RESULTS.md */
export function markdownOf(results: Results): string {
  const { at, machine, documents, fillSeconds, cached, uncached, coldStart, warmStart } = results;
  const warm = median(warmStart.seconds);
  return `# 测量结果 Measurements

由 \`npm run bench\` 写出，不要手改。Written by \`npm run bench\`; do not edit.

- 时间 ${at}；${machine.processors}，${machine.memoryGb} GB 内存，Node ${machine.node}
- 一分钟平均负载：开始前 ${one(machine.loadBefore)}，结束时 ${one(machine.loadAfter)}（含压测程序自己）。处理器与数据库、压测程序共用，绝对值随机器变，**比例**才可比较。
- 门户上有 ${whole(documents)} 份已发布文件，外加演示单位。文件经发布模块自己的门（\`putOnPortal\`）放入，用时 ${one(fillSeconds)} 秒；
  拟稿和审签没有走，因为公众网页只读 \`portal\` 模式。

## 已缓存的页面 Cached pages

autocannon，${cached[0]?.connections ?? 0} 个连接，\`Accept-Encoding: br\`；与同一次运行里回答同样字节、同样类型、同样压缩的裸 Fastify 轮流各测几轮，取比例居中的一轮。
“每次 CPU”是服务端进程为一次请求用掉的处理器时间，不受别的进程抢占影响。autocannon 的延迟以毫秒为单位，处理器用满时 p99 主要是排队。

${markdownTable(CACHED_HEAD, cached.map(cachedRow))}

## 未缓存的页面 Pages that must be made

每个地址只访问一次，一个连接答完再问下一个；确实是现做的，由 \`sunlit_portal_pages_total{from="render"}\` 核对。
“发布后第一次被访问的地址”：页面之间共用的内容（栏目、站点信息）已经查过；“每次访问前都有一次新的发布”：全部重查。
门槛（p99 ≤ 25 毫秒）按 ${UNCACHED_CONNECTIONS} 个以内同时现做判定；10 个连接的一行说明超出之后怎样。基线是裸 Fastify 以同样方式回答同样大小的字节。

${markdownTable(UNCACHED_HEAD, uncached.map(uncachedRow))}

## 成组发布 Release sets

${markdownTable(SET_HEAD, setRows(results))}

## 内存 Memory

${markdownTable(['何时', 'RSS', '峰值'], memoryRows(results))}

## 启动 Starts

- 再次启动（\`npm start\` 到 \`/readyz\` 答 200，有 ${whole(documents)} 份文件）：${warmStart.seconds.map(one).join('、')} 秒，居中 ${one(warm)} 秒；要求 ≤ ${WARM_START_SECONDS} 秒：${verdict(warm <= WARM_START_SECONDS)}。
  其中：${warmStart.parts.join('；')}。
- 第一次启动（已装依赖、已构建）：${one(coldStart.seconds)} 秒。其中：${coldStart.parts.join('；')}。安装依赖和构建的时间由 \`npm start\` 自己打印，不在此列。
`;
}
