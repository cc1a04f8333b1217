/** How Chinese official documents number (GB/T 9704-2012, 7.3.3): 一、 then （一） then 1. then (1). */
export type Level = 'part' | 'bracketed' | 'arabic' | 'point';

export interface Numbered {
  readonly level: Level;
  /** Without punctuation. */
  readonly number: string;
  /** What follows the number. */
  readonly rest: string;
}

const patterns: readonly (readonly [Level, RegExp])[] = [
  ['part', /^第([一二三四五六七八九十百]+)(?:章|部分|篇)[\s:：、]*/],
  ['part', /^([一二三四五六七八九十百]+)\s*[、.．，,]\s*/],
  ['bracketed', /^[（(]\s*([一二三四五六七八九十百]+)\s*[)）]\s*[、.．]?\s*/],
  ['arabic', /^(\d{1,3}|[０-９]{1,3})\s*[.．、](?![\d０-９])\s*/],
  ['point', /^[（(]\s*(\d{1,2})\s*[)）]\s*/],
];

/** The number a line begins with, if any. A year (2019年) or a decimal (2.5万) is none. */
export function numberOf(line: string): Numbered | undefined {
  for (const [level, pattern] of patterns) {
    const match = pattern.exec(line);
    if (match) return { level, number: (match[1] ?? '').normalize('NFKC'), rest: line.slice(match[0].length).trim() };
  }
  return undefined;
}
