import { afterAll, beforeAll, expect, test } from 'vitest';
import { startIdentityProvider } from './testing/identity-provider.ts';
import type { Enrolment } from './contract.ts';
import { codeFor } from './testing/authenticator.ts';
import { PASSWORD, type World, hire, makeWorld, setSecondFactor, setUpBureau } from './testing/world.ts';

let provider: Awaited<ReturnType<typeof startIdentityProvider>>;
let world: World;
beforeAll(async () => {
  provider = await startIdentityProvider();
  const oidc = { issuer: provider.issuer, clientId: 'sunlit', clientSecret: 'shared-secret', label: '统一身份认证' };
  world = await makeWorld((config) => ({ ...config, oidc }));
  await setUpBureau(world);
  await hire(world, '王敏', 'wangmin', ['department-head']);
});
afterAll(async () => {
  await world.close();
  await provider.close();
});

/** The whole way there and back, with what the provider says of the person. */
async function comeBy(claims: Readonly<Record<string, string>>) {
  const browser = world.browser();
  const there = await browser.get('/api/session/oidc');
  const back = await browser.get(provider.agree(String(there.headers.location), claims));
  return { browser, there, back };
}

test('whom the provider names by staff number is signed in, again and again, as themselves', async () => {
  for (const round of [1, 2]) {
    const { browser, there, back } = await comeBy({ sub: 'p-1', staff_number: 'wangmin', name: '王 敏' });
    expect(there.statusCode).toBe(303);
    expect(String(there.headers.location)).toMatch(/code_challenge=.+/);
    expect([round, back.statusCode, back.headers.location]).toEqual([round, 303, '/workbench/']);
    expect(await browser.refresh()).toMatchObject({
      signedIn: true,
      person: { name: '王敏' },
      roles: ['department-head'],
    });
    expect((await browser.get('/api/sessions')).json()[0]).toMatchObject({ method: 'oidc' });
  }
});

test('whom we do not know is not let in and no account is made', async () => {
  const { browser, back } = await comeBy({
    sub: 'p-2',
    preferred_username: 'stranger',
    email: 'wangmin@account.invalid',
    email_verified: 'true',
  });
  expect(back.headers.location).toBe('/workbench/?sign-in=unknown');
  expect(await browser.refresh()).toMatchObject({ signedIn: false, oidcLabel: '统一身份认证' });
  const users = await world.ownerDb.selectFrom('auth_user').select('username').execute();
  expect(users.map(({ username }) => username).sort()).toEqual(['guanli', 'wangmin']);
});

test('an answer to somebody else’s question opens nothing', async () => {
  const asker = world.browser();
  const there = await asker.get('/api/session/oidc');
  const victim = world.browser();
  const back = await victim.get(
    provider.agree(String(there.headers.location), { sub: 'p-1', staff_number: 'wangmin' }),
  );
  expect(back.statusCode).toBe(303);
  expect(await victim.refresh()).toMatchObject({ signedIn: false });
});

test('a closed account stays closed', async () => {
  await world.services.db.updateTable('person').set({ active: false }).where('name', '=', '王敏').execute();
  const { browser, back } = await comeBy({ sub: 'p-1', staff_number: 'wangmin' });
  expect(back.statusCode).toBe(403);
  expect(await browser.refresh()).toMatchObject({ signedIn: false });
});

test('the provider stands for a second factor only where the security officer says so; else a code of ours does', async () => {
  await hire(world, '赵签', 'zhaoqian', ['issuer']);
  const { browser } = await comeBy({ sub: 'p-9', staff_number: 'zhaoqian', name: '赵签' });
  expect(await browser.refresh()).toMatchObject({ roles: [], secondFactor: { withheld: ['签发人（局领导）'] } });
  await setSecondFactor(world, 'roles', true);
  expect(await browser.refresh()).toMatchObject({ roles: ['issuer'], secondFactor: { given: true, withheld: [] } });
  await setSecondFactor(world, 'roles');

  const begun = (await browser.post('/api/session/totp', { password: PASSWORD })).json<Enrolment>();
  await browser.post('/api/session/totp/confirm', { code: codeFor(begun.secret) });
  const { browser: again } = await comeBy({ sub: 'p-9', staff_number: 'zhaoqian', name: '赵签' });
  expect(await again.refresh()).toMatchObject({ roles: [], secondFactor: { enrolled: true, given: false } });
  expect((await again.del('/api/session/totp', { password: PASSWORD })).statusCode).toBe(409);
  expect((await again.post('/api/session/totp/confirm', { code: codeFor(begun.secret, 1) })).statusCode).toBe(200);
  expect(await again.refresh()).toMatchObject({ roles: ['issuer'], secondFactor: { given: true } });
});
