import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inOrder, moved } from './table-memory.ts';
import { directionOf, sortedBy } from './table-turn.ts';

const columns = ['a', 'b', 'c', 'd'].map((key) => ({ key }));
const keysOf = (order: readonly string[]) => inOrder(columns, order).map(({ key }) => key);

describe('the order of columns', () => {
  test('is the kept one, with columns that came later at the end', () => {
    expect(keysOf(['c', 'a'])).toEqual(['c', 'a', 'b', 'd']);
  });

  test('no column is lost or doubled, whatever was kept', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'gone')), (order) => {
        expect(keysOf(order).sort()).toEqual(['a', 'b', 'c', 'd']);
      }),
    );
  });

  test('moving down and up again changes nothing', () => {
    expect(moved(moved(['a', 'b', 'c'], 'b', 1), 'b', -1)).toEqual(['a', 'b', 'c']);
  });

  test('the first cannot go further up, the last no further down', () => {
    expect(moved(['a', 'b'], 'a', -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 'b', 1)).toEqual(['a', 'b']);
  });
});

describe('the sort of a short list', () => {
  const byN = { key: 'n', compare: (a: { n: number }, b: { n: number }) => a.n - b.n };
  const rows = [{ n: 2 }, { n: 3 }, { n: 1 }];

  test.each([
    ['n', [1, 2, 3]],
    ['-n', [3, 2, 1]],
    [undefined, [2, 3, 1]],
    ['other', [2, 3, 1]],
  ])('by %s', (sort, expected) => {
    expect(sortedBy(rows, [byN], sort).map(({ n }) => n)).toEqual(expected);
  });

  test('leaves the list it was given alone', () => {
    sortedBy(rows, [byN], 'n');
    expect(rows.map(({ n }) => n)).toEqual([2, 3, 1]);
  });

  test('goes by the name the API knows', () => {
    expect(directionOf('-due', { key: 'dueOn', sort: 'due' })).toBe('descend');
    expect(directionOf('dueOn', { key: 'dueOn', sort: 'due' })).toBeNull();
  });
});
