import { halfWidth } from '#kernel/text.ts';

/**
 * A text as rules read it: letters, digits and punctuation half-width, nothing invisible. `at` leads back: the place in the
 * original of each place here.
 */
export interface Flat {
  readonly text: string;
  readonly at: (index: number) => number;
}

export function flatten(text: string): Flat {
  if (!UNUSUAL.test(text)) return { text: halfWidth(text), at: (index) => index };
  const offsets: number[] = [];
  let flat = '';
  let offset = 0;
  for (const character of text) {
    if (!INVISIBLE.test(character)) {
      flat += OTHER_DIGIT.test(character) ? digitOf(character) : character;
      while (offsets.length < flat.length) offsets.push(offset);
    }
    offset += character.length;
  }
  offsets.push(text.length);
  return { text: halfWidth(flat), at: (index) => offsets[index] ?? text.length };
}

/** What is not seen, or lies over the character before it: zero-width, direction, fillers, tags, variation selectors, combining marks. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|\p{Mn}|[\u061c\u180e\u2800\ufeff]/u;
/** Digits of other scripts and styles: mathematical, circled, raised, full-width ones apart, which halfWidth knows. */
const OTHER_DIGIT =
  /(?![0-9\uff10-\uff19])[\p{Nd}\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u24ea\u2776-\u277e]/u;
const UNUSUAL = new RegExp(`${INVISIBLE.source}|${OTHER_DIGIT.source}`, 'u');

/** Digits of a script stand in a row of ten that begins where its zero is; what is circled or raised says so by its compatibility form. */
function digitOf(character: string): string {
  const plain = character.normalize('NFKC');
  if (/^\d$/.test(plain)) return plain;
  const point = character.codePointAt(0) ?? 0;
  if (point >= 0x2776 && point <= 0x277e) return String(point - 0x2775);
  let zero = point;
  while (point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((point - zero) % 10);
}
