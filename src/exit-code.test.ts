import { expect, test } from 'vitest';
import { AppError, refused } from '#kernel/errors.ts';
import { exitCodeOf } from './exit-code.ts';

test.each([
  ['asked for wrongly', new AppError('usage', 400, ['用法']), 2],
  ['refused', refused(['不能']), 1],
  ['a bug', new TypeError('x'), 1],
])('%s', (_what, error, code) => {
  expect(exitCodeOf(error)).toBe(code);
});
