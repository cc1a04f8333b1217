import { afterEach, expect, test, vi } from 'vitest';
import { wallClock } from './time.ts';

afterEach(() => void vi.useRealTimers());

test.each([
  ['2026-03-01T15:59:59.999Z', '2026-03-01'],
  ['2026-03-01T16:00:00.000Z', '2026-03-02'],
  ['2026-03-02T15:59:59.999Z', '2026-03-02'],
])('today in China at %s is %s, asked again and again', (at, date) => {
  vi.useFakeTimers({ now: new Date(at) });
  expect([wallClock.today(), wallClock.today()]).toEqual([date, date]);
});

test('today changes at midnight in China while the process runs', () => {
  vi.useFakeTimers({ now: new Date('2026-12-31T15:59:59.999Z') });
  expect(wallClock.today()).toBe('2026-12-31');
  vi.advanceTimersByTime(1);
  expect(wallClock.today()).toBe('2027-01-01');
});
