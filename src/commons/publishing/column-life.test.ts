import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, civilDate, instant, localDate, startOfDay } from '#kernel/dates.ts';
import { forecastOf, usedUp, type Watched } from './column-forecast.ts';
import { columnSettings } from './column-settings.ts';
import { columnPromise, warnOfColumns } from './column-warnings.ts';
import type { ColumnForecasts } from './column-contract.ts';
import { columnDesk } from './testing/column-desk.ts';
import { type Newsroom, openNewsroom } from './testing/newsroom.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
});
afterAll(() => room.close());

const { officer, browse, read } = columnDesk(() => room);
const act = async (key: string, what: 'open' | 'retire', more: object = {}) =>
  (await browse()).post(`/api/columns/${key}/${what}`, {
    version: (await read(key)).version,
    reason: '按年度安排',
    ...more,
  });
const begun = async (more: object = {}) => ({
  key: 'recalls',
  name: '产品召回',
  unitId: await room.unit('jx-finance'),
  keeperId: room.people.drafter.id,
  freshDays: 30,
  inspectedAs: 'other',
  description: '药品、医疗器械召回信息',
  keywords: '召回;安全',
  position: 130,
  section: 'supervision',
  type: '数据发布',
  reason: '公众关心',
  ...more,
});

describe('a column is begun, opened and retired', () => {
  test('by the openness office; prepared first, and unknown to the public', async () => {
    const body = await begun();
    expect((await room.browse(room.people.releaser).post('/api/columns', body)).statusCode).toBe(403);
    const wrong = await (await browse()).post('/api/columns', { ...body, key: 'news', name: '通知公告' });
    expect([wrong.statusCode, Object.keys(wrong.json().fields).sort()]).toEqual([422, ['key', 'name']]);
    expect((await (await browse()).post('/api/columns', body)).statusCode).toBe(201);
    expect(await read('recalls')).toMatchObject({
      state: 'preparing',
      keeperName: room.people.drafter.name,
      staleOn: null,
    });
    expect((await room.visit('/columns/recalls')).statusCode).toBe(404);
  });

  test('an empty column cannot be opened, one with documents can, and shows them at once', async () => {
    const refusal = await act('recalls', 'open');
    expect(refusal.statusCode).toBe(409);
    expect(refusal.json().reasons).toEqual([
      '栏目里有 0 件已发布的文件，至少要有 3 件才能开放；空白栏目不能向公众开放',
    ]);
    for (const title of ['甲药品召回信息', '乙药品召回信息', '丙药品召回信息'])
      await room.released({ title, columnKey: 'recalls' }, 'announcement');
    expect((await room.visit('/')).body).not.toContain('/columns/recalls');
    expect((await room.visit(`/documents?q=${encodeURIComponent('甲药品')}`)).body).toContain('共 1 件');
    expect((await act('recalls', 'open')).statusCode).toBe(204);
    const page = await room.visit('/columns/recalls');
    expect([page.statusCode, page.body.includes('丙药品召回信息')]).toEqual([200, true]);
    expect((await room.visit('/')).body).toContain('/columns/recalls');
    expect((await act('recalls', 'open')).json().reasons).toEqual(['这个栏目已经向公众开放，不需要再开放']);
  });

  test('a retired one takes nothing new, lets corrections through, and its page says so and leads on', async () => {
    const old = await room.released({ title: '旧的召回信息', columnKey: 'recalls' }, 'announcement');
    expect((await act('recalls', 'retire', { successorKey: 'nowhere' })).statusCode).toBe(422);
    expect((await act('recalls', 'retire', { version: 1 })).statusCode).toBe(409);
    expect((await act('recalls', 'retire', { reason: '并入通知公告', successorKey: 'announcements' })).statusCode).toBe(
      204,
    );
    const page = (await room.visit('/columns/recalls')).body;
    for (const words of ['本栏目已停办', '并入通知公告', 'href="/columns/announcements"', '旧的召回信息'])
      expect(page).toContain(words);
    expect((await room.visit('/columns/recalls/feed.xml')).statusCode).toBe(200);
    expect((await room.visit('/')).body).not.toContain('href="/columns/recalls"');
    await expect(room.draft({ columnKey: 'recalls' }, 'announcement')).rejects.toMatchObject({
      fields: { 'content.columnKey': '所选栏目已停办，不再收新的文件，请另选栏目' },
    });
    await room.take(room.people.drafter, old, 'correct', { reason: '日期写错' });
    const content = await room.content({ title: '旧的召回信息（更正）', columnKey: 'recalls' });
    await room.take(room.people.drafter, old, 'revise', { content, reason: '更正日期' });
    const change = await room.browse(await officer()).put('/api/columns/recalls', {
      ...(({ key: _key, section: _section, type: _type, reason: _reason, ...rest }) => rest)(await begun()),
      version: (await read('recalls')).version,
    });
    expect(change.statusCode).toBe(409);
  });

  test('nothing is deleted, and a retired one comes back when it is opened again', async () => {
    await expect(
      room.services.db.deleteFrom('publication_column').where('key', '=', 'recalls').execute(),
    ).rejects.toThrow('permission denied');
    expect((await act('recalls', 'open')).statusCode).toBe(204);
    expect(await read('recalls')).toMatchObject({ state: 'open', retiredOn: null, successorKey: null });
    expect((await room.visit('/columns/recalls')).body).not.toContain('本栏目已停办');
  });
});

describe('a column that is not renewed', () => {
  const told = async (since: string, level: number) =>
    (
      await room.services.db
        .selectFrom('notice')
        .select('person_id')
        .where('dedupe', '=', `column:recalls:${since}:${level}`)
        .execute()
    ).map(({ person_id }) => person_id);
  const days = (n: number) => startOfDay(addDays(localDate('2026-03-02'), n));

  test('is said to its keeper first, then to the head of the unit, then to the openness office, each once', async () => {
    const since = '2026-03-02';
    room.moveTo(days(20));
    await warnOfColumns(room.services);
    expect(await told(since, 70)).toEqual([]);
    room.moveTo(days(21));
    expect(await warnOfColumns(room.services)).toBe(1);
    expect(await warnOfColumns(room.services)).toBe(0);
    expect(await told(since, 70)).toEqual([room.people.drafter.id]);
    room.moveTo(days(27));
    await warnOfColumns(room.services);
    expect((await told(since, 90)).sort()).toEqual([room.people.drafter.id, room.people.head.id].sort());
    room.moveTo(days(30));
    await warnOfColumns(room.services);
    expect(await told(since, 100)).toEqual([]);
    expect(await read('recalls')).toMatchObject({ daysLeft: 0, used: 100 });
    room.moveTo(days(33));
    expect((await columnPromise.broken(room.services)).count).toBeGreaterThan(0);
    await warnOfColumns(room.services);
    expect(await told(since, 100)).toContain((await officer()).id);
    expect((await columnPromise.broken(room.services)).count).toBe(0);
  });

  test('begins a new period with a release', async () => {
    await room.released({ title: '丁药品召回信息', columnKey: 'recalls', formedOn: '2026-04-04' }, 'announcement');
    expect(await read('recalls')).toMatchObject({ staleOn: '2026-05-04', used: 0 });
    expect(await warnOfColumns(room.services)).toBe(0);
  });
});

describe('what an inspector would count', () => {
  const limits = {
    leastDocuments: 3,
    firstWarning: 70,
    secondWarning: 90,
    homeDays: 14,
    newsDays: 14,
    noticeDays: 180,
    vetoInspected: 5,
    vetoOverdue: 10,
    vetoEmpty: 5,
  };
  const today = localDate('2026-06-30');
  const column = (more: Partial<Watched> & { age?: number }): Watched => ({
    key: 'a',
    name: '甲',
    inspectedAs: 'other',
    freshDays: null,
    documents: 1,
    lastReleasedAt: startOfDay(addDays(today, -(more.age ?? 0))),
    ...more,
  });
  const count = (columns: readonly Watched[]) =>
    forecastOf(columns, today, limits).map(({ inspected, overdue, empty, home, failed }) =>
      [inspected.length, overdue.length, empty.length, home, failed].join(' '),
    );

  test.each<[string, Watched[], string[]]>([
    [
      'news on its fourteenth day is fresh, in a week it is late',
      [column({ inspectedAs: 'news', age: 14 })],
      ['0 0 0 false false', '1 0 0 true true', '1 0 0 true true', '1 0 0 true true'],
    ],
    [
      'an announcement column has half a year',
      [column({ age: 0 }), column({ inspectedAs: 'notice', age: 180 })],
      ['0 0 0 false false', '1 0 0 false false', '1 0 0 false false', '1 0 0 true true'],
    ],
    [
      'five empty columns fail the site',
      [column({}), ...Array.from({ length: 5 }, () => column({ documents: 0, lastReleasedAt: null }))],
      ['0 0 5 false true', '0 0 5 false true', '0 0 5 false true', '0 0 5 true true'],
    ],
    [
      'an empty column is not late besides',
      [column({}), column({ documents: 0, lastReleasedAt: null, inspectedAs: 'news' })],
      ['0 0 1 false false', '0 0 1 false false', '0 0 1 false false', '0 0 1 true true'],
    ],
    [
      'ten other columns that are late fail it',
      [column({}), ...Array.from({ length: 10 }, () => column({ freshDays: 30, age: 31 }))],
      ['0 10 0 false true', '0 10 0 false true', '0 10 0 false true', '0 10 0 true true'],
    ],
  ])('%s', (_name, columns, counts) => {
    expect(count(columns)).toEqual(counts);
  });

  test('gets no better by waiting', () => {
    const any = fc.record({
      inspectedAs: fc.constantFrom('news', 'notice', 'other'),
      freshDays: fc.option(fc.integer({ min: 1, max: 400 })),
      age: fc.integer({ min: 0, max: 400 }),
      documents: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 20 }), (given) => {
        const found = forecastOf(
          given.map((one) => column(one as Partial<Watched>)),
          today,
          limits,
        );
        for (const [at, later] of found.entries()) {
          const before = found[at - 1];
          if (!before) continue;
          expect(later.inspected.length).toBeGreaterThanOrEqual(before.inspected.length);
          expect(later.overdue.length).toBeGreaterThanOrEqual(before.overdue.length);
          expect(!before.failed || later.failed).toBe(true);
        }
      }),
    );
  });

  test('stands beside the columns with the limits as they are set, and prepared columns are not counted', async () => {
    await (await browse()).post('/api/columns', await begun({ key: 'later', name: '以后再说' }));
    const { limits: shown, forecasts } = (await (await browse()).get('/api/column-forecast')).json<ColumnForecasts>();
    expect(shown).toMatchObject({ vetoInspected: 5, vetoOverdue: 10, vetoEmpty: 5 });
    expect(forecasts.map(({ days }) => days)).toEqual([0, 7, 14, 30]);
    expect([...(forecasts[0]?.empty ?? [])].sort()).toEqual(['工作动态', '政策文件', '政策解读', '通知公告']);
    await room.as(await officer(), (a) => columnSettings.write(a, { ...limits, leastDocuments: 1 }));
    expect((await act('later', 'open')).json().reasons[0]).toContain('至少要有 1 件');
  });

  test('the share of a period that is used up', () => {
    expect(usedUp(localDate('2026-03-02'), 14, localDate('2026-03-09'))).toBe(50);
    expect(usedUp(civilDate(instant('2026-03-02T00:00:00Z')), null, today)).toBe(null);
  });
});
