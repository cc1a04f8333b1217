import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linesOf } from '#platform/extraction/index.ts';
import type { AppError } from '#kernel/errors.ts';
import type { Actor } from '#kernel/policy.ts';
import { act, type Services } from '#platform/services.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { confirmImport } from './confirm.ts';
import { pairEditions } from './editions.ts';
import { correctImport, importDetail, startImport } from './imports.ts';
import { readWorkPlan } from './reading/read-work-plan.ts';
import { officerWhoDrafts } from './testing/given.ts';

const plan = (...items: readonly string[]) =>
  ['2026年政务公开工作要点', '一、公开', ...items.map((text, at) => `${at + 1}.${text}`)].join('\n');
const SAMPLING = '做好抽检信息公开。定期发布质量公告。(科技处牵头，信息中心配合)';
const PENALTIES = '做好处罚信息公开。公开决定书全文。(法规处负责)';
const PERSONNEL = '强化人事信息公开。公开人事任免和招录信息。(人事处负责)';
const FINANCE = '推进预决算公开。公开部门预算和决算。(综合规财处负责)';

describe('a changed edition', () => {
  let world: World;
  let officer: Actor;
  beforeAll(async () => {
    world = await makeWorld();
    officer = await officerWhoDrafts(world.services);
  });
  afterAll(() => world?.close());

  const draft = async (text: string) => {
    const id = await startImport(world.services, officer, { text });
    const { version } = await importDetail(world.services, officer, id);
    await world.as(officer, (a) => correctImport(a, id, { version, issuedOn: '2026-03-02' }));
    return { id, version: version + 1 };
  };
  const itemsOf = async (planId: string) =>
    world.services.db
      .selectFrom('work_item as w')
      .innerJoin('matter as m', 'm.id', 'w.id')
      .select(['w.id', 'w.title', 'm.state'])
      .where('w.plan_id', '=', planId)
      .orderBy('w.position')
      .execute();

  test('is shown with its differences, refused until confirmed as one, and keeps the matters of unchanged items', async () => {
    const first = await draft(plan(SAMPLING, PENALTIES, PERSONNEL));
    const old = await world.as(officer, (a) => confirmImport(a, first.id, { version: first.version }));
    const before = await itemsOf(old.planId);

    const second = await draft(plan(PENALTIES, SAMPLING.replace('定期', '每季度'), FINANCE));
    const { edition } = await importDetail(world.services, officer, second.id);
    expect(edition?.planId).toBe(old.planId);
    expect(edition?.differences.map(({ kind, title }) => [kind, title])).toEqual([
      ['changed', '做好处罚信息公开'],
      ['changed', '做好抽检信息公开'],
      ['added', '推进预决算公开'],
      ['removed', '强化人事信息公开'],
    ]);
    await expect(
      world.as(officer, (a) => confirmImport(a, second.id, { version: second.version })),
    ).rejects.toMatchObject({
      reasons: ['已有《2026年政务公开工作要点》第 1 版，内容与这份文件不同。请核对差异后，确认作为新版导入'],
    } satisfies Partial<AppError>);
    const made = await world.as(officer, (a) =>
      confirmImport(a, second.id, { version: second.version, newEditionOf: old.planId }),
    );
    const after = await itemsOf(made.planId);
    expect(after.map(({ title }) => title)).toEqual(['做好处罚信息公开', '做好抽检信息公开', '推进预决算公开']);
    expect(after[0]?.id).toBe(before[1]?.id);
    expect(after[1]?.id).toBe(before[0]?.id);
    expect((await itemsOf(old.planId)).map(({ title, state }) => [title, state])).toEqual([
      ['强化人事信息公开', 'cancelled'],
    ]);
  });

  test('an import that fails at the end leaves no matter, no plan, no number used', async () => {
    const counts = async () => {
      const { db } = world.services;
      const [matters, plans, numbers] = await Promise.all([
        db.selectFrom('matter').select('id').execute(),
        db.selectFrom('work_plan').select('id').execute(),
        db.selectFrom('number_series').selectAll().orderBy('series').execute(),
      ]);
      return { matters: matters.length, plans: plans.length, numbers };
    };
    const { id, version } = await draft(plan(SAMPLING, FINANCE).replaceAll('2026', '2025'));
    const before = await counts();
    const failing: Services = {
      ...world.services,
      catalogue: { ...world.services.catalogue, contentTypes: new Map() },
    };
    await expect(act(failing, officer, (a) => confirmImport(a, id, { version }))).rejects.toThrow();
    expect(await counts()).toEqual(before);
  });

  test('two people who confirm the same document together make one plan', async () => {
    const text = plan(SAMPLING, PENALTIES).replaceAll('2026', '2024');
    const [one, two] = [await draft(text), await draft(text)];
    const made = await Promise.allSettled(
      [one, two].map(({ id, version }) => world.as(officer, (a) => confirmImport(a, id, { version }))),
    );
    expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

test('pairing two editions loses no item and uses none twice', () => {
  const texts = fc.uniqueArray(
    fc.constantFrom(SAMPLING, PENALTIES, PERSONNEL, FINANCE, '做好保密审查。逐件登记。(法规处负责)'),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const [old, now] = [before, after].map((items) => readWorkPlan(linesOf(plan(...items))));
      if (!old || !now) return;
      const { kept, removed } = pairEditions(old, now);
      const used = [...[...kept.values()].map(({ previous }) => previous), ...removed];
      expect(new Set(used).size).toBe(used.length);
      expect(used.length).toBe(before.length);
    }),
  );
});
