import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instant } from '#kernel/dates.ts';
import type { AppError } from '#kernel/errors.ts';
import { workflowDefects } from '#kernel/workflow-laws.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { confirmImport } from './confirm.ts';
import { correctImport, importDetail, startImport } from './imports.ts';
import { officerWhoDrafts, personIn, settleSeed } from './testing/given.ts';
import { workItemKind } from './kind.ts';
import { workItemWorkflow } from './workflow.ts';

const seed = readFileSync(new URL('reading/fixtures/jiangxi-2019-work-points.txt', import.meta.url));

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  world.clock.moveTo(instant('2026-03-02T01:00:00Z'));
});
afterAll(() => world?.close());

const reasonsOf = async (verb: Promise<unknown>): Promise<readonly string[]> => {
  try {
    await verb;
  } catch (error) {
    return (error as AppError).reasons;
  }
  return [];
};
const count = async (table: 'matter' | 'work_plan' | 'work_item' | 'document' | 'number_series') =>
  Number(
    (
      await world.services.db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );

test('the workflow of a work item has no defect', () => {
  expect(workflowDefects(workItemWorkflow)).toEqual([]);
  expect(workItemKind.clock).toEqual([]);
});

test('the seed is read, its open classes must be settled, and then it becomes 22 matters with the printed units', async () => {
  const { services } = world;
  const officer = await officerWhoDrafts(services);
  const id = await startImport(services, officer, { bytes: seed, fileName: '2019年政务公开工作要点.txt' });
  const first = await importDetail(services, officer, id);
  expect(first.preview.sections.map(({ items }) => items.length)).toEqual([6, 4, 5, 3, 4]);
  expect(first.preview.names.map(({ text, state }) => [text, state])).toEqual([
    ['各相关处', 'open'],
    ['直属各相关单位', 'open'],
    ['直属相关单位', 'open'],
  ]);

  const early = await reasonsOf(world.as(officer, (a) => confirmImport(a, id, { version: first.version })));
  expect(early.length).toBeGreaterThan(15);
  expect(early).toContain('第一部分第3条：「各相关处」没有写明是哪些单位，请选择，或指定由谁以后明确');
  expect(await count('matter')).toBe(0);
  expect(await count('number_series')).toBe(0);

  await settleSeed(world.services, officer, id);
  const ready = await importDetail(services, officer, id);
  expect(ready.consequence).toMatch(/^确认后将建立 22 项任务/);
  const { planId, documentId } = await world.as(officer, (a) => confirmImport(a, id, { version: ready.version }));

  const items = await services.db
    .selectFrom('work_item as w')
    .innerJoin('matter as m', 'm.id', 'w.id')
    .innerJoin('unit as u', 'u.id', 'm.lead_unit_id')
    .select(['w.number', 'u.key', 'm.due_on', 'w.due_basis', 'm.state', 'm.waiting_role'])
    .where('w.plan_id', '=', planId)
    .orderBy('w.section')
    .orderBy('w.position')
    .execute();
  expect(items).toHaveLength(22);
  expect(items[0]).toEqual({
    number: '1',
    key: 'jx-finance',
    due_on: '2019-12-31',
    due_basis: 'year-end',
    state: 'assigned',
    waiting_role: 'department-head',
  });
  expect(items[9]?.key).toBe('jx-legal');
  expect(items[14]?.key).toBe('jx-reception');
  const document = await services.db
    .selectFrom('document')
    .select(['type'])
    .where('id', '=', documentId)
    .executeTakeFirstOrThrow();
  expect(document.type).toBe('work-plan');
});

test('the same document is not imported twice, and the refusal names the plan and the day', async () => {
  const officer = await officerWhoDrafts(world.services);
  const id = await startImport(world.services, officer, { text: seed.toString('utf8') });
  const { version, same } = await importDetail(world.services, officer, id);
  expect(same?.title).toContain('2019年政务公开工作要点');
  const reasons = await reasonsOf(world.as(officer, (a) => confirmImport(a, id, { version })));
  expect(reasons[0]).toBe(
    '这份文件已于2026年3月2日导入为《省药品监督管理局 2019年政务公开工作要点》，不能重复导入；要查看请打开原有的工作要点',
  );
});

test('a correction on an outdated page is refused', async () => {
  const officer = await officerWhoDrafts(world.services);
  const id = await startImport(world.services, officer, { text: '2026年工作要点\n1.做好公开。(法规处负责)' });
  const { version } = await importDetail(world.services, officer, id);
  await world.as(officer, (a) => correctImport(a, id, { version, title: '2026年政务公开工作要点' }));
  expect(
    await reasonsOf(world.as(officer, (a) => correctImport(a, id, { version, title: '另一个标题' }))),
  ).toHaveLength(1);
});

test('what has more items than any plan is refused before it is kept or previewed', async () => {
  const officer = await officerWhoDrafts(world.services);
  const drafts = () => world.services.db.selectFrom('work_plan_import').select('id').execute();
  const before = (await drafts()).length;
  const text = `方案\n${'1.做事。（法规处负责）\n'.repeat(501)}`;
  expect(await reasonsOf(startImport(world.services, officer, { text }))).toEqual([
    '读到 501 项任务，超过 500 项，不像一份工作要点。请核对文件，或分成几份导入',
  ]);
  expect(await drafts()).toHaveLength(before);
});

test('a bureau gives tasks to itself and those below, not to the bureau above it or beside it', async () => {
  const { services } = world;
  const officer = await personIn(services, 'openness-officer', 'nanchang');
  const text = [
    '南昌市市场监督管理局2026年政务公开工作要点',
    '洪市监〔2026〕1号',
    '2026年2月20日',
    '一、加强公开',
    '1．公开抽检结果。（省局法规处牵头，南昌市市场监督管理局、九江市市场监督管理局配合）',
  ].join('\n');
  const id = await startImport(services, officer, { bytes: Buffer.from(text), fileName: '南昌.txt' });
  const { version, preview } = await importDetail(services, officer, id);
  const given = preview.sections[0]?.items[0]?.parties ?? [];
  expect(given.map(({ state }) => state)).toEqual(['settled', 'settled', 'settled']);
  const words = '不在本局及下级局，不能由本局分派任务，请改为其他单位或指导单位';
  const before = await count('matter');
  expect(await reasonsOf(world.as(officer, (a) => confirmImport(a, id, { version })))).toEqual([
    `第一部分第1条：法规处${words}`,
    `第一部分第1条：九江市市场监督管理局${words}`,
  ]);
  expect(await count('matter')).toBe(before);
});
