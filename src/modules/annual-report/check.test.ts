import { describe, expect, test } from 'vitest';
import { REPLY_KINDS } from '../requests/law/reply-kinds.ts';
import { rules } from './check.ts';
import { type ReportFile, changed, findingsIn, realReport } from './testing/reports.ts';

const suqian = realReport('suqian-2023');
const liaoning = realReport('liaoning-nmpa-2019');
/** A right report for the year before, as far as it is compared. */
const before: ReportFile = changed(suqian, (copy) => {
  copy.year = 2022;
  copy.applications.carriedForward = { ...suqian.applications.carriedOver };
  copy.applications.newReceived = { ...suqian.applications.newReceived, total: 2022 };
  copy.proactive.rules = { made: 1, repealed: 0, inForce: 9 };
  copy.proactive.normativeDocs = { made: 1, repealed: 0, inForce: 977 };
});
const old = changed(liaoning, (copy) => {
  copy.proactive = {
    licences: { prevItems: 40, delta: -2, decisions: 900 },
    penalties: { prevItems: 7, delta: 1, decisions: 80 },
  };
});
const prose = '全年主动公开各类政府信息，认真办理依申请公开，加强平台建设和监督保障。'.repeat(8);

interface Case {
  readonly breaks: string;
  readonly by: string;
  readonly where: string;
  readonly says: string;
  readonly severity?: 'error' | 'warning';
  readonly of?: ReportFile;
  readonly change: (copy: ReportFile) => void;
  readonly beside?: Parameters<typeof findingsIn>[1];
}
const set = (
  file: ReportFile,
  table: 'proactive' | 'applications' | 'review',
  row: string,
  cells: Record<string, unknown>,
) => {
  file[table][row] = { ...file[table][row], ...cells };
};

const cases: readonly Case[] = [
  {
    breaks: 'C1',
    by: 'one more carried forward by natural persons',
    where: 'applications.totalProcessed.naturalPerson（（七）总计·自然人）',
    says: '3402＋91＝3493，第三项总计加第四项是 3375＋119＝3494，相差 1',
    change: (copy) => set(copy, 'applications', 'carriedForward', { naturalPerson: 119, total: 122 }),
  },
  {
    breaks: 'C2',
    by: 'two refusals less than the total counts',
    where: 'applications.totalProcessed.commercial',
    says: '写的是 99，（一）到（六）各行相加是 98，相差 1',
    change: (copy) => set(copy, 'applications', 'denied.adminQuery', { commercial: 0, total: 20 }),
  },
  {
    breaks: 'C3',
    by: 'a total that is not the sum of its row',
    where: 'applications.denied.adminQuery.total（（三）不予公开8.属于行政查询事项·总计）',
    says: '总计写的是 22，自然人和五类法人或其他组织相加是 21',
    change: (copy) => set(copy, 'applications', 'denied.adminQuery', { total: 22 }),
  },
  {
    breaks: 'C4',
    by: 'another number carried over than last year left',
    where: 'applications.carriedOver.naturalPerson',
    says: '本年的上年结转是 91，上一年度报告结转下年度的是 90，相差 1',
    change: () => undefined,
    beside: {
      previous: changed(before, (copy) =>
        set(copy, 'applications', 'carriedForward', { naturalPerson: 90, total: 95 }),
      ),
    },
  },
  {
    breaks: 'C4',
    by: 'the same, explained by a merger',
    severity: 'warning',
    where: 'applications.carriedOver.total',
    says: '报告已说明原因',
    change: (copy) => {
      copy.explanations = { C4: '本年并入原市医疗保障局未办结的申请' };
    },
    beside: {
      previous: changed(before, (copy) =>
        set(copy, 'applications', 'carriedForward', { naturalPerson: 90, total: 95 }),
      ),
    },
  },
  ...(
    [
      [-1, '不能小于 0'],
      [1.5, '件数应是整数'],
      [1e308, '大得不可能'],
    ] as const
  ).map(([value, says]) => ({
    breaks: 'C5',
    by: `a count of ${value}`,
    where: 'applications.granted.research',
    says,
    change: (copy: ReportFile) => set(copy, 'applications', 'granted', { research: value }),
  })),
  {
    breaks: 'C5',
    by: 'a sum of money with seven decimals',
    where: 'proactive.fees.amountWan',
    says: '小数超过六位',
    change: (copy) => set(copy, 'proactive', 'fees', { amountWan: 59237.2449001 }),
  },
  {
    breaks: 'C6',
    by: 'a total of reviews that is not the sum of the outcomes',
    where: 'review.reconsideration.total（行政复议·总计）',
    says: '总计写的是 441，四种结果相加是 309＋17＋88＋26＝440',
    change: (copy) => set(copy, 'review', 'reconsideration', { total: 441 }),
  },
  {
    breaks: 'C7',
    by: 'documents in force that do not follow from last year',
    severity: 'warning',
    where: 'proactive.normativeDocs.inForce',
    says: '写的是 598 件，按上年 977＋制发 109－废止 489 应是 597 件',
    change: (copy) => set(copy, 'proactive', 'normativeDocs', { inForce: 598 }),
    beside: { previous: before },
  },
  {
    breaks: 'C7',
    by: 'fewer documents in force than were made and kept in the year alone',
    severity: 'warning',
    where: 'proactive.normativeDocs.inForce',
    says: '比留下来的还少',
    change: (copy) => set(copy, 'proactive', 'normativeDocs', { made: 9, repealed: 1, inForce: 0 }),
  },
  {
    breaks: 'C8',
    by: 'prose that says another number',
    severity: 'warning',
    where: 'parts.overview（一、总体情况·新收申请）',
    says: '3510 件，表里是 3511 件',
    change: (copy) => {
      copy.parts = { overview: '２０２３年，全市新收政府信息公开申请 3,510 件，予以公开1191件，不予公开142件。' };
    },
  },
  {
    breaks: 'C9',
    by: 'a table typed otherwise than the ledger counts',
    severity: 'warning',
    where: 'proactive.licences.decisions',
    says: '填报的是 1808595，按台账统计是 1808594，相差 1',
    change: () => undefined,
    beside: { ledger: changed(suqian, (copy) => set(copy, 'proactive', 'licences', { decisions: 1_808_594 })) },
  },
  {
    breaks: 'C10',
    by: 'a roll-up that is not the sum of its units',
    where: 'proactive.fees.amountWan',
    says: '汇总写的是 59237.2449，2 个单位相加是 59237.3449，相差 0.1',
    change: () => undefined,
    beside: {
      units: [
        changed(suqian, (copy) => {
          copy.authority = '甲局';
        }),
        {
          authority: '乙局',
          year: 2023,
          proactive: { fees: { amountWan: 0.1 } },
        },
      ],
    },
  },
  {
    breaks: 'UNITS_OF_ROLL_UP',
    by: 'the same unit twice',
    severity: 'warning',
    where: 'units',
    says: '「宿迁市(市级汇总)」的报告给了两份',
    change: () => undefined,
    beside: { units: [suqian, suqian] },
  },
  {
    breaks: 'C11',
    by: 'rules made by a department',
    severity: 'warning',
    where: 'proactive.rules.made（规章·本年制发件数）',
    says: '某省药品监督管理局填了规章 2 件',
    change: (copy) => {
      copy.authority = '某省药品监督管理局';
    },
  },
  {
    breaks: 'C12',
    by: 'a department that published in February',
    severity: 'warning',
    where: 'publishedOn',
    says: '2023 年度报告在2024年2月1日公布，最迟应在2024年1月31日公布',
    change: (copy) => {
      copy.authority = '某省药品监督管理局';
      copy.publishedOn = '2024-02-01';
    },
  },
  {
    breaks: 'C12',
    by: 'a title of another year',
    severity: 'warning',
    where: 'title',
    says: '应以“2023年政府信息公开工作年度报告”结尾',
    change: (copy) => {
      copy.title = '宿迁市2022年政府信息公开工作年度报告';
    },
  },
  {
    breaks: 'NON_NUMERIC_CELL',
    by: 'text in a cell',
    where: 'proactive.penalties.decisions',
    says: '写的是文字「约80」',
    of: old,
    change: (copy) => set(copy, 'proactive', 'penalties', { decisions: '约80' }),
  },
  {
    breaks: 'UNKNOWN_CELL',
    by: 'a row nobody knows',
    severity: 'warning',
    where: 'applications.deniedd.process（格式里没有）',
    says: '格式没有规定的行或列',
    change: (copy) => set(copy, 'applications', 'deniedd.process', { total: 0 }),
  },
  {
    breaks: 'UNKNOWN_CELL',
    by: 'a row of the other template',
    severity: 'warning',
    where: 'applications.other.all.total',
    says: '格式没有规定的行或列',
    change: (copy) => set(copy, 'applications', 'other.all', { total: 341 }),
  },
  {
    breaks: 'MISSING_ROW',
    by: 'a complete report without its court table',
    severity: 'warning',
    where: 'review（四、政府信息公开行政复议、行政诉讼情况）',
    says: '报告标明完整，但没有行政复议、行政诉讼情况表',
    change: (copy) => Reflect.deleteProperty(copy, 'review'),
  },
  {
    breaks: 'TEMPLATE_YEAR',
    by: 'the template of 2019 for the year 2022',
    severity: 'warning',
    where: 'format',
    says: '2022 年度的报告用的是 2019 年的格式',
    of: old,
    change: (copy) => {
      copy.year = 2022;
    },
  },
  {
    breaks: 'PREVIOUS_REPORT',
    by: 'the report of another authority',
    severity: 'warning',
    where: 'previous',
    says: '对照的报告是「甲局」的，不是「宿迁市(市级汇总)」的，跨年度的核对没有做',
    change: () => undefined,
    beside: {
      previous: changed(before, (copy) => {
        copy.authority = '甲局';
        set(copy, 'applications', 'carriedForward', { naturalPerson: 90, total: 95 });
      }),
    },
  },
  {
    breaks: 'PREVIOUS_REPORT',
    by: 'a report that does not precede',
    severity: 'warning',
    where: 'previous',
    says: '对照的报告是 2023 年度的，不是 2023 年度的上一年度',
    change: () => undefined,
    beside: { previous: suqian },
  },
  {
    breaks: 'ITEMS_CARRIED',
    by: 'items that do not follow from last year',
    severity: 'warning',
    where: 'proactive.licences.prevItems',
    says: '上一年项目数量写的是 40，上一年度报告的项目数量加增减是 38',
    of: changed(old, (copy) => {
      copy.year = 2020;
    }),
    change: () => undefined,
    beside: { previous: changed(old, (copy) => set(copy, 'proactive', 'penalties', { prevItems: 6 })) },
  },
  {
    breaks: 'SEMANTIC_PREV+DELTA=DECISIONS',
    by: 'three columns kept as one account',
    severity: 'warning',
    where: 'proactive.penalties.decisions',
    says: '处理决定数量 8 正好等于上一年项目数量 7 加本年增减 1',
    of: old,
    change: (copy) => set(copy, 'proactive', 'penalties', { decisions: 8 }),
  },
  {
    breaks: 'PUBLISHED_TOTAL',
    by: 'fewer public than newly published',
    severity: 'warning',
    where: 'proactive.normativeDocs.publishedTotal',
    says: '对外公开总数量 3 比本年新公开数量 4 还少',
    of: old,
    change: (copy) => set(copy, 'proactive', 'normativeDocs', { publishedNew: 4, publishedTotal: 3 }),
  },
  {
    breaks: 'DIRECT_SUIT',
    by: 'more direct suits in 2024 than there are decisions that may be sued directly',
    severity: 'warning',
    where: 'review.litigationDirect.total',
    says: '未经复议直接起诉 24 件，而予以公开、部分公开、属于行政查询事项、无法提供、不予处理、其他处理一共只有 0 件',
    change: (copy) => {
      copy.year = 2024;
      for (const [row, cells] of Object.entries(copy.applications))
        if (/^(?:granted$|partial$|denied\.adminQuery$|unable\.|notProcessed\.|other\.)/.test(row))
          for (const column of Object.keys(cells)) cells[column] = 0;
    },
  },
  {
    breaks: 'TEXT_VS_TABLE',
    by: 'a figure of the text that is not the table’s',
    severity: 'warning',
    where: 'narrative.denied（正文·（三）不予公开）',
    says: '143 件，表里是 142 件',
    change: (copy) => {
      copy.narrative.denied = 143;
    },
  },
  {
    breaks: 'TEXT_PERCENT',
    by: 'a share that does not recompute',
    severity: 'warning',
    where: 'narrative.grantedPct',
    says: '占 35.2%，按表里的数是 34.17% 或 33.02% 或 33.92%',
    change: (copy) => {
      copy.narrative.grantedPct = 35.2;
    },
  },
  {
    breaks: 'TEXT_GROWTH',
    by: 'a growth that does not recompute',
    severity: 'warning',
    where: 'narrative.growthPct',
    says: '增长 71.3%，按两年的表是 70.3% 或 73.64%',
    change: (copy) => {
      copy.narrative.growthPct = 71.3;
    },
    beside: { previous: before },
  },
  {
    breaks: 'TEXT_BREAKDOWN',
    by: 'parts that do not close',
    severity: 'warning',
    where: 'narrative.feeYuanByUnit',
    says: '5 个数相加是 2950，总数写的是 2960',
    change: (copy) => {
      copy.narrative.feeYuan = 2960;
    },
  },
  {
    breaks: 'TEXT_BREAKDOWN',
    by: 'applicants that do not close, where the tables cannot tell',
    severity: 'warning',
    where: 'narrative.naturalPerson',
    says: '自然人 5 件、法人或其他组织 6 件，相加是 11，总数写的是 10',
    of: liaoning,
    change: (copy) => {
      copy.narrative = { applications: 10, naturalPerson: 5, organisation: 6 };
      copy.applications = {};
    },
  },
  {
    breaks: 'FEE_VS_TABLE',
    by: 'a fee that the table does not contain',
    severity: 'warning',
    where: 'proactive.fees.amountWan',
    says: '正文写收取信息处理费 2950 元，表里的行政事业性收费只有 0 万元',
    change: (copy) => set(copy, 'proactive', 'fees', { amountWan: 0 }),
  },
  {
    breaks: 'FEE_CASES',
    by: 'money without cases',
    severity: 'warning',
    where: 'narrative.feeCases',
    says: '0 件、2950 元',
    change: (copy) => {
      copy.narrative.feeCases = 0;
    },
  },
  {
    breaks: 'FEE_IN_PART_SIX',
    by: 'a fee that part six does not tell of',
    severity: 'warning',
    where: 'parts.other',
    says: '没有提到',
    change: (copy) => {
      copy.narrative.feeCharged = 2950;
      copy.parts = { ...(copy.parts as object), other: '无其他需要报告的事项。' };
    },
  },
  {
    breaks: 'FEE_IN_PART_SIX',
    by: 'a fee of which part six says nothing but that it is told elsewhere',
    severity: 'warning',
    where: 'parts.other',
    says: '没有写明这个金额',
    change: (copy) => {
      copy.narrative.feeCharged = 2950;
      copy.parts = { ...(copy.parts as object), other: '2025年收取信息处理费的情况见财务决算，共29500元。' };
    },
  },
  {
    breaks: 'SAME_AS_LAST_YEAR',
    by: 'last year’s text with other figures',
    severity: 'warning',
    where: 'parts.problems',
    says: '有 100% 与上一年度报告相同（不计数字）',
    change: (copy) => {
      copy.parts = { problems: `${prose}培训 3 次。` };
    },
    beside: {
      previous: changed(before, (copy) => {
        copy.parts = { problems: `${prose}培训 2 次。` };
      }),
    },
  },
];

test.each(['收取信息处理费3件，共2,950元。', '收取信息处理费0.295万元。'])(
  'part six that tells of the fee with its amount is right: %s',
  (other) => {
    const told = changed(suqian, (copy) => {
      copy.narrative.feeCharged = 2950;
      copy.parts = { ...(copy.parts as object), other };
    });
    expect(findingsIn(told).map(({ rule }) => rule)).not.toContain('FEE_IN_PART_SIX');
  },
);

describe('each rule is broken by', () => {
  test.each(cases.map((one) => [one.breaks, one.by, one] as const))('%s: %s', (rule, _by, one) => {
    const found = findingsIn(changed(one.of ?? suqian, one.change), one.beside);
    expect(found).toContainEqual({
      rule,
      severity: one.severity ?? 'error',
      where: expect.stringContaining(one.where),
      message: expect.stringContaining(one.says),
    });
  });

  test('a case here, whichever rule it is', () => {
    expect([...new Set(cases.map(({ breaks }) => breaks))].sort()).toEqual(rules.map(({ id }) => id).sort());
  });
});

describe('no finding is made of', () => {
  const silent: readonly (readonly [string, ReportFile, Case['beside']?])[] = [
    ['a right report beside last year’s', suqian, { previous: before }],
    ['a right report in the template of 2019', old],
    ['a roll-up over units that add up', suqian, { units: [suqian] }],
    [
      'a title and a day as they should be, of a government',
      changed(suqian, (copy) => {
        copy.title = '宿迁市 2023年政府信息公开工作年度报告';
        copy.publishedOn = '2024-03-31';
      }),
    ],
    [
      'rules made where rules may be made',
      changed(suqian, (copy) => {
        copy.authority = '国家药品监督管理局';
      }),
    ],
    [
      'direct suits that other decisions explain',
      changed(suqian, (copy) => {
        copy.year = 2024;
      }),
    ],
    [
      'items that did not change and happen to equal the decisions',
      changed(old, (copy) => set(copy, 'proactive', 'penalties', { prevItems: 8, delta: 0, decisions: 8 })),
    ],
    [
      'a plain number written as text, and signs of growth',
      changed(old, (copy) => {
        set(copy, 'proactive', 'penalties', { delta: undefined, deltaRaw: '+1' });
        set(copy, 'proactive', 'procurement', { amountRaw: ' 140.5 ' });
      }),
    ],
    [
      'a unit’s number in the prose beside the right one',
      changed(suqian, (copy) => {
        copy.parts = { overview: '全市新收政府信息公开申请3511件，其中市公安局收到政府信息公开申请349件。' };
      }),
    ],
    [
      'a short part that is the same every year',
      changed(suqian, (copy) => {
        copy.parts = { other: '无其他需要报告的事项。' };
      }),
      {
        previous: changed(before, (copy) => {
          copy.parts = { other: '无其他需要报告的事项。' };
        }),
      },
    ],
    [
      'a fee within the rounding of the table',
      changed(suqian, (copy) => set(copy, 'proactive', 'fees', { amountWan: 0.3 })),
    ],
  ];
  test.each(silent.map(([what, report, beside]) => [what, { report, beside }] as const))(
    '%s',
    (_what, { report, beside }) => {
      expect(findingsIn(report, beside)).toEqual([]);
    },
  );
});

describe('one direct suit in a year with one decision that may be sued over and one that may not', () => {
  const only = (kinds: readonly string[]) =>
    changed(suqian, (copy) => {
      copy.year = 2024;
      for (const row of Object.keys(REPLY_KINDS)) {
        const cells = copy.applications[row] ?? {};
        for (const column of Object.keys(cells)) cells[column] = 0;
        if (kinds.includes(row)) Object.assign(cells, { naturalPerson: 1, total: 1 });
      }
      set(copy, 'review', 'litigationDirect', { upheld: 0, corrected: 0, other: 0, pending: 1, total: 1 });
    });
  const warned = (kinds: readonly string[]) => findingsIn(only(kinds)).some(({ rule }) => rule === 'DIRECT_SUIT');

  test.each(Object.entries(REPLY_KINDS).map(([row, { remedy }]) => [row, remedy] as const))(
    'as the law has it of %s: %s',
    (row, remedy) => {
      const alone = row === 'partial' || remedy === 'choice';
      expect(warned([row, 'denied.process'])).toBe(!alone);
    },
  );

  test('a partial disclosure alone, or only administrative queries, may be sued over directly', () => {
    expect(warned(['partial'])).toBe(false);
    expect(warned(['denied.adminQuery'])).toBe(false);
  });
});

test('errors stand before warnings', () => {
  const both = changed(suqian, (copy) => {
    copy.narrative.received = 1;
    set(copy, 'review', 'reconsideration', { total: 441 });
  });
  expect(findingsIn(both).map(({ severity }) => severity)).toEqual(['error', 'warning']);
});

test('a cell that cannot be right is named once, and not again in its sums', () => {
  const negative = changed(suqian, (copy) => set(copy, 'applications', 'granted', { research: -4 }));
  expect(findingsIn(negative).map(({ rule }) => rule)).toEqual(['C5']);
});
