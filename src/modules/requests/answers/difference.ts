import type { Difference } from './contract.ts';

/** From the first sign that differs to the last: plain to read, and never wrong about what stayed. */
export function differenceOf(old: string, fresh: string): Difference {
  const [a, b] = [[...old], [...fresh]];
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < most - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  return {
    before: a.slice(0, head).join(''),
    removed: a.slice(head, a.length - tail).join(''),
    added: b.slice(head, b.length - tail).join(''),
    after: a.slice(a.length - tail).join(''),
  };
}
