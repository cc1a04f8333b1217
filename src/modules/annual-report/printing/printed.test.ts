import { expect, test } from 'vitest';
import type { FiguresFile } from '../contract.ts';
import { realReport } from '../testing/reports.ts';
import { type PrintedCell, printed } from './printed.ts';

// The printed report held against the template of 国办公开办函〔2021〕30号, cell by cell: six parts, headings as they are merged, figures under them.

const suqian = { ...realReport('suqian-2023'), parts: {}, explanations: {} } as unknown as FiguresFile;
const parts = printed(suqian);
const tableOf = (part: number, table = 0) => parts[part]?.tables[table]?.rows ?? [];
/** A heading with what it spans, as 词×列/行. */
const said = ({ words, across = 1, down = 1 }: PrintedCell) =>
  `${words}${across > 1 ? `×${across}` : ''}${down > 1 ? `/${down}` : ''}`;
const heads = (row: readonly PrintedCell[] | undefined) => row?.filter(({ head }) => head).map(said) ?? [];
const figures = (row: readonly PrintedCell[] | undefined) =>
  row?.filter(({ head }) => !head).map(({ words }) => Number(words)) ?? [];

test('six parts in their order', () => {
  expect(parts.map(({ title }) => title)).toEqual([
    '一、总体情况',
    '二、主动公开政府信息情况',
    '三、收到和处理政府信息公开申请情况',
    '四、政府信息公开行政复议、行政诉讼情况',
    '五、存在的主要问题及改进情况',
    '六、其他需要报告的事项',
  ]);
});

test('part two: four items of article 20 with their columns', () => {
  expect(parts[1]?.tables.map(({ caption, rows }) => [caption, ...rows.map((row) => heads(row).join(' '))])).toEqual([
    ['第二十条第（一）项', '信息内容 本年制发件数 本年废止件数 现行有效件数', '规章', '行政规范性文件'],
    ['第二十条第（五）项', '信息内容 本年处理决定数量', '行政许可'],
    ['第二十条第（六）项', '信息内容 本年处理决定数量', '行政处罚', '行政强制'],
    ['第二十条第（八）项', '信息内容 本年收费金额（单位：万元）', '行政事业性收费'],
  ]);
  expect(figures(tableOf(1)[2])).toEqual([109, 489, 597]);
});

test('part three: the heads, the note on how its columns add up, and every row with what it stands under', () => {
  expect(tableOf(2).map(heads)).toEqual([
    ['（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）×3/3', '申请人情况×7'],
    ['自然人/2', '法人或其他组织×5', '总计/2'],
    ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'],
    ['一、本年新收政府信息公开申请数量×3'],
    ['二、上年结转政府信息公开申请数量×3'],
    ['三、本年度办理结果/22', '（一）予以公开×2'],
    ['（二）部分公开（区分处理的，只计这一情形，不计其他情形）×2'],
    ['（三）不予公开/8', '1.属于国家秘密'],
    ['2.其他法律行政法规禁止公开'],
    ['3.危及“三安全一稳定”'],
    ['4.保护第三方合法权益'],
    ['5.属于三类内部事务信息'],
    ['6.属于四类过程性信息'],
    ['7.属于行政执法案卷'],
    ['8.属于行政查询事项'],
    ['（四）无法提供/3', '1.本机关不掌握相关政府信息'],
    ['2.没有现成信息需要另行制作'],
    ['3.补正后申请内容仍不明确'],
    ['（五）不予处理/5', '1.信访举报投诉类申请'],
    ['2.重复申请'],
    ['3.要求提供公开出版物'],
    ['4.无正当理由大量反复申请'],
    ['5.要求行政机关确认或重新出具已获取信息'],
    ['（六）其他处理/3', '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请'],
    ['2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请'],
    ['3.其他'],
    ['（七）总计×2'],
    ['四、结转下年度继续办理×3'],
  ]);
  for (const [i, row] of tableOf(2).slice(3).entries()) expect([i, figures(row).length]).toEqual([i, 7]);
  expect(figures(tableOf(2)[15])).toEqual([968, 74, 0, 1, 3, 1, 1047]);
});

test('every row of the three tables is as wide as its headings say', () => {
  for (const { rows } of parts.flatMap(({ tables }) => tables)) {
    const open: number[] = [];
    const widths = rows.map((row) => {
      const above = open.filter((left) => left > 0).length;
      for (const [i, left] of open.entries()) open[i] = left - 1;
      let width = above;
      for (const { across = 1, down = 1 } of row) {
        width += across;
        for (let n = 0; n < across; n++) open.push(down - 1);
      }
      return width;
    });
    expect(new Set(widths).size).toBe(1);
  }
});

test('part four: fifteen figures on one line, suits under one head', () => {
  const outcomes = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
  expect(tableOf(3).map(heads)).toEqual([
    ['行政复议×5/2', '行政诉讼×10'],
    ['未经复议直接起诉×5', '复议后起诉×5'],
    [...outcomes, ...outcomes, ...outcomes],
    [],
  ]);
  expect(figures(tableOf(3)[3])).toEqual([309, 17, 88, 26, 440, 1, 1, 16, 6, 24, 13, 0, 67, 9, 89]);
});
