import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, localDate } from '#kernel/dates.ts';
import { act } from '#platform/services.ts';
import {
  bureauOf,
  delegate,
  endDelegation,
  grantsOf,
  holdersOf,
  registerForResolving,
  unitById,
  unitTree,
  unitsByIds,
} from './index.ts';
import { TODAY, type TestRegister, testRegister } from './testing/register.ts';

let register: TestRegister;
beforeAll(async () => {
  register = await testRegister();
});
afterAll(() => register.drop());

const names = async (ids: readonly string[]) => {
  const rows = await register.services.db
    .selectFrom('person')
    .select('name')
    .where('id', 'in', ids)
    .orderBy('name')
    .execute();
  return rows.map((row) => row.name).sort();
};

describe('who holds a role', () => {
  test('in exactly one unit', async () => {
    const { id } = await register.unit('jx-legal');
    const found = await holdersOf(register.services.db, { role: 'legality-reviewer', on: TODAY, unitId: id });
    expect(found).toHaveLength(1);
    expect(await holdersOf(register.services.db, { role: 'releaser', on: TODAY, unitId: id })).toEqual([]);
  });

  test('anywhere in a bureau, and not in the bureaus below it', async () => {
    const province = await register.unit('jx-mpa');
    const city = await register.unit('nanchang');
    const on = TODAY;
    const inProvince = await holdersOf(register.services.db, { role: 'openness-officer', on, bureauId: province.id });
    const inCity = await holdersOf(register.services.db, { role: 'openness-officer', on, bureauId: city.id });
    const everywhere = await holdersOf(register.services.db, { role: 'openness-officer', on });
    expect(inProvince.length).toBeGreaterThan(0);
    expect(inCity.length).toBeGreaterThan(0);
    expect(inProvince.filter((id) => inCity.includes(id))).toEqual([]);
    expect(everywhere).toEqual(expect.arrayContaining([...inProvince, ...inCity]));
  });

  test('follows the days of the holding: the last day still counts, the next no more', async () => {
    const { id } = await register.unit('jx-finance');
    const on = (day: string) =>
      holdersOf(register.services.db, { role: 'department-head', on: localDate(day), unitId: id });
    const [before, after] = [await on('2023-06-30'), await on('2023-07-01')];
    expect([before.length, after.length]).toEqual([1, 1]);
    expect(before).not.toEqual(after);
    expect(await on('2018-11-04')).toEqual([]);
  });
});

describe('standing in for somebody', () => {
  test('gives the role in the absent person’s unit for these days, on their behalf, and no longer', async () => {
    const { services } = register;
    const head = await headOf('jx-legal');
    const clerk = await clerkOf('jx-legal');
    const until = addDays(TODAY, 4);
    const { id } = await act(services, await register.actor(head.name), (a) =>
      delegate(a, {
        fromPersonId: head.id,
        toPersonId: clerk.id,
        fromOn: TODAY,
        untilOn: until,
        roles: ['department-head'],
        reason: '出差',
      }),
    );
    const unit = await register.unit('jx-legal');
    const holders = (on: typeof TODAY) => holdersOf(services.db, { role: 'department-head', on, unitId: unit.id });
    expect(await names(await holders(TODAY))).toEqual([clerk.name, head.name].sort());
    expect(await names(await holders(until))).toEqual([clerk.name, head.name].sort());
    expect(await names(await holders(addDays(until, 1)))).toEqual([head.name]);
    const granted = (await grantsOf(services.db, clerk.id, TODAY)).filter((grant) => grant.role === 'department-head');
    expect(granted).toEqual([{ role: 'department-head', unitId: unit.id, unitPath: unit.path, onBehalfOf: head.id }]);

    await act(services, await register.actor(clerk.name), (a) => endDelegation(a, id));
    expect(await names(await holders(TODAY))).toEqual([head.name]);
  });
});

describe('grants', () => {
  test('name the role, the unit and its path from the bureau', async () => {
    const head = await headOf('jx-legal');
    const [bureau, unit] = [await register.unit('jx-mpa'), await register.unit('jx-legal')];
    expect(await grantsOf(register.services.db, head.id, TODAY)).toEqual([
      { role: 'department-head', unitId: unit.id, unitPath: [bureau.id, unit.id] },
    ]);
  });
});

describe('the tree', () => {
  test('lists parents before children, and every unit once', async () => {
    const tree = await unitTree(register.services.db, TODAY);
    const { count } = await register.services.db
      .selectFrom('unit')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(tree).toHaveLength(count);
    const seen = new Set<string>();
    for (const unit of tree) {
      expect(unit.parentId === null || seen.has(unit.parentId)).toBe(true);
      seen.add(unit.id);
    }
  });

  test('a bureau below is a bureau of its own', async () => {
    const province = await register.unit('jx-mpa');
    const [city, county, legal] = [
      await register.unit('nanchang'),
      await register.unit('nanchang-jinxian'),
      await register.unit('jx-legal'),
    ];
    expect(bureauOf(city)).toBe(city.id);
    expect(bureauOf(county)).toBe(county.id);
    expect(bureauOf(legal)).toBe(province.id);
    expect((await unitById(register.services.db, city.id))?.parentId).toBe(province.id);
    expect(await unitsByIds(register.services.db, [])).toEqual([]);
  });
});

describe('the register by which documents are read', () => {
  test.each([
    ['综合规财处', 'jx-finance'],
    ['综合和规划财务处', 'jx-finance'],
    ['法规处', 'jx-legal'],
    ['人事处', 'jx-personnel'],
    ['科技处', 'jx-science'],
    ['行政受理中心', 'jx-reception'],
    ['行政受理与投诉举报中心', 'jx-reception'],
    ['信息中心', 'jx-information'],
    ['局信息中心', 'jx-information'],
    ['省局', 'jx-mpa'],
    ['局机关', 'jx-mpa'],
    ['政务公开小组', 'jx-openness-group'],
  ])('%s of the 2019 work plan means one unit', async (word, key) => {
    const { units } = await registerForResolving(register.services.db);
    const found = units.filter((unit) => [unit.name, unit.shortName, ...unit.aliases].includes(word));
    expect(found.map((unit) => unit.id)).toEqual([(await register.unit(key)).id]);
  });

  test.each([
    ['局机关各处', false, 'department'],
    ['直属各单位', false, 'affiliated'],
    ['各相关处', true, 'department'],
    ['直属各相关单位', true, 'affiliated'],
    ['直属相关单位', true, 'affiliated'],
    ['各设区市局', false, 'city-bureau'],
  ])('%s stands for the units of its kind', async (word, open, kind) => {
    const { classes } = await registerForResolving(register.services.db);
    const found = classes.filter((entry) => [entry.name, ...entry.aliases].includes(word));
    const units = await register.services.db.selectFrom('unit').select('id').where('kind', '=', kind).execute();
    expect(found).toHaveLength(1);
    expect(found[0]?.open).toBe(open);
    expect([...(found[0]?.unitIds ?? [])].sort()).toEqual(units.map((unit) => unit.id).sort());
  });

  test('no word means two things', async () => {
    const { units, classes } = await registerForResolving(register.services.db);
    const words = [
      ...units.flatMap((unit) => [
        ...new Set([unit.name, ...(unit.shortName ? [unit.shortName] : []), ...unit.aliases]),
      ]),
      ...classes.flatMap((entry) => [...new Set([entry.name, ...entry.aliases])]),
    ];
    expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([]);
  });
});

async function holderOf(unitKey: string, title: string) {
  return register.services.db
    .selectFrom('person as who')
    .innerJoin('post_holding as h', 'h.person_id', 'who.id')
    .innerJoin('post as p', 'p.id', 'h.post_id')
    .innerJoin('unit as u', 'u.id', 'p.unit_id')
    .select(['who.id', 'who.name'])
    .where('u.key', '=', unitKey)
    .where('p.title', '=', title)
    .where('h.until_on', 'is', null)
    .executeTakeFirstOrThrow();
}
const headOf = (unitKey: string) => holderOf(unitKey, '处长');
const clerkOf = (unitKey: string) => holderOf(unitKey, '经办人');
