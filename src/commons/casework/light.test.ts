import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addWorkdays, workdaysBetween } from '#kernel/calendar.ts';
import { addDays, localDate } from '#kernel/dates.ts';
import { referenceCalendar } from '#commons/calendars/index.ts';
import { lightOf, YELLOW_WORKDAYS } from './light.ts';

const calendar = await referenceCalendar();
const on = localDate;

describe('the traffic light', () => {
  it.each([
    ['2026-03-02', '2026-03-06', 'green', '剩余 4 个工作日', 4],
    ['2026-03-02', '2026-03-05', 'yellow', '剩余 3 个工作日', 3],
    ['2026-03-06', '2026-03-09', 'yellow', '剩余 1 个工作日', 1],
    ['2026-03-06', '2026-03-06', 'yellow', '今日到期', 0],
    ['2026-03-06', '2026-03-08', 'yellow', '剩余不足 1 个工作日', 0],
    ['2026-03-07', '2026-03-06', 'red', '已超期，不足 1 个工作日', 0],
    ['2026-03-09', '2026-03-06', 'red', '已超期 1 个工作日', -1],
    // 劳动节 2026: 1 to 5 May are off, 9 May is worked.
    ['2026-04-30', '2026-05-08', 'yellow', '剩余 3 个工作日', 3],
    ['2026-04-30', '2026-05-09', 'green', '剩余 4 个工作日', 4],
  ] as const)('on %s a matter due on %s is %s: %s', (today, dueOn, colour, words, workdays) => {
    expect(lightOf({ dueOn: on(dueOn), clockState: 'running' }, on(today), calendar)).toEqual({
      colour,
      words,
      workdays,
    });
  });

  it.each([
    [{ dueOn: null }, 'none', '没有期限'],
    [{ dueOn: on('2026-03-01'), clockState: 'paused' }, 'paused', '暂停计时'],
    [{ dueOn: on('2026-03-01'), clockState: 'stopped' }, 'none', '计时已结束'],
    [{ dueOn: on('2026-03-06'), closedOn: on('2026-03-06') }, 'none', '按期办结'],
    [{ dueOn: on('2026-03-06'), closedOn: on('2026-03-10') }, 'none', '超期 2 个工作日办结'],
    [{ dueOn: null, closedOn: on('2026-03-10') }, 'none', '已办结'],
  ] as const)('%j shows no colour that asks for haste', (dated, colour, words) => {
    expect(lightOf(dated, on('2026-03-20'), calendar)).toEqual({ colour, words, workdays: null });
  });

  it('turns from green to yellow to red and never back as days pass', () => {
    const order = ['green', 'yellow', 'red'];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: -40, max: 40 }), (start, offset) => {
        const today = addDays(on('2025-01-01'), start);
        const dueOn = addDays(today, offset);
        const now = lightOf({ dueOn }, today, calendar);
        const later = lightOf({ dueOn }, addDays(today, 1), calendar);
        expect(order.indexOf(later.colour)).toBeGreaterThanOrEqual(order.indexOf(now.colour));
        expect(now.colour === 'red').toBe(dueOn < today);
        if (now.colour === 'yellow')
          expect(workdaysBetween(today, dueOn, calendar)).toBeLessThanOrEqual(YELLOW_WORKDAYS);
        if (now.colour === 'green') expect(dueOn >= addWorkdays(today, YELLOW_WORKDAYS + 1, calendar).on).toBe(true);
      }),
    );
  });
});
