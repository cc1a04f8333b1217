import { afterAll, beforeAll, expect, test } from 'vitest';
import { setupToken } from './index.ts';
import { SET_UP, type World, makeWorld, setUpBureau } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

test('an empty installation is set up once: bureau, administrator, account; then the page is gone', async () => {
  const anyone = world.browser();
  expect(await anyone.refresh()).toMatchObject({ signedIn: false, setUpNeeded: true });
  const token = await setupToken(world.services);
  expect(token).toMatch(/^[a-z0-9]{5}(-[a-z0-9]{5}){3}$/);

  const wrong = await anyone.post('/api/setup', { ...SET_UP, token: 'guess-guess-guess-guess' });
  expect(wrong.statusCode).toBe(422);
  expect(wrong.json()).toMatchObject({ fields: { token: expect.stringContaining('控制台') } });
  const weak = await anyone.post('/api/setup', { ...SET_UP, token, password: 'guanli123' });
  expect(weak.statusCode).toBe(422);
  expect(await setupToken(world.services)).toBe(token);

  const together = await Promise.all([setUpBureau(world, token), setUpBureau(world, token)]);
  expect(together.map(({ statusCode }) => statusCode).sort()).toEqual([201, 404]);
  expect(await setupToken(world.services)).toBeUndefined();
  expect((await anyone.get('/api/setup')).statusCode).toBe(404);
  expect((await anyone.post('/api/setup', { ...SET_UP, token })).statusCode).toBe(404);

  await anyone.signIn(SET_UP.username, SET_UP.password);
  expect(await anyone.refresh()).toMatchObject({
    signedIn: true,
    person: { name: SET_UP.personName },
    roles: [],
    mustChangePassword: false,
    secondFactor: {
      enrolled: false,
      given: false,
      expected: true,
      withheld: expect.arrayContaining(['系统管理员', '机构人事管理员']),
    },
  });
});
