import { readFileSync } from 'node:fs';
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, VerticalMergeType } from 'docx';
import { writeXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { fingerprintOf } from './fingerprint.ts';
import { readWorkPlanFile } from './read-work-plan-file.ts';

const seed = readFileSync(new URL('fixtures/jiangxi-2019-work-points.txt', import.meta.url));
const lines = seed
  .toString('utf8')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '');
const fromText = await readWorkPlanFile(seed, '要点.txt');

test('the plan as a Word document reads as its text', async () => {
  const children = lines.map(
    (text) => new Paragraph({ text, ...(/^[一二三四五]、/.test(text) && { heading: HeadingLevel.HEADING_2 }) }),
  );
  const file = await Packer.toBuffer(new Document({ sections: [{ children }] }));
  expect(await readWorkPlanFile(file, '要点.docx')).toEqual(fromText);
});

test('the plan as a web page reads as its text', async () => {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const body = lines
    .map((line) => `<p style="text-indent:2em">&nbsp;&nbsp;<span>${escaped(line)}</span></p>`)
    .join('\n');
  const page = `<!DOCTYPE html><html><head><title>首页</title><script>document.write('1.假条目。(法规处负责)')</script></head>
    <body><nav><a>1.导航</a></nav><table><tr><td>${body}</td></tr></table></body></html>`;
  const reading = await readWorkPlanFile(Buffer.from(page), '要点.html');
  expect(reading).toEqual(fromText);
  expect(fingerprintOf(reading)).toBe(fingerprintOf(fromText));
});

const rows = [
  ['工作任务', '具体要求', '责任科室', '时限要求'],
  ['强化公开', '公开预算。', '办公室', '年底前'],
  ['', '公开决算。', '办公室牵头,各科室配合', '持续推进'],
];
const asPlan = [
  { number: '', title: '公开预算', text: '', leads: ['办公室'], cooperating: [], dueOn: '2022-12-31' },
  { number: '', title: '公开决算', text: '', leads: ['办公室'], cooperating: ['各科室'], dueOn: null },
];

async function tablePlan(file: Uint8Array, name: string) {
  const reading = await readWorkPlanFile(file, name);
  expect(reading.title).toBe('2022年政务公开重点任务清单');
  expect(reading.sections.map(({ title }) => title)).toEqual(['强化公开']);
  return reading.sections[0]?.items.map(({ annotations, deadlines, ...item }) => ({
    ...item,
    leads: annotations[0]?.leads,
    cooperating: annotations[0]?.cooperating,
    dueOn: deadlines[0]?.dueOn,
  }));
}

test('a table in Word with a cell merged over rows gives every row its section', async () => {
  const merge = [undefined, VerticalMergeType.RESTART, VerticalMergeType.CONTINUE];
  const table = new Table({
    rows: rows.map(
      (cells, row) =>
        new TableRow({
          children: cells.map((text, column) => {
            const verticalMerge = column === 0 ? merge[row] : undefined;
            return new TableCell({ children: [new Paragraph(text)], ...(verticalMerge && { verticalMerge }) });
          }),
        }),
    ),
  });
  const children = [new Paragraph('2022年政务公开重点任务清单'), table];
  const file = await Packer.toBuffer(new Document({ sections: [{ children }] }));
  expect(await tablePlan(file, '清单.docx')).toEqual(asPlan);
});

test('a table on a web page with rowspan gives every row its section', async () => {
  const cells = rows.map((row, at) =>
    row
      .filter((text) => text !== '')
      .map((text, column) => `<td${at === 1 && column === 0 ? ' rowspan=2' : ''}><p>${text}</p></td>`)
      .join(''),
  );
  const page = `<html><body><h1>2022年政务公开重点任务清单</h1><table><tr>${cells.join('</tr><tr>')}</tr></table></body></html>`;
  expect(await tablePlan(Buffer.from(page), '清单.html')).toEqual(asPlan);
});

test('a sheet with merged cells gives every row its section', async () => {
  const data = [['2022年政务公开重点任务清单', '', '', ''], ...rows];
  const merges = [
    { startRow: 0, startCol: 0, endRow: 0, endCol: 3 },
    { startRow: 2, startCol: 0, endRow: 3, endCol: 0 },
  ];
  const file = await writeXlsx({ sheets: [{ name: '清单', rows: data, merges }] });
  expect(await tablePlan(file, '清单.xlsx')).toEqual(asPlan);
});
