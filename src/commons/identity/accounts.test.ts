import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addHours } from '#kernel/dates.ts';
import { act, systemActor } from '#platform/services.ts';
import { DEFAULT_SETTINGS, createAccount } from './index.ts';
import type { AccountRow, OneTimePassword, SignInsAnswer } from './contract.ts';
import type { Browser } from './testing/browser.ts';
import { PASSWORD, SET_UP, START, type World, hire, makeWorld, setSecondFactor, setUpBureau } from './testing/world.ts';

let world: World;
let admin: Browser;
let count = 0;
beforeAll(async () => {
  world = await makeWorld();
  await setUpBureau(world);
  await setSecondFactor(world, 'nobody');
  await hire(world, '安全员', 'security', ['security-officer']);
  await hire(world, '审计员', 'audit', ['auditor']);
});
afterAll(() => world.close());
beforeEach(async () => {
  world.clock.moveTo(START);
  admin = await signedIn(SET_UP.username, SET_UP.password);
});

async function signedIn(username: string, password = PASSWORD): Promise<Browser> {
  count += 1;
  const browser = world.browser(`10.3.${count >> 8}.${count & 255}`);
  await browser.signIn(username, password);
  return browser;
}

/** A new member of staff and the account as the administrator sees it. */
async function hired(roles: Parameters<typeof hire>[3] = ['department-head']) {
  count += 1;
  const username = `member-${count}`;
  const member = await hire(world, `人员${count}`, username, roles);
  return { ...member, username, path: `/api/identity/accounts/${member.id}`, version: (await rowOf(username)).version };
}

const rowOf = async (username: string) => {
  const rows = (await admin.get(`/api/identity/accounts?q=${username}`)).json<AccountRow[]>();
  const row = rows.find((one) => one.username === username);
  if (!row) throw new Error(`${username} is not listed`);
  return row;
};

describe('one’s own password', () => {
  test('is changed with the current one; other sessions end; five old ones do not come back', async () => {
    const { username } = await hired();
    const elsewhere = await signedIn(username);
    const browser = await signedIn(username);
    const chosen = Array.from({ length: 6 }, (_, i) => `Qing-Feng-${i}-2026`);
    const change = (current: string, next: string) => browser.post('/api/session/password', { current, chosen: next });
    expect((await change('not-the-one', chosen[0] ?? '')).json()).toMatchObject({
      fields: { current: '当前密码不正确' },
    });
    expect((await change(PASSWORD, 'short')).statusCode).toBe(422);
    let current = PASSWORD;
    for (const next of chosen) {
      expect((await change(current, next)).statusCode).toBe(204);
      current = next;
    }
    expect((await elsewhere.get('/api/sessions')).statusCode).toBe(401);
    expect((await change(current, current)).json().reasons.join()).toContain('最近 5 次');
    expect((await change(current, chosen[1] ?? '')).json().reasons.join()).toContain('最近 5 次');
    expect((await change(current, PASSWORD)).statusCode).toBe(204);
    expect((await browser.get('/api/test/head')).statusCode).toBe(200);
  });

  test('is asked for at most five times', async () => {
    const { username } = await hired();
    const browser = await signedIn(username);
    const wrong = () => browser.post('/api/session/password', { current: 'not-the-one', chosen: 'Qing-Feng-2026' });
    for (let i = 0; i < 4; i++) expect((await wrong()).statusCode).toBe(422);
    expect((await wrong()).statusCode).toBe(429);
    const right = await browser.post('/api/session/password', { current: PASSWORD, chosen: 'Qing-Feng-2026' });
    expect(right.statusCode).toBe(429);
  });

  test('that is half a year old must be changed before any role counts', async () => {
    const { username } = await hired();
    world.clock.moveTo(addHours(START, 181 * 24));
    const browser = await signedIn(username);
    expect(await browser.refresh()).toMatchObject({ mustChangePassword: true, roles: [] });
    expect((await browser.get('/api/test/head')).statusCode).toBe(403);
    expect(
      (await browser.post('/api/session/password', { current: PASSWORD, chosen: 'Qiu-Shui-2026' })).statusCode,
    ).toBe(204);
    expect((await browser.get('/api/test/head')).statusCode).toBe(200);
  });
});

describe('the administrator', () => {
  test('opens an account with a password that is shown once and must be changed', async () => {
    const { id: personId } = await world.services.db
      .insertInto('person')
      .values({ name: '新来的', staff_number: 'N100' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const free = (await admin.get('/api/identity/people-without-account')).json<{ id: string }[]>();
    expect(free.map(({ id }) => id)).toContain(personId);
    const opened = await admin.post('/api/identity/accounts', { personId, username: 'newcomer' });
    const { password } = opened.json<OneTimePassword>();
    expect(opened.statusCode).toBe(201);
    const browser = await signedIn('newcomer', password);
    expect(await browser.refresh()).toMatchObject({ mustChangePassword: true });
    expect(
      (await browser.post('/api/session/password', { current: password, chosen: 'Xin-Ren-2026' })).statusCode,
    ).toBe(204);
    expect(await browser.refresh()).toMatchObject({ mustChangePassword: false });

    const second = await admin.post('/api/identity/accounts', { personId, username: 'another' });
    expect([second.statusCode, second.json().reasons]).toEqual([409, ['新来的已有账号，不能再开通一个']]);
    const journal = await world.ownerDb
      .selectFrom('journal_entry')
      .selectAll()
      .where('chain', '=', `account:${personId}`)
      .execute();
    expect(journal.map(({ action }) => action)).toEqual([
      'identity.account-created',
      'identity.signed-in',
      'identity.password-changed',
    ]);
    expect(JSON.stringify(journal)).not.toContain(password);
  });

  test('closes an account: sessions end, the right password is told why, a wrong one is not', async () => {
    const { username, path, version } = await hired();
    const browser = await signedIn(username);
    expect((await admin.post(`${path}/disable`, { version, reason: '调离' })).statusCode).toBe(204);
    expect((await browser.get('/api/sessions')).statusCode).toBe(401);
    const right = await world.browser('10.3.9.1').post('/api/session', { username, password: PASSWORD });
    expect([right.statusCode, right.json().reasons]).toEqual([403, ['账号已停用，如需恢复请联系系统管理员']]);
    const wrong = await world.browser('10.3.9.1').post('/api/session', { username, password: 'not-this-one' });
    expect([wrong.statusCode, wrong.json().reasons]).toEqual([401, ['用户名或密码不正确']]);
    expect((await admin.post(`${path}/enable`, { version })).json()).toMatchObject({ code: 'stale' });
    expect((await admin.post(`${path}/enable`, { version: version + 1 })).statusCode).toBe(204);
    expect((await world.browser('10.3.9.1').post('/api/session', { username, password: PASSWORD })).statusCode).toBe(
      200,
    );
  });

  test('resets a forgotten password: the old one is worthless, the new one must be changed', async () => {
    const { username, path, version } = await hired();
    const browser = await signedIn(username);
    const { password } = (await admin.post(`${path}/reset`, { version })).json<OneTimePassword>();
    expect((await browser.get('/api/sessions')).statusCode).toBe(401);
    expect((await world.browser('10.3.9.2').post('/api/session', { username, password: PASSWORD })).statusCode).toBe(
      401,
    );
    expect(await (await signedIn(username, password)).refresh()).toMatchObject({ mustChangePassword: true });
  });

  test('does none of this to the own account, and reads no sign-in log', async () => {
    const me = await rowOf(SET_UP.username);
    for (const deed of ['disable', 'reset', 'unlock', 'reset-second-factor']) {
      const body = { version: me.version, ...(deed === 'disable' && { reason: '试' }) };
      const response = await admin.post(`/api/identity/accounts/${me.personId}/${deed}`, body);
      expect([deed, response.statusCode]).toEqual([deed, 409]);
    }
    expect((await admin.get('/api/identity/sign-ins')).statusCode).toBe(403);
  });
});

test('a reset is told to the person, the security officers and the auditors, not to whoever did it', async () => {
  const { id, path, version } = await hired(['issuer']);
  expect((await admin.post(`${path}/reset`, { version })).statusCode).toBe(200);
  const told = await world.ownerDb
    .selectFrom('notice as n')
    .innerJoin('person as p', 'p.id', 'n.person_id')
    .select(['p.id', 'p.name'])
    .where('n.kind', '=', 'security')
    .where('n.dedupe', 'like', `reset:${id}:%`)
    .execute();
  expect(told.map(({ name }) => name).sort()).toEqual(
    [...new Set([told.find((one) => one.id === id)?.name, '安全员', '审计员'])].sort(),
  );
});

test('a clerk manages nobody and reads nothing of others', async () => {
  const { username, path, version } = await hired(['clerk']);
  const clerk = await signedIn(username);
  for (const url of ['/api/identity/accounts', '/api/identity/sign-ins', '/api/identity/settings', `${path}/sessions`])
    expect([url, (await clerk.get(url)).statusCode]).toEqual([url, 403]);
  expect((await clerk.post(`${path}/reset`, { version })).statusCode).toBe(403);
});

test('the auditor reads who tried to sign in, a page at a time', async () => {
  const { username, id } = await hired();
  await world.browser('10.3.9.3').post('/api/session', { username, password: 'not-this-one' });
  const auditor = await signedIn('audit');
  const path = `/api/identity/sign-ins?personId=${id}`;
  expect((await auditor.get(path)).json<SignInsAnswer>()).toMatchObject({
    total: 1,
    rows: [{ name: expect.stringContaining('人员'), method: 'password', outcome: 'wrong' }],
  });
  expect((await auditor.get(`${path}&page=2`)).json<SignInsAnswer>()).toEqual({ total: 1, rows: [] });
  expect((await auditor.get(`${path}&outcome=signed-in`)).json<SignInsAnswer>()).toEqual({ total: 0, rows: [] });
});

test('the security officer shortens the idle time and ends the sessions of others; both count at once', async () => {
  const { username, path } = await hired();
  const member = await signedIn(username);
  const officer = await signedIn('security');
  const settings = { ...DEFAULT_SETTINGS, secondFactor: 'nobody' };
  expect((await officer.get('/api/identity/settings')).json()).toEqual(settings);
  const [open] = (await officer.get(`${path}/sessions`)).json<{ id: string }[]>();
  expect((await officer.del(`/api/identity/sessions/${open?.id}`)).statusCode).toBe(204);
  expect((await member.get('/api/sessions')).statusCode).toBe(401);

  const again = await signedIn(username);
  expect((await officer.put('/api/identity/settings', { ...settings, idleMinutes: 1 })).statusCode).toBe(422);
  expect((await officer.put('/api/identity/settings', { ...settings, idleMinutes: 10 })).statusCode).toBe(204);
  world.clock.moveTo(addHours(START, 11 / 60));
  expect((await again.get('/api/sessions')).statusCode).toBe(401);
  world.clock.moveTo(START);
  expect((await admin.put('/api/identity/settings', settings)).statusCode).toBe(403);
  expect((await officer.put('/api/identity/settings', settings)).statusCode).toBe(204);
});

describe('creating an account', () => {
  const create = async (username: string, password = PASSWORD) => {
    count += 1;
    const { id } = await world.services.db
      .insertInto('person')
      .values({ name: '甲', staff_number: `T${count}` })
      .returning('id')
      .executeTakeFirstOrThrow();
    return act(world.services, systemActor, (verb) => createAccount(verb, { personId: id, username, password }));
  };

  test.each(['ab', '-dash', 'has space', '王敏', 'x'.repeat(31)])('refuses the user name %j', async (username) => {
    await expect(create(username)).rejects.toMatchObject({ code: 'invalid', fields: { username: expect.any(String) } });
  });

  test('refuses a user name in use whatever its letters’ case, and a weak password', async () => {
    await expect(create('GuanLi')).rejects.toMatchObject({ fields: { username: '这个用户名已有人使用，请换一个' } });
    await expect(create('fresh-name', 'password123')).rejects.toMatchObject({
      fields: { password: expect.any(String) },
    });
  });
});
