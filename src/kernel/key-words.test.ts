import { describe, expect, it } from 'vitest';
import { keyWordsOf, keyWordsShown, keyWordsTagged } from './key-words.ts';

describe('key words as people type them', () => {
  it.each([
    ['药品;抽检', ['药品', '抽检']],
    ['药品；抽检', ['药品', '抽检']],
    ['药品; 抽检 ；质量公告', ['药品', '抽检', '质量公告']],
    ['药品，抽检、质量公告,公示', ['药品', '抽检', '质量公告', '公示']],
    ['；药品；；药品;', ['药品']],
    ['三公经费 预算', ['三公经费 预算']],
    [' ', []],
  ])('%s', (typed, words) => {
    expect(keyWordsOf(typed)).toEqual(words);
  });

  it('are shown in one way to people and in one to machines', () => {
    expect(keyWordsShown('药品;抽检 ； 公示')).toBe('药品；抽检；公示');
    expect(keyWordsTagged('药品;抽检 ； 公示')).toBe('药品;抽检;公示');
  });
});
