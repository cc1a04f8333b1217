import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedIn } from '../../testing/browsers.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { requestsDesk } from './testing/requests-desk.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
});
afterAll(() => world?.close());

test('whoever runs the openness office of another bureau finds nothing of a request whose ids they know', async () => {
  const desk = await requestsDesk(world);
  const id = await desk.underway('2026-03-02');
  const content = { ground: 'supplied', parts: { information: '见附件' } };
  const letterId = await desk.letter(id, { kind: 'reply', content });
  const reason = '核对申请的办理情况';
  const request = `/api/requests/${id}`;
  const read = [
    ...['', '/answers', '/archive', '/call-backs', '/conversions', '/disputes', '/letter-forms', '/notices'],
    ...['/records', '/related', '/uploads', `/letters/${letterId}`],
  ].map((path) => `${request}${path}`);

  const own = await signedIn(world, desk.officer, 'own');
  for (const path of read) expect([path, (await own.get(path)).statusCode]).toEqual([path, 200]);

  const stranger = await signedIn(world, await world.cast('openness-officer', 'nanchang'), 'elsewhere');
  for (const path of read) expect([path, (await stranger.get(path)).statusCode]).toEqual([path, 404]);
  const taken = [
    await stranger.post(`${request}/applicant`, { reason }),
    await stranger.post(`${request}/letters/${letterId}/pdf`, { reason }),
    await stranger.post(`${request}/letters/${letterId}/docx`, { reason }),
    await stranger.post(`${request}/archive`),
    await stranger.post(`/api/matters/${id}/remarks`, { text: '看看' }),
    await stranger.get(`/api/matters/${id}`),
  ];
  expect(taken.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404, 404, 404]);
  expect((await stranger.get('/api/requests')).json()).toMatchObject({ total: 0, rows: [] });
});
