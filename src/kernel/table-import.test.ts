import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareTable, problemWords } from './table-import.ts';

const columns = [
  { field: 'key', heading: '代码', width: 10 },
  { field: 'name', heading: '名称', width: 10 },
  { field: 'about', heading: '说明', width: 10 },
] as const;
const cells = (key: string, name: string, about = '') => ({ key, name, about });
const rows = (...all: ReturnType<typeof cells>[]) => all.map((of, at) => ({ row: at + 2, cells: of }));
const now = [cells('a', '甲', '一'), cells('b', '乙'), cells('c', '丙')];
const outcomeOf = (...all: ReturnType<typeof cells>[]) => compareTable(columns, now, rows(...all)).outcome();

test('what is the same is counted and left alone; what differs is told cell by cell', () => {
  expect(outcomeOf(cells('b', '乙'), cells('a', '甲', '二'), cells('d', '丁'))).toEqual({
    rows: 3,
    added: 1,
    changed: 1,
    same: 1,
    problems: [],
    changes: [
      { row: 3, key: 'a', name: '甲', added: false, cells: [{ heading: '说明', before: '一', after: '二' }] },
      {
        row: 4,
        key: 'd',
        name: '丁',
        added: true,
        cells: [
          { heading: '代码', before: '', after: 'd' },
          { heading: '名称', before: '', after: '丁' },
        ],
      },
    ],
  });
});

test.each([
  ['a code that stands twice', [cells('d', '丁'), cells('d', '戊')], ['第 3 行「代码」：与第 2 行重复，请删去一行']],
  ['a name given twice', [cells('d', '丁'), cells('e', '丁')], ['第 3 行「名称」：与第 2 行同名，请换一个名称']],
  ['a name something else bears', [cells('d', '乙')], ['第 2 行「名称」：已有「乙」，请换一个名称']],
  ['two that exchange their names', [cells('a', '乙', '一'), cells('b', '甲')], []],
  ['a new one that takes a name given up', [cells('d', '甲'), cells('a', '子', '一')], []],
])('%s', (_what, of, problems) => {
  expect(outcomeOf(...of).problems.map(problemWords)).toEqual(problems);
});

test('a list laid over itself changes nothing, whatever is in it', () => {
  const list = fc.uniqueArray(fc.tuple(fc.string(), fc.string()), { selector: ([key]) => key });
  fc.assert(
    fc.property(list, (pairs) => {
      const all = pairs.map(([key, about], at) => cells(key, `名称${at}`, about));
      const { added, changed, problems } = compareTable(columns, all, rows(...all)).outcome();
      expect([added, changed, problems]).toEqual([0, 0, []]);
    }),
  );
});
