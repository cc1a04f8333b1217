import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ReportFile, cellsIn, changed, findingsIn, realReport, twoYears } from './testing/reports.ts';

describe('the reports of real authorities', () => {
  test.each([['changchun-veterans-2023'], ['liaoning-nmpa-2019'], ['suqian-2023']])(
    '%s: exactly what was published wrong is found',
    (name) => {
      const report = realReport(name);
      expect(
        findingsIn(report)
          .map(({ rule }) => rule)
          .sort(),
      ).toEqual(report.findings.map(({ code }) => code).sort());
    },
  );

  test('a finding names the cell by path and print, and says both figures and what to do', () => {
    expect(findingsIn(realReport('changchun-veterans-2023'))).toEqual([
      {
        rule: 'TEXT_VS_TABLE',
        severity: 'warning',
        where: 'narrative.received（正文·新收申请）',
        message: '正文写「新收申请」2 件，表里是 3 件。请核对，把错的一处改正',
      },
    ]);
    expect(findingsIn(realReport('liaoning-nmpa-2019')).map(({ where }) => where)).toEqual([
      'proactive.penalties.deltaRaw（行政处罚·本年增/减）',
      'proactive.procurement.amountRaw（政府集中采购·采购总金额）',
      'proactive.licences.decisions（行政许可·本年处理决定数量）',
      'proactive.otherServices.decisions（其他对外管理服务事项·本年处理决定数量）',
    ]);
  });
});

type CellPath = readonly [table: 'proactive' | 'applications' | 'review', row: string, cell: string];
const add = (file: ReportFile, [table, row, cell]: CellPath, k: number) =>
  changed(file, (copy) => {
    const cells = copy[table][row];
    if (cells) cells[cell] = Number(cells[cell]) + k;
  });
const named = (file: ReportFile, [table, row, cell]: CellPath, previous?: ReportFile) =>
  findingsIn(file, { previous }).some(
    ({ where }) =>
      where.startsWith(`${table}.${row}.`) || (where.startsWith(`${table}.`) && where.includes(`.${cell}（`)),
  );
const k = fc.integer({ min: 1, max: 1000 }).chain((n) => fc.constantFrom(n, -n));

describe('one cell of a right report that is off', () => {
  const suqian = realReport('suqian-2023');
  const cells: readonly CellPath[] = [...cellsIn(suqian, 'applications'), ...cellsIn(suqian, 'review')];

  test('every cell of the two tables is looked at', () => {
    expect(cells).toHaveLength(25 * 7 + 3 * 5);
    for (const cell of cells)
      for (const off of [1, -1])
        expect([...cell, off, named(add(suqian, cell, off), cell)]).toEqual([...cell, off, true]);
  });

  test('by whatever amount, it is named by row or column', () => {
    fc.assert(fc.property(fc.constantFrom(...cells), k, (cell, off) => named(add(suqian, cell, off), cell)));
  });

  test.each(
    Object.entries(suqian.narrative)
      .filter(([name]) => name !== 'growthPct')
      .map(([name, figure]) => [name, figure] as const),
  )('the text’s figure %s is held against the tables or its parts', (name, figure) => {
    const off = changed(suqian, (copy) => {
      copy.narrative[name] = Array.isArray(figure) ? [Number(figure[0]) + 1, ...figure.slice(1)] : Number(figure) + 1;
    });
    // Fees are said in the text alone: they are held against their parts.
    const where = /^(feeCases|feeYuan|plainQA)$/.test(name) ? `${name}ByUnit` : name;
    expect(findingsIn(off).map((finding) => finding.where)).toContainEqual(
      expect.stringContaining(`narrative.${where}（`),
    );
  });
});

describe('generated reports of two years', () => {
  test('are right in every rule', () => {
    fc.assert(
      fc.property(twoYears, ({ previous, report }) => {
        expect(findingsIn(previous)).toEqual([]);
        expect(findingsIn(report, { previous, ledger: report, units: [report] })).toEqual([]);
      }),
    );
  });

  test('with one cell off name its row or column', () => {
    fc.assert(
      fc.property(
        twoYears.chain(({ previous, report }) =>
          fc.record({
            previous: fc.constant(previous),
            report: fc.constant(report),
            cell: fc.constantFrom<CellPath>(
              ...cellsIn(report, 'applications'),
              ...cellsIn(report, 'review'),
              ...(report.year > 2021 ? (['made', 'repealed', 'inForce'] as const) : []).map(
                (cell) => ['proactive', 'normativeDocs', cell] as const,
              ),
            ),
          }),
        ),
        k,
        ({ previous, report, cell }, off) => named(add(report, cell, off), cell, previous),
      ),
      { numRuns: 300 },
    );
  });

  test('with a cell blank make no false finding', () => {
    fc.assert(
      fc.property(
        twoYears.chain(({ previous, report }) =>
          fc.tuple(
            fc.constant({ previous, report }),
            fc.subarray([
              ...cellsIn(report, 'proactive'),
              ...cellsIn(report, 'applications'),
              ...cellsIn(report, 'review'),
            ]),
          ),
        ),
        ([{ previous, report }, blank]) => {
          const excerpt = changed(report, (copy) => {
            for (const [table, row, cell] of blank) (copy[table][row] ?? {})[cell] = null;
          });
          expect(findingsIn(excerpt, { previous })).toEqual([]);
        },
      ),
    );
  });
});
