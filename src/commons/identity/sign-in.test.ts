import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addHours } from '#kernel/dates.ts';
import { act } from '#platform/services.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { delegate, endHolding } from '#commons/organisations/index.ts';
import {
  type Member,
  PASSWORD,
  SET_UP,
  START,
  type World,
  actorCalled,
  asRegistrar,
  hire,
  makeWorld,
  setSecondFactor,
  setUpBureau,
  versionOf,
} from './testing/world.ts';

let world: World;
let head: Member;
beforeAll(async () => {
  world = await makeWorld();
  await setUpBureau(world);
  await setSecondFactor(world, 'nobody');
  head = await hire(world, '王敏', 'wangmin', ['department-head']);
  await hire(world, '李强', 'liqiang', ['clerk']);
});
afterAll(() => world.close());
beforeEach(() => world.clock.moveTo(START));

const later = (minutes: number) => world.clock.moveTo(addHours(START, minutes / 60));

/** Without anything that differs from request to request. */
const said = (response: { statusCode: number; json(): { reasons: string[] } }) => [
  response.statusCode,
  response.json().reasons,
];

describe('signing in', () => {
  test('with the right password gives a session in a cookie that scripts and other sites cannot use', async () => {
    const wang = world.browser();
    const response = await wang.signIn('WangMin', PASSWORD);
    expect(response.json()).toEqual({ next: 'done' });
    expect(response.cookies).toHaveLength(1);
    expect(response.cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(await wang.refresh()).toMatchObject({
      signedIn: true,
      person: { id: head.id, name: '王敏' },
      posts: [{ unit: '办公室', title: '王敏的岗位', onBehalfOf: null }],
      roles: ['department-head'],
      idleMinutes: 30,
    });
    expect((await wang.get('/api/test/head')).statusCode).toBe(200);
  });

  test('a wrong password, an unknown name and a name out of form are answered alike', async () => {
    const wrong = await world
      .browser('10.0.0.2')
      .post('/api/session', { username: 'wangmin', password: 'not-this-one' });
    const unknown = await world
      .browser('10.0.0.2')
      .post('/api/session', { username: 'nobody', password: 'not-this-one' });
    const odd = await world
      .browser('10.0.0.2')
      .post('/api/session', { username: "' or 1=1 --", password: 'not-this-one' });
    expect(said(wrong)).toEqual([401, ['用户名或密码不正确']]);
    expect(said(unknown)).toEqual(said(wrong));
    expect(said(odd)).toEqual(said(wrong));
    expect([wrong, unknown, odd].flatMap(({ cookies }) => cookies)).toEqual([]);
  });

  test('takes about as long for a name that does not exist', async () => {
    const time = async (username: string) => {
      const started = performance.now();
      await world.browser('10.0.0.3').post('/api/session', { username, password: 'not-this-one' });
      return performance.now() - started;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < 4; i++) {
      known.push(await time('liqiang'));
      unknown.push(await time('nobody-at-all'));
    }
    // Hashing takes tens of milliseconds: without it the unknown name would answer several times faster.
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 3);
    await world.browser('10.0.0.3').post('/api/session', { username: 'liqiang', password: PASSWORD });
  });

  test('from another site is refused', async () => {
    const response = await world.browser().send({
      method: 'POST',
      url: '/api/session',
      payload: { username: 'wangmin', password: PASSWORD },
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(response.statusCode).toBe(403);
    expect(response.cookies).toEqual([]);
  });

  test('there is no way to sign up, nor any other address of the library', async () => {
    const anyone = world.browser();
    const body = { email: 'a@b.cn', password: PASSWORD, name: 'x', username: 'intruder' };
    for (const url of [
      '/api/session/sign-up/email',
      '/api/auth/sign-up/email',
      '/api/session/sign-in/username',
      '/api/session/update-user',
      '/sign-up',
    ])
      expect((await anyone.post(url, body)).statusCode).toBe(404);
    const users = await world.ownerDb.selectFrom('auth_user').select('username').execute();
    expect(users.map(({ username }) => username).sort()).toEqual(['guanli', 'liqiang', 'wangmin']);
  });
});

describe('the lock-out', () => {
  const wrong = (username: string, address: string) =>
    world.browser(address).post('/api/session', { username, password: 'not-this-one' });
  const right = (username: string, address: string) =>
    world.browser(address).post('/api/session', { username, password: PASSWORD });

  // Each test has a person and an address of its own: counts are left behind on purpose.
  let clerk: Member;
  let name: string;
  let address: string;
  let count = 0;
  beforeEach(async () => {
    count += 1;
    name = `clerk-${count}`;
    address = `10.0.1.${count}`;
    clerk = await hire(world, `经办${count}`, name, ['clerk']);
  });

  test('comes with the fifth wrong password and ends after 15 minutes; the right one does not open it earlier', async () => {
    for (let i = 0; i < 4; i++) expect((await wrong(name, address)).statusCode).toBe(401);
    const fifth = await wrong(name, '10.0.2.2');
    expect(said(fifth)).toEqual([429, [expect.stringContaining('已暂停登录至 2026年3月2日 09:15')]]);
    expect((await right(name, '10.0.2.3')).statusCode).toBe(429);
    later(14);
    expect((await right(name, '10.0.2.3')).statusCode).toBe(429);
    later(16);
    expect((await right(name, '10.0.2.3')).statusCode).toBe(200);
  });

  test('comes for a name without an account just the same', async () => {
    for (let i = 0; i < 4; i++) await wrong('no-such-name', address);
    expect(said(await wrong('no-such-name', address))).toEqual([429, [expect.stringContaining('已暂停登录至')]]);
  });

  test('does not come when the right password came in between', async () => {
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 4; i++) expect((await wrong(name, address)).statusCode).toBe(401);
      expect((await right(name, address)).statusCode).toBe(200);
    }
  });

  test('is not outrun by guesses sent at the same moment', async () => {
    const together = await Promise.all(Array.from({ length: 12 }, () => wrong(name, address)));
    expect(together.filter(({ statusCode }) => statusCode === 429).length).toBeGreaterThan(0);
    expect((await right(name, address)).statusCode).toBe(429);
  });

  test('stops an address that tries many names', async () => {
    for (let i = 0; i < 60; i++) await wrong(`guess-${i % 20}`, address);
    expect((await right(name, address)).statusCode).toBe(429);
    expect((await right(name, '10.0.2.8')).statusCode).toBe(200);
  });

  test('is ended by the administrator', async () => {
    for (let i = 0; i < 5; i++) await wrong(name, address);
    const admin = world.browser('10.0.2.10');
    await admin.signIn(SET_UP.username, SET_UP.password);
    const rows = (await admin.get(`/api/identity/accounts?q=${name}`)).json<
      { lockedUntil: string | null; version: number }[]
    >();
    expect(rows).toMatchObject([{ username: name, lockedUntil: expect.any(String) }]);
    expect(
      (await admin.post(`/api/identity/accounts/${clerk.id}/unlock`, { version: rows[0]?.version })).statusCode,
    ).toBe(204);
    expect((await right(name, address)).statusCode).toBe(200);
  });
});

describe('a session', () => {
  test('that somebody planted in the browser is not taken over by signing in', async () => {
    const planted = world.browser();
    await planted.signIn('liqiang', PASSWORD);
    const cookie = [...planted.cookies];
    const victim = world.browser();
    for (const [name, value] of cookie) victim.cookies.set(name, value);
    await victim.signIn('wangmin', PASSWORD);
    expect([...victim.cookies]).not.toEqual(cookie);
    expect(await planted.refresh()).toMatchObject({ signedIn: false });
    expect(await victim.refresh()).toMatchObject({ person: { name: '王敏' } });
  });

  test('with a forged cookie is nobody', async () => {
    const wang = world.browser();
    await wang.signIn('wangmin', PASSWORD);
    const [name = '', value = ''] = [...wang.cookies][0] ?? [];
    const forger = world.browser();
    forger.cookies.set(name, `${decodeURIComponent(value).split('.')[0]}.forged`);
    expect((await forger.get('/api/sessions')).statusCode).toBe(401);
  });

  test('ends after 30 minutes without an act, and no earlier while there are acts', async () => {
    const wang = world.browser();
    await wang.signIn('wangmin', PASSWORD);
    for (const minute of [25, 50, 75]) {
      later(minute);
      expect((await wang.get('/api/sessions')).statusCode).toBe(200);
    }
    later(106);
    expect((await wang.get('/api/sessions')).statusCode).toBe(401);
    later(76);
    expect((await wang.get('/api/sessions')).statusCode).toBe(401);
  });

  test('ends after 12 hours whatever happens', async () => {
    const wang = world.browser();
    await wang.signIn('wangmin', PASSWORD);
    for (let minute = 20; minute < 12 * 60; minute += 20) {
      later(minute);
      expect((await wang.get('/api/test/head')).statusCode).toBe(200);
    }
    later(12 * 60 + 1);
    expect((await wang.get('/api/test/head')).statusCode).toBe(401);
  });

  test('is gone after signing out, cookie or not', async () => {
    const wang = world.browser();
    await wang.signIn('wangmin', PASSWORD);
    const kept = new Map(wang.cookies);
    expect((await wang.del('/api/session')).statusCode).toBe(204);
    expect(wang.cookies.size).toBe(0);
    for (const [name, value] of kept) wang.cookies.set(name, value);
    expect((await wang.get('/api/sessions')).statusCode).toBe(401);
  });

  test('of one’s own is listed and ended from another; that of somebody else is not found', async () => {
    const desk = world.browser();
    const home = world.browser();
    const other = world.browser();
    await desk.signIn('wangmin', PASSWORD);
    await home.signIn('wangmin', PASSWORD);
    await other.signIn('liqiang', PASSWORD);
    const list = (await desk.get('/api/sessions')).json<{ id: string; current: boolean }[]>();
    const foreign = (await other.get('/api/sessions')).json<{ id: string }[]>();
    expect(list.filter(({ current }) => current)).toHaveLength(1);
    expect((await desk.del(`/api/sessions/${foreign[0]?.id}`)).statusCode).toBe(404);
    expect((await desk.del('/api/sessions')).json().ended).toBeGreaterThan(0);
    expect((await home.get('/api/sessions')).statusCode).toBe(401);
    expect((await desk.get('/api/sessions')).json()).toHaveLength(1);
    expect((await other.get('/api/sessions')).statusCode).toBe(200);
  });

  test('more than the settings allow at once end the oldest', async () => {
    const browsers = Array.from({ length: DEFAULT_SETTINGS.sessionsAtOnce + 1 }, () => world.browser());
    for (const [n, browser] of browsers.entries()) {
      later(n);
      await browser.signIn('wangmin', PASSWORD);
    }
    const [oldest, next] = browsers;
    expect((await oldest?.get('/api/sessions'))?.statusCode).toBe(401);
    const left = (await next?.get('/api/sessions'))?.json<object[]>();
    expect(left).toHaveLength(DEFAULT_SETTINGS.sessionsAtOnce);
  });

  test('writes only with the form token of its own', async () => {
    const wang = world.browser();
    const li = world.browser();
    await wang.signIn('wangmin', PASSWORD);
    await li.signIn('liqiang', PASSWORD);
    const token = wang.formToken;
    wang.formToken = '';
    expect((await wang.del('/api/sessions')).json()).toMatchObject({ code: 'form-token' });
    wang.formToken = li.formToken;
    expect((await wang.del('/api/sessions')).statusCode).toBe(403);
    wang.formToken = token;
    expect((await wang.del('/api/sessions')).statusCode).toBe(200);
  });
});

describe('roles', () => {
  test('come with a delegation and go with a post at once, within the session', async () => {
    const song = await hire(world, '宋佳', 'songjia', ['department-head']);
    const zhao = await hire(world, '赵宁', 'zhaoning', ['clerk']);
    const [songs, zhaos] = [world.browser(), world.browser()];
    await songs.signIn('songjia', PASSWORD);
    await zhaos.signIn('zhaoning', PASSWORD);
    expect((await zhaos.get('/api/test/head')).statusCode).toBe(403);

    await act(world.services, await actorCalled(world.services, 'songjia'), (verb) =>
      delegate(verb, {
        fromPersonId: song.id,
        toPersonId: zhao.id,
        fromOn: verb.today,
        untilOn: verb.today,
        roles: ['department-head'],
        reason: '出差',
      }),
    );
    expect((await zhaos.get('/api/test/head')).json()).toContainEqual(
      expect.objectContaining({ role: 'department-head', onBehalfOf: song.id }),
    );
    expect(await zhaos.refresh()).toMatchObject({
      posts: expect.arrayContaining([{ unit: '办公室', title: '处室（单位）负责人', onBehalfOf: '宋佳' }]),
    });

    const tomorrow = addHours(START, 24);
    world.clock.moveTo(tomorrow);
    await songs.signIn('songjia', PASSWORD);
    await zhaos.signIn('zhaoning', PASSWORD);
    expect((await zhaos.get('/api/test/head')).statusCode).toBe(403);
    expect((await songs.get('/api/test/head')).statusCode).toBe(200);
    await asRegistrar(world, async (verb) => {
      const holding = await verb.tx
        .selectFrom('post_holding')
        .select('id')
        .where('person_id', '=', song.id)
        .executeTakeFirstOrThrow();
      await endHolding(verb, holding.id, { version: await versionOf(verb, song.unitId), untilOn: verb.today });
    });
    world.clock.moveTo(addHours(tomorrow, 24));
    await songs.signIn('songjia', PASSWORD);
    expect((await songs.get('/api/test/head')).statusCode).toBe(403);
  });
});

describe('what is kept', () => {
  test('the log has every attempt, without names typed, addresses or passwords; the journal has no secret', async () => {
    await world
      .browser('10.9.9.9')
      .post('/api/session', { username: 'my-password-by-mistake', password: 'not-this-one' });
    const { ownerDb } = world;
    const events = await ownerDb.selectFrom('sign_in_event').selectAll().execute();
    const journal = await ownerDb.selectFrom('journal_entry').selectAll().where('chain', 'like', 'account:%').execute();
    expect(events).toContainEqual(expect.objectContaining({ outcome: 'wrong', person_id: null, method: 'password' }));
    expect(new Set(journal.map(({ action }) => action))).toContain('identity.signed-in');
    const text = JSON.stringify([events, journal]);
    for (const secret of ['my-password-by-mistake', '10.9.9.9', 'not-this-one', PASSWORD, 'argon2'])
      expect(text).not.toContain(secret);
  });

  test('the log cannot be changed', async () => {
    await expect(world.services.db.deleteFrom('sign_in_event').execute()).rejects.toThrow();
    await expect(world.ownerDb.updateTable('sign_in_event').set({ outcome: 'signed-in' }).execute()).rejects.toThrow(
      /append-only/,
    );
  });
});
