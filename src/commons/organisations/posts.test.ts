import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addDays, localDate } from '#kernel/dates.ts';
import { act } from '#platform/services.ts';
import {
  LONGEST_DELEGATION_DAYS,
  abolishPost,
  addPerson,
  addPost,
  appointHolder,
  changePerson,
  changePost,
  delegate,
  endDelegation,
  endHolding,
  holdersOf,
  viewPhone,
} from './index.ts';
import type { RoleKey } from './roles.ts';
import { TODAY, type TestRegister, reasonsOf, testRegister } from './testing/register.ts';

let register: TestRegister;
let registrar: string;
beforeEach(async () => {
  register = await testRegister();
  registrar = (await holding('jx-personnel', '机构人事管理员')).name;
});
afterEach(() => register.drop());

/** The present holder of a post, with the holding and the version of the unit. */
async function holding(unitKey: string, title: string) {
  const { db } = register.services;
  return db
    .selectFrom('person as who')
    .innerJoin('post_holding as h', 'h.person_id', 'who.id')
    .innerJoin('post as p', 'p.id', 'h.post_id')
    .innerJoin('unit as u', 'u.id', 'p.unit_id')
    .select([
      'who.id',
      'who.name',
      'who.version as personVersion',
      'h.id as holdingId',
      'p.id as postId',
      'u.id as unitId',
      'u.version',
    ])
    .where('u.key', '=', unitKey)
    .where('p.title', '=', title)
    .where('h.until_on', 'is', null)
    .orderBy('who.staff_number')
    .executeTakeFirstOrThrow();
}

const appoint = async (unitKey: string, title: string, personId: string, fromOn = TODAY, untilOn?: typeof TODAY) => {
  const { id, version } = await register.post(unitKey, title);
  return register.as(registrar, (a) =>
    appointHolder(a, id, { version, personId, fromOn, ...(untilOn ? { untilOn } : {}) }),
  );
};

describe('appointing', () => {
  test('puts a person in a post from that day', async () => {
    const clerk = await holding('jx-science', '经办人');
    await appoint('jx-legal', '经办人', clerk.id, addDays(TODAY, 1));
    const { id } = await register.unit('jx-legal');
    const holders = (on: typeof TODAY) => holdersOf(register.services.db, { role: 'clerk', on, unitId: id });
    expect(await holders(TODAY)).not.toContain(clerk.id);
    expect(await holders(addDays(TODAY, 1))).toContain(clerk.id);
  });

  test.each([
    ['while the post is held without end', '2026-03-02', undefined],
    ['on the first day of the present holding', '2018-11-05', '2018-11-05'],
  ])('the same person to the same post %s is refused', async (_when, fromOn, untilOn) => {
    const clerk = await holding('jx-science', '经办人');
    const again = appoint(
      'jx-science',
      '经办人',
      clerk.id,
      localDate(fromOn),
      untilOn ? localDate(untilOn) : undefined,
    );
    expect(await reasonsOf(again)).toEqual([expect.stringContaining('不能重叠')]);
  });

  test('again after a holding has ended is in order', async () => {
    const clerk = await holding('jx-science', '经办人');
    await register.as(registrar, (a) => endHolding(a, clerk.holdingId, { version: clerk.version, untilOn: TODAY }));
    expect(await reasonsOf(appoint('jx-science', '经办人', clerk.id, TODAY))).toEqual([
      expect.stringContaining('不能重叠'),
    ]);
    await appoint('jx-science', '经办人', clerk.id, addDays(TODAY, 1));
  });

  test.each([
    ['系统管理员', 'jx-information', '安全管理员'],
    ['安全管理员', 'jx-legal', '审计管理员'],
    ['系统管理员', 'jx-legal', '审计管理员'],
  ])(
    'the %s to another of the three posts that must lie with different people is refused',
    async (title, unitKey, other) => {
      const person = await holding('jx-information', title);
      expect(await reasonsOf(appoint(unitKey, other, person.id))).toEqual([
        expect.stringContaining('须由不同的人担任'),
      ]);
    },
  );

  test('one of the three posts after another is in order, if they do not overlap', async () => {
    const auditor = await holding('jx-legal', '审计管理员');
    await register.as(registrar, (a) => endHolding(a, auditor.holdingId, { version: auditor.version, untilOn: TODAY }));
    expect(await reasonsOf(appoint('jx-information', '安全管理员', auditor.id, TODAY))).toHaveLength(1);
    await appoint('jx-information', '安全管理员', auditor.id, addDays(TODAY, 1));
  });

  test('somebody who has left is refused', async () => {
    const { id } = await register.as(registrar, (a) => addPerson(a, { name: '已离任', staffNumber: 'T1' }));
    await register.as(registrar, (a) => changePerson(a, id, { version: 1, name: '已离任', active: false }));
    expect(await reasonsOf(appoint('jx-legal', '经办人', id))).toEqual([expect.stringContaining('已不在职')]);
  });
});

describe('posts', () => {
  test('cannot carry two roles that must be kept apart, in one post or through another post of a holder', async () => {
    const unit = await register.unit('jx-information');
    const input = (version: number, title: string, roles: RoleKey[]) => ({
      version,
      title,
      roles,
      public: false,
      position: 1,
    });
    expect(
      await reasonsOf(
        register.as(registrar, (a) =>
          addPost(a, unit.id, input(unit.version, '全能管理员', ['administrator', 'auditor'])),
        ),
      ),
    ).toEqual([expect.stringContaining('须由不同的人担任')]);
    const { id: postId } = await register.as(registrar, (a) =>
      addPost(a, unit.id, input(unit.version, '兼职岗', ['clerk'])),
    );
    const administrator = await holding('jx-information', '系统管理员');
    await appoint('jx-information', '兼职岗', administrator.id);
    const { version } = await register.unit('jx-information');
    expect(
      await reasonsOf(register.as(registrar, (a) => changePost(a, postId, input(version, '兼职岗', ['auditor'])))),
    ).toEqual([expect.stringContaining(administrator.name)]);
  });

  test('are not abolished while held', async () => {
    const head = await holding('jx-legal', '处长');
    const abolish = (version: number) =>
      register.as(registrar, (a) => abolishPost(a, head.postId, { version, abolishedOn: register.today }));
    expect(await reasonsOf(abolish(head.version))).toEqual([expect.stringContaining(`${head.name}届时仍在任`)]);
    await register.as(registrar, (a) => endHolding(a, head.holdingId, { version: head.version, untilOn: TODAY }));
    register.today = addDays(TODAY, 1);
    await abolish(head.version + 1);
  });

  test.each([
    ['jx-information', '系统管理员'],
    ['jx-personnel', '机构人事管理员'],
  ])('in %s: the last %s of the house stays until another is appointed', async (unitKey, title) => {
    await endCityRegistrars();
    const last = await holding(unitKey, title);
    const end = (version: number) =>
      register.as(registrar, (a) => endHolding(a, last.holdingId, { version, untilOn: TODAY }));
    expect(await reasonsOf(end(last.version))).toEqual([expect.stringContaining('请先任命接替的人')]);
    const successor = await holding('jx-science', '经办人');
    await appoint(unitKey, title, successor.id);
    await end(last.version + 1);
  });

  async function endCityRegistrars(): Promise<void> {
    for (const unitKey of ['nanchang', 'jiujiang']) {
      const { holdingId, version } = await holding(unitKey, '机构人事管理员');
      await register.as(registrar, (a) => endHolding(a, holdingId, { version, untilOn: TODAY }));
    }
  }
});

describe('people', () => {
  test('a phone is kept sealed, shown masked, and opened only with a reason that is written down', async () => {
    const { services } = register;
    const { id } = await register.as(registrar, (a) =>
      addPerson(a, { name: '新来的', staffNumber: 'T2', phone: '10000001234' }),
    );
    const row = await services.db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect(row.phone_tail).toBe('1234');
    expect(row.phone?.toString('latin1')).not.toContain('10000001234');
    expect(await register.as(registrar, (a) => viewPhone(a, id, '联系值班'))).toEqual({ phone: '10000001234' });
    const looks = await services.db.selectFrom('view_log').selectAll().where('subject_id', '=', id).execute();
    expect(looks).toMatchObject([{ subject_kind: 'person', fields: ['phone'], reason: '联系值班' }]);
    const entries = await services.db.selectFrom('journal_entry').select('payload').execute();
    expect(JSON.stringify(entries)).not.toContain('1234');
  });

  test('nobody leaves who still holds a post', async () => {
    const head = await holding('jx-legal', '处长');
    const leave = register.as(registrar, (a) =>
      changePerson(a, head.id, { version: head.personVersion, name: head.name, active: false }),
    );
    expect(await reasonsOf(leave)).toContainEqual(expect.stringContaining('仍任法规处「处长」'));
  });

  test('of the province are not changed by the registrar of a city', async () => {
    const head = await holding('jx-legal', '处长');
    const city = await holding('nanchang', '机构人事管理员');
    const change = register.as(city.name, (a) => changePerson(a, head.id, { version: 1, name: '改名', active: true }));
    expect(await reasonsOf(change)).toEqual([expect.stringContaining('不在您维护的范围内')]);
  });
});

describe('a registrar of a city', () => {
  test('neither sets up, changes nor fills posts that count for the whole installation', async () => {
    const { name, id } = await holding('nanchang', '机构人事管理员');
    const whole = ['管理整个系统，这类岗位由省局的机构人事管理员设置和任免'];
    const contained = whole.map((sentence) => expect.stringContaining(sentence));
    const post = (roles: RoleKey[], version: number) => ({ title: '某岗', roles, public: false, position: 9, version });
    for (const role of ['administrator', 'security-officer', 'auditor'] as const) {
      const { id: unitId, version } = await register.unit('nanchang');
      expect(await reasonsOf(register.as(name, (a) => addPost(a, unitId, post([role], version))))).toEqual(contained);
    }
    const { id: unitId, version } = await register.unit('nanchang');
    const plain = await register.as(name, (a) => addPost(a, unitId, post(['clerk'], version)));
    const widened = register.as(name, (a) => changePost(a, plain.id, post(['auditor'], version + 1)));
    expect(await reasonsOf(widened)).toEqual(contained);
    // The province may, and then only the province goes on with that post.
    await register.as(registrar, (a) => changePost(a, plain.id, post(['auditor'], version + 1)));
    const taken = register.as(name, (a) =>
      appointHolder(a, plain.id, { version: version + 2, personId: id, fromOn: TODAY }),
    );
    expect(await reasonsOf(taken)).toEqual(contained);
  });

  test('who gives somebody of the province a side post disposes neither of their phone nor of their roles there', async () => {
    const { name, id } = await holding('nanchang', '机构人事管理员');
    const director = await holding('jx-mpa', '局长');
    const { id: unitId, version } = await register.unit('nanchang');
    const side = { title: '顾问', roles: [], public: false, position: 9, version };
    const post = await register.as(name, (a) => addPost(a, unitId, side));
    await register.as(name, (a) =>
      appointHolder(a, post.id, { version: version + 1, personId: director.id, fromOn: TODAY }),
    );
    expect(await reasonsOf(register.as(name, (a) => viewPhone(a, director.id, '想看看')))).toEqual([
      '这个人员不在您维护的范围内，请联系其所在局的机构人事管理员',
    ]);
    const delegation = { fromPersonId: director.id, toPersonId: id, fromOn: TODAY, untilOn: TODAY, reason: '代办' };
    expect(await reasonsOf(register.as(name, (a) => delegate(a, { ...delegation, roles: ['issuer'] })))).toEqual([
      '只有本人或所在局的机构人事管理员可以安排或结束代办',
    ]);
  });
});

describe('whoever gives powers gives none to themselves', () => {
  const NO = expect.stringMatching(/^不能给自己增加角色（系统管理员）|^不能给自己增加角色（签发人（局领导））/);

  test('by appointment, by more for a post that is theirs, or by standing in for somebody', async () => {
    const me = await holding('jx-personnel', '机构人事管理员');
    const admin = await register.services.db
      .selectFrom('post as p')
      .innerJoin('unit as u', 'u.id', 'p.unit_id')
      .select(['p.id', 'u.version'])
      .where('u.key', '=', 'jx-information')
      .where(sql<boolean>`'administrator' = any(p.roles)`)
      .executeTakeFirstOrThrow();
    const appointed = register.as(registrar, (a) =>
      appointHolder(a, admin.id, { version: admin.version, personId: me.id, fromOn: addDays(TODAY, 3) }),
    );
    expect(await reasonsOf(appointed)).toEqual([NO]);

    const more = { title: '机构人事管理员', roles: ['registrar', 'issuer'] as RoleKey[], public: false, position: 1 };
    const widened = register.as(registrar, (a) => changePost(a, me.postId, { ...more, version: me.version }));
    expect(await reasonsOf(widened)).toEqual([NO]);

    const leader = await holding('jx-mpa', '局长');
    const stoodIn = register.as(registrar, (a) =>
      delegate(a, {
        fromPersonId: leader.id,
        toPersonId: me.id,
        fromOn: TODAY,
        untilOn: TODAY,
        roles: ['issuer'],
        reason: '代办',
      }),
    );
    expect(await reasonsOf(stoodIn)).toEqual([NO]);
  });

  test('and to others as before', async () => {
    const clerk = await holding('jx-science', '经办人');
    await appoint('jx-legal', '经办人', clerk.id, addDays(TODAY, 1));
  });
});

test('ending a holding never makes it longer: what was checked when it was given would no longer hold', async () => {
  const { id } = await register.as(registrar, (a) => addPerson(a, { name: '某人', staffNumber: 'T900' }));
  const until = addDays(TODAY, 9);
  const held = await appoint('jx-legal', '处长', id, TODAY, until);
  const { version } = await register.unit('jx-legal');
  const longer = register.as(registrar, (a) => endHolding(a, held.id, { untilOn: addDays(until, 1), version }));
  expect(await reasonsOf(longer)).toEqual(['这条任职定于2026年3月11日结束，只能提前；需要延长请另行任命']);
  await register.as(registrar, (a) => endHolding(a, held.id, { untilOn: addDays(until, -1), version }));
});

describe('standing in', () => {
  const last = addDays(TODAY, LONGEST_DELEGATION_DAYS - 1);

  async function give(
    by: string,
    fromId: string,
    toId: string,
    more: { roles?: RoleKey[]; fromOn?: typeof TODAY; untilOn?: typeof TODAY } = {},
  ) {
    const input = {
      fromPersonId: fromId,
      toPersonId: toId,
      fromOn: TODAY,
      untilOn: last,
      roles: ['department-head' as const],
      reason: '出差',
      ...more,
    };
    return act(register.services, await register.actor(by), (a) => delegate(a, input));
  }

  test('may be arranged by the person or a registrar, for at most ninety days, and is written in the journal', async () => {
    const [head, clerk] = [await holding('jx-legal', '处长'), await holding('jx-legal', '经办人')];
    expect(await reasonsOf(give(head.name, head.id, clerk.id, { untilOn: addDays(last, 1) }))).toEqual([
      expect.stringContaining('最长 90 天'),
    ]);
    expect(await reasonsOf(give(clerk.name, head.id, clerk.id))).toEqual([expect.stringContaining('只有本人或所在局')]);
    const { id } = await give(registrar, head.id, clerk.id);
    const entry = await register.services.db
      .selectFrom('journal_entry')
      .select(['action', 'payload'])
      .orderBy('id', 'desc')
      .executeTakeFirst();
    expect(entry).toMatchObject({
      action: 'organisations.delegate',
      payload: { delegationId: id, from: head.id, to: clerk.id },
    });
  });

  test('gives only what the person holds, to a colleague of the same bureau, from today on', async () => {
    const [head, city] = [await holding('jx-legal', '处长'), await holding('nanchang', '局长')];
    const reasons = await reasonsOf(give(head.name, head.id, city.id, { roles: ['issuer'] }));
    expect(reasons).toHaveLength(2);
    expect(
      await reasonsOf(give(head.name, head.id, city.id, { fromOn: addDays(TODAY, -1), untilOn: addDays(TODAY, -2) })),
    ).toHaveLength(2);
    expect(await reasonsOf(give(head.name, head.id, head.id))).toEqual([expect.stringContaining('不能是本人')]);
  });

  test('is not passed on to a third person', async () => {
    const [head, clerk, third] = [
      await holding('jx-legal', '处长'),
      await holding('jx-legal', '经办人'),
      await holding('jx-science', '经办人'),
    ];
    await give(head.name, head.id, clerk.id);
    expect(await reasonsOf(give(clerk.name, clerk.id, third.id))).toEqual([
      expect.stringContaining('不担任处室（单位）负责人'),
    ]);
  });

  test('for one of the three administrators is refused to another of them, and a delegate is not appointed another', async () => {
    const [administrator, security, clerk] = [
      await holding('jx-information', '系统管理员'),
      await holding('jx-information', '安全管理员'),
      await holding('jx-information', '经办人'),
    ];
    const roles: RoleKey[] = ['administrator'];
    expect(await reasonsOf(give(administrator.name, administrator.id, security.id, { roles }))).toEqual([
      expect.stringContaining('须由不同的人担任'),
    ]);
    await give(administrator.name, administrator.id, clerk.id, { roles });
    expect(await reasonsOf(appoint('jx-legal', '审计管理员', clerk.id))).toEqual([expect.stringContaining('代办')]);
    await appoint('jx-legal', '审计管理员', clerk.id, addDays(last, 1));
  });

  test('that was ended early bars from nothing any more', async () => {
    const [administrator, clerk] = [
      await holding('jx-information', '系统管理员'),
      await holding('jx-information', '经办人'),
    ];
    const { id } = await give(administrator.name, administrator.id, clerk.id, { roles: ['administrator'] });
    await act(register.services, await register.actor(administrator.name), (a) => endDelegation(a, id));
    await appoint('jx-legal', '审计管理员', clerk.id);
  });

  test('of the same role twice at a time is refused; after ending it early it may be given again', async () => {
    const [head, clerk, other] = [
      await holding('jx-legal', '处长'),
      await holding('jx-legal', '经办人'),
      await holding('jx-science', '经办人'),
    ];
    const { id } = await give(head.name, head.id, clerk.id);
    expect(await reasonsOf(give(head.name, head.id, other.id))).toEqual([expect.stringContaining('请先结束那条代办')]);
    expect(
      await reasonsOf(act(register.services, await register.actor(other.name), (a) => endDelegation(a, id))),
    ).toHaveLength(1);
    await act(register.services, await register.actor(head.name), (a) => endDelegation(a, id));
    expect(
      await reasonsOf(act(register.services, await register.actor(head.name), (a) => endDelegation(a, id))),
    ).toEqual(['这条代办已经提前结束']);
    await give(head.name, head.id, other.id);
  });
});
