import { comparable } from '#kernel/text.ts';
import { type Figures, applicationPlace, columnLabel, proactivePlace, sumOf } from '../figures.ts';
import { shown } from '../strict-json.ts';
import { applicantColumns, keysOf, proactiveRows } from '../tables.ts';
import type { Rule, Subject, Trouble } from './rule.ts';

/** This year's report beside the one of the year before. */
export const acrossYearsRules: readonly Rule[] = [
  {
    id: 'PREVIOUS_REPORT',
    sentence: '拿来对照的是同一机关上一年度的报告',
    severity: 'warning',
    source: '本系统：不是的，跨年度的核对不做',
    *find({ figures, givenAsPrevious }) {
      const defect = givenAsPrevious && previousDefect(figures, givenAsPrevious);
      if (defect)
        yield {
          place: { path: 'previous', label: '上一年度报告' },
          message: `${defect}，跨年度的核对没有做。请换成同一机关上一年度的报告`,
        };
    },
  },
  {
    id: 'C4',
    sentence: '每一列：本年的「上年结转」等于上一年度报告的「结转下年度继续办理」',
    severity: 'error',
    source:
      '通行的填报要求，未见原文，请法制机构确认；机构合并、分立的，上年结转的申请在本年拆分（一事一申请）的，在 explanations.C4 写明原因',
    find: carriedOver,
  },
  {
    id: 'C7',
    sentence: '规章、行政规范性文件：现行有效 ＝ 上年现行有效 ＋ 本年制发 － 本年废止',
    severity: 'warning',
    source: '通行的填报要求，未见原文，请法制机构确认；自然失效的文件可能没有计入废止，所以只提醒',
    find: inForce,
  },
  {
    id: 'ITEMS_CARRIED',
    sentence: '2019 格式：上一年项目数量 ＝ 上一年度报告的（上一年项目数量 ＋ 本年增/减）',
    severity: 'warning',
    source: '国办公开办函〔2019〕60号的列名',
    find: itemsCarried,
  },
];

/** Why a report cannot stand for last year's; undefined if it can. An authority that is not named is taken to be the same. */
export function previousDefect(figures: Figures, previous: Figures): string | undefined {
  if (previous.year !== figures.year - 1)
    return `对照的报告是 ${previous.year} 年度的，不是 ${figures.year} 年度的上一年度`;
  const [own, other] = [figures.authority, previous.authority];
  if (own === undefined || other === undefined || comparable(own) === comparable(other)) return undefined;
  return `对照的报告是「${shown(other)}」的，不是「${shown(own)}」的`;
}

function* carriedOver({ figures, previous }: Subject): Generator<Trouble> {
  const reason = figures.explanations.get('C4');
  for (const column of keysOf(applicantColumns)) {
    const now = figures.applications?.carriedOver?.[column];
    const before = previous?.applications?.carriedForward?.[column];
    if (typeof now !== 'number' || typeof before !== 'number' || now === before) continue;
    yield {
      place: applicationPlace('carriedOver', column),
      message:
        `「${columnLabel(column)}」列：本年的上年结转是 ${now}，上一年度报告结转下年度的是 ${before}，相差 ${Math.abs(now - before)}。` +
        (reason
          ? `报告已说明原因，请确认`
          : `请核对；机构合并、分立，或者结转的申请在本年拆分为几件（一事一申请）造成的，在报告里说明原因`),
      ...(reason ? { severity: 'warning' as const } : {}),
    };
  }
}

function* inForce({ figures, previous }: Subject): Generator<Trouble> {
  if (figures.format !== '2021') return;
  for (const row of ['rules', 'normativeDocs'] as const) {
    const { made, repealed, inForce: now } = figures.proactive?.[row] ?? {};
    if (typeof made !== 'number' || typeof repealed !== 'number' || typeof now !== 'number') continue;
    const place = proactivePlace(row, 'inForce');
    const { label } = proactiveRows[row];
    const before = previous?.format === '2021' ? previous.proactive?.[row]?.inForce : undefined;
    if (typeof before === 'number' && now !== before + made - repealed)
      yield {
        place,
        message:
          `「${label}」现行有效写的是 ${now} 件，按上年 ${before}＋制发 ${made}－废止 ${repealed} 应是 ${before + made - repealed} 件。` +
          '请核对；有自然失效、宣布失效的，请计入废止或者在报告里说明',
      };
    else if (typeof before !== 'number' && made > now + repealed)
      yield {
        place,
        message: `「${label}」本年制发 ${made} 件、废止 ${repealed} 件，现行有效却只有 ${now} 件，比留下来的还少。请核对这三个数`,
      };
  }
}

function* itemsCarried({ figures, previous }: Subject): Generator<Trouble> {
  if (figures.format !== '2019' || previous?.format !== '2019') return;
  for (const row of keysOf(proactiveRows)) {
    const now = figures.proactive?.[row]?.prevItems;
    const before = itemsAtEnd(previous, row);
    if (typeof now !== 'number' || before === undefined || now === before) continue;
    yield {
      place: proactivePlace(row, 'prevItems'),
      message: `「${proactiveRows[row].label}」上一年项目数量写的是 ${now}，上一年度报告的项目数量加增减是 ${before}。请核对`,
    };
  }
}

const itemsAtEnd = ({ proactive }: Figures, row: keyof typeof proactiveRows): number | undefined =>
  sumOf([proactive?.[row]?.prevItems, proactive?.[row]?.delta]);
