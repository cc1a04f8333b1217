import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { instant } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import type { Config } from '../config.ts';
import { type App, buildHttp } from '../http.ts';
import { demandMetricsAccess } from './metrics-access.ts';
import { feature } from './module.ts';
import { systemPolicy } from './policy.ts';
import type { PromiseDef } from './promises.ts';
import { readiness } from './readiness.ts';
import { systemRoutes } from './routes.ts';
import { makeEngineRoom } from './testing/engine-room.ts';
import { forgetOldKeys } from './upkeep.ts';

const person = (role: string): Actor => ({
  id: randomUUID(),
  name: role,
  grants: [{ role, unitId: '', unitPath: [] }],
  secondFactor: true,
});
const people = { administrator: person('administrator'), auditor: person('auditor') };

let broken = 0;
const promises: PromiseDef[] = [
  {
    key: 'test-kept',
    label: '按时送达',
    broken: async () => ({ count: broken, oldest: broken ? instant('2026-03-01T00:00:00Z') : null }),
  },
  { key: 'test-unknown', label: '问不出来的事', broken: () => Promise.reject(new Error('no such table')) },
];

let room: Awaited<ReturnType<typeof makeEngineRoom>>;
beforeAll(async () => {
  room = await makeEngineRoom({
    features: [feature],
    promises,
    people,
    env: { SUNLIT_METRICS_TOKEN: 'sesame-sesame-sesame' },
  });
});
afterAll(() => room.close());
beforeEach(() => {
  broken = 0;
});

const get = (url: string, headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
  room.app.inject({ url, headers, remoteAddress });

test('a living process says so without asking the database', async () => {
  const answer = await get('/healthz');
  expect([answer.statusCode, answer.body, answer.headers['cache-control']]).toEqual([200, 'ok\n', 'no-store']);
});

describe('readiness', () => {
  test('is given when both roles, the schema and the queue answer', async () => {
    const answer = await get('/readyz');
    expect(answer.json()).toEqual({ ready: true, parts: { office: 'ok', portal: 'ok', schema: 'ok', queue: 'ok' } });
    expect(answer.statusCode).toBe(200);
  });

  test('is withheld with the reason when a migration is missing, or the database is ahead of us', async () => {
    await sql`update schema_migration set name = 'x' || name where name like '0005%'`.execute(room.database.ownerDb);
    const answer = await get('/readyz');
    expect(answer.statusCode).toBe(503);
    expect(answer.json().parts.schema).toBe('数据库结构还差 1 项升级，请重新启动以完成升级');
    await sql`update schema_migration set name = substr(name, 2) where name like 'x%'`.execute(room.database.ownerDb);
    await sql`insert into schema_migration values ('9999_future.sql', 'f')`.execute(room.database.ownerDb);
    expect((await get('/readyz')).json().parts.schema).toBe('数据库结构比程序新，请升级程序');
    await sql`delete from schema_migration where name like '9999%'`.execute(room.database.ownerDb);
  });

  test('is withheld by a worker whose queue does not move, and not by a process that only serves pages', async () => {
    await room.boss.send(room.failing.name, {});
    await sql`update pgboss.job set start_after = now() - interval '11 minutes'`.execute(room.database.ownerDb);
    expect((await get('/readyz')).json().parts.queue).toBe('有 1 个作业到时十分钟以上没有开始');
    const web = { ...room.services, config: { ...room.services.config, roles: ['web'] as const } };
    expect((await readiness(web)).ready).toBe(true);
    await room.boss.deleteAllJobs(room.failing.name);
  });

  test('is withheld when the portal’s role cannot connect', async () => {
    const lost = { ...room.services, portalDb: { ...room.services.portalDb } as typeof room.services.portalDb };
    expect(await readiness(lost)).toMatchObject({
      ready: false,
      parts: { office: 'ok', portal: '门户账号连不上数据库' },
    });
  });
});

describe('metrics', () => {
  test.each([
    ['this machine', {}, '127.0.0.1', 200],
    ['this machine over IPv6', {}, '::1', 200],
    ['another machine', {}, '10.0.0.8', 403],
    ['another machine through a proxy on this one', { 'x-forwarded-for': '10.0.0.8' }, '127.0.0.1', 403],
    ['another machine with the token', { authorization: 'Bearer sesame-sesame-sesame' }, '10.0.0.8', 200],
    ['another machine with a wrong token', { authorization: 'Bearer sesame' }, '10.0.0.8', 403],
    ['this machine with a wrong token', { authorization: 'Bearer sesame' }, '127.0.0.1', 403],
  ])('asked from %s', async (_where, headers, address, status) => {
    expect((await get('/metrics', headers as Record<string, string>, address)).statusCode).toBe(status);
  });

  describe.each<[string, Partial<Config>]>([
    ['behind a proxy', { trustProxy: 1 }],
    ['behind a proxy on this machine, known by its address', { trustProxy: ['loopback'] }],
    ['listening to other machines', { host: '0.0.0.0' }],
    ['listening by a name of the network', { host: 'sunlit.example' }],
  ])('of a process %s', (_where, change) => {
    let app: App;
    const config = () => ({ ...room.services.config, ...change });
    const ask = (headers: Record<string, string> = {}) =>
      app.inject({ url: '/metrics', headers, remoteAddress: '127.0.0.1' });
    beforeAll(async () => {
      app = await buildHttp({
        log: room.services.log,
        policy: systemPolicy,
        authenticate: async () => null,
        errorPage: ({ reasons }) => reasons.join(),
        tokenKey: 'key',
        trustProxy: config().trustProxy,
        https: false,
        limitFactor: 100,
      });
      systemRoutes(app, { ...room.services, config: config() });
      await app.ready();
    });
    afterAll(() => app.close());

    test('are for whoever shows the token, and for nobody because he comes from this machine', async () => {
      const refused = await ask();
      expect([refused.statusCode, refused.json().title]).toEqual([
        403,
        '读取运行指标须凭令牌：请设置 SUNLIT_METRICS_TOKEN，并在请求中出示它（Authorization: Bearer …）',
      ]);
      expect((await ask({ authorization: 'Bearer sesame' })).statusCode).toBe(403);
      expect((await ask({ authorization: 'Bearer sesame-sesame-sesame' })).statusCode).toBe(200);
    });
  });

  test('without a token are for nobody behind a proxy', () => {
    const request = { socket: { remoteAddress: '127.0.0.1' }, headers: { authorization: 'Bearer undefined' } };
    const config = { metricsToken: undefined, host: '127.0.0.1', trustProxy: 1 };
    expect(() => demandMetricsAccess(request as never, config)).toThrow('SUNLIT_METRICS_TOKEN');
  });

  test('count every broken promise, and one that cannot be asked as broken', async () => {
    broken = 3;
    const { body } = await get('/metrics');
    expect(body).toContain('sunlit_promises_broken{promise="test-kept"} 3');
    expect(body).toContain('sunlit_promises_broken{promise="test-unknown"} 1');
    broken = 0;
    expect((await get('/metrics')).body).toContain('sunlit_promises_broken{promise="test-kept"} 0');
  });
});

describe('the administrator’s list of jobs', () => {
  test('is not for others', async () => {
    expect((await get('/api/system/jobs')).statusCode).toBe(401);
    expect((await get('/api/system/jobs', { 'x-who': 'auditor' })).statusCode).toBe(403);
  });

  test('names queues and schedules in words, with the next run in Shanghai time', async () => {
    const { queues, schedules, stuck } = (await get('/api/system/jobs', { 'x-who': 'administrator' })).json();
    expect(queues).toContainEqual({
      name: 'test.failing',
      label: '总是失败的作业',
      waiting: 0,
      active: 0,
      failed: 0,
      oldest: null,
    });
    expect(schedules).toHaveLength(1);
    expect(schedules[0]).toMatchObject({ label: '每夜一次的作业', cron: '10 0 * * *', lastAt: null });
    expect(schedules[0].nextAt).toMatch(/T16:10:00\.000Z$/);
    expect(stuck).toEqual([]);
  });

  test('says what a scheduled job did the last time', async () => {
    for (const [said, days] of [
      ['清理了 3 个文件', 1],
      ['清理了 9 个文件', 2],
    ] as const) {
      const id = (await room.boss.send('test.nightly', {})) ?? '';
      await room.boss.fetch('test.nightly');
      await room.boss.complete('test.nightly', id, { said });
      await sql`update pgboss.job set completed_on = now() - make_interval(days => ${days}::int) where id = ${id}`.execute(
        room.database.ownerDb,
      );
    }
    const { schedules } = (await get('/api/system/jobs', { 'x-who': 'administrator' })).json();
    expect(schedules[0]).toMatchObject({ label: '每夜一次的作业', lastSaid: '清理了 3 个文件' });
  });

  test('shows what failed and why, and the promises that are not kept', async () => {
    broken = 2;
    const id = await room.boss.send(room.failing.name, {}, { retryLimit: 0 });
    const [job] = await room.boss.fetch(room.failing.name);
    await room.boss.fail(room.failing.name, job?.id ?? '', { message: '打印机没有纸了' });
    const { queues, stuck, promises: kept } = (await get('/api/system/jobs', { 'x-who': 'administrator' })).json();
    expect(queues.find(({ name }: { name: string }) => name === room.failing.name)).toMatchObject({ failed: 1 });
    expect(stuck).toEqual([
      expect.objectContaining({ id, label: '总是失败的作业', tries: 1, error: '打印机没有纸了', retriable: true }),
    ]);
    expect(kept[0]).toEqual({ key: 'test-kept', label: '按时送达', count: 2, oldest: '2026-03-01T00:00:00.000Z' });
  });
});

test('the marks of repeated submissions are kept for three days and no longer', async () => {
  const made = (at: string) =>
    room.services.db
      .insertInto('intake.idempotency_key')
      .values({ scope: 's', key: at, made_at: instant(at) })
      .execute();
  await made('2026-02-27T08:59:00+08:00');
  await made('2026-02-27T09:01:00+08:00');
  expect(await forgetOldKeys(room.services)).toBe(1);
  expect(await forgetOldKeys(room.services)).toBe(0);
});
