import { chineseDate, dateOf } from '#kernel/dates.ts';
import { comparable } from '#kernel/text.ts';
import { type Figures, proactivePlace, reviewPlace, sumOf } from '../figures.ts';
import { shown } from '../strict-json.ts';
import type { Rule, Subject, Trouble } from './rule.ts';
import { ofFamily } from './text-facts.ts';

/** What an organ of this kind may have in its report, and when the report is due. */
export const standingRules: readonly Rule[] = [
  {
    id: 'C11',
    sentence: '没有规章制定权的机关，规章一行填 0',
    severity: 'warning',
    source: '部门没有规章制定权，未见填报说明原文，请法制机构确认；按机关名称判断，为本系统所定',
    find: noRules,
  },
  {
    id: 'C12',
    sentence: '部门在 1 月 31 日前、政府在 3 月 31 日前公布，标题是“××局××年政府信息公开工作年度报告”',
    severity: 'warning',
    source: '政府信息公开条例第四十九条（国务院令第711号）；标题为通行写法',
    find: publishedInTime,
  },
  {
    id: 'DIRECT_SUIT',
    sentence: '2024 年起，对不予公开决定起诉须先经行政复议，未经复议直接起诉的应是其他决定',
    severity: 'warning',
    source: '行政复议法（2023 年修订）第二十三条，2024 年 1 月 1 日施行；按件数推断，为本系统所定',
    find: directSuits,
  },
];

/** Departments and their units, told by the end of the name; what is left are governments and roll-ups. */
const isDepartment = (authority: string): boolean =>
  /(?:局|厅|委|委员会|办公室|处|中心|所|大队|支队|总队|管委会)$/.test(comparable(authority));
/** Departments of the State Council make rules (立法法). */
const isNational = (authority: string): boolean => /^(?:国家|中华人民共和国|国务院)/.test(comparable(authority));

function* noRules({ figures: { authority, format, proactive } }: Subject): Generator<Trouble> {
  if (!authority || !isDepartment(authority) || isNational(authority)) return;
  for (const cell of format === '2021' ? (['made', 'repealed', 'inForce'] as const) : (['madeNew'] as const)) {
    const value = proactive?.rules?.[cell];
    if (typeof value !== 'number' || value === 0) continue;
    yield {
      place: proactivePlace('rules', cell),
      message: `${shown(authority)}填了规章 ${value} 件。部门没有规章制定权，应填 0；如果是行政规范性文件，请填到下一行`,
    };
  }
}

function* publishedInTime({ figures }: Subject): Generator<Trouble> {
  const { authority, publishedOn, title, year } = figures;
  const government = authority !== undefined && !isDepartment(authority);
  const last = government ? dateOf(year + 1, 3, 31) : dateOf(year + 1, 1, 31);
  if (publishedOn !== undefined && publishedOn > last)
    yield {
      place: { path: 'publishedOn', label: '公布日期' },
      message: `${year} 年度报告在${chineseDate(publishedOn)}公布，最迟应在${chineseDate(last)}公布。请向主管部门说明原因`,
    };
  if (title !== undefined && !comparable(title).endsWith(`${year}年政府信息公开工作年度报告`))
    yield {
      place: { path: 'title', label: '标题' },
      message: `标题是《${shown(title)}》，应以“${year}年政府信息公开工作年度报告”结尾。请改正标题`,
    };
}

/**
 * Figures do not say what was sued over. They do say when more was sued over directly than was decided in any of the ways that may be;
 * decisions of the year before count too, where its report is at hand.
 */
function* directSuits({ figures, previous }: Subject): Generator<Trouble> {
  const direct = figures.review?.litigationDirect?.total;
  const refused = sumOf([denied(figures), ofFamily('partial')(figures)]);
  const open = sumOf([suable(figures), ...(previous ? [suable(previous)] : [])]);
  if (figures.year < 2024 || typeof direct !== 'number' || refused === undefined || open === undefined) return;
  if (refused === 0 || direct <= open) return;
  yield {
    place: reviewPlace('litigationDirect', 'total'),
    message:
      `未经复议直接起诉 ${direct} 件，而予以公开、部分公开、属于行政查询事项、无法提供、不予处理、其他处理一共只有 ${open} 件，可能包含对不予公开决定的起诉，` +
      '这类案件须先经行政复议。请逐件核对；针对以前年度决定的，在报告里说明',
  };
}

/**
 * What people sue over and need no review for: 予以公开、无法提供、不予处理、其他处理; of 部分公开 the part that was disclosed; and 行政查询事项, which rests on
 * 条例 art. 36 (7) and not on the exceptions of arts 14-16 (as `REPLY_KINDS` of the requests has it; the test holds the two together).
 */
const suable = (figures: Figures): number | undefined =>
  sumOf([
    ...(['granted', 'partial', 'unable', 'notProcessed', 'other'] as const).map((family) => ofFamily(family)(figures)),
    adminQuery(figures),
  ]);

const adminQuery = ({ applications }: Figures) => applications?.['denied.adminQuery']?.total;

/** Refused in the ways that go to review first. */
function denied(figures: Figures): number | undefined {
  const all = ofFamily('denied')(figures);
  const free = adminQuery(figures);
  return typeof all === 'number' && typeof free === 'number' ? all - free : undefined;
}
