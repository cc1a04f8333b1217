import { inventedBankCard, inventedCitizenId, withWrongEnd } from './invented.ts';
import { NEGATIVE } from './snippets-negative.ts';
import { POSITIVE } from './snippets-positive.ts';

export interface Snippet {
  readonly text: string;
  /** What has to be found, and nothing else; empty: nothing may be found. */
  readonly expected: readonly string[];
}

/**
 * One snippet a line: the rules, a bar, the text. `\n` is a line end; {id 7} is an invented identity number, {wrong 7} one with a
 * wrong check digit, {card 7} a card number, {id 7 -} and {card 7 4} the same with separators.
 */
export const SNIPPETS: readonly Snippet[] = [
  ...POSITIVE.trim().split('\n').map(positive),
  ...NEGATIVE.trim()
    .split('\n')
    .map((line) => ({ text: filled(line), expected: [] })),
];

function positive(line: string): Snippet {
  const bar = line.indexOf('|');
  return { expected: line.slice(0, bar).trim().split(' '), text: filled(line.slice(bar + 1)) };
}

function filled(line: string): string {
  return line
    .replace(/\{(id|wrong|card) (\d+)(?: ([^}]+))?\}/g, (_, kind: string, n: string, shape?: string) =>
      shaped(numberOf(kind, Number(n)), shape),
    )
    .replaceAll('\\n', '\n')
    .replaceAll('\\t', '\t')
    .replaceAll('\\u200b', '\u200b');
}

function numberOf(kind: string, n: number): string {
  if (kind === 'card') return inventedBankCard(n);
  return kind === 'id' ? inventedCitizenId(n) : withWrongEnd(inventedCitizenId(n));
}

/** `wide` digits, `small` x, `lines`, `zero` width, `4` in fours, or any mark between the parts of an identity number. */
function shaped(number: string, shape: string | undefined): string {
  if (shape === undefined) return number;
  if (shape === 'wide') return number.replace(/[0-9X]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
  if (shape === 'small') return number.toLowerCase();
  if (shape === 'zero') return [...number].join('\u200b');
  if (shape === 'each') return [...number].join(' ');
  if (shape === '4') return number.replace(/(\d{4})(?=\d)/g, '$1 ');
  const between = { lines: '\n', space: ' ', dots: '·' }[shape] ?? shape;
  return `${number.slice(0, 6)}${between}${number.slice(6, 14)}${between}${number.slice(14)}`;
}
