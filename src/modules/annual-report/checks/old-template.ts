import { proactivePlace } from '../figures.ts';
import { keysOf, proactiveRows } from '../tables.ts';
import type { Rule, Subject, Trouble } from './rule.ts';

/** What the template of report years 2019 and 2020 was commonly misunderstood in. */
export const oldTemplateRules: readonly Rule[] = [
  {
    id: 'SEMANTIC_PREV+DELTA=DECISIONS',
    sentence: '2019 格式：项目数量和处理决定数量是两件事，处理决定数量不是项目数量加增减',
    severity: 'warning',
    source: '国办公开办函〔2019〕60号的列名；可能只是巧合，所以只提醒',
    find: runningSum,
  },
  {
    id: 'PUBLISHED_TOTAL',
    sentence: '2019 格式：对外公开总数量不小于本年新公开数量',
    severity: 'warning',
    source: '国办公开办函〔2019〕60号的列名',
    find: publishedTotal,
  },
];

/** Where nothing changed in the year the three cells agree or not by chance, so such a row is not judged. */
function* runningSum({ figures: { format, proactive } }: Subject): Generator<Trouble> {
  if (format !== '2019') return;
  for (const row of keysOf(proactiveRows)) {
    const { prevItems, delta, decisions } = proactive?.[row] ?? {};
    if (typeof prevItems !== 'number' || typeof delta !== 'number' || typeof decisions !== 'number') continue;
    if (delta === 0 || decisions === 0 || prevItems + delta !== decisions) continue;
    yield {
      place: proactivePlace(row, 'decisions'),
      message:
        `「${proactiveRows[row].label}」处理决定数量 ${decisions} 正好等于上一年项目数量 ${prevItems} 加本年增减 ${delta}。` +
        '前两列填的是事项目录里的项目数，后一列填的是全年作出的决定数，请核对是否把三列当成了一笔账',
    };
  }
}

function* publishedTotal({ figures: { format, proactive } }: Subject): Generator<Trouble> {
  if (format !== '2019') return;
  for (const row of keysOf(proactiveRows)) {
    const { publishedNew, publishedTotal: total } = proactive?.[row] ?? {};
    if (typeof publishedNew !== 'number' || typeof total !== 'number' || publishedNew <= total) continue;
    yield {
      place: proactivePlace(row, 'publishedTotal'),
      message: `「${proactiveRows[row].label}」对外公开总数量 ${total} 比本年新公开数量 ${publishedNew} 还少。请核对`,
    };
  }
}
