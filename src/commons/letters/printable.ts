/**
 * What of a text can stand on paper, in one line: white space becomes one space, ends are trimmed; control characters, direction
 * marks and other invisible ones (which could show another text than the one that is stored), variation selectors and halves of
 * characters go.
 */
export const printable = (text: string): string =>
  text
    .replace(UNSEEN, (character) => (/[\t-\r\u0085]/u.test(character) ? ' ' : ''))
    .replace(/\s+/gu, ' ')
    .trim();

/** The paragraphs of a text: its lines, without the empty ones. */
export const printableLines = (text: string): string[] =>
  text
    .split(/[\n\v\f\r\u0085\u2028\u2029]+/u)
    .map(printable)
    .filter((line) => line !== '');

/** Besides what Unicode calls control and format: fillers that draw nothing, selectors of variants, and what is no character (XML knows none). */
const UNSEEN = /\p{Cc}|\p{Cf}|\p{Cs}|\p{Default_Ignorable_Code_Point}|\p{Noncharacter_Code_Point}/gu;
