import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { delegate } from '#commons/organisations/index.ts';
import type { Actor } from '#kernel/policy.ts';
import { act } from '#platform/services.ts';
import type { Enrolment, WhoAmI } from './contract.ts';
import { codeFor } from './testing/authenticator.ts';
import type { Browser } from './testing/browser.ts';
import {
  PASSWORD,
  SET_UP,
  type World,
  actorCalled,
  hire,
  makeWorld,
  setSecondFactor,
  setUpBureau,
} from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await setUpBureau(world);
});
afterAll(() => world.close());

let count = 0;
/** A member of staff with the second factor set up, signed in at this browser. The code of the moment has been used; `codeFor(secret, 1)` is good as well. */
async function enrolled(roles: Parameters<typeof hire>[3] = ['clerk']) {
  count += 1;
  const username = `staff-${count}`;
  const member = await hire(world, `职员${count}`, username, roles);
  const browser = world.browser(`10.2.0.${count}`);
  await browser.signIn(username, PASSWORD);
  return { username, member, browser, ...(await enrol(browser, PASSWORD)) };
}

async function enrol(browser: Browser, password: string) {
  const begun = (await browser.post('/api/session/totp', { password })).json<Enrolment>();
  const confirmed = await browser.post('/api/session/totp/confirm', { code: codeFor(begun.secret) });
  browser.formToken = confirmed.json<{ formToken: string }>().formToken;
  return { begun, confirmed };
}

const stepTwo = (browser: Browser, code: string, kind = 'totp') =>
  browser.post('/api/session/second-factor', { kind, code });

test('enrolment shows a secret and recovery codes, counts once a code confirms it, and renews the session', async () => {
  const { begun, confirmed, browser } = await enrolled();
  expect(begun.uri).toMatch(/^otpauth:\/\/totp\/.+staff-\d+\?secret=[A-Z2-7]+&issuer=/);
  expect(begun.uri).toContain(begun.secret.replaceAll(' ', ''));
  expect(new Set(begun.recoveryCodes).size).toBe(10);
  expect(confirmed.statusCode).toBe(200);
  expect(confirmed.cookies).toHaveLength(1);
  expect(await browser.refresh()).toMatchObject({
    secondFactor: { enrolled: true, given: true, recoveryCodesLeft: 10 },
  });
  expect((await browser.get('/api/sessions')).json()).toHaveLength(1);
  const again = await browser.post('/api/session/totp', { password: PASSWORD });
  expect(again.statusCode).toBe(409);
});

test('enrolment asks for the password and a code of the shown secret', async () => {
  await hire(world, '未启用', 'not-yet', ['clerk']);
  const browser = world.browser();
  await browser.signIn('not-yet', PASSWORD);
  expect((await browser.post('/api/session/totp', { password: 'something-else' })).json()).toMatchObject({
    fields: { password: '当前密码不正确' },
  });
  await browser.post('/api/session/totp', { password: PASSWORD });
  expect((await browser.post('/api/session/totp/confirm', { code: '000000' })).statusCode).toBe(422);
  expect(await browser.refresh()).toMatchObject({ secondFactor: { enrolled: false, given: false } });
  expect((await world.browser().post('/api/session', { username: 'not-yet', password: PASSWORD })).json()).toEqual({
    next: 'done',
  });
});

test('the password alone opens nothing; the code of the moment does, once', async () => {
  const { username, begun } = await enrolled();
  const one = world.browser('10.2.1.1');
  expect((await one.post('/api/session', { username, password: PASSWORD })).json()).toEqual({ next: 'second-factor' });
  expect(await one.refresh()).toMatchObject({ signedIn: false });
  expect((await one.get('/api/sessions')).statusCode).toBe(401);
  const code = codeFor(begun.secret, 1);
  const done = await stepTwo(one, code);
  expect(done.json()).toEqual({ next: 'done' });
  expect(await one.refresh()).toMatchObject({ signedIn: true, secondFactor: { given: true } });

  const other = world.browser('10.2.1.2');
  await other.post('/api/session', { username, password: PASSWORD });
  const used = await stepTwo(other, code);
  expect([used.statusCode, used.json().reasons]).toEqual([422, ['这个验证码已经用过，请等下一个']]);
  expect((await other.get('/api/sessions')).statusCode).toBe(401);
  expect((await stepTwo(other, code)).statusCode).toBe(422);
});

test('a code without the password before it opens nothing', async () => {
  const { begun } = await enrolled();
  expect((await stepTwo(world.browser('10.2.1.3'), codeFor(begun.secret, 1))).statusCode).toBe(422);
});

test('wrong codes lock the account’s second step, in a new challenge too', async () => {
  const { username, begun } = await enrolled();
  const one = world.browser('10.2.1.4');
  await one.post('/api/session', { username, password: PASSWORD });
  for (let i = 0; i < 4; i++) expect((await stepTwo(one, '000000')).statusCode).toBe(422);
  expect((await stepTwo(one, '000000')).statusCode).toBe(429);
  const other = world.browser('10.2.1.5');
  await other.post('/api/session', { username, password: PASSWORD });
  expect((await stepTwo(other, codeFor(begun.secret, 1))).statusCode).toBe(429);
});

test('a recovery code opens once and is then used up', async () => {
  const { username, begun } = await enrolled();
  const [code = ''] = begun.recoveryCodes;
  const one = world.browser('10.2.1.6');
  await one.post('/api/session', { username, password: PASSWORD });
  expect((await stepTwo(one, code, 'recovery')).statusCode).toBe(200);
  expect(await one.refresh()).toMatchObject({ secondFactor: { given: true, recoveryCodesLeft: 9 } });
  const two = world.browser('10.2.1.7');
  await two.post('/api/session', { username, password: PASSWORD });
  expect((await stepTwo(two, code, 'recovery')).statusCode).toBe(422);
});

test('new recovery codes make the old ones worthless', async () => {
  const { browser, begun } = await enrolled();
  const { recoveryCodes } = (
    await browser.post('/api/session/recovery-codes', { password: PASSWORD })
  ).json<Enrolment>();
  expect(recoveryCodes).toHaveLength(10);
  expect(recoveryCodes).not.toContain(begun.recoveryCodes[0]);
});

test('it is taken off with the password, but not by whom a role obliges; a lost telephone is for the administrator', async () => {
  const clerk = await enrolled();
  expect((await clerk.browser.del('/api/session/totp', { password: PASSWORD })).statusCode).toBe(204);
  expect(await clerk.browser.refresh()).toMatchObject({ secondFactor: { enrolled: false, given: false } });

  const issuer = await enrolled(['issuer']);
  const refusal = await issuer.browser.del('/api/session/totp', { password: PASSWORD });
  expect([refusal.statusCode, refusal.json().reasons]).toEqual([
    409,
    [expect.stringContaining('您的岗位要求双因素登录')],
  ]);

  const admin = world.browser('10.2.1.8');
  await admin.signIn(SET_UP.username, SET_UP.password);
  expect((await admin.get('/api/identity/accounts')).statusCode).toBe(403);
  await enrol(admin, SET_UP.password);
  const [row] = (await admin.get(`/api/identity/accounts?q=${issuer.username}`)).json<
    { version: number; secondFactor: boolean }[]
  >();
  expect(row?.secondFactor).toBe(true);
  const reset = await admin.post(`/api/identity/accounts/${issuer.member.id}/reset-second-factor`, {
    version: row?.version,
  });
  expect(reset.statusCode).toBe(204);
  expect((await issuer.browser.get('/api/sessions')).statusCode).toBe(401);
  expect(
    (await world.browser().post('/api/session', { username: issuer.username, password: PASSWORD })).json(),
  ).toEqual({ next: 'done' });
});

describe('whoever knows the password alone', () => {
  test('is out once the second factor is set up, also where they were signed in before', async () => {
    await hire(world, '先已登录', 'early', ['issuer']);
    const early = world.browser('10.2.4.1');
    await early.signIn('early', PASSWORD);
    const own = world.browser('10.2.4.2');
    await own.signIn('early', PASSWORD);
    await enrol(own, PASSWORD);
    expect((await early.get('/api/sessions')).statusCode).toBe(401);
    expect((await own.get('/api/sessions')).json()).toHaveLength(1);
  });

  test('neither makes recovery codes nor takes the second factor off in a session that has not given it', async () => {
    const { browser, member } = await enrolled(['clerk']);
    // As after a sign-in by an identity provider that does not count as a second factor.
    await world.ownerDb
      .updateTable('auth_session')
      .set({ second_factor_at: null })
      .where('user_id', '=', member.id)
      .execute();
    const answers = [
      await browser.post('/api/session/recovery-codes', { password: PASSWORD }),
      await browser.del('/api/session/totp', { password: PASSWORD }),
    ];
    for (const answer of answers)
      expect([answer.statusCode, answer.json().reasons]).toEqual([
        409,
        [expect.stringContaining('请先在本次登录中输入双因素验证码')],
      ]);
  });

  test('has the tries put down to the account tried, whatever other challenge is sent along', async () => {
    const other = await enrolled(['clerk']);
    const { username, begun } = await enrolled(['issuer']);
    const decoy = world.browser('10.2.4.3');
    await decoy.post('/api/session', { username: other.username, password: PASSWORD });
    const browser = world.browser('10.2.4.3');
    await browser.post('/api/session', { username, password: PASSWORD });
    const [name = '', theirs = ''] = [...decoy.cookies].find(([key]) => key.endsWith('two_factor')) ?? [];
    const own = browser.cookies.get(name);
    const payload = { kind: 'totp', code: codeFor(begun.secret, 1) };
    for (const decoyName of [name, 'x.two_factor'])
      for (const cookie of [`${decoyName}=${theirs}; ${name}=${own}`, `${name}=${own}; ${decoyName}=${theirs}`]) {
        const url = '/api/session/second-factor';
        expect((await browser.send({ method: 'POST', url, payload, headers: { cookie } })).statusCode).toBe(422);
      }
    expect((await stepTwo(browser, payload.code)).statusCode).toBe(200);
  });
});

describe('a role that asks for it', () => {
  const rolesOf = async (browser: Browser) => (await browser.refresh<WhoAmI>()).roles;
  /** Somebody with these roles who gives the password alone. */
  async function byPassword(roles: Parameters<typeof hire>[3]) {
    count += 1;
    const username = `alone-${count}`;
    await hire(world, `只用密码${count}`, username, roles);
    const browser = world.browser(`10.2.2.${count}`);
    await browser.signIn(username, PASSWORD);
    return { browser, username };
  }
  afterEach(() => setSecondFactor(world, 'roles'));

  test('does not count by the password alone, says so, and counts once a code is given', async () => {
    const { browser } = await byPassword(['department-head', 'issuer']);
    expect(await browser.refresh()).toMatchObject({
      roles: ['department-head'],
      secondFactor: { expected: true, given: false, withheld: ['签发人（局领导）'] },
    });
    expect((await browser.get('/api/test/head')).statusCode).toBe(200);
    await enrol(browser, PASSWORD);
    expect(await browser.refresh()).toMatchObject({
      roles: expect.arrayContaining(['department-head', 'issuer']),
      secondFactor: { expected: true, given: true, withheld: [] },
    });
  });

  test('does not count by delegation either', async () => {
    const { username } = await byPassword(['clerk']);
    const issuer = await enrolled(['issuer']);
    const deputy = await actorCalled(world.services, username);
    const holder = await actorCalled(world.services, issuer.username);
    const standIn = (actor: Actor) =>
      act(world.services, actor, (verb) =>
        delegate(verb, {
          fromPersonId: actor.id,
          toPersonId: deputy.id,
          roles: ['issuer'],
          fromOn: verb.today,
          untilOn: verb.today,
          reason: '出差',
        }),
      );
    await expect(standIn({ ...holder, grants: [], secondFactor: false })).rejects.toMatchObject({
      reasons: [expect.stringContaining('须双因素登录后才能交由他人代办')],
    });
    await standIn(holder);
    const browser = world.browser('10.2.3.1');
    await browser.signIn(username, PASSWORD);
    expect(await rolesOf(browser)).toEqual(['clerk']);
    await enrol(browser, PASSWORD);
    expect((await rolesOf(browser)).toSorted()).toEqual(['clerk', 'issuer']);
  });

  test('counts by the password where the security officer asks nobody; no role does where everybody is asked', async () => {
    const { browser } = await byPassword(['department-head', 'issuer']);
    await setSecondFactor(world, 'nobody');
    expect(await rolesOf(browser)).toEqual(expect.arrayContaining(['department-head', 'issuer']));
    await setSecondFactor(world, 'everybody');
    expect(await rolesOf(browser)).toEqual([]);
    expect((await browser.get('/api/test/head')).statusCode).toBe(403);
    await enrol(browser, PASSWORD);
    expect((await browser.get('/api/test/head')).statusCode).toBe(200);
  });

  test('keeps its holder from taking the second factor off, while the password must be changed too', async () => {
    const { browser, member } = await enrolled(['issuer']);
    await world.ownerDb
      .updateTable('account')
      .set({ must_change_password: true })
      .where('person_id', '=', member.id)
      .execute();
    expect((await browser.del('/api/session/totp', { password: PASSWORD })).statusCode).toBe(409);
  });
});

test('nothing of it is kept in clear', async () => {
  const { begun } = await enrolled();
  const kept = JSON.stringify([
    await world.ownerDb.selectFrom('auth_two_factor').selectAll().execute(),
    await world.ownerDb.selectFrom('account').selectAll().execute(),
    await world.ownerDb.selectFrom('journal_entry').selectAll().execute(),
  ]);
  expect(kept).not.toContain(begun.secret.replaceAll(' ', ''));
  expect(kept).not.toContain(begun.recoveryCodes[0]);
});
