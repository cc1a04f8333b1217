import { expect, test } from 'vitest';
import { noConventions, readAnnotation, readCell } from './annotations.ts';
import { findAnnotations } from './find-annotations.ts';

interface Expected {
  leads?: string[];
  joint?: string[];
  cooperating?: string[];
  guides?: string[];
  open?: boolean;
  scope?: string;
  doubts?: number;
}

const full = ({ leads = [], joint = [], cooperating = [], guides = [], open = false, scope }: Expected) => ({
  leads,
  joint,
  cooperating,
  guides,
  open,
  scope: scope ?? null,
});

function readLast(texts: readonly string[]) {
  let conventions = noConventions;
  let last: ReturnType<typeof readAnnotation>;
  for (const text of texts) {
    const [found] = findAnnotations(`做好相关工作。${text}`);
    last = found && readAnnotation(found, conventions);
    conventions = last?.conventions ?? conventions;
  }
  return last;
}

const ministries = ['海关总署', '财政部', '税务总局'];
const cases: [string, string | string[], Expected][] = [
  ['F1', '(综合规财处牵头,各相关处配合)', { leads: ['综合规财处'], cooperating: ['各相关处'] }],
  ['F10', '（牵头单位：法规处 配合单位：各相关处室）', { leads: ['法规处'], cooperating: ['各相关处室'] }],
  [
    'F10',
    '（责任单位：科技处　配合单位：信息中心、法规处　完成时限：2026年底）',
    { leads: ['科技处'], cooperating: ['信息中心', '法规处'] },
  ],
  ['F1', '（法规处牵头，科技处、信息中心配合）', { leads: ['法规处'], cooperating: ['科技处', '信息中心'] }],
  ['F1', '(法规处牵头,科技处,信息中心配合)', { leads: ['法规处'], cooperating: ['科技处', '信息中心'] }],
  [
    'F2',
    '(法规处、行政受理中心分别牵头,各相关处配合)',
    { leads: ['法规处', '行政受理中心'], cooperating: ['各相关处'] },
  ],
  [
    'F2',
    '(行政受理与投诉举报中心、综合规财处分别牵头,各相关处、直属相关单位配合)',
    { leads: ['行政受理与投诉举报中心', '综合规财处'], cooperating: ['各相关处', '直属相关单位'] },
  ],
  ['F3', '(人事处负责落实)', { leads: ['人事处'] }],
  ['F3', '(局机关各处、直属各单位分别负责落实)', { joint: ['局机关各处', '直属各单位'] }],
  ['F3', '(人事处负责,信息中心配合)', { leads: ['人事处'], cooperating: ['信息中心'] }],
  [
    'F4',
    '（生态环境部牵头，国家发展改革委、工业和信息化部、住房城乡建设部、农业农村部、国家统计局参与）',
    {
      leads: ['生态环境部'],
      cooperating: ['国家发展改革委', '工业和信息化部', '住房城乡建设部', '农业农村部', '国家统计局'],
    },
  ],
  ['F4', '（文化和旅游部牵头，国家粮食和储备局参加）', { leads: ['文化和旅游部'], cooperating: ['国家粮食和储备局'] }],
  [
    'F5',
    '（海关总署、财政部负责，排在第一位的部门为牵头部门，下同）',
    { leads: ['海关总署'], cooperating: ['财政部'] },
  ],
  [
    'F5',
    ['（商务部、财政部负责，列第一位者为牵头单位，下同）', '（海关总署、财政部、税务总局负责）'],
    { leads: ['海关总署'], cooperating: ['财政部', '税务总局'] },
  ],
  [
    'F5',
    ['（商务部、财政部负责，列第一位者为牵头单位）', '（海关总署、财政部负责）'],
    { joint: ['海关总署', '财政部'] },
  ],
  ['F6', '（海关总署、财政部、税务总局负责）', { joint: ministries }],
  ['F6', '（体育总局负责）', { leads: ['体育总局'] }],
  ['F7', '（商务部、财政部等负责）', { joint: ['商务部', '财政部'], open: true }],
  ['F7', '（国家发展改革委等有关部门负责）', { joint: ['国家发展改革委'], open: true }],
  ['F7', '（商务部会同有关部门负责）', { leads: ['商务部'], open: true }],
  ['F7', '（商务部会同财政部、税务总局负责）', { leads: ['商务部'], cooperating: ['财政部', '税务总局'] }],
  ['F7', '（商务部牵头，会同财政部落实）', { leads: ['商务部'], cooperating: ['财政部'] }],
  ['F7', '（商务部、海关总署等有关部门和单位按职责分工负责）', { joint: ['商务部', '海关总署'], open: true }],
  ['F7', '（教育部、高等教育司等负责）', { joint: ['教育部', '高等教育司'], open: true }],
  [
    'F8',
    '（商务部、海关总署等和各有关省级人民政府负责）',
    { joint: ['商务部', '海关总署', '各有关省级人民政府'], open: true },
  ],
  ['F8', '（公安部和各省级人民政府负责）', { joint: ['公安部', '各省级人民政府'] }],
  ['F9', '（商务部、财政部，各省级人民政府按职责分工负责）', { joint: ['商务部', '财政部', '各省级人民政府'] }],
  ['F9', '(教育部,各省级人民政府负责)', { joint: ['教育部', '各省级人民政府'] }],
  ['F10', '（负责部门：自然资源部、住房城乡建设部）', { joint: ['自然资源部', '住房城乡建设部'] }],
  ['F10', '（负责部门：商务部；适用范围：福建自贸试验区）', { leads: ['商务部'], scope: '福建自贸试验区' }],
  [
    'F10',
    '(负责部门:商务部,海关总署,适用范围:福建自贸试验区)',
    { joint: ['商务部', '海关总署'], scope: '福建自贸试验区' },
  ],
  [
    'F10',
    [
      '（负责部门：商务部；适用范围：所有自贸试验区，以下除标注适用于特定自贸试验区的措施外，适用范围均为所有自贸试验区）',
      '（负责部门：税务总局）',
    ],
    { leads: ['税务总局'], scope: '所有自贸试验区' },
  ],
  [
    'F10',
    ['（负责部门：商务部；适用范围：全国，下同）', '（负责部门：税务总局；适用范围：江西）'],
    { leads: ['税务总局'], scope: '江西' },
  ],
  [
    'F10',
    '（牵头单位：法规处；配合单位：科技处、信息中心）',
    { leads: ['法规处'], cooperating: ['科技处', '信息中心'] },
  ],
  ['F11', '（商务部指导，供销合作总社参与）', { guides: ['商务部'], cooperating: ['供销合作总社'] }],
  [
    'F11',
    '（生态环境部指导，试点城市政府负责落实。以下均需试点城市政府落实，不再列出）',
    { guides: ['生态环境部'], leads: ['试点城市政府'] },
  ],
  [
    'F11',
    [
      '（生态环境部指导，试点城市政府负责落实。以下均需试点城市政府落实，不再列出）',
      '（市场监管总局、工业和信息化部负责）',
    ],
    { joint: ['市场监管总局', '工业和信息化部', '试点城市政府'] },
  ],
  [
    'F11',
    [
      '（生态环境部指导，试点城市政府负责落实。以下均需试点城市政府落实，不再列出）',
      '（商务部指导，供销合作总社参与）',
    ],
    { guides: ['商务部'], leads: ['试点城市政府'], cooperating: ['供销合作总社'] },
  ],
  [
    'F11',
    ['（生态环境部指导，试点城市政府负责落实。以下均需试点城市政府落实，不再列出）', '（商务部牵头，财政部参与）'],
    { leads: ['商务部'], cooperating: ['财政部', '试点城市政府'] },
  ],
  ['F12', '（商务部、财政部牵头负责）', { leads: ['商务部', '财政部'] }],
  [
    'F12',
    ['（商务部、税务总局负责，列第一位者为牵头单位，下同）', '（商务部、财政部牵头负责）'],
    { leads: ['商务部', '财政部'] },
  ],
  ['F13', '（各有关部门和单位按职责分工负责）', { joint: ['各有关部门和单位'] }],
  ['F13', '（各省级人民政府负责）', { joint: ['各省级人民政府'] }],
  [
    'F13',
    ['（商务部、财政部负责，列第一位者为牵头单位，下同）', '（各省级人民政府负责）'],
    { joint: ['各省级人民政府'] },
  ],
  [
    'F15',
    '(市府办〔市大数据局〕牵头,市司法局、各县〔区〕政府配合)',
    { leads: ['市府办〔市大数据局〕'], cooperating: ['市司法局', '各县〔区〕政府'] },
  ],
  [
    'F15',
    '（市府办(市大数据局、市密码局)牵头，各县(区)政府配合)',
    { leads: ['市府办(市大数据局、市密码局)'], cooperating: ['各县(区)政府'] },
  ],
  ['A牵头、B配合', '（办公室牵头、宣传处配合）', { leads: ['办公室'], cooperating: ['宣传处'] }],
  [
    '做好',
    '（法规处、科技处按各自职责分工负责，办公室做好配合）',
    { joint: ['法规处', '科技处'], cooperating: ['办公室'] },
  ],
  ['no verb', '（各处室按职责分工）', { joint: ['各处室'] }],
  ['no verb', '（省财政厅，各市、县〔区〕人民政府）', { joint: ['省财政厅', '各市、县〔区〕人民政府'], doubts: 1 }],
  [
    'divisions',
    '（商务部牵头，各省、自治区、直辖市人民政府配合）',
    { leads: ['商务部'], cooperating: ['各省、自治区、直辖市人民政府'] },
  ],
  ['blanks', '（责任部门：法规处 科技处）', { joint: ['法规处', '科技处'] }],
  ['role in brackets', '（责任单位：办公室（牵头）、法规处）', { leads: ['办公室'], cooperating: ['法规处'] }],
  ['由', '（由法规处牵头，信息中心配合）', { leads: ['法规处'], cooperating: ['信息中心'] }],
  ['persons are not units', '（责任单位：办公室；责任人：张某某）', { leads: ['办公室'] }],
];

test.each(cases)('%s: %s', (_, texts, expected) => {
  const read = readLast([texts].flat());
  const { verbatim, ...annotation } = read?.annotation ?? { verbatim: '' };
  expect(annotation).toEqual(full(expected));
  expect(verbatim).toBe([texts].flat().at(-1));
  expect(read?.doubts).toHaveLength(expected.doubts ?? 0);
});

const cells: [string, string, 'lead' | 'responsible' | 'cooperating', Expected][] = [
  ['F14', '办公室', 'responsible', { leads: ['办公室'] }],
  ['F14', '各科室', 'responsible', { joint: ['各科室'] }],
  ['F14', '办公室牵头,各科室配合', 'responsible', { leads: ['办公室'], cooperating: ['各科室'] }],
  ['F14', '办公室、财务科', 'responsible', { joint: ['办公室', '财务科'] }],
  ['F14', '办公室\n财务科', 'responsible', { joint: ['办公室', '财务科'] }],
  [
    'F14',
    '政策法规科,办公室,市局各有关科室',
    'responsible',
    { joint: ['政策法规科', '办公室', '市局各有关科室'], doubts: 1 },
  ],
  ['F14', '办公室、法规科，信息中心', 'responsible', { joint: ['办公室', '法规科', '信息中心'], doubts: 1 }],
  [
    'F14',
    '办公室、法规科牵头，信息中心按职能分工落实',
    'responsible',
    { leads: ['办公室', '法规科'], cooperating: ['信息中心'] },
  ],
  ['F14', '办公室,法规科', 'cooperating', { cooperating: ['办公室', '法规科'] }],
  ['F14', '办公室,法规科', 'lead', { leads: ['办公室', '法规科'] }],
];

test.each(cells)('%s in a table: %s under %s', (_, cell, column, expected) => {
  const { annotation, doubts } = readCell(cell, column, noConventions);
  expect(annotation).toEqual({ verbatim: cell, ...full(expected) });
  expect(doubts).toHaveLength(expected.doubts ?? 0);
});

test.each([
  '做好公开（鼓励社会力量参与）。',
  '由政务服务中心（市局负责审批的事项除外）统一办理。',
  '办公室（政务公开科负责）要做好工作。',
  '开展检查（具体要求见附件）。',
  '加强管理。（由企业自愿参与）',
])('prose is not an annotation: %s', (line) => {
  const read = findAnnotations(line).map((found) => readAnnotation(found, noConventions));
  expect(read.filter((one) => one !== undefined)).toEqual([]);
});

test('two units joined by 和 stay one name and are flagged', () => {
  const read = readLast(['（财政部和教育部负责）']);
  expect(read?.annotation.leads).toEqual(['财政部和教育部']);
  expect(read?.doubts[0]).toContain('可能是两个单位');
});

test('names behind the last verb are kept and flagged', () => {
  const read = readLast(['（法规处牵头，科技处、信息中心）']);
  expect(read?.annotation).toMatchObject({ leads: ['法规处'], cooperating: ['科技处', '信息中心'] });
  expect(read?.doubts).toEqual(['“科技处”“信息中心”没有写明职责，请核对']);
});

test('a clause that says when is a deadline, not a unit', () => {
  const read = readLast(['（法规处牵头，信息中心配合，2022年底前完成）']);
  expect(read?.annotation).toMatchObject({ leads: ['法规处'], cooperating: ['信息中心'] });
  expect(read?.deadlines).toEqual(['2022年底前完成']);
  expect(read?.doubts).toEqual([]);
});

test('several annotations of one paragraph are found in order', () => {
  const line = '支持办赛。（市场监管总局负责）鼓励创新。（体育总局、教育部负责）';
  expect(findAnnotations(line).map(({ verbatim }) => verbatim)).toEqual([
    '（市场监管总局负责）',
    '（体育总局、教育部负责）',
  ]);
});

test('a tail 责任单位： without brackets is found', () => {
  const [found] = findAnnotations('做好公开工作。责任单位：办公室、法规处');
  expect(found?.verbatim).toBe('责任单位：办公室、法规处');
  expect(found && readAnnotation(found, noConventions)?.annotation.joint).toEqual(['办公室', '法规处']);
});
