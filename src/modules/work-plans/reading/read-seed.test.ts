import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { linesOf } from '#platform/extraction/index.ts';
import { readWorkPlan } from './read-work-plan.ts';
import { readWorkPlanFile } from './read-work-plan-file.ts';

const bytes = readFileSync(new URL('fixtures/jiangxi-2019-work-points.txt', import.meta.url));
const reading = readWorkPlan(linesOf(bytes.toString('utf8')));

const every = ['各相关处', '直属各相关单位'];

/** Read off the printed document by eye: number, title, leads, joint, cooperating. */
const printed: readonly [string, string, readonly string[], readonly string[], readonly string[]][] = [
  ['1', '推进重要决策公开', [], ['局机关各处', '直属各单位'], []],
  ['2', '推进重要部署执行公开', [], ['局机关各处', '直属各单位'], []],
  ['3', '做好建议提案办理公开', ['综合规财处'], [], ['各相关处']],
  ['4', '推动行政执法信息公开', ['法规处'], [], ['各相关处']],
  ['5', '深入推进财政预决算公开', ['综合规财处'], [], ['直属各单位']],
  ['6', '强化组织人事信息公开', ['人事处'], [], []],
  ['7', '做好监督检查信息公开', ['法规处'], [], every],
  ['8', '做好行政处罚信息公开', ['法规处'], [], every],
  ['9', '做好监督抽检信息公开', ['科技处'], [], every],
  ['10', '做好药品行政许可信息公开', ['法规处', '行政受理中心'], [], every],
  ['11', '深入解读重要政策', ['综合规财处', '法规处'], [], every],
  ['12', '积极回应社会关切', ['综合规财处', '法规处'], [], every],
  ['13', '提升解读回应实效', ['综合规财处'], [], every],
  ['14', '做好依申请公开工作', ['综合规财处'], [], every],
  ['15', '做好投诉举报、来信来访等工作', ['行政受理与投诉举报中心', '综合规财处'], [], ['各相关处', '直属相关单位']],
  ['16', '推进省局网站优质规范发展', ['综合规财处', '信息中心'], [], every],
  ['17', '增强政务新媒体的传播力度', ['综合规财处', '信息中心'], [], every],
  ['18', '加快办事大厅线上线下整合发展', ['法规处'], [], every],
  ['19', '强化组织领导', ['综合规财处'], [], every],
  ['20', '严格执行保密审查制度', ['综合规财处'], [], ['各相关处']],
  ['21', '严格执行文件公开程序', ['综合规财处'], [], every],
  ['22', '加强相关基础工作', [], ['综合规财处', '人事处', '法规处', '信息中心'], []],
];

test('the 2019 work points have their title, date and source', () => {
  expect(reading).toMatchObject({
    title: '省药品监督管理局 2019年政务公开工作要点',
    documentNumber: null,
    issuedOn: '2019-06-17',
    source: '综合和规划财务处',
    problems: [],
  });
  expect(reading.preamble).toMatch(/^2019年,省局政务公开工作的总体要求是[^\n]*打造“四最”环境。$/);
});

test('the 2019 work points have five sections', () => {
  expect(reading.sections.map(({ number, title, items }) => [number, title, items.length])).toEqual([
    ['一', '聚集改革后权力监督,着力深化决策和执行公开', 6],
    ['二', '聚集政策落实,着力强化药品监管信息公开', 4],
    ['三', '聚集群众关注,着力加强解决回应', 5],
    ['四', '聚集优化服务,着力强化公开平台建设', 3],
    ['五', '聚集提升质量,着力完善公开制度机制', 4],
  ]);
});

test('the 22 items have exactly the units printed in them', () => {
  const read = reading.sections.flatMap(({ items }) =>
    items.map(({ number, title, annotations }) => {
      const [one, ...others] = annotations;
      expect(others).toEqual([]);
      expect([one?.guides, one?.open, one?.scope]).toEqual([[], false, null]);
      return [number, title, one?.leads, one?.joint, one?.cooperating];
    }),
  );
  expect(read).toEqual(printed);
});

test('an item keeps its whole requirement and its annotation as printed', () => {
  const item = reading.sections[1]?.items[3];
  expect(item?.text).toBe(
    '及时将药品行政许可信息进行归集并发布至省局网站相关数据库,公开本省执业药师注册信息,持续动态更新上述许可信息。',
  );
  expect(item?.annotations[0]?.verbatim).toBe('(法规处、行政受理中心分别牵头,各相关处、直属各相关单位配合)');
});

test('the 2019 work points set no deadlines, and prose such as 严格按照法定时限答复 is not made one', () => {
  expect(reading.sections.flatMap(({ items }) => items.flatMap(({ deadlines }) => deadlines))).toEqual([]);
});

test('what the website prints around the plan is not part of it', () => {
  expect(JSON.stringify(reading)).not.toMatch(/浏览次数|版权所有|ICP|手机版|您当前|字体|打印/);
});

test.each([
  ['GB18030', iconv.encode(bytes.toString('utf8'), 'gb18030')],
  ['UTF-8 with BOM', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes])],
  ['UTF-16 with BOM', iconv.encode(bytes.toString('utf8'), 'utf-16le', { addBOM: true })],
  ['UTF-16 big-endian with BOM', iconv.encode(bytes.toString('utf8'), 'utf-16be', { addBOM: true })],
  ['UTF-16 without BOM', iconv.encode(bytes.toString('utf8'), 'utf-16le', { addBOM: false })],
  ['Windows line ends', Buffer.from(bytes.toString('utf8').replaceAll('\n', '\r\n'))],
])('the plan saved as %s reads the same', async (_, saved) => {
  expect(await readWorkPlanFile(saved, '2019年要点.txt')).toEqual(reading);
});
