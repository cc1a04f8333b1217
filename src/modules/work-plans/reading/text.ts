/** Brackets as they are mixed in published plans: （市府办〔市大数据局〕牵头), full-width closed by ASCII and back. */
const opening = '（(【[〔［';
const closing = '）)】]〕］';

/** Splits at a separator, never inside brackets. The pattern must be sticky and match at least one character. */
export function splitOutside(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (opening.includes(char)) depth += 1;
    else if (closing.includes(char)) depth = Math.max(0, depth - 1);
    if (depth > 0) continue;
    separator.lastIndex = at;
    const found = separator.exec(text);
    if (!found) continue;
    parts.push(text.slice(start, at));
    start = at + found[0].length;
    at = start - 1;
  }
  parts.push(text.slice(start));
  return parts;
}

export interface Bracketed {
  readonly verbatim: string;
  readonly inner: string;
  readonly start: number;
  readonly end: number;
}

/** No annotation seen in print comes near this; it keeps a line of a thousand open brackets cheap. */
const LONGEST = 400;

/** Top-level bracketed passages of a line, ASCII and full-width mixed, nested ones inside their outer one. */
export function bracketed(line: string): Bracketed[] {
  const found: Bracketed[] = [];
  for (let start = 0; start < line.length; start++) {
    if (!'（(【['.includes(line.charAt(start))) continue;
    const end = closingOf(line, start);
    if (end === undefined) continue;
    found.push({ verbatim: line.slice(start, end), inner: line.slice(start + 1, end - 1), start, end });
    start = end - 1;
  }
  return found;
}

function closingOf(line: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < Math.min(line.length, start + LONGEST); at++) {
    const char = line.charAt(at);
    if (opening.includes(char)) depth += 1;
    if (closing.includes(char)) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return undefined;
}

const digits = '零一二三四五六七八九';

/** 3, ３, 三, 十二, 二十 → the number; undefined for anything else. */
export function ordinal(text: string): number | undefined {
  const plain = text.normalize('NFKC');
  if (/^\d{1,4}$/.test(plain)) return Number(plain);
  const parts = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(plain);
  if (plain === '' || !parts) return undefined;
  const [, first, ten, last] = parts;
  if (ten === undefined) return plain.length === 1 ? digits.indexOf(plain) : undefined;
  return (first === undefined ? 1 : digits.indexOf(first)) * 10 + (last === undefined ? 0 : digits.indexOf(last));
}

export const unique = <T>(list: readonly T[]): T[] => [...new Set(list)];

/** The neighbouring character pairs of a text, what two Chinese texts are compared by. */
export const pairsOf = (text: string): ReadonlySet<string> =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));

/** How alike two texts are by their pairs (Dice): 0 nothing shared, 1 the same. */
export function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const pair of one) if (other.has(pair)) shared += 1;
  return one.size + other.size === 0 ? 1 : (2 * shared) / (one.size + other.size);
}
