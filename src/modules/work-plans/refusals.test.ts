import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeStep, takeStepAs } from '#commons/casework/index.ts';
import { addDays, startOfDay } from '#kernel/dates.ts';
import type { AppError } from '#kernel/errors.ts';
import type { Actor } from '#kernel/policy.ts';
import { makeWorld, WORLD_BEGINS, type World } from '../../testing/world.ts';
import { composeBulletin } from './composing.ts';
import { confirmImport } from './confirm.ts';
import { correctImport, importDetail, startImport } from './imports.ts';
import { officerWhoDrafts, personIn } from './testing/given.ts';

const PLAN = `2026年政务公开工作要点
一、公开
1.做好抽检信息公开。2026年6月底前完成。(科技处牵头，信息中心配合)
2.做好处罚信息公开。持续推进。(法规处负责)
3.加强组织领导。(综合规财处牵头，法规处配合)`;

let world: World;
let officer: Actor;
let planId: string;
const items = new Map<string, string>();

beforeAll(async () => {
  world = await makeWorld();
  officer = await officerWhoDrafts(world.services);
  const id = await startImport(world.services, officer, { text: PLAN });
  const { version, preview } = await importDetail(world.services, officer, id);
  expect(preview.blockers).toEqual(['请填写成文日期']);
  await world.as(officer, (a) => correctImport(a, id, { version, issuedOn: '2026-03-02' }));
  ({ planId } = await world.as(officer, (a) => confirmImport(a, id, { version: version + 1 })));
  const rows = await world.services.db
    .selectFrom('work_item')
    .select(['id', 'number'])
    .where('plan_id', '=', planId)
    .execute();
  for (const { id: item, number } of rows) items.set(number, item);
});
afterAll(() => world?.close());

const item = (number: string) => items.get(number) ?? '';
const step = (actor: Actor, number: string, name: string, fields: Readonly<Record<string, unknown>>) =>
  world.as(actor, (a) => takeStepAs(a, item(number), name, fields));
const refusal = async (verb: Promise<unknown>): Promise<readonly string[]> => {
  try {
    await verb;
  } catch (error) {
    return (error as AppError).reasons;
  }
  return ['没有拒绝'];
};
const clerk = (unit: string) => personIn(world.services, 'clerk', unit);
const head = (unit: string) => personIn(world.services, 'department-head', unit);
const supervisor = () => personIn(world.services, 'supervisor', 'jx-finance');

test('printed deadlines become due dates, work without an end has a rhythm instead', async () => {
  const rows = await world.services.db
    .selectFrom('work_item as w')
    .innerJoin('matter as m', 'm.id', 'w.id')
    .select(['w.number', 'm.due_on', 'w.due_basis', 'w.rhythm'])
    .where('w.plan_id', '=', planId)
    .orderBy('w.position')
    .execute();
  expect(rows).toEqual([
    { number: '1', due_on: '2026-06-30', due_basis: 'printed', rhythm: null },
    { number: '2', due_on: null, due_basis: 'standing', rhythm: 'quarterly' },
    { number: '3', due_on: '2026-12-31', due_basis: 'year-end', rhythm: null },
  ]);
});

test('only the lead unit plans measures, and a day that does not exist is named', async () => {
  expect(await refusal(step(await clerk('jx-legal'), '1', 'planMeasures', { measures: '制定方案' }))).toEqual([
    '您的岗位不能分解措施，如需办理请联系本单位管理员',
  ]);
  expect(
    await refusal(step(await head('jx-science'), '1', 'planMeasures', { measures: '制定方案 2026-02-30' })),
  ).toEqual(['「制定方案 2026-02-30」末尾的日期不存在，请改正']);
  await step(await head('jx-science'), '1', 'planMeasures', { measures: '1. 制定方案 2026-04-30\n2. 每季度发布公告' });
  const measures = await world.services.db
    .selectFrom('work_measure')
    .select(['text', 'due_on'])
    .where('item_id', '=', item('1'))
    .orderBy('due_on')
    .execute();
  expect(measures).toEqual([
    { text: '制定方案', due_on: '2026-04-30' },
    { text: '每季度发布公告', due_on: null },
  ]);
});

test('people of another bureau neither see nor move an item', async () => {
  const stranger = await personIn(world.services, 'openness-officer', 'nanchang');
  expect(
    await refusal(step(stranger, '1', 'supervise', { demand: '请尽快报告进展情况。', replyBy: '2026-05-01' })),
  ).toEqual(['没有找到这一事项，可能已被移走，或您无权查看']);
});

test('an outdated page is refused, and nothing is lost', async () => {
  const actor = await clerk('jx-science');
  const act = world.as(actor, (a) =>
    takeStep(a, {
      matterId: item('1'),
      step: 'report',
      version: 1,
      fields: { percent: 10, text: '已经完成方案的征求意见。' },
    }),
  );
  expect((await refusal(act))[0]).toMatch(/他人已经修改过/);
});

test('whoever reported may not judge the report, and a bulletin holds only accepted reports', async () => {
  await step(await clerk('jx-science'), '1', 'report', { percent: 40, text: '已发布质量公告两期，涉及一千二百批次。' });
  expect(
    await refusal(
      world.as(officer, (a) => composeBulletin(a, planId, { title: '落实情况通报', itemIds: [item('1')] })),
    ),
  ).toEqual(['这些任务还没有采纳的进展报告，不能编入通报：1. 做好抽检信息公开']);
  expect(await refusal(step(await clerk('jx-science'), '1', 'acceptReport', {}))).toEqual([
    '您的岗位不能采纳进展报告，如需办理请联系本单位管理员',
  ]);
  await step(officer, '1', 'acceptReport', {});
  const { documentId } = await world.as(officer, (a) =>
    composeBulletin(a, planId, { title: '落实情况通报', itemIds: [item('1')] }),
  );
  expect(await refusal(world.as(officer, (a) => takeStepAs(a, documentId, 'release', {})))).not.toEqual(['没有拒绝']);
});

test('completion waits for every cooperating unit, naming those that are missing', async () => {
  const submit = { text: '全年质量公告全部发布，处置情况公开。' };
  expect(await refusal(step(await clerk('jx-science'), '1', 'submitCompletion', submit))).toEqual([
    '还有 1 个单位没有报告完成：信息中心。确实不需要其参与的，请政务公开办公室解除其任务',
  ]);
  await step(await clerk('jx-information'), '1', 'cooperatorReport', { text: '公告栏目已经上线。', done: true });
  expect(
    await refusal(
      step(await clerk('jx-information'), '1', 'cooperatorReport', { text: '公告栏目再次上线。', done: true }),
    ),
  ).toEqual(['信息中心已经报告完成，不需要再报告']);
  await step(await supervisor(), '1', 'supervise', { demand: '请说明公告时间为何推迟。', replyBy: '2026-03-20' });
  expect(await refusal(step(await clerk('jx-science'), '1', 'submitCompletion', submit))).toEqual([
    '督办通知尚未答复：赣药监督办〔2026〕1号',
  ]);
  expect(
    await refusal(
      step(await clerk('jx-information'), '1', 'answerSupervision', { reply: '我单位代为答复如下。' + '。' }),
    ),
  ).toEqual(['没有等待您单位答复的督办通知']);
  await step(await head('jx-science'), '1', 'answerSupervision', { reply: '因检验设备检修推迟一周，现已补发。' });
  await step(await clerk('jx-science'), '1', 'submitCompletion', submit);
});

test('no unit accepts its own work', async () => {
  await step(await supervisor(), '1', 'accept', { opinion: '核对一致，予以通过。' });
  const { state } = await world.services.db
    .selectFrom('matter')
    .select('state')
    .where('id', '=', item('1'))
    .executeTakeFirstOrThrow();
  expect(state).toBe('completed');

  await step(await head('jx-finance'), '3', 'planMeasures', { measures: '成立领导小组' });
  await step(await clerk('jx-legal'), '3', 'cooperatorReport', { text: '已指定专人。', done: true });
  await step(await clerk('jx-finance'), '3', 'submitCompletion', { text: '领导小组已经成立，专人名单完整。' });
  expect(await refusal(step(officer, '3', 'accept', { opinion: '同意通过。' }))).toEqual([
    '政务公开办公室设在牵头单位，这项任务由督查员核验',
  ]);
  await step(await supervisor(), '3', 'accept', { opinion: '材料齐全，予以通过。' });
});

test('an extension is asked before the day, beyond it, within the cap, and decided by another', async () => {
  const actor = await clerk('jx-science');
  await step(await supervisor(), '1', 'reopen', { reason: '公告内容有误，需要重新发布。', dueOn: '2026-06-30' });
  const ask = (dueOn: string) =>
    step(actor, '1', 'requestExtension', { dueOn, reason: '检验设备检修，需要推迟一个月完成。' });
  expect(await refusal(ask('2026-06-30'))).toEqual(['申请延至的日期应晚于现在的期限（2026年6月30日）']);
  expect(await refusal(ask('2027-06-30'))).toEqual(['延期合计不超过 183 天，最晚可延至2026年12月30日']);
  expect(
    await refusal(step(actor, '2', 'requestExtension', { dueOn: '2026-08-01', reason: '检验设备检修，需要推迟。' })),
  ).toEqual(['您的岗位不能申请延期，如需办理请联系本单位管理员']);
  await ask('2026-07-31');
  expect(await refusal(ask('2026-08-15'))).toEqual(['已有一份延期申请等待决定']);
  expect(await refusal(step(actor, '1', 'approveExtension', { opinion: '同意' }))).toEqual([
    '您的岗位不能批准延期，如需办理请联系本单位管理员',
  ]);
  await step(officer, '1', 'approveExtension', { opinion: '原因属实，同意。' });
  const { due_on } = await world.services.db
    .selectFrom('matter')
    .select('due_on')
    .where('id', '=', item('1'))
    .executeTakeFirstOrThrow();
  expect(due_on).toBe('2026-07-31');
  world.clock.moveTo(startOfDay(addDays(due_on ?? ('2026-07-31' as never), 1)));
  expect((await refusal(ask('2026-08-31')))[0]).toBe(
    '期限（2026年7月31日）已过，不能再申请延期；请尽快完成，并在进展中说明原因',
  );
  world.clock.moveTo(WORLD_BEGINS);
});
