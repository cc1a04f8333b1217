import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#kernel/policy.ts';
import { type App, buildHttp, formToken } from '#platform/http.ts';
import { feature } from './module.ts';
import { type TestRegister, referenceFiles, testRegister } from './testing/register.ts';

let register: TestRegister;
let app: App;
let asking: Actor;
const people: Record<'registrar' | 'clerk' | 'head', string> = { registrar: '', clerk: '', head: '' };

beforeAll(async () => {
  register = await testRegister();
  people.registrar = await nameOf('jx-personnel', '机构人事管理员');
  people.clerk = await nameOf('jx-legal', '经办人');
  people.head = await nameOf('jx-legal', '处长');
  app = await buildHttp({
    log: { info: () => undefined, error: () => undefined, warn: () => undefined, debug: () => undefined },
    policy: feature.policy ?? {},
    authenticate: () => Promise.resolve({ id: 'session', actor: asking }),
    errorPage: () => '',
    tokenKey: 'key',
    trustProxy: false,
    https: false,
    limitFactor: 100,
  });
  feature.office?.(app, register.services);
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await register.drop();
});

async function nameOf(unitKey: string, title: string): Promise<string> {
  const { name } = await register.services.db
    .selectFrom('person as who')
    .innerJoin('post_holding as h', 'h.person_id', 'who.id')
    .innerJoin('post as p', 'p.id', 'h.post_id')
    .innerJoin('unit as u', 'u.id', 'p.unit_id')
    .select('who.name')
    .where('u.key', '=', unitKey)
    .where('p.title', '=', title)
    .where('h.until_on', 'is', null)
    .executeTakeFirstOrThrow();
  return name;
}

async function ask(who: keyof typeof people, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) {
  asking = await register.actor(people[who]);
  const headers = { 'x-form-token': formToken('session', 'key') };
  return app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
}

describe('the register over HTTP', () => {
  test('all staff read units, with the words each is known by', async () => {
    const answer = await ask('clerk', 'GET', '/api/units');
    const { units } = answer.json<{ units: { key: string; aliases: string[] }[] }>();
    expect(units.find((unit) => unit.key === 'jx-reception')?.aliases).toContain('行政受理中心');
  });

  test('the detail says whether the asker may change the unit', async () => {
    const { id } = await register.unit('jx-legal');
    expect((await ask('clerk', 'GET', `/api/units/${id}`)).json()).toMatchObject({ name: '法规处', mayChange: false });
    expect((await ask('registrar', 'GET', `/api/units/${id}`)).json()).toMatchObject({
      parentName: '江西省药品监督管理局',
      mayChange: true,
    });
    expect((await ask('clerk', 'GET', `/api/units/${crypto.randomUUID()}`)).statusCode).toBe(404);
  });

  test('whoever does not keep the register is refused before anything is read', async () => {
    const { id, version } = await register.unit('jx-legal');
    const answer = await ask('clerk', 'POST', `/api/units/${id}/rename`, { version, name: '新名' });
    expect(answer.statusCode).toBe(403);
  });

  test('a unit is renamed once; the second press of the same page is stale', async () => {
    const { id, version } = await register.unit('jx-press');
    const rename = () => ask('registrar', 'POST', `/api/units/${id}/rename`, { version, name: '应急与新闻处' });
    expect((await rename()).json()).toEqual({ done: true });
    const second = await rename();
    expect([second.statusCode, second.json<{ code: string }>().code]).toEqual([409, 'stale']);
  });

  test('each wrong field gets its sentence', async () => {
    const answer = await ask('registrar', 'POST', '/api/people', { name: ' ', staffNumber: '工号', phone: '123' });
    expect(answer.statusCode).toBe(422);
    expect(Object.keys(answer.json<{ fields: object }>().fields).sort()).toEqual(['name', 'phone', 'staffNumber']);
  });

  test('people are found by name, staff number or unit, with what posts they hold', async () => {
    const unit = await register.unit('jx-legal');
    const byUnit = (await ask('clerk', 'GET', `/api/people?unitId=${unit.id}`)).json<{
      total: number;
      rows: { id: string }[];
    }>();
    expect(byUnit.rows).toHaveLength(byUnit.total);
    const found = (await ask('clerk', 'GET', `/api/people?q=${encodeURIComponent(people.head)}`)).json<{
      people: { name: string; posts: string[] }[];
    }>();
    expect(found.people).toMatchObject([{ name: people.head, posts: expect.arrayContaining(['法规处处长']) }]);
  });

  test('a person arranges and ends their own stand-in, and sees it listed; a stranger does not', async () => {
    const [head, clerk] = [await register.person(people.head), await register.person(people.clerk)];
    const body = {
      fromPersonId: head.id,
      toPersonId: clerk.id,
      fromOn: '2026-03-02',
      untilOn: '2026-03-06',
      roles: ['department-head'],
      reason: '出差',
    };
    const made = await ask('head', 'POST', '/api/delegations', body);
    expect(made.statusCode).toBe(201);
    const listed = (await ask('head', 'GET', '/api/delegations')).json<{ rows: object[] }>();
    expect(listed.rows).toMatchObject([{ state: 'in-force', mayEnd: true, toName: people.clerk }]);
    const { id } = made.json<{ id: string }>();
    expect((await ask('head', 'POST', `/api/delegations/${id}/end`)).statusCode).toBe(200);
    const after = (await ask('registrar', 'GET', '/api/delegations')).json<{ rows: object[] }>();
    expect(after.rows).toMatchObject([{ state: 'ended', mayEnd: false }]);
  });

  test('collective words are saved and removed', async () => {
    const bureau = await register.unit('jx-mpa');
    const body = { name: '各业务处', aliases: [], bureauId: bureau.id, kinds: ['department'], open: true };
    expect((await ask('registrar', 'PUT', '/api/unit-classes/jx-business', body)).statusCode).toBe(200);
    const { rows } = (await ask('clerk', 'GET', '/api/unit-classes')).json<{
      rows: { key: string; members: number }[];
    }>();
    expect(rows.find((row) => row.key === 'jx-business')?.members).toBeGreaterThan(5);
    expect((await ask('registrar', 'DELETE', '/api/unit-classes/jx-business')).statusCode).toBe(200);
  });

  test('tables go out as csv and come back as base64', async () => {
    const out = await ask('registrar', 'GET', '/api/organisations/exports/posts');
    expect(out.headers['content-type']).toContain('text/csv');
    const files = await referenceFiles();
    const body = { files: { posts: files.posts.toString('base64') } };
    const rehearsal = await ask('registrar', 'POST', '/api/organisations/rehearsals', body);
    expect(rehearsal.json()).toMatchObject({ problems: [], tables: [{ table: 'posts', added: 0, changed: 0 }] });
    expect((await ask('registrar', 'POST', '/api/organisations/imports', body)).statusCode).toBe(200);
    expect((await ask('clerk', 'POST', '/api/organisations/imports', body)).statusCode).toBe(403);
  });
});
