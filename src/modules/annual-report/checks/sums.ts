import { applicationPlace, columnLabel, reviewPlace, sumOf } from '../figures.ts';
import {
  applicantColumns,
  keysOf,
  organisationColumns,
  resultRows,
  reviewBlocks,
  reviewOutcomes,
  rowLabel,
  rowsOf,
} from '../tables.ts';
import { type Rule, type Subject, TEMPLATE_SOURCE, type Trouble } from './rule.ts';

/** Within one report: what has to add up. A sum is judged only where each of its cells is there. */
export const sumRules: readonly Rule[] = [
  {
    id: 'C1',
    sentence: '每一列：第一项加第二项之和，等于第三项（总计）加第四项之和',
    severity: 'error',
    source: `${TEMPLATE_SOURCE}第三张表表头所附勾稽关系`,
    find: identity,
  },
  {
    id: 'C2',
    sentence: '每一列：（七）总计等于（一）到（六）各行之和',
    severity: 'error',
    source: `${TEMPLATE_SOURCE}第三张表的结构`,
    find: columnSums,
  },
  {
    id: 'C3',
    sentence: '每一行：总计等于自然人加五类法人或其他组织',
    severity: 'error',
    source: `${TEMPLATE_SOURCE}第三张表的结构`,
    find: rowSums,
  },
  {
    id: 'C6',
    sentence: '行政复议、行政诉讼各组：总计等于结果维持、结果纠正、其他结果、尚未审结之和',
    severity: 'error',
    source: `${TEMPLATE_SOURCE}第四张表的结构`,
    find: reviewSums,
  },
];

function* identity({ figures: { applications } }: Subject): Generator<Trouble> {
  for (const column of keysOf(applicantColumns)) {
    const [received, carriedOver, processed, forward] = (
      ['newReceived', 'carriedOver', 'totalProcessed', 'carriedForward'] as const
    ).map((row) => applications?.[row]?.[column]);
    const came = sumOf([received, carriedOver]);
    const went = sumOf([processed, forward]);
    if (came === undefined || went === undefined || came === went) continue;
    yield {
      place: applicationPlace('totalProcessed', column),
      message:
        `「${columnLabel(column)}」列：第一项加第二项是 ${received}＋${carriedOver}＝${came}，` +
        `第三项总计加第四项是 ${processed}＋${forward}＝${went}，相差 ${Math.abs(came - went)}。请核对这一列的四个数`,
    };
  }
}

function* columnSums({ figures: { applications, format } }: Subject): Generator<Trouble> {
  for (const column of keysOf(applicantColumns)) {
    const total = applications?.totalProcessed?.[column];
    const sum = sumOf(resultRows(format).map((row) => applications?.[row]?.[column]));
    if (typeof total !== 'number' || sum === undefined || sum === total) continue;
    yield {
      place: applicationPlace('totalProcessed', column),
      message:
        `「${columnLabel(column)}」列：（七）总计写的是 ${total}，（一）到（六）各行相加是 ${sum}，` +
        `相差 ${Math.abs(total - sum)}。请逐行核对这一列，改正总计或者填错的一行`,
    };
  }
}

function* rowSums({ figures: { applications, format } }: Subject): Generator<Trouble> {
  for (const row of rowsOf(format)) {
    const cells = applications?.[row];
    const total = cells?.total;
    const sum = sumOf([cells?.naturalPerson, ...organisationColumns.map((column) => cells?.[column])]);
    if (typeof total !== 'number' || sum === undefined || sum === total) continue;
    yield {
      place: applicationPlace(row, 'total'),
      message:
        `「${rowLabel(row)}」行：总计写的是 ${total}，自然人和五类法人或其他组织相加是 ${sum}，` +
        `相差 ${Math.abs(total - sum)}。请核对这一行，改正总计或者填错的一格`,
    };
  }
}

function* reviewSums({ figures: { review } }: Subject): Generator<Trouble> {
  for (const block of keysOf(reviewBlocks)) {
    const cells = review?.[block];
    const total = cells?.total;
    const outcomes = keysOf(reviewOutcomes).filter((outcome) => outcome !== 'total');
    const sum = sumOf(outcomes.map((outcome) => cells?.[outcome]));
    if (typeof total !== 'number' || sum === undefined || sum === total) continue;
    yield {
      place: reviewPlace(block, 'total'),
      message:
        `「${reviewBlocks[block]}」：总计写的是 ${total}，四种结果相加是 ${outcomes.map((o) => cells?.[o]).join('＋')}＝${sum}，` +
        `相差 ${Math.abs(total - sum)}。请核对这一组，改正总计或者填错的一格`,
    };
  }
}
