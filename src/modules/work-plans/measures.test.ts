import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeStepAs } from '#commons/casework/index.ts';
import type { AppError } from '#kernel/errors.ts';
import type { Actor } from '#kernel/policy.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { composeBulletin } from './composing.ts';
import { confirmImport } from './confirm.ts';
import { correctImport, importDetail, startImport } from './imports.ts';
import { itemDetail } from './item-queries.ts';
import { officerWhoDrafts, personIn } from './testing/given.ts';

const PLAN = `2026年政务公开工作要点
一、公开
1.做好抽检信息公开。2026年6月底前完成。（科技处牵头）
2.做好处罚信息公开。2026年6月底前完成。（法规处负责）`;

let world: World;
let officer: Actor;
let clerk: Actor;
let planId: string;
let first = '';
let second = '';

beforeAll(async () => {
  world = await makeWorld();
  officer = await officerWhoDrafts(world.services);
  clerk = await personIn(world.services, 'clerk', 'jx-science');
  const id = await startImport(world.services, officer, { text: PLAN });
  const { version } = await importDetail(world.services, officer, id);
  await world.as(officer, (a) => correctImport(a, id, { version, issuedOn: '2026-03-02' }));
  ({ planId } = await world.as(officer, (a) => confirmImport(a, id, { version: version + 1 })));
  const rows = await world.services.db
    .selectFrom('work_item')
    .select(['id', 'number'])
    .where('plan_id', '=', planId)
    .orderBy('number')
    .execute();
  [first = '', second = ''] = rows.map((row) => row.id);
  await step(await personIn(world.services, 'department-head', 'jx-science'), first, 'planMeasures', {
    measures: '制定抽检计划\n按季度发布公告',
  });
  await step(await personIn(world.services, 'department-head', 'jx-legal'), second, 'planMeasures', {
    measures: '公开处罚决定',
  });
});
afterAll(() => world?.close());

const step = (actor: Actor, item: string, name: string, fields: Readonly<Record<string, unknown>>) =>
  world.as(actor, (a) => takeStepAs(a, item, name, fields));
const measures = async (item: string, reader: Actor = clerk) =>
  (await itemDetail(world.services, reader, item)).measures;
const report = async (marks: readonly object[]) =>
  step(clerk, first, 'report', { percent: 40, text: '抽检计划已经印发，公告正在起草。', measures: marks });

test('measures keep the order in which they were written, and nothing is said of them before a report', async () => {
  expect((await measures(first)).map(({ text, said, doneOn }) => [text, said, doneOn])).toEqual([
    ['制定抽检计划', null, null],
    ['按季度发布公告', null, null],
  ]);
});

test('a measure of another item cannot be reported, and the report is not kept', async () => {
  const [foreign] = await measures(second, officer);
  const refused = await report([{ measureId: foreign?.id, state: 'done' }]).catch((error: AppError) => error.reasons);
  expect(refused).toEqual(['措施已经调整，请刷新后按新的措施报告']);
  expect((await itemDetail(world.services, clerk, first)).reports).toEqual([]);
});

test('a report marks each measure with its line; one that is returned marks nothing', async () => {
  const [plan, notices] = await measures(first);
  const marks = [
    { measureId: plan?.id, state: 'done', line: '3 月 9 日印发' },
    { measureId: notices?.id, state: 'underway', line: '第一期正在核对' },
  ];
  await report(marks);
  expect((await measures(first)).map(({ said, doneOn }) => [said?.state, said?.line, doneOn !== null])).toEqual([
    ['done', '3 月 9 日印发', true],
    ['underway', '第一期正在核对', false],
  ]);
  await step(officer, first, 'returnReport', { reason: '请补充发布的期数' });
  expect((await measures(first)).map(({ said, doneOn }) => [said, doneOn])).toEqual([
    [null, null],
    [null, null],
  ]);
  await report(marks);
});

test('what an accepted report says of the measures goes into the bulletin', async () => {
  await step(officer, first, 'acceptReport', {});
  const { documentId } = await world.as(officer, (a) =>
    composeBulletin(a, planId, { title: '落实情况通报', itemIds: [first] }),
  );
  const { data } = await world.services.db
    .selectFrom('document_revision')
    .select('data')
    .where('document_id', '=', documentId)
    .executeTakeFirstOrThrow();
  expect(data).toMatchObject({
    entries: [
      {
        measures: [
          { text: '制定抽检计划', state: 'done', line: '3 月 9 日印发' },
          { text: '按季度发布公告', state: 'underway', line: '第一期正在核对' },
        ],
      },
    ],
  });
});

test('what a report said of a measure is not changed afterwards', async () => {
  await expect(world.services.db.updateTable('measure_report').set({ state: 'done' }).execute()).rejects.toThrow();
});
