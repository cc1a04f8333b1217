import { OUTCOMES_MEAN } from '#modules/requests/index.ts';
import {
  type ApplicationRow,
  applicantColumns,
  keysOf,
  type ProactiveRow,
  proactiveCells,
  proactiveRows,
  type ReviewOutcome,
  resultFamilies,
  applicationRows,
  reviewBlocks,
  reviewOutcomes,
  rowsOf,
} from '../tables.ts';
import type { TableForm } from '../contract.ts';

// What each figure counts, in words that stand beside the cell. [K] and ours are said to be so (regulations.md §2.2-§2.5).

const OURS = '（本系统的口径，请法制机构确认）';

const applicationDefinition = (row: ApplicationRow): string => {
  switch (row) {
    case 'newReceived':
      return '收到申请之日在本年度内的申请。网上提交、还没有确认收到的不计；收到之日按提交渠道确定（条例第三十一条）';
    case 'carriedOver':
      return '收到之日在以前年度、到上年末还没有答复的申请';
    case 'totalProcessed':
      return '答复（或者不再处理）之日在本年度内的申请，等于（一）到（六）之和';
    case 'carriedForward':
      return '到本年末还没有答复的申请';
    case 'partial':
      return '区分处理的只计这一情形，不计其他情形（条例第三十七条）';
    case 'other.other':
      return `申请人撤回的申请，以及不属于以上情形的处理${OURS}`;
    case 'granted':
      return `提供了信息，或者已经主动公开、告知获取方式和途径的申请${OURS}`;
    case 'unable.notHeld':
      return `检索后没有、或者不属于本机关负责公开的信息${OURS}`;
    default:
      return `本年度内以这一情形答复的申请；重新答复的，在首次答复的年度按当年最后一次答复计一件${OURS}`;
  }
};

const proactiveDefinitions: Readonly<Record<ProactiveRow, string>> = {
  ...(Object.fromEntries(keysOf(proactiveRows).map((row) => [row, ''])) as Record<ProactiveRow, string>),
  rules: '部门没有规章制定权，填 0；由本系统填写',
  normativeDocs: `按规范性文件台账统计：制发按成文日期，废止含修订替代、宣布失效和有效期届满，现行有效以12月31日为准、含已公布尚未施行的${OURS}`,
  licences: '本年度作出的行政许可决定件数。本系统还没有行政许可模块，由填报人注明来源',
  penalties: '本年度作出的行政处罚决定件数。本系统还没有行政处罚模块，由填报人注明来源',
  compulsions: '本年度作出的行政强制决定件数。本系统还没有行政强制模块，由填报人注明来源',
  fees: '本年度收取的行政事业性收费，单位是万元，含政府信息公开信息处理费。由填报人注明来源',
};

const reviewDefinitions: Readonly<Record<ReviewOutcome, string>> = {
  upheld: `本年度审结：${OUTCOMES_MEAN.upheld}${OURS}`,
  corrected: `本年度审结：${OUTCOMES_MEAN.corrected}${OURS}`,
  other: `本年度审结：${OUTCOMES_MEAN.other}${OURS}`,
  pending: '到本年末还没有审结的',
  total: '以上四项之和',
};

/** The three tables as they are printed (template of 2021), each row with what it counts. */
export const TABLE_FORM: TableForm = {
  proactive: keysOf(proactiveRows).flatMap((row) => {
    const cells = proactiveRows[row].cells['2021'];
    return cells.length === 0 || row === 'otherPublicDocs'
      ? []
      : [
          {
            key: row,
            block: proactiveRows[row].block,
            label: proactiveRows[row].label,
            about: proactiveDefinitions[row],
            cells: cells.map((cell) => ({ key: cell, label: proactiveCells[cell] })),
          },
        ];
  }),
  columns: keysOf(applicantColumns).map((key) => ({ key, label: applicantColumns[key] })),
  applications: rowsOf('2021').map((row) => {
    const { label, family } = applicationRows[row] as { label: string; family?: keyof typeof resultFamilies };
    const heading = family && resultFamilies[family];
    return {
      key: row,
      label,
      family: heading && heading !== label ? heading : null,
      result: family !== undefined || row === 'totalProcessed',
      about: applicationDefinition(row),
    };
  }),
  blocks: keysOf(reviewBlocks).map((key) => ({ key, label: reviewBlocks[key] })),
  outcomes: keysOf(reviewOutcomes).map((key) => ({
    key,
    label: reviewOutcomes[key],
    about: reviewDefinitions[key],
  })),
};
