import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addDays } from '#kernel/dates.ts';
import { act, systemActor } from '#platform/services.ts';
import {
  ROLE_KEYS,
  addPerson,
  delegate,
  exportTable,
  foundBureau,
  grantsOf,
  holdersOf,
  importRegister,
  loadReference,
  portalUnits,
  rehearseImport,
} from './index.ts';
import { TABLES, type TableName } from './contract.ts';
import { JIANGXI, TODAY, type TestRegister, reasonsOf, referenceFiles, testRegister } from './testing/register.ts';

let register: TestRegister;
let registrar: string;
beforeEach(async () => {
  register = await testRegister();
  registrar = await registrarOf('jx-personnel');
});
afterEach(() => register.drop());

const registrarOf = async (unitKey: string) => (await holderOf(unitKey, '机构人事管理员')).name;

async function holderOf(unitKey: string, title: string) {
  return register.services.db
    .selectFrom('person as who')
    .innerJoin('post_holding as h', 'h.person_id', 'who.id')
    .innerJoin('post as p', 'p.id', 'h.post_id')
    .innerJoin('unit as u', 'u.id', 'p.unit_id')
    .select(['who.id', 'who.name', 'who.staff_number as number'])
    .where('u.key', '=', unitKey)
    .where('p.title', '=', title)
    .executeTakeFirstOrThrow();
}

const exported = (table: TableName, reason?: string) => register.as(registrar, (a) => exportTable(a, table, reason));
const rehearse = (files: Partial<Record<TableName, Buffer>>) => register.as(registrar, (a) => rehearseImport(a, files));
const bring = (files: Partial<Record<TableName, Buffer>>) => register.as(registrar, (a) => importRegister(a, files));

/** The exported table with one row added at the end. */
async function withRow(table: TableName, ...cells: string[]): Promise<Buffer> {
  return Buffer.from(`${await exported(table)}${cells.join(',')}\r\n`);
}

describe('going out and coming in', () => {
  test('what was loaded is exported byte for byte', async () => {
    const files = await referenceFiles();
    for (const table of TABLES) expect(await exported(table)).toBe(files[table].toString('utf8'));
  });

  test('what was exported changes nothing when imported again', async () => {
    const files = Object.fromEntries(
      await Promise.all(TABLES.map(async (table) => [table, Buffer.from(await exported(table))] as const)),
    );
    const { tables, problems } = await bring(files);
    expect(problems).toEqual([]);
    expect(tables.map(({ table }) => table)).toEqual([...TABLES]);
    for (const { rows, added, changed, same } of tables) expect([added, changed, same]).toEqual([0, 0, rows]);
  });

  test('a file saved by a Chinese Excel in GB18030 is read', async () => {
    const text = (await exported('units')).slice(1);
    const { problems, tables } = await rehearse({ units: iconv.encode(text, 'gb18030') });
    expect(problems).toEqual([]);
    expect(tables[0]).toMatchObject({ added: 0, changed: 0 });
  });

  test('a phone goes out only with a reason, each then logged, and an export without phones removes none', async () => {
    const { services } = register;
    const { id } = await register.as(registrar, (a) =>
      addPerson(a, { name: '新来的', staffNumber: 'Z9', phone: '10000001234' }),
    );
    const without = await exported('people');
    expect(without).not.toContain('10000001234');
    await bring({ people: Buffer.from(without) });
    const withPhones = await exported('people', '换发通讯录');
    expect(withPhones).toContain('10000001234');
    const looks = await services.db.selectFrom('view_log').selectAll().where('subject_id', '=', id).execute();
    expect(looks).toMatchObject([{ reason: '换发通讯录' }]);
    const again = await rehearse({ people: Buffer.from(withPhones) });
    expect(again.tables[0]).toMatchObject({ added: 0, changed: 0 });
  });

  test('only the registrar of the province exchanges whole tables', async () => {
    const city = await registrarOf('nanchang');
    expect(await reasonsOf(register.as(city, (a) => exportTable(a, 'units')))).toEqual([
      expect.stringContaining('省局'),
    ]);
    expect(await reasonsOf(register.as(city, (a) => importRegister(a, {})))).toEqual([expect.stringContaining('省局')]);
  });
});

describe('an import', () => {
  test('adds and changes what the rehearsal said, and nothing else', async () => {
    const units = Buffer.from(
      (await exported('units')).replace('法规处,,', '政策法规处,,') +
        'jx-labs,处室,实验室处,,jx-drug-control,,,,,,,,900,,\r\n',
    );
    const aliases = Buffer.from((await exported('aliases')).replace(/^政策法规处,.*\r\n/m, ''));
    expect((await rehearse({ units })).problems).toEqual([]);
    expect(await register.services.db.selectFrom('unit').select('id').where('key', '=', 'jx-labs').execute()).toEqual(
      [],
    );
    const { tables } = await bring({ units, aliases });
    expect(tables).toMatchObject([
      { table: 'units', added: 1, changed: 1 },
      { table: 'aliases', added: 0, changed: 0 },
    ]);
    const [lab, parent] = [await register.unit('jx-labs'), await register.unit('jx-drug-control')];
    expect(lab.path).toEqual([...parent.path, lab.id]);
    const former = await register.services.db
      .selectFrom('unit_alias')
      .select('alias')
      .where('alias', '=', '法规处')
      .execute();
    expect(former).toHaveLength(1);
  });

  test('may exchange the names of two units, and give a name that is given up to a new one', async () => {
    const swapped = (await exported('units'))
      .replace('法规处,,', '\u0000,,')
      .replace('人事处,,', '法规处,,')
      .replace('\u0000,,', '人事处,,')
      .replace(',科技处,', ',科技标准化处,');
    const units = Buffer.from(`${swapped}jx-new,处室,科技处,,jx-mpa,,,,,,,,900,,\r\n`);
    expect((await bring({ units })).problems).toEqual([]);
    const named = async (name: string) =>
      (await register.services.db.selectFrom('unit').select('key').where('name', '=', name).execute()).map(
        ({ key }) => key,
      );
    expect([await named('法规处'), await named('人事处'), await named('科技处')]).toEqual([
      ['jx-personnel'],
      ['jx-legal'],
      ['jx-new'],
    ]);
    const former = await register.services.db
      .selectFrom('unit_alias')
      .select('alias')
      .where('alias', 'in', ['法规处', '人事处', '科技处'])
      .execute();
    expect(former).toEqual([]);
  });

  test('with one wrong row writes nothing, and names every problem of every row', async () => {
    const units = await withRow(
      'units',
      'X',
      '部门',
      '法规处',
      '',
      'nobody',
      'jx-legal',
      '12',
      '',
      '',
      '',
      '',
      'no-mail',
      'many',
      '2020-13-01',
      '',
    );
    const before = await exported('units');
    const { problems } = await rehearse({ units });
    const columns = problems.map((problem) => problem.column).sort();
    expect(new Set(problems.map((problem) => problem.row)).size).toBe(2);
    expect(new Set(columns)).toEqual(
      new Set([
        '名称',
        '机构代码',
        '类型',
        '上级机构',
        '办公室所在机构',
        '行政区划代码',
        '电子邮箱',
        '排序',
        '成立日期',
      ]),
    );
    const reasons = await reasonsOf(bring({ units }));
    expect(reasons).toHaveLength(problems.length);
    expect(await exported('units')).toBe(before);
  });

  test.each<[string, TableName, string[], string]>([
    [
      'a unit whose parents go round in a circle',
      'units',
      ['jx-a1', '处室', '甲', '', 'jx-a1', '', '', '', '', '', '', '', '1', '', ''],
      '绕成了一圈',
    ],
    [
      'a name that is not what it looks like',
      'aliases',
      ['法规\u202e处', 'jx-legal', ''],
      '别名里有看不见的控制字符 U+202E',
    ],
    ['a name with a mark nobody sees', 'aliases', ['法\u200b规处', 'jx-legal', ''], '别名里有看不见的控制字符 U+200B'],
    ['an unknown role', 'posts', ['jx-legal', '新岗', '主管', '1', '否', ''], '没有「主管」这个角色'],
    [
      'roles that must be kept apart',
      'posts',
      ['jx-legal', '新岗', '系统管理员、审计管理员', '1', '否', ''],
      '须由不同的人担任',
    ],
    [
      'a post that does not exist',
      'people',
      ['JX900', '某人', '', '', '是', 'jx-legal', '巡视员', '2026-01-01', ''],
      '没有岗位「巡视员」',
    ],
    ['half a holding', 'people', ['JX900', '某人', '', '', '是', 'jx-legal', '', '2026-01-01', ''], '要么都填'],
    [
      'a holding that ends before it begins',
      'people',
      ['JX900', '某人', '', '', '是', 'jx-legal', '处长', '2026-01-02', '2026-01-01'],
      '不能早于',
    ],
    [
      'somebody gone who still holds a post',
      'people',
      ['JX900', '某人', '', '', '否', 'jx-legal', '处长', '2026-01-02', ''],
      '已不在职',
    ],
    ['an alias that is another unit’s name', 'aliases', ['人事处', 'jx-legal', ''], '全称'],
    [
      'a class of a unit that is no bureau',
      'classes',
      ['cc', '各科', '', 'jx-legal', '处室', '否'],
      '不是登记册中的局',
    ],
    ['a row that stands there twice', 'aliases', ['综合处', 'jx-finance', ''], '重复'],
    ['an answer that is neither yes nor no', 'posts', ['jx-legal', '新岗', '', '1', 'Y', ''], '应填「是」或「否」'],
  ])('%s is a problem of its row', async (_what, table, cells, words) => {
    const { problems } = await rehearse({ [table]: await withRow(table, ...cells) });
    expect(problems.map((problem) => problem.message)).toContainEqual(expect.stringContaining(words));
  });

  test.each([
    ['', '文件是空的'],
    ['机构代码,类型\r\n', '缺少列'],
    ['别名,机构,说明,别的\r\n', '不认识的列：别的'],
    ['别名,机构,机构,说明\r\n', '重复的列：机构'],
    ['别名,机构,说明\r\n"a', '引号没有配对'],
  ])('a file %j is refused by its form', async (text, words) => {
    const { problems } = await rehearse({ aliases: Buffer.from(text) });
    expect(problems[0]?.message).toContain(words);
  });

  test('cannot take away the last administrator, nor put one of the three administrators into two of the posts', async () => {
    const people = await exported('people');
    const line = people.split('\r\n').find((row) => row.includes('系统管理员')) ?? '';
    const ended = Buffer.from(people.replace(line, `${line}2026-03-01`));
    expect((await rehearse({ people: ended })).problems.map((problem) => problem.message)).toContainEqual(
      expect.stringContaining('没有人担任系统管理员'),
    );
    const [number = '', name = ''] = line.split(',');
    const both = await withRow('people', number, name, '', '', '是', 'jx-legal', '审计管理员', '2026-03-01', '');
    expect((await rehearse({ people: both })).problems.map((problem) => problem.message)).toContainEqual(
      expect.stringContaining('须由不同的人担任'),
    );
  });
});

test('an import may not bring a stand-in into one of the posts that must be kept apart from it', async () => {
  const administrator = await holderOf('jx-information', '系统管理员');
  const clerk = await holderOf('jx-information', '经办人');
  await register.as(administrator.name, (a) =>
    delegate(a, {
      fromPersonId: administrator.id,
      toPersonId: clerk.id,
      fromOn: TODAY,
      untilOn: addDays(TODAY, 5),
      roles: ['administrator'],
      reason: '出差',
    }),
  );
  const row = (from: string) =>
    withRow('people', clerk.number ?? '', clerk.name, '', '', '是', 'jx-legal', '审计管理员', from, '');
  expect(await reasonsOf(bring({ people: await row(addDays(TODAY, 5)) }))).toEqual([
    expect.stringContaining('须由不同的人担任'),
  ]);
  await bring({ people: await row(addDays(TODAY, 6)) });
});

describe('a first start', () => {
  test('loads reference data into an empty register only', async () => {
    expect(await reasonsOf(act(register.services, systemActor, (a) => loadReference(a, JIANGXI)))).toEqual([
      expect.stringContaining('空的登记册'),
    ]);
  });

  test('without a demonstration has one bureau and one person who can appoint the others', async () => {
    const empty = await testRegister({ empty: true });
    try {
      const bureau = { key: 'some-mpa', name: '某省药品监督管理局', shortName: '某省局' };
      const { personId, unitId } = await act(empty.services, systemActor, (a) =>
        foundBureau(a, bureau, { name: '甲', staffNumber: '001' }),
      );
      const grants = await grantsOf(empty.services.db, personId, TODAY);
      expect(grants.map(({ role, unitPath }) => [role, unitPath])).toEqual([
        ['administrator', [unitId]],
        ['registrar', [unitId]],
      ]);
    } finally {
      await empty.drop();
    }
  });
});

describe('what the portal is given', () => {
  test('every unit with the holders of its public posts of that day, and no other person', async () => {
    const { db } = register.services;
    const rows = await portalUnits(db, TODAY);
    const finance = rows.find((row) => row.key === 'jx-finance');
    const leaders = JSON.parse(finance?.leaders ?? '[]') as { title: string; name: string }[];
    expect(leaders.map((leader) => leader.title)).toEqual(['处长']);
    const { count } = await db
      .selectFrom('unit')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(rows).toHaveLength(count);
  });
});

test('the demonstration has somebody for every role, and no personal data of anybody', async () => {
  const { db } = register.services;
  const rows = await db
    .selectFrom('post as p')
    .innerJoin('post_holding as h', 'h.post_id', 'p.id')
    .select('p.roles')
    .where('h.until_on', 'is', null)
    .execute();
  expect(new Set(rows.flatMap((row) => row.roles))).toEqual(new Set(ROLE_KEYS));
  const contacts = await db
    .selectFrom('person')
    .select('id')
    .where((eb) => eb.or([eb('phone', 'is not', null), eb('email', 'is not', null)]))
    .execute();
  expect(contacts).toEqual([]);
});

test('every open department and affiliated unit of the demonstration has a head and a clerk', async () => {
  const { db } = register.services;
  const units = await db
    .selectFrom('unit')
    .select(['id', 'name'])
    .where('kind', 'in', ['department', 'affiliated'])
    .execute();
  for (const unit of units)
    for (const role of ['department-head', 'clerk', 'drafter'])
      expect([unit.name, role, (await holdersOf(db, { role, on: TODAY, unitId: unit.id })).length > 0]).toEqual([
        unit.name,
        role,
        true,
      ]);
});

test('whoever imports the register may not give themselves a role by it', async () => {
  const me = await holderOf('jx-personnel', '机构人事管理员');
  const people = await withRow('people', me.number ?? '', me.name, '', '', '是', 'jx-legal', '处长', TODAY, '');
  expect(await reasonsOf(bring({ people }))).toEqual([
    expect.stringMatching(/^不能给自己增加角色（处室（单位）负责人/),
  ]);
});
