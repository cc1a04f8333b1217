import { expect, test } from 'vitest';
import { linesOf } from '#platform/extraction/index.ts';
import { readWorkPlan } from './read-work-plan.ts';
import { resolver, resolveUnits, type UnitRegister } from './resolve.ts';

const register: UnitRegister = {
  units: [
    { id: 'fin', name: '综合和规划财务处', shortName: '综合规财处', aliases: [] },
    { id: 'law', name: '政策法规处', shortName: '法规处', aliases: [] },
    { id: 'hr', name: '人事处', aliases: ['人事教育处'] },
    { id: 'sci', name: '科技和标准处', shortName: '科技处', aliases: [] },
    { id: 'info', name: '省药品监督管理局信息中心', shortName: '信息中心', aliases: [] },
    { id: 'desk', name: '行政受理与投诉举报中心', shortName: '行政受理中心', aliases: [] },
    { id: 'lab', name: '检验一所', aliases: ['检验所'] },
    { id: 'lab2', name: '检验二所', aliases: ['检验所'] },
  ],
  classes: [
    { key: 'departments', name: '局机关各处', aliases: ['各处'], open: false, unitIds: ['fin', 'law', 'hr', 'sci'] },
    { key: 'affiliates', name: '直属各单位', aliases: ['各单位'], open: false, unitIds: ['info', 'desk'] },
    { key: 'relevant', name: '各相关处', aliases: [], open: true, unitIds: ['fin', 'law', 'hr', 'sci'] },
  ],
};
const resolve = resolver(register);

test.each([
  ['综合和规划财务处', 'fin'],
  ['综合规财处', 'fin'],
  ['人事教育处', 'hr'],
  ['省局法规处', 'law'],
  ['局信息中心', 'info'],
  ['法规处室', 'law'],
  ['法 规 处', 'law'],
])('%s is one unit', (text, id) => {
  expect(resolve(text)).toEqual({ text, outcome: 'unit', unitIds: [id], candidates: [] });
});

test('a closed class is its members, by name or alias', () => {
  expect(resolve('局机关各处')).toMatchObject({
    outcome: 'class',
    unitIds: ['fin', 'law', 'hr', 'sci'],
    candidates: [],
  });
  expect(resolve('各单位')).toMatchObject({ outcome: 'class', unitIds: ['info', 'desk'] });
});

test('which are the 各相关处 a person must say', () => {
  const { outcome, unitIds, candidates } = resolve('各相关处');
  expect([outcome, unitIds, candidates.map(({ id }) => id)]).toEqual(['class', [], ['fin', 'law', 'hr', 'sci']]);
});

test('a name two units bear is ambiguous and settles nothing', () => {
  const { outcome, unitIds, candidates } = resolve('检验所');
  expect([outcome, unitIds, candidates.map(({ id }) => id)]).toEqual(['ambiguous', [], ['lab', 'lab2']]);
});

test('a similar name is suggested, never taken', () => {
  expect(resolve('综合规划财务处')).toEqual({
    text: '综合规划财务处',
    outcome: 'unknown',
    unitIds: [],
    candidates: [{ id: 'fin', name: '综合和规划财务处' }],
  });
  expect(resolve('统计局').candidates).toEqual([]);
});

test('every printed party is resolved where it stands', () => {
  const reading = readWorkPlan(linesOf('要点\n1.公开。（法规处牵头，各相关处配合）\n2.解读。（人事处、统计局负责）'));
  expect(
    resolveUnits(reading, register).map(({ item, annotation, role, text, outcome }) => [
      item,
      annotation,
      role,
      text,
      outcome,
    ]),
  ).toEqual([
    [0, 0, 'leads', '法规处', 'unit'],
    [0, 0, 'cooperating', '各相关处', 'class'],
    [1, 0, 'joint', '人事处', 'unit'],
    [1, 0, 'joint', '统计局', 'unknown'],
  ]);
});
