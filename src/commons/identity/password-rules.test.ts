import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passwordProblems } from './password-rules.ts';

describe('a chosen password', () => {
  test.each([
    ['Chun-Feng-2026', 'wangmin'],
    ['一路清风2026ab', 'wangmin'],
    ['correct horse battery', 'wangmin'],
    ['tRo7-kept-secret', 'wangmin'],
  ])('%s may be used', (password, username) => {
    expect(passwordProblems(password, username)).toEqual([]);
  });

  test.each([
    ['Ab1-xyz', '至少要有 10 个字符'],
    ['lettersonly', '三类'],
    ['letters1234', '三类'],
    ['xx-WangMin-2026', '不能包含用户名'],
    ['P@ssw0rd2026!', '太常见'],
    ['Admin@123456', '太常见'],
    ['Qwertyuiop123!', '太常见'],
    ['1qaz2wsx3edc', '太常见'],
    ['Woaini1314!!', '太常见'],
    ['aaaaaaaaaaaaaaaa', '太常见'],
    ['abcabcabcabcabcabc', '太常见'],
    ['12345678901234567890', '太常见'],
  ])('%s is refused: %s', (password, reason) => {
    expect(passwordProblems(password, 'wangmin').join()).toContain(reason);
  });

  test('all that is wrong is said at once', () => {
    expect(passwordProblems('wangmin1', 'wangmin')).toHaveLength(2);
  });

  test('nothing shorter than ten characters is ever accepted, however mixed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 9 }), (password) => {
        fc.pre([...password].length < 10);
        return passwordProblems(password, 'wangmin').length > 0;
      }),
    );
  });
});
