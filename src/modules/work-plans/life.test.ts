import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalDate } from '#kernel/dates.ts';
import { startOfDay } from '#kernel/dates.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { livePlanOf2019, livePlanOfToday } from './demo/index.ts';
import { SHOWN } from './demo/story.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world?.close());

const statesOf = async (planId: string) => {
  const rows = await world.services.db
    .selectFrom('work_item as w')
    .innerJoin('matter as m', 'm.id', 'w.id')
    .select(['w.number', 'm.state', 'm.due_on as dueOn'])
    .where('w.plan_id', '=', planId)
    .execute();
  return new Map(rows.map(({ number, ...row }) => [number, row]));
};

describe('the work points of 2019, lived through', () => {
  let planId: string;
  beforeAll(async () => {
    ({ planId } = await livePlanOf2019(world.services, world.cast, world.clock));
  }, 120_000);

  test('all 22 items are completed', async () => {
    const states = await statesOf(planId);
    expect([...states.values()].map(({ state }) => state)).toEqual(Array.from({ length: 22 }, () => 'completed'));
  });

  test('the extension moved one due date beyond the year and no other', async () => {
    const states = await statesOf(planId);
    expect(
      [...states].filter(([, { dueOn }]) => dueOn !== '2019-12-31').map(([number, { dueOn }]) => [number, dueOn]),
    ).toEqual([['18', '2020-01-20']]);
  });

  test('the public sees the plan, 22 items, progress, results and the evaluation, and nothing of notices or returned reports', async () => {
    const rows = await world.services.portalDb
      .selectFrom('portal.record')
      .select((eb) => ['kind', eb.fn.countAll<number>().as('n')])
      .groupBy('kind')
      .orderBy('kind')
      .execute();
    expect(rows.map(({ kind, n }) => [kind, Number(n)])).toEqual([
      ['work-evaluation', 1],
      ['work-item', 22],
      ['work-plan', 1],
      ['work-progress', 44],
      ['work-result', 22],
    ]);
    const bodies = JSON.stringify(await world.services.portalDb.selectFrom('portal.record').select('body').execute());
    expect(bodies).not.toContain('只写了开会部署');
    expect(bodies).not.toContain('督办');
  });
});

describe('the demonstration of today', () => {
  const today = '2026-11-22' as LocalDate;
  let planId: string;
  beforeAll(async () => {
    ({ planId } = await livePlanOfToday(world.services, world.cast, world.clock, today));
    world.clock.moveTo(startOfDay(today));
  }, 120_000);

  test('shows every situation on the day it is made', async () => {
    const states = await statesOf(planId);
    const at = (number: string) => states.get(number);
    expect(at(SHOWN.overdue)).toMatchObject({ state: 'underway', dueOn: '2026-11-18' });
    expect(at(SHOWN.soon)).toMatchObject({ state: 'underway', dueOn: '2026-11-24' });
    expect(at(SHOWN.acceptance)?.state).toBe('acceptance');
    expect(at(SHOWN.returned)?.state).toBe('returned');
    expect(at(SHOWN.extension)?.state).toBe('underway');
    expect(at('14')).toMatchObject({ state: 'completed', dueOn: '2026-08-31' });
    expect(at('9')).toMatchObject({ state: 'underway', dueOn: null });
    const asked = await world.services.db
      .selectFrom('due_extension')
      .select('id')
      .where('granted', 'is', null)
      .execute();
    expect(asked).toHaveLength(1);
  });

  test.each(['2027-01-15', '2027-05-03', '2026-06-30'] as LocalDate[])(
    'can be made on %s as well',
    async (day) => {
      const other = await makeWorld();
      try {
        const made = await livePlanOfToday(other.services, other.cast, other.clock, day);
        expect(made.planId).toBeTruthy();
      } finally {
        await other.close();
      }
    },
    120_000,
  );
});
