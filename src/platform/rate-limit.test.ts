import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Allowance, callerOf } from './rate-limit.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MINUTE = 60_000;

test('a caller may ask so often and no more, and is told how long to wait', () => {
  const allowance = new Allowance(3, MINUTE);
  expect([1, 2, 3].map(() => allowance.ask('a'))).toEqual([0, 0, 0]);
  vi.advanceTimersByTime(20_500);
  expect(allowance.ask('a')).toBe(40);
});

test('who waits as long as he was told may ask again', () => {
  const allowance = new Allowance(1, MINUTE);
  allowance.ask('a');
  vi.advanceTimersByTime(1_000);
  const wait = allowance.ask('a');
  vi.advanceTimersByTime(wait * 1000 - 1);
  expect(allowance.ask('a')).toBe(1);
  vi.advanceTimersByTime(1);
  expect(allowance.ask('a')).toBe(0);
});

test('asking in vain does not prolong the wait', () => {
  const allowance = new Allowance(1, MINUTE);
  for (let i = 0; i < 50; i++) allowance.ask('a');
  vi.advanceTimersByTime(MINUTE);
  expect(allowance.ask('a')).toBe(0);
});

test('what weighs much uses up much, and what is refused nothing', () => {
  const allowance = new Allowance(10, MINUTE);
  expect([6, 5, 4].map((weight) => allowance.ask('a', weight) > 0)).toEqual([false, true, false]);
  expect(allowance.ask('a')).toBe(60);
});

test('callers do not use up one another’s share', () => {
  const allowance = new Allowance(1, MINUTE);
  allowance.ask('a');
  expect(allowance.ask('a')).toBeGreaterThan(0);
  expect(allowance.ask('b')).toBe(0);
});

test('however the requests are spread, no more than the limit goes on within one period of a caller', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.array(fc.nat(5_000), { maxLength: 200 }), (max, pauses) => {
      const allowance = new Allowance(max, MINUTE);
      let began = performance.now();
      let passed = 0;
      for (const pause of pauses) {
        vi.advanceTimersByTime(pause);
        const went = allowance.ask('a') === 0;
        if (performance.now() - began >= MINUTE) [began, passed] = [performance.now(), 0];
        if (passed === 0 && went) began = performance.now();
        if (went) passed += 1;
        expect(passed).toBeLessThanOrEqual(max);
      }
    }),
    { numRuns: 50 },
  );
});

test.each([
  ['10.0.0.8', '10.0.0.8'],
  ['::ffff:10.0.0.8', '10.0.0.8'],
  ['0:0:0:0:0:ffff:10.0.0.8', '10.0.0.8'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::', '2001:db8:1:2::/64'],
  ['2001:db8::2:3:4:5:6', '2001:db8:0:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['64:ff9b::10.0.0.8', '64:ff9b:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('the address %s stands for %s', (address, caller) => {
  expect(callerOf(address)).toBe(caller);
});
