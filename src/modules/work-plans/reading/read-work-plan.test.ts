import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Block, linesOf } from '#platform/extraction/index.ts';
import { readWorkPlan } from './read-work-plan.ts';
import { isUnusable, type PlanItem, type Reading } from './reading.ts';

const read = (...lines: string[]) => readWorkPlan(linesOf(lines.join('\n')));
const itemsOf = (reading: Reading) => reading.sections.flatMap(({ items }) => items);
const unitsOf = (item: PlanItem | undefined) =>
  item?.annotations.flatMap((one) => [...one.leads, ...one.joint, ...one.cooperating, ...one.guides]) ?? [];
const kindsOf = (reading: Reading) => reading.problems.map(({ kind }) => kind);

interface Published {
  readonly document: string;
  readonly authority: string;
  readonly documentNumber: string | null;
  readonly items: readonly {
    readonly section: string;
    readonly number: string;
    readonly heading: string;
    readonly annotation: string;
    readonly responsible: readonly string[];
    readonly cooperating: readonly string[];
    readonly guides: readonly string[];
    readonly deadline: string | null;
  }[];
}
const published: Published[] = JSON.parse(
  readFileSync(new URL('fixtures/published-annotations.json', import.meta.url), 'utf8'),
);
const [chizhou, sports, waste, jiangmen] = published;

test('the published tables give each row its units and its deadline', () => {
  for (const plan of [chizhou, jiangmen]) {
    const rows = plan?.items.map((item) => [item.section, item.heading, item.annotation, item.deadline ?? '']) ?? [];
    const head = ['工作任务', '具体要求', '责任科室', '时限要求'];
    const reading = readWorkPlan([
      { type: 'heading', level: 1, text: '2022年政务公开重点任务清单' },
      { type: 'table', rows: [head, ...rows] },
    ]);
    expect(itemsOf(reading).map(({ title, annotations }) => [title, annotations[0]?.verbatim])).toEqual(
      plan?.items.map(({ heading, annotation }) => [heading, annotation]),
    );
    expect(itemsOf(reading).map((item) => unitsOf(item))).toEqual(
      plan?.items.map(({ responsible, cooperating }) => [...responsible, ...cooperating]),
    );
    expect(itemsOf(reading).map(({ deadlines }) => deadlines[0]?.dueOn)).toEqual(
      plan?.items.map(({ deadline }) => (deadline === '年底前' ? '2022-12-31' : deadline === null ? undefined : null)),
    );
    expect(reading.problems).toEqual([]);
  }
});

/** The lines of a State Council document from its excerpts, annotations closing paragraphs as printed. */
function documentOf(plan: Published | undefined): string[] {
  const lines = [plan?.document ?? '', plan?.documentNumber ?? ''];
  plan?.items.forEach((item, at) => {
    const before = plan.items[at - 1];
    if (item.section !== before?.section) lines.push(item.section);
    if (item.number !== before?.number) lines.push(`（${item.number}）${item.heading}。要做好工作。${item.annotation}`);
    else lines.push(`还要做好其他工作。${item.annotation}`);
  });
  return lines;
}

test('a State Council document without a convention names units responsible side by side', () => {
  const reading = read(...documentOf(sports));
  expect(reading).toMatchObject({ title: sports?.document, documentNumber: '国办发〔2018〕121号' });
  const annotations = itemsOf(reading).flatMap((item) => item.annotations);
  expect(annotations.map(({ verbatim }) => verbatim)).toEqual(sports?.items.map(({ annotation }) => annotation));
  for (const [at, one] of annotations.entries()) {
    const units = sports?.items[at]?.responsible ?? [];
    expect(one).toMatchObject(units.length === 1 ? { leads: units, joint: [] } : { leads: [], joint: units });
  }
  expect(itemsOf(reading).map(({ number }) => number)).toEqual(
    '四五六七八九'.split('').concat('十 十一 十二 十三 十四 十五 十六 十七 十八 十九'.split(' ')),
  );
  expect(itemsOf(reading)[6]?.annotations).toHaveLength(3);
  expect(reading.problems).toEqual([]);
});

test('“以下均需试点城市政府落实” adds that unit to everything that follows and to nothing before', () => {
  const reading = read(...documentOf(waste), '（七）加强宣传。做好宣传工作。');
  const items = itemsOf(reading);
  expect(items.map(({ number, annotations }) => [number, annotations.length])).toEqual([
    ['一', 2],
    ['二', 1],
    ['六', 1],
    ['七', 1],
  ]);
  expect(items[0]?.annotations[0]).toMatchObject({ leads: ['生态环境部'], cooperating: waste?.items[0]?.cooperating });
  expect(items[0]?.annotations[1]).toMatchObject({ guides: ['生态环境部'], leads: ['试点城市政府'] });
  expect(items[1]?.annotations[0]?.joint).toEqual(['市场监管总局', '工业和信息化部', '试点城市政府']);
  expect(items[2]?.annotations[0]).toMatchObject({
    guides: ['商务部'],
    leads: ['试点城市政府'],
    cooperating: ['供销合作总社'],
  });
  expect(items[3]?.annotations[0]).toMatchObject({ leads: ['试点城市政府'], verbatim: '以下均需试点城市政府落实' });
  expect(kindsOf(reading)).toEqual(['numbering']);
});

test('an item with several annotations keeps those that close an earlier paragraph in its text', () => {
  const [item] = itemsOf(
    read('方案', '（一）加强监管。先做一步。（教育部负责）', '再做一步。（公安部负责）', '（二）其他。（财政部负责）'),
  );
  expect(item?.text).toBe('先做一步。（教育部负责）\n再做一步。');
  expect(item?.annotations.map(({ leads }) => leads)).toEqual([['教育部'], ['公安部']]);
});

test('items may start at any number, and those without an annotation are reported', () => {
  const reading = read(
    '意见',
    '一、总体要求',
    '（一）指导思想。坚持改革。',
    '二、措施',
    '（二）落实。做好。（财政部负责）',
    '（三）评估。做好。（财政部负责）',
  );
  expect(reading.problems).toEqual([
    { where: '第一部分第一条', kind: 'no-units', message: '没有写明责任单位，请填写' },
  ]);
  const later = read('意见', '一、措施', '（三）落实。做好。（财政部负责）', '（四）评估。做好。（财政部负责）');
  expect(later.problems).toEqual([]);
});

test('an item without its own annotation has its section’s', () => {
  const reading = read(
    '2022年工作要点',
    '一、加强公开（办公室牵头，各科室配合）',
    '1.公开预算。按时公开。',
    '2.公开决算。按时公开。（财务科负责）',
    '二、加强解读',
    '3.解读政策。同步解读。（法规科负责）',
  );
  expect(reading.sections[0]?.title).toBe('加强公开');
  expect(itemsOf(reading).map((item) => unitsOf(item))).toEqual([['办公室', '各科室'], ['财务科'], ['法规科']]);
  expect(reading.problems).toEqual([]);
});

test('a section without numbered items that says who is responsible is an item itself', () => {
  const reading = read(
    '2022年工作要点',
    '一、加强公开',
    '1.公开预算。（财务科负责）',
    '二、加强保障。落实经费。（办公室负责）',
  );
  expect(reading.sections.map(({ title, items }) => [title, items.map(({ title: one }) => one)])).toEqual([
    ['加强公开', ['公开预算']],
    ['加强保障', ['加强保障']],
  ]);
});

test('a plan numbered 一、 only has those as its items', () => {
  const reading = read('2022年工作要点', '一、公开预算。（财务科负责）', '二、解读政策。（法规科负责）');
  expect(reading.sections).toHaveLength(1);
  expect(itemsOf(reading).map(({ number, title }) => [number, title])).toEqual([
    ['一', '公开预算'],
    ['二', '解读政策'],
  ]);
});

test('points 1. inside （一） are part of it unless the duties stand at the points', () => {
  const inside = read(
    '方案',
    '一、任务',
    '（一）公开。做好：',
    '1.预算。',
    '2.决算。',
    '（办公室负责）',
    '（二）解读。（法规科负责）',
  );
  expect(itemsOf(inside).map(({ number }) => number)).toEqual(['一', '二']);
  expect(itemsOf(inside)[0]?.text).toBe('做好：\n1.预算。\n2.决算。');
  const points = read(
    '方案',
    '一、任务',
    '（一）公开',
    '1.预算。（财务科负责）',
    '2.决算。（财务科负责）',
    '（二）解读',
    '3.政策。（法规科负责）',
  );
  expect(points.sections.map(({ number, title, items }) => [number, title, items.length])).toEqual([
    ['一', '任务', 0],
    ['一（一）', '公开', 2],
    ['一（二）', '解读', 1],
  ]);
});

test.each([
  [['以下任务列第一位的为牵头单位。', '一、任务', '1.预算。（财务科、办公室负责）']],
  [['一、任务', '1.预算。（财务科、办公室负责）', '（注：责任单位中排在第一位的为牵头单位）']],
])('a convention in a sentence of its own holds for the whole document', (lines) => {
  const reading = read('方案', ...lines);
  expect(itemsOf(reading)[0]?.annotations[0]).toMatchObject({ leads: ['财务科'], cooperating: ['办公室'] });
  expect(reading.problems).toEqual([]);
});

test('number, date of signature and signer are read, wherever they stand', () => {
  const reading = read(
    '国务院办公厅关于印发',
    '“无废城市”建设试点',
    '工作方案的通知',
    '国办发〔2018〕128号',
    '各省、自治区、直辖市人民政府：',
    '现印发给你们。',
    '一、任务',
    '（一）监管。（生态环境部负责）',
    '国务院办公厅',
    '2018年12月29日',
    '（此件公开发布）',
    '附件：',
    '1.名单。',
  );
  expect(reading).toMatchObject({
    title: '国务院办公厅关于印发“无废城市”建设试点工作方案的通知',
    documentNumber: '国办发〔2018〕128号',
    issuedOn: '2018-12-29',
    source: '国务院办公厅',
    preamble: '各省、自治区、直辖市人民政府：\n现印发给你们。',
  });
  expect(itemsOf(reading)).toHaveLength(1);
});

test('labels on lines of their own are one annotation', () => {
  const [item] = itemsOf(
    read(
      '方案',
      '1.整治。',
      '牵头单位：法规处',
      '配合单位：稽查处',
      '完成时限：2023年9月30日前',
      '2.宣传。',
      '责任单位：办公室',
    ),
  );
  expect(item).toMatchObject({
    text: '',
    annotations: [
      {
        verbatim: '牵头单位：法规处\n配合单位：稽查处\n完成时限：2023年9月30日前',
        leads: ['法规处'],
        cooperating: ['稽查处'],
      },
    ],
    deadlines: [{ dueOn: '2023-09-30' }],
  });
});

test('the date under the signature goes before the day of publication', () => {
  const reading = read('工作要点', '发布日期：2024-04-12 来源：办公室', '1.公开。（办公室负责）', '2024年4月10日');
  expect([reading.issuedOn, reading.source]).toEqual(['2024-04-10', '办公室']);
});

test('a document number quoted in the opening paragraph is not this document’s', () => {
  const reading = read('2022年工作要点', '根据《意见》（国办发〔2022〕8号），制定本要点。', '1.公开。（办公室负责）');
  expect(reading.documentNumber).toBeNull();
});

test('a deadline older than the plan is kept and reported as stale', () => {
  const reading = read(
    '2024年政务公开工作要点',
    '1.公开预算。2022年11月底前完成。（财务科负责）',
    '2.公开决算。11月底前完成。（财务科负责）',
  );
  expect(itemsOf(reading).map(({ deadlines }) => deadlines[0]?.dueOn)).toEqual(['2022-11-30', '2024-11-30']);
  expect(reading.problems).toEqual([
    { where: '第1条', kind: 'stale', message: '期限“2022年11月底前”早于计划年度 2024 年，请核对' },
  ]);
});

test('an open list is flagged and gets no made-up unit', () => {
  const reading = read('方案', '1.公开。（商务部、财政部等有关部门负责）');
  expect(unitsOf(itemsOf(reading)[0])).toEqual(['商务部', '财政部']);
  expect(kindsOf(reading)).toEqual(['open-ended']);
});

test('a bracket at the end that cannot be read is reported', () => {
  const reading = read('方案', '1.公开。（由企业自愿参与）', '2.解读。（办公室负责）');
  expect(kindsOf(reading)).toEqual(['no-units', 'needs-review']);
});

test('numbers that jump are reported, numbers that start again in a new section are not', () => {
  const jump = read('方案', '一、甲', '1.公开。（办公室负责）', '3.解读。（办公室负责）');
  expect(jump.problems).toMatchObject([{ where: '第一部分第3条', kind: 'numbering' }]);
  const again = read(
    '方案',
    '一、甲',
    '1.公开。（办公室负责）',
    '2.督查。（办公室负责）',
    '二、乙',
    '1.解读。（办公室负责）',
  );
  expect(again.problems).toEqual([]);
});

const table = (...rows: string[][]): Block => ({ type: 'table', rows });

test('a table with columns for who leads and who cooperates is one annotation', () => {
  const reading = readWorkPlan([
    { type: 'paragraph', text: '2022年任务分工表' },
    table(
      ['序号', '任务', '牵头单位', '配合单位', '完成时限'],
      ['1', '公开预算', '财务科', '办公室、法规科', '2022年6月底前'],
    ),
  ]);
  expect(reading.title).toBe('2022年任务分工表');
  expect(itemsOf(reading)).toMatchObject([
    {
      number: '1',
      title: '公开预算',
      annotations: [{ leads: ['财务科'], cooperating: ['办公室', '法规科'] }],
      deadlines: [{ dueOn: '2022-06-30' }],
    },
  ]);
});

test('a comma list in a table without any verb needs review', () => {
  const reading = readWorkPlan([
    table(['重点任务', '工作要求', '责任单位'], ['公开', '公开预算。', '政策法规科,办公室,市局各有关科室']),
  ]);
  expect(itemsOf(reading)[0]?.annotations[0]?.joint).toEqual(['政策法规科', '办公室', '市局各有关科室']);
  expect(reading.problems).toMatchObject([{ kind: 'title' }, { where: '表格第2行', kind: 'needs-review' }]);
});

test('rows merged over the whole table are sections, and a repeated head is no item', () => {
  const head = ['序号', '工作任务', '责任单位'];
  const reading = readWorkPlan([
    table(
      ['分工表', '分工表', '分工表'],
      head,
      ['一、公开', '一、公开', '一、公开'],
      ['1', '公开预算', '财务科'],
      head,
      ['2', '公开决算', '财务科'],
    ),
  ]);
  expect(reading.sections.map(({ number, title, items }) => [number, title, items.length])).toEqual([
    ['一', '公开', 2],
  ]);
});

test('a table of something else is not a plan', () => {
  expect(isUnusable(readWorkPlan([table(['姓名', '电话'], ['张某某', '0791'])]))).toBe(true);
});

test('a document without items says so in one sentence', () => {
  const reading = read('关于召开会议的通知', '请按时参加。');
  expect(reading.sections).toEqual([]);
  expect(reading.problems).toMatchObject([{ where: '全文', kind: 'no-items' }]);
});

/** Texts made of the very words and signs the reader looks for, and of anything else. */
const fragment = fc.oneof(
  fc.constantFrom(
    '（',
    '(',
    '）',
    ')',
    '〔',
    '〕',
    '、',
    '，',
    ',',
    '。',
    '；',
    '：',
    '牵头',
    '负责',
    '配合',
    '会同',
    '等',
    '各',
    '以下均需',
    '落实',
    '下同',
    '列第一位者为牵头单位',
    '法规处',
    '工业和信息化部',
    '责任单位：',
    '一、',
    '（一）',
    '1.',
    '2022年底前',
    '每季度',
    '\n',
    ' ',
    '省局2022年要点',
  ),
  fc.string({ unit: 'grapheme', maxLength: 5 }),
);
const text = fc.array(fragment, { maxLength: 60 }).map((parts) => parts.join(''));
const blocks: fc.Arbitrary<Block[]> = fc.array(
  fc.oneof(
    text.map((one): Block => ({ type: 'paragraph', text: one })),
    text.map((one): Block => ({ type: 'heading', level: 2, text: one })),
    fc
      .array(fc.array(text, { minLength: 3, maxLength: 3 }), { maxLength: 3 })
      .map((rows): Block => table(['工作任务', '具体要求', '责任单位'], ...rows)),
  ),
  { maxLength: 12 },
);

test('whatever the text, reading does not fail and names no unit that is not printed', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        blocks,
        text.map((one) => linesOf(one)),
      ),
      (anything) => {
        const source = anything
          .map((block) => (block.type === 'table' ? block.rows.flat().join('\n') : block.text))
          .join('\n');
        for (const item of itemsOf(readWorkPlan(anything))) {
          for (const unit of unitsOf(item)) expect(unit !== '' && source.includes(unit)).toBe(true);
          for (const one of item.annotations) expect(one.leads.length > 0 && one.joint.length > 0).toBe(false);
        }
      },
    ),
    { numRuns: 1_500 },
  );
});

/** Processor time of this thread, in milliseconds: other work on the machine does not lengthen it. */
function costOf(work: () => void): number {
  const { user, system } = process.threadCpuUsage();
  work();
  const after = process.threadCpuUsage();
  return (after.user - user + after.system - system) / 1000;
}

/** Four times as much text takes about four times as long, never sixteen times: below 60 ms nothing can be told. */
function expectProportionate(read: (times: number) => void, times: number): void {
  read(times / 4);
  const [small, large] = [costOf(() => read(times / 4)), costOf(() => read(times))];
  if (large > 60) expect(large / small).toBeLessThan(10);
}

test.each(['共同', '部和', '等', '2022年', '（部', '第一位', '责任单位：', '各市、', ' '])(
  'a text of nothing but %s costs no more than its length',
  (part) =>
    expectProportionate((times) => {
      const long = part.repeat(times);
      read('方案', `1.${long}`, `责任单位：${long}负责`);
      readWorkPlan([table(['工作任务', '具体要求', '责任单位'], ['公开', long, `${long}负责`])]);
    }, 20_000),
);

test('endless brackets and lists of units cost no more than their length', () =>
  expectProportionate((times) => {
    read('方案', `1.公开${'（'.repeat(times)}负责`, `2.${'法规处、'.repeat(times)}（办公室负责）`);
  }, 10_000));

test.each([' ', '\t', '。', '；', ' 。'])(
  'endless “%s” inside a text cost no more than their length and lose nothing beside them',
  (part) =>
    expectProportionate((times) => {
      const long = part.repeat(times);
      const [item] = itemsOf(read('方案', `1.公开目录${long}公布结果${long}（法规处负责）`));
      expect(`${item?.title}${item?.text}`).toMatch(/^公开目录[\s。；]*公布结果/);
      expect(unitsOf(item)).toEqual(['法规处']);
      readWorkPlan([table(['工作任务', '具体要求', '责任单位'], ['公开', `甲${long}乙`, `法规处${long}负责`])]);
    }, 100_000),
);
