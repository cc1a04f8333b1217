import type { Spread } from '../load.ts';
import type { Asked } from './asking.ts';
import type { Killed } from './killing.ts';

/** bench/results/requests.json as it is. */
export interface RequestResults {
  readonly at: string;
  readonly machine: {
    readonly processors: string;
    readonly node: string;
    readonly loadBefore: number;
    readonly loadAfter: number;
  };
  readonly submissions: {
    readonly perSecond: number;
    readonly seconds: number;
    readonly refused: number;
    readonly unanswered: number;
    /** Receipts that were given and are not there. */
    readonly missing: number;
    readonly product: Spread;
    readonly raw: Spread;
  };
  readonly opening: { readonly opened: number; readonly seconds: number; readonly journalOk: boolean };
  readonly asked: Asked;
  readonly killed: Killed;
  readonly requests: number;
  /** Table three of the annual report over them, the slowest of five. */
  readonly reportMs: number;
  readonly ledgers: Readonly<Record<string, Spread>>;
}

/** The bars of the issue, in milliseconds. */
const BARS = { submission: 150, report: 2_000, ledger: 100 } as const;

const whole = (n: number) => Math.round(n).toLocaleString('en-US');
const one = (n: number) => n.toFixed(1);
const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map(line).join('\n');
const met = (ms: number, bar: number) => (ms <= bar ? '达到' : '未达到');
const cells = ({ requests, perSecond, p50Ms, p99Ms, maxMs }: Spread) => [
  whole(requests),
  whole(perSecond),
  one(p50Ms),
  one(p99Ms),
  one(maxMs),
];
const COLUMNS = ['次数', '次/秒', 'p50 毫秒', 'p99 毫秒', '最慢毫秒'];

/** The part of RESULTS.md that tells of applications. */
export function requestSection(results: RequestResults): string {
  const { at, machine, submissions, opening, asked, killed, requests, reportMs, ledgers } = results;
  const { perSecond, seconds, product, raw } = submissions;
  const submitting = table(
    ['提交申请', ...COLUMNS, `p99 ≤ ${BARS.submission} 毫秒`],
    [
      ['公众网站的申请表（50 人，无脚本）', ...cells(product), met(product.p99Ms, BARS.submission)],
      ['对照：同样大小的一行，只插入', ...cells(raw), ''],
    ],
  );
  const asking = table(
    ['凭编号和查询码查询', ...COLUMNS],
    [
      ['查询页，每次另一件申请', ...cells(asked.product)],
      ['对照：裸 Fastify，收同样的表单，答同样的字节', ...cells(asked.raw)],
    ],
  );
  const turning = table(
    ['台账', ...COLUMNS, `p99 ≤ ${BARS.ledger} 毫秒`],
    Object.entries(ledgers).map(([name, spread]) => [name, ...cells(spread), met(spread.p99Ms, BARS.ledger)]),
  );
  return `## 依申请公开 Requests for information

由 \`npm run bench:requests\` 写出。时间 ${at}；${machine.processors}，Node ${machine.node}；一分钟平均负载：开始前 ${one(machine.loadBefore)}，结束时 ${one(machine.loadAfter)}。处理器与数据库、压测程序共用。
每一次的时间都从该发出的时刻算起，排在慢回答后面的等待也算在内。

每秒 ${whole(perSecond)} 件，持续 ${whole(seconds)} 秒，申请照常逐件登记。给出回执 ${whole(product.requests)} 个，事后查不到的 **${whole(submissions.missing)}** 个；被拒绝 ${whole(submissions.refused)} 件，没有回答 ${whole(submissions.unanswered)} 件。
全部登记完毕又用 ${one(opening.seconds)} 秒（${whole(opening.opened)} 件），留痕核对${opening.journalOk ? '一致' : '**不一致**'}。

${submitting}

提交途中用 kill -9 杀掉应用，${one(killed.recoverySeconds)} 秒后恢复：已给出回执 ${whole(killed.acknowledged)} 个，丢失 **${whole(killed.lost)}** 个；没有得到回答的 ${whole(killed.unanswered)} 件原样再提交一次，不是恰好一件的 **${whole(killed.notOnce)}** 件。

${asking}

放入 ${whole(requests)} 件申请（五年，十二个单位）之后：年度报告表三 ${whole(reportMs)} 毫秒（五次中最慢的一次；要求 ≤ ${whole(BARS.report)} 毫秒：${met(reportMs, BARS.report)}）。20 人同时翻台账，每人每秒一页：

${turning}
`;
}
