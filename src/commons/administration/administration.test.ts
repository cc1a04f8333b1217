import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#kernel/policy.ts';
import { formToken } from '#platform/http.ts';
import { makeEngineRoom, TOKEN_KEY } from '#platform/system/testing/engine-room.ts';
import { upkeepSettings } from '#platform/system/upkeep.ts';
import { feature } from './index.ts';

const person = (role: string): Actor => ({
  id: randomUUID(),
  name: role,
  grants: [{ role, unitId: '', unitPath: [] }],
  secondFactor: true,
});
const people = { administrator: person('administrator'), auditor: person('auditor') };
type Who = keyof typeof people;

let room: Awaited<ReturnType<typeof makeEngineRoom>>;
beforeAll(async () => {
  room = await makeEngineRoom({ features: [feature], settings: [upkeepSettings], people });
});
afterAll(() => room.close());

const get = (url: string, who: Who) => room.app.inject({ url, headers: { 'x-who': who } });
const post = (url: string, body: object, who: Who = 'administrator') =>
  room.app.inject({
    method: 'POST',
    url,
    payload: body,
    headers: { 'x-who': who, 'x-form-token': formToken(people[who].id, TOKEN_KEY) },
  });
const journal = () =>
  room.services.db.selectFrom('journal_entry').select(['action', 'payload', 'actor_id']).orderBy('id').execute();

describe('settings', () => {
  test('are shown to the administrator with their words, bounds and values, and to nobody else', async () => {
    const { groups, facts } = (await get('/api/system/settings', 'administrator')).json();
    expect(groups).toEqual([
      expect.objectContaining({ key: 'upkeep', label: '系统维护', values: { idempotencyHours: 72 } }),
    ]);
    expect(groups[0].schema.properties.idempotencyHours).toMatchObject({
      title: '重复提交识别保留（小时）',
      maximum: 720,
    });
    expect(facts).toContainEqual({ label: '数据库', value: '外部 PostgreSQL' });
    expect(JSON.stringify(facts)).not.toContain('postgres://');
    expect((await get('/api/system/settings', 'auditor')).statusCode).toBe(403);
  });

  test.each([
    ['a number out of bounds', { upkeep: { idempotencyHours: 0 } }, '「重复提交识别保留（小时）」不能小于 1'],
    ['a word for a number', { upkeep: { idempotencyHours: 'many' } }, '类型不对'],
    ['a field that does not exist', { upkeep: { idempotencyHours: 5, other: 1 } }, '不认识的字段'],
    ['a group that does not exist', { weather: {} }, '没有名为「weather」的设置'],
    ['one right group beside a wrong one', { upkeep: { idempotencyHours: 5 }, weather: {} }, '没有名为「weather」'],
  ])('%s is refused and nothing changes', async (_what, body, sentence) => {
    const answer = await post('/api/system/settings', body);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().reasons.join()).toContain(sentence);
    expect(await upkeepSettings.current(room.services.db)).toEqual({ idempotencyHours: 72 });
    expect(await journal()).toEqual([]);
  });

  test('are not changed by others', async () => {
    expect((await post('/api/system/settings', { upkeep: { idempotencyHours: 5 } }, 'auditor')).statusCode).toBe(403);
  });

  test('count at once, and the journal keeps what stood before', async () => {
    expect((await post('/api/system/settings', { upkeep: { idempotencyHours: 24 } })).statusCode).toBe(204);
    expect(await upkeepSettings.current(room.services.db)).toEqual({ idempotencyHours: 24 });
    expect(await journal()).toEqual([
      {
        action: 'administration.settings-changed',
        actor_id: people.administrator.id,
        payload: { group: 'upkeep', before: { idempotencyHours: 72 }, after: { idempotencyHours: 24 } },
      },
    ]);
  });
});

describe('a failed job', () => {
  test('goes back to its queue once, and the journal says who put it there', async () => {
    const id = await room.boss.send(room.failing.name, {}, { retryLimit: 0 });
    const url = `/api/system/jobs/${room.failing.name}/${id}/retry`;
    expect((await post(url, {})).json().reasons).toEqual(['这个作业不在失败的作业中，可能已重新执行。请刷新页面']);
    await room.boss.fetch(room.failing.name);
    await room.boss.fail(room.failing.name, id ?? '');
    expect((await post(url, {})).statusCode).toBe(204);
    expect((await post(url, {})).statusCode).toBe(409);
    expect((await room.boss.fetch(room.failing.name)).map((job) => job.id)).toEqual([id]);
    expect((await journal()).at(-1)).toMatchObject({
      action: 'administration.job-retried',
      payload: { name: room.failing.name, id },
    });
  });

  test('that nobody knows is refused, not found in other queues', async () => {
    expect((await post(`/api/system/jobs/pgboss.other/${randomUUID()}/retry`, {})).statusCode).toBe(409);
    expect((await post(`/api/system/jobs/${room.failing.name}/${randomUUID()}/retry`, {}, 'auditor')).statusCode).toBe(
      403,
    );
  });
});
