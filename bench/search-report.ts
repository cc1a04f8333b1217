import type { Spread } from './load.ts';

/** bench/results/search.json as it is. */
export interface SearchResults {
  readonly at: string;
  readonly machine: {
    readonly processors: string;
    readonly node: string;
    readonly loadBefore: number;
    readonly loadAfter: number;
  };
  readonly documents: number;
  readonly fillSeconds: number;
  readonly indexSize: string;
  readonly connections: number;
  readonly figures: readonly SearchFigure[];
  /** Nothing but computing, `workMs` milliseconds each, at the paces of the steady rows. */
  readonly itself: readonly Spread[];
  readonly workMs: number;
  readonly ilike: Spread;
}

export interface SearchFigure {
  readonly kind: string;
  /** The next as soon as one is answered; or at fixed times, answered or not. */
  readonly arrival: 'saturating' | 'steady';
  readonly product: Spread;
}

/** The bar of the issue. */
const P99_MS = 50;

const ARRIVALS = { saturating: '压满', steady: '稳定到达' } as const;

const whole = (n: number) => Math.round(n).toLocaleString('en-US');
const one = (n: number) => n.toFixed(1);

export function searchTable({ figures, itself, workMs, ilike, connections }: SearchResults): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rowOf = (kind: string, arrival: SearchFigure['arrival'], spread: Spread, judged: boolean) => [
    kind,
    ARRIVALS[arrival],
    whole(spread.requests),
    whole(spread.perSecond),
    one(spread.p50Ms),
    one(spread.p99Ms),
    one(spread.maxMs),
    judged ? (spread.p99Ms <= P99_MS ? '达到' : '未达到') : '',
  ];
  const head = [
    `搜索（${connections} 个连接）`,
    '怎样问',
    '次数',
    '次/秒',
    'p50 毫秒',
    'p99 毫秒',
    '最慢毫秒',
    `p99 ≤ ${P99_MS} 毫秒`,
  ];
  return [
    line(head),
    line(head.map(() => '---')),
    ...figures.map(({ kind, arrival, product }) => line(rowOf(kind, arrival, product, true))),
    ...itself.map((spread) =>
      line(rowOf(`对照：这台机器只做 ${workMs} 毫秒的计算，不经网络、数据库和本系统`, 'steady', spread, false)),
    ),
    line(rowOf('对照：同一个库里用 ilike 查标题和正文（只算数据库，不含页面）', 'saturating', ilike, false)),
  ].join('\n');
}

/** The part of RESULTS.md that tells of the search. */
export function searchSection(results: SearchResults): string {
  const { at, machine, documents, indexSize, fillSeconds } = results;
  return `## 搜索 Search

由 \`npm run bench:search\` 写出。时间 ${at}；${machine.processors}，Node ${machine.node}；一分钟平均负载：开始前 ${one(machine.loadBefore)}，结束时 ${one(machine.loadAfter)}。
门户上有 ${whole(documents)} 份文件，每份约两千字；放入用时 ${one(fillSeconds)} 秒，词索引 ${indexSize}。处理器与数据库、压测程序共用。
每个地址只问一次，不经页面缓存（最后一类除外）；一页 20 条，含摘录、计数和分栏目统计。

- “压满”：${results.connections} 个连接各自一得到回答就问下一个，处理器一直用满，时间主要是排队；“次/秒”说明最多能答多少。
- “稳定到达”：${results.connections} 个连接各自隔固定的时间问一次（“次/秒”是合起来问的快慢，不是最多能答多少），不等上一个答完；
  时间从该问的时刻算起，排在慢回答后面的等待也算在内。
- 只做计算的对照，每个处理器一个线程，节奏与“稳定到达”相同：处理器与别的虚拟机共用，会停顿；在这台机器上，什么程序都不会比它更快。

两种都用同一个门槛判定。

${searchTable(results)}
`;
}
