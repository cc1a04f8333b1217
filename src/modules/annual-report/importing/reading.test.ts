import { describe, expect, test } from 'vitest';
import type { FiguresFile } from '../contract.ts';
import { reportDocx } from '../printing/docx.ts';
import { reportHtml } from '../printing/page.ts';
import { realReport } from '../testing/reports.ts';
import { readReportFile } from './reading.ts';

// Last year's report as other systems publish it: figures, a page, a Word file.

const suqian = realReport('suqian-2023') as unknown as FiguresFile;
const whole: FiguresFile = {
  ...suqian,
  parts: {
    overview: '全年新收政府信息公开申请若干件。\n另一段。',
    problems: '存在不足。',
    other: '无其他需要报告的事项。',
  },
  explanations: {},
};
const rowsWithFigures = (table: FiguresFile['applications']) =>
  Object.fromEntries(Object.entries(table).filter(([, cells]) => Object.values(cells).some((cell) => cell !== null)));

describe('a published report is read back cell by cell', () => {
  test('from its page', async () => {
    const html = Buffer.from(
      `<html><body><h1>某市2023年政府信息公开工作年度报告</h1>${reportHtml(whole)}</body></html>`,
    );
    const { figures, notes } = await readReportFile(html, 'report.html', 2023, '宿迁市');
    expect(rowsWithFigures(figures.applications)).toEqual(rowsWithFigures(suqian.applications));
    expect(figures.review).toEqual(suqian.review);
    expect(figures.parts.problems).toBe('存在不足。');
    expect(notes).toEqual([]);
  });

  test('from its Word file', async () => {
    const docx = await reportDocx(whole, '某市2023年政府信息公开工作年度报告');
    const { figures } = await readReportFile(docx, 'report.docx', 2023, '宿迁市');
    expect(rowsWithFigures(figures.applications)).toEqual(rowsWithFigures(suqian.applications));
    expect(figures.review).toEqual(suqian.review);
    expect(figures.parts.overview).toBe('全年新收政府信息公开申请若干件。\n另一段。');
  });

  test('from figures in the exchange scheme; a file of another year is refused', async () => {
    const json = Buffer.from(JSON.stringify(suqian));
    expect((await readReportFile(json, 'figures.json', 2023, '宿迁市')).figures.applications).toEqual(
      suqian.applications,
    );
    await expect(readReportFile(json, 'figures.json', 2022, '宿迁市')).rejects.toMatchObject({
      fields: { file: '文件是 2023 年度的报告，要导入的是 2022 年度的' },
    });
  });

  test('with full-width digits, thousands, dashes and words in cells told apart', async () => {
    const html = reportHtml(whole).replace(
      /<td>(\d+)<\/td>/,
      (_all, digits: string) => `<td>${digits.replace(/\d/g, (d) => String.fromCodePoint(0xff10 + Number(d)))}</td>`,
    );
    const { figures } = await readReportFile(Buffer.from(html), 'report.html', 2023, '宿迁市');
    expect(figures.proactive).toEqual(
      (await readReportFile(Buffer.from(reportHtml(whole)), 'r.html', 2023, '宿迁市')).figures.proactive,
    );
    const odd = `<table><tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政许可</td><td>约300</td></tr></table>
      <table><tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政处罚</td><td>—</td></tr><tr><td>行政强制</td><td>1,024</td></tr></table>`;
    const read = await readReportFile(Buffer.from(odd), 'odd.html', 2023, '宿迁市');
    expect(read.figures.proactive).toEqual({
      licences: { decisionsRaw: '约300' },
      penalties: { decisions: null },
      compulsions: { decisions: 1024 },
    });
    expect(read.notes).toHaveLength(2);
  });

  test('reviews and suits with a line for each group, as some pages have them', async () => {
    const lines = ['行政复议', '行政诉讼（未经复议直接起诉）', '行政诉讼（复议后起诉）'].map(
      (label, line) => `<tr><td>${label}</td>${[0, 1, 2, 3, 4].map((i) => `<td>${line * 5 + i}</td>`).join('')}</tr>`,
    );
    const html = `<table><tr><td>类别</td><td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td></tr>${lines.join('')}</table>`;
    const read = await readReportFile(Buffer.from(html), 'r.html', 2023, '宿迁市');
    expect(read.figures.review.litigationAfterReview).toEqual({
      upheld: 10,
      corrected: 11,
      other: 12,
      pending: 13,
      total: 14,
    });
  });

  test('a file without any of the tables, and one of another kind, are refused with what to do', async () => {
    const none = readReportFile(Buffer.from('<p>年度报告</p>'), 'r.html', 2023, '宿迁市');
    await expect(none).rejects.toMatchObject({ fields: { file: expect.stringContaining('没有找到') } });
    const pdf = readReportFile(Buffer.from('%PDF'), 'r.pdf', 2023, '宿迁市');
    await expect(pdf).rejects.toMatchObject({ fields: { file: '请选择 .json、.docx 或者 .html 文件' } });
  });
});

test('a page of more than two megabytes is not read at all', async () => {
  const page = Buffer.from(`<p>${'年'.repeat(800_000)}</p>`);
  await expect(readReportFile(page, '年报.html', 2024, '某局')).rejects.toMatchObject({
    fields: { file: expect.stringContaining('超过 2 MB') },
  });
});
