import { expect, test } from 'vitest';
import { chinaMoment, readClock } from './china-moment.ts';

test.each([
  ['09:30', '09:30'],
  ['9:30', '09:30'],
  ['9：30', '09:30'],
  ['0930', '09:30'],
  ['9点30分', '09:30'],
  [' 23:59 ', '23:59'],
])('%s is understood as a time', (text, time) => {
  expect(readClock(text)).toBe(time);
});

test.each(['', '9', '09:3', '24:00', '12:60', '上午九点', '2026-11-23'])('%s is no time', (text) => {
  expect(readClock(text)).toBeNull();
});

test('a day and a time carry the offset of China', () => {
  expect(chinaMoment('2026-11-24', '09:30')).toBe('2026-11-24T09:30:00+08:00');
});
