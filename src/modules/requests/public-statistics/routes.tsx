import { Type } from 'typebox';
import { notFound } from '#kernel/errors.ts';
import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { printCsv } from '#platform/tables/csv.ts';
import { readSiteFacts } from '#portal/index.ts';
import { GRADES } from '../answers/contract.ts';
import { FAMILIES } from '../law/reply-kinds.ts';
import { DEFINED, DEFINITIONS } from './definitions.ts';
import type { Sums, YearFigures } from './figures.ts';
import { StatisticsPage, yearShown } from './page.tsx';

const ByYear = Type.Object({ year: Type.Optional(Type.Integer({ minimum: 2019, maximum: 2200 })) });
const action = 'requests.read-statistics';

/** 依申请公开统计: a page, and the same figures for spreadsheets and machines. */
export function statisticsPages(app: App, site: PortalSite): void {
  const { portalDb: db } = site.services;

  async function shown(asked: number | undefined, today: string) {
    const rows = await db.selectFrom('portal.request_statistics').selectAll().orderBy('year', 'desc').execute();
    const years = rows.map(({ year }) => year);
    const row = rows.find(({ year }) => year === yearShown(asked, years, today));
    return { years, madeAt: row?.made_at, figures: row?.figures as YearFigures | undefined };
  }

  site.page(app, { url: '/requests/statistics', action, query: ByYear }, async ({ query, today }) => ({
    element: <StatisticsPage site={await readSiteFacts(db)} {...(await shown(query.year, today))} />,
  }));
  site.page(app, { url: '/requests/statistics.json', action, query: ByYear }, async ({ query, today }) => {
    const { figures, madeAt } = await shown(query.year, today);
    if (!figures) throw notFound('依申请公开统计');
    return {
      body: JSON.stringify({ ...figures, madeAt, definitions: DEFINITIONS }),
      type: 'application/json; charset=utf-8',
    };
  });
  site.page(app, { url: '/requests/statistics.csv', action, query: ByYear }, async ({ query, today }) => {
    const { figures } = await shown(query.year, today);
    if (!figures) throw notFound('依申请公开统计');
    return { body: printCsv(linesOf(figures)), type: 'text/csv; charset=utf-8' };
  });
}

/** The columns after 范围 and 名称. */
const COLUMNS = {
  received: '收到（件）',
  answered: '办结（件）',
  inTime: '按期办结（件）',
  timed: '有期限的办结（件）',
  median: '用时中位数（工作日）',
  open: '未办结（件）',
  ratings: '评价（次）',
} as const;
type Cells = Partial<Record<keyof typeof COLUMNS, number | null>>;

function linesOf({ year, asOf, whole, quarters, units, families, open, ratings }: YearFigures): string[][] {
  const keys = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
  const line = (group: string, name: string, cells: Cells = {}) => [
    group,
    name,
    ...keys.map((key) => String(cells[key] ?? '')),
  ];
  const sums = ({ received, answered, inTime, timed, median }: Sums) => ({ received, answered, inTime, timed, median });
  return [
    ['范围', '名称', ...Object.values(COLUMNS)],
    line('全年', `${year}年（统计到${asOf}）`, sums(whole)),
    ...quarters.map((quarter, i) => line('季度', `第${i + 1}季度`, sums(quarter))),
    ...units.map((unit) => line('单位', unit.unit, sums(unit))),
    ...FAMILIES.map((family) => line('处理结果', family, { answered: families[family] })),
    line('未办结', '期限之内', { open: open.within }),
    line('未办结', '依法等待', { open: open.waiting }),
    line('未办结', '超过期限', { open: open.overdue }),
    ...(ratings?.whole ? [ratings.whole, ...ratings.quarters, ...ratings.units] : []).flatMap(({ name, grades }) =>
      grades.map((count, at) => line('办理评价', `${name} ${GRADES[at] ?? ''}`, { ratings: count })),
    ),
    ...Object.entries(DEFINITIONS).map(([figure, words]) =>
      line('统计口径', `${DEFINED[figure as keyof typeof DEFINITIONS]}：${words}`),
    ),
  ];
}
