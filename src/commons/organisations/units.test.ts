import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addDays, localDate } from '#kernel/dates.ts';
import {
  addUnit,
  changeUnitFacts,
  closeUnit,
  endHolding,
  moveUnit,
  renameUnit,
  saveClass,
  setAliases,
} from './index.ts';
import { TODAY, type TestRegister, reasonsOf, testRegister } from './testing/register.ts';

let register: TestRegister;
let registrar: string;
let cityRegistrar: string;
beforeEach(async () => {
  register = await testRegister();
  registrar = await holder('jx-personnel', '机构人事管理员');
  cityRegistrar = await holder('nanchang', '机构人事管理员');
});
afterEach(() => register.drop());

async function holder(unitKey: string, title: string): Promise<string> {
  const { db } = register.services;
  const { name } = await db
    .selectFrom('person as who')
    .innerJoin('post_holding as h', 'h.person_id', 'who.id')
    .innerJoin('post as p', 'p.id', 'h.post_id')
    .innerJoin('unit as u', 'u.id', 'p.unit_id')
    .select('who.name')
    .where('u.key', '=', unitKey)
    .where('p.title', '=', title)
    .where('h.until_on', 'is', null)
    .orderBy('who.staff_number')
    .executeTakeFirstOrThrow();
  return name;
}

const add = async (
  key: string,
  name: string,
  parentKey: string,
  kind: 'department' | 'affiliated' | 'county-bureau' = 'department',
) => {
  const parent = await register.unit(parentKey);
  return register.as(registrar, (a) => addUnit(a, { key, kind, name, parentId: parent.id, position: 999 }));
};

const journal = () =>
  register.services.db
    .selectFrom('journal_entry')
    .select(['action', 'payload'])
    .where('chain', '=', 'organisations')
    .orderBy('seq', 'desc')
    .execute();

describe('a new unit', () => {
  test('stands under its parent, in the parent’s bureau, and is written in the journal', async () => {
    const { id } = await add('jx-labs', '实验室管理处', 'jx-drug-control');
    const parent = await register.unit('jx-drug-control');
    expect((await register.unit('jx-labs')).path).toEqual([...parent.path, id]);
    expect((await journal())[0]).toMatchObject({ action: 'organisations.add-unit', payload: { unitId: id } });
  });

  test('is refused with every reason: taken code, taken name, wrong place', async () => {
    const legal = await register.unit('jx-legal');
    const reasons = await reasonsOf(
      register.as(registrar, (a) =>
        addUnit(a, { key: 'jx-legal', kind: 'affiliated', name: '法规处', parentId: legal.id, position: 1 }),
      ),
    );
    expect(reasons).toHaveLength(3);
  });

  test('is not made by those who do not keep the register, nor by a city in another bureau', async () => {
    const clerk = await holder('jx-legal', '经办人');
    const province = await register.unit('jx-mpa');
    const input = { key: 'x1', kind: 'department' as const, name: '新设处', parentId: province.id, position: 1 };
    expect(await reasonsOf(register.as(clerk, (a) => addUnit(a, input)))).toEqual([
      expect.stringContaining('没有这项权限'),
    ]);
    expect(await reasonsOf(register.as(cityRegistrar, (a) => addUnit(a, input)))).toEqual([
      expect.stringContaining('不在您维护的范围内'),
    ]);
    const own = await register.unit('nanchang');
    await register.as(cityRegistrar, (a) => addUnit(a, { ...input, parentId: own.id }));
    expect((await register.unit('x1')).path[0]).toBe(own.id);
  });
});

describe('moving a unit', () => {
  test('takes the whole subtree along', async () => {
    const { id: upper } = await add('u1', '甲处', 'jx-mpa');
    const { id: lower } = await add('u2', '乙科', 'u1');
    const { id: lowest } = await add('u3', '丙组', 'u2');
    const [city, moved] = [await register.unit('nanchang'), await register.unit('u1')];
    await register.as(registrar, (a) => moveUnit(a, upper, { version: moved.version, parentId: city.id }));
    expect((await register.unit('u3')).path).toEqual([city.id, upper, lower, lowest]);
  });

  test('under itself or its own subtree is refused', async () => {
    const { id } = await add('u1', '甲处', 'jx-mpa');
    const { id: lower } = await add('u2', '乙科', 'u1');
    const { version } = await register.unit('u1');
    for (const parentId of [id, lower])
      expect(await reasonsOf(register.as(registrar, (a) => moveUnit(a, id, { version, parentId })))).toContainEqual(
        expect.stringContaining('不能作为它的上级机构'),
      );
  });

  test('at a version somebody else has changed since is refused', async () => {
    const [unit, parent] = [await register.unit('jx-legal'), await register.unit('jx-mpa')];
    await register.as(registrar, (a) => renameUnit(a, unit.id, { version: unit.version, name: '法治处' }));
    expect(
      await reasonsOf(
        register.as(registrar, (a) => moveUnit(a, unit.id, { version: unit.version, parentId: parent.id })),
      ),
    ).toEqual([expect.stringContaining('他人已经修改')]);
  });
});

test('a renamed unit is still found by its former name', async () => {
  const unit = await register.unit('jx-legal');
  await register.as(registrar, (a) => renameUnit(a, unit.id, { version: unit.version, name: '法治处' }));
  const former = await register.services.db
    .selectFrom('unit_alias')
    .select(['unit_id', 'note'])
    .where('alias', '=', '法规处')
    .executeTakeFirst();
  expect(former).toMatchObject({ unit_id: unit.id, note: expect.stringContaining('2026年3月2日') });
});

test('facts left out of the form are removed, and the journal holds what changed', async () => {
  const unit = await register.unit('jx-legal');
  await register.as(registrar, (a) =>
    changeUnitFacts(a, unit.id, { version: unit.version, functions: '新的职责', position: 5 }),
  );
  const row = await register.services.db
    .selectFrom('unit')
    .selectAll()
    .where('id', '=', unit.id)
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({
    functions: '新的职责',
    address: null,
    phone: null,
    position: 5,
    version: unit.version + 1,
  });
  expect((await journal())[0]).toMatchObject({ payload: { changed: { functions: '新的职责', address: null } } });
});

test('a leading group’s office is set in a department or an affiliated unit, and only a leading group has one', async () => {
  const [group, city, legal, finance] = await Promise.all(
    ['jx-openness-group', 'nanchang', 'jx-legal', 'jx-finance'].map((key) => register.unit(key)),
  );
  const facts = (unit = group, officeUnitId = city?.id ?? '') =>
    register.as(registrar, (a) =>
      changeUnitFacts(a, unit?.id ?? '', { version: unit?.version ?? 0, position: 1, officeUnitId }),
    );
  expect(await reasonsOf(facts())).toEqual([expect.stringContaining('应设在现有的处室或直属单位')]);
  expect(await reasonsOf(facts(legal, finance?.id))).toEqual([expect.stringContaining('只有领导小组才设办公室')]);
  await facts(group, legal?.id);
});

describe('closing a unit', () => {
  const close = (id: string, version: number, closedOn = TODAY) =>
    register.as(registrar, (a) => closeUnit(a, id, { version, closedOn, reason: '机构改革方案' }));

  test('is refused with everything that still hangs on it', async () => {
    await add('u2', '乙科', 'jx-finance');
    await openMatter('jx-finance', 'M-1');
    const unit = await register.unit('jx-finance');
    const reasons = await reasonsOf(close(unit.id, unit.version, addDays(TODAY, 1)));
    for (const words of [
      '不能晚于今天',
      '1 件牵头事项没有办结（M-1）',
      '人次在任',
      '下面还有 1 个机构（乙科）',
      '办公室所在机构',
    ])
      expect(reasons).toContainEqual(expect.stringContaining(words));
  });

  test('goes through when nothing hangs on it, and the unit can then not be changed', async () => {
    const { id } = await add('u1', '甲处', 'jx-mpa');
    await close(id, 1);
    const { version } = await register.unit('u1');
    expect(await reasonsOf(register.as(registrar, (a) => renameUnit(a, id, { version, name: '乙处' })))).toEqual([
      '甲处已于2026年3月2日撤销，不能再修改',
    ]);
  });

  test('waits for the holder’s last day', async () => {
    const { db } = register.services;
    const unit = await register.unit('jingdezhen');
    expect(await db.selectFrom('post').select('id').where('unit_id', '=', unit.id).execute()).toEqual([]);
    const logistics = await register.unit('jx-logistics');
    for (const { id } of await db
      .selectFrom('post_holding as h')
      .innerJoin('post as p', 'p.id', 'h.post_id')
      .select('h.id')
      .where('p.unit_id', '=', logistics.id)
      .where('h.until_on', 'is', null)
      .execute()) {
      const { version } = await register.unit('jx-logistics');
      await register.as(registrar, (a) => endHolding(a, id, { version, untilOn: TODAY }));
    }
    const { version } = await register.unit('jx-logistics');
    expect(await reasonsOf(close(logistics.id, version))).toEqual([expect.stringContaining('2 人次在任')]);
    register.today = addDays(TODAY, 1);
    await close(logistics.id, version, register.today);
  });
});

describe('words', () => {
  test('another unit’s full name is refused as an alias', async () => {
    const unit = await register.unit('jx-legal');
    const aliases = [{ alias: '人事处' }, { alias: '法规处' }, { alias: '法处' }];
    expect(
      await reasonsOf(register.as(registrar, (a) => setAliases(a, unit.id, { version: unit.version, aliases }))),
    ).toHaveLength(2);
    await register.as(registrar, (a) =>
      setAliases(a, unit.id, { version: unit.version, aliases: [{ alias: '法处' }] }),
    );
    const kept = await register.services.db
      .selectFrom('unit_alias')
      .select('alias')
      .where('unit_id', '=', unit.id)
      .execute();
    expect(kept).toEqual([{ alias: '法处' }]);
  });

  test('a collective word that already means a unit or another class is refused', async () => {
    const bureau = await register.unit('jx-mpa');
    const save = (name: string, aliases: string[] = []) =>
      register.as(registrar, (a) =>
        saveClass(a, 'new-class', { name, aliases, bureauId: bureau.id, kinds: ['department'], open: false }),
      );
    expect(await reasonsOf(save('人事处', ['综合处', '各相关处']))).toHaveLength(3);
    await save('业务处室', ['各业务处']);
  });
});

async function openMatter(unitKey: string, number: string): Promise<void> {
  const unit = await register.unit(unitKey);
  await register.services.db
    .insertInto('matter')
    .values({
      kind: 'work-item',
      number,
      title: '一件事',
      bureau_id: unit.path[0] ?? unit.id,
      lead_unit_id: unit.id,
      state: 'open',
      received_on: localDate('2026-03-01'),
      started_at: register.now,
    })
    .execute();
}
