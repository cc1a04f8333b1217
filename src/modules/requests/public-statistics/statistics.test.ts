import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localDate } from '#kernel/dates.ts';
import { referenceCalendar } from '#commons/calendars/index.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { requestsDesk } from '../testing/requests-desk.ts';
import { type Counted, figuresOf } from './figures.ts';
import { publishStatistics } from './publishing.ts';
import { SMALL } from './together.ts';

const calendar = await referenceCalendar();
const on = localDate;
const line = (more: Partial<Counted>): Counted => ({
  unit: '稽查处',
  receivedOn: on('2026-03-02'),
  repliedOn: on('2026-03-30'),
  late: false,
  bucket: 'granted',
  standing: null,
  ...more,
});
const of = (rows: readonly Counted[]) => figuresOf(rows, 2026, on('2026-06-30'), calendar);

describe('figures of a year', () => {
  test('received and answered each count by their own day, and medians in working days', () => {
    const rows = [
      line({ receivedOn: on('2025-12-25'), repliedOn: on('2026-01-22') }),
      ...[5, 6, 9, 10].map((day) => line({ repliedOn: on(`2026-03-${String(day).padStart(2, '0')}`) })),
      line({ repliedOn: null, bucket: null, late: null }),
    ];
    const { whole, quarters, families } = of(rows);
    expect(whole).toEqual({ received: 5, answered: 5, inTime: 5, timed: 5, median: 5 });
    expect(quarters.map(({ received, answered }) => [received, answered])).toEqual([
      [5, 5],
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    expect(families.予以公开).toBe(5);
  });

  test('waiting that the law allows is never lateness', () => {
    const paused = line({ repliedOn: null, late: null, bucket: null, standing: 'waiting' });
    expect(of([paused, { ...paused, standing: 'overdue' }, line({})]).open).toEqual({
      within: 0,
      waiting: 1,
      overdue: 1,
    });
  });

  test('no unit stands with fewer than five, and none can be counted back from the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 9 }), (sizes) => {
        const rows = sizes.flatMap((n, i) => Array.from({ length: n }, () => line({ unit: `单位${i}` })));
        const { units, whole } = of(rows);
        const shown = units.reduce((sum, { received }) => sum + received, 0);
        expect(units.every(({ received, answered }) => received >= SMALL && answered >= SMALL)).toBe(true);
        expect(units.length === 0 || shown === whole.received).toBe(true);
        expect(units.filter(({ unit }) => unit.startsWith('其他')).every((group) => group.units >= 2)).toBe(true);
      }),
    );
  });
});

describe('on the site', () => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld();
  });
  afterAll(() => world?.close());

  test('the page, the table and the data say the same, with what each figure counts', async () => {
    const { app } = await world.site();
    const get = (url: string) => app.inject({ method: 'GET', url });
    expect((await get('/requests/statistics')).body).toContain('还没有可以统计的申请');
    expect((await get('/requests/statistics.json')).statusCode).toBe(404);
    const desk = await requestsDesk(world);
    for (let n = 0; n < 5; n += 1) {
      const id = await desk.underway('2026-03-02');
      desk.on('2026-03-09');
      await desk.letter(id, { kind: 'reply', content: { ground: 'supplied', parts: { information: '见附件' } } });
    }
    await desk.underway('2026-03-10');
    expect(await publishStatistics(world.services)).toEqual([2026]);
    expect(await publishStatistics(world.services)).toEqual([]);
    const page = (await get('/requests/statistics')).body;
    expect(page).toContain('2026年依申请公开统计');
    expect(page).toContain('100%');
    expect(page).toContain('第三十一条规定的日期');
    const data = (await get('/requests/statistics.json?year=2026')).json();
    expect(data).toMatchObject({
      whole: { received: 6, answered: 5, inTime: 5, median: 5 },
      families: { 予以公开: 5 },
      open: { within: 1, waiting: 0, overdue: 0 },
      definitions: { received: expect.stringContaining('收到申请之日') },
    });
    const csv = (await get('/requests/statistics.csv')).body;
    expect(csv).toContain('全年,2026年（统计到2026-03-10）,6,5,5,5,5,,');
    expect(csv).toMatch(/未办结,期限之内,,,,,,\d+,/);
    expect((await get('/requests')).body).toContain('/requests/statistics');
  });
});
