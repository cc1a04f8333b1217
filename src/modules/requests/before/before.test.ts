import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checked } from '#platform/validation.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { addUpOffers, offeredAnswers } from '../offered/counting.ts';
import { requestsDesk } from '../testing/requests-desk.ts';
import { waysSettings } from './settings.ts';

let world: World;
let desk: Awaited<ReturnType<typeof requestsDesk>>;
beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 100 }));
  desk = await requestsDesk(world);
  desk.on('2026-03-02');
});
afterAll(() => world?.close());

const visit = async (url: string, headers: Readonly<Record<string, string>> = {}) =>
  (await world.site()).app.inject({ url, headers: { 'user-agent': 'Mozilla/5.0', ...headers } });

describe('the questions before the form', () => {
  test('lead to what has a way of its own, bar nobody, and are counted by day', async () => {
    const none = await waysSettings.current(world.services.db);
    await world.as(desk.officer, (a) =>
      waysSettings.write(a, {
        ...none,
        complaint: 'https://tousu.example.gov.cn/12315',
        licence: '/sections/services',
      }),
    );
    const page = await visit('/requests/before');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('href="/requests/before/complaint"');
    expect(page.body).toContain('《政府信息公开条例》第三十九条第一款');
    // A way without an address is named, and leads nowhere.
    expect(page.body).toContain('<strong>反映情况、提意见要求（信访）</strong>');
    expect((await visit('/requests/before/petition')).statusCode).toBe(404);
    expect((await visit('/requests/before/constructor')).statusCode).toBe(404);
    const goes = async (url: string) => (await visit(url)).headers.location;
    expect(await goes('/requests/before/complaint')).toBe('https://tousu.example.gov.cn/12315');
    expect(await goes('/requests/before/licence')).toBe('/sections/services');
    expect(await goes('/requests/before/search?q=%E6%8A%BD%E6%A3%80')).toBe('/search?q=%E6%8A%BD%E6%A3%80');
    expect(await goes('/requests/before/on')).toBe('/requests/new');
    // From the cache as well; neither a crawler nor a browser that fetches ahead is a reader.
    await visit('/requests/before');
    await visit('/requests/before', { 'user-agent': 'SomeBot/1.0' });
    await visit('/requests/before/on', { 'sec-purpose': 'prefetch' });
    await expect.poll(async () => (await offeredAnswers(world.services.db, today(), today())).before.shown).toBe(2);
    const before = (await offeredAnswers(world.services.db, today(), today())).before;
    expect(before).toMatchObject({ sought: 1, goneOn: 1 });
    expect(before.left.filter(({ times }) => times > 0).map(({ label }) => label)).toEqual([
      '投诉、举报药品、医疗器械、化妆品的问题',
      '查自己申报的许可、备案办到哪一步',
    ]);
    expect(await addUpOffers(world.services)).toBe(6);
    expect((await offeredAnswers(world.services.db, today(), today())).before).toEqual(before);
  });

  test.each(['javascript:alert(1)', '//evil.example', 'ftp://a.example', 'https://a b'])(
    'an address like %s is refused',
    async (consult) => {
      const none = await waysSettings.current(world.services.db);
      expect(() => checked(waysSettings.schema, { ...none, consult })).toThrow();
    },
  );
});

const today = () => world.services.time.today();
