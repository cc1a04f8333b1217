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
      flat += STYLED_DIGIT.test(character) ? String(((character.codePointAt(0) ?? 0) - 0x1d7ce) % 10) : character;
      while (offsets.length < flat.length) offsets.push(offset);
    }
    offset += character.length;
  }
  offsets.push(text.length);
  return { text: halfWidth(flat), at: (index) => offsets[index] ?? text.length };
}

/** Zero-width, direction and soft-hyphen characters, variation selectors. */
const INVISIBLE = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\ufe00-\ufe0f]/u;
/** Mathematical digits look like digits and are not. */
const STYLED_DIGIT = /[\u{1d7ce}-\u{1d7ff}]/u;
const UNUSUAL = new RegExp(`${INVISIBLE.source}|${STYLED_DIGIT.source}`, 'u');
