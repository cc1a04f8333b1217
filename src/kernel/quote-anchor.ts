import { readableDifference } from './text-difference.ts';

/** Words of a text with what stands around them, so that they are found again when the text has changed. */
export interface QuoteAnchor {
  readonly quote: string;
  /** What stands directly before and after, as far as it goes. */
  readonly prefix: string;
  readonly suffix: string;
  /** Where the quote began when it was taken. */
  readonly start: number;
}

export interface FoundQuote {
  readonly start: number;
  readonly end: number;
  /** The words are still the same; otherwise what stands in their place now. */
  readonly exact: boolean;
}

/** So much on either side tells one of several equal sentences from the others. */
const AROUND = 32;
/** Ours: with half of it left, a changed sentence is still the one that was meant. */
const STILL_THE_SAME = 0.5;

/** The anchor of `text` from `start` to `end`; refuses nothing: an empty stretch gives an empty quote. */
export function anchorAt(text: string, start: number, end: number): QuoteAnchor {
  return {
    quote: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - AROUND), start),
    suffix: text.slice(end, end + AROUND),
    start,
  };
}

/**
 * Where an anchor's words stand in a text that may have changed since. Of several equal places the one whose surroundings are
 * most alike, then the nearest. Where the words themselves changed: what stands between the old surroundings, if at least half
 * of it is left. Undefined where nothing of that is found: the words are gone.
 */
export function findQuote(text: string, anchor: QuoteAnchor): FoundQuote | undefined {
  if (anchor.quote === '') return undefined;
  const places = occurrences(text, anchor.quote);
  const [best] = places
    .map((start) => ({ start, worth: surroundings(text, start, anchor), far: Math.abs(start - anchor.start) }))
    .sort((a, b) => b.worth - a.worth || a.far - b.far);
  if (best) return { start: best.start, end: best.start + anchor.quote.length, exact: true };
  return between(text, anchor);
}

const MOST_PLACES = 500;

function occurrences(text: string, quote: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(quote); at >= 0 && found.length < MOST_PLACES; at = text.indexOf(quote, at + 1))
    found.push(at);
  return found;
}

/** How many characters before and after are as they were, counted from the quote outwards. */
function surroundings(text: string, start: number, { quote, prefix, suffix }: QuoteAnchor): number {
  let worth = 0;
  for (let n = 1; n <= prefix.length && text[start - n] === prefix.at(-n); n++) worth++;
  const end = start + quote.length;
  for (let n = 0; n < suffix.length && text[end + n] === suffix[n]; n++) worth++;
  return worth;
}

/** Shorter pieces of the surroundings stand in many places. */
const KNOWN_AGAIN = 4;

function between(text: string, { quote, prefix, suffix, start }: QuoteAnchor): FoundQuote | undefined {
  const ends = prefix === '' ? [0] : placesOf(text, prefix, 'end');
  const begins = suffix === '' ? [text.length] : placesOf(text, suffix, 'start');
  const longest = 2 * quote.length + AROUND;
  const [best] = ends
    .flatMap((from) => begins.filter((to) => to > from && to - from <= longest).map((to) => ({ from, to })))
    .map((place) => ({ ...place, left: shareLeft(quote, text.slice(place.from, place.to)) }))
    .filter(({ left }) => left >= STILL_THE_SAME)
    .sort((a, b) => b.left - a.left || Math.abs(a.from - start) - Math.abs(b.from - start));
  return best && { start: best.from, end: best.to, exact: false };
}

/** Where the part of the surroundings nearest to the quote stands: as much of it as is found, at least four characters. */
function placesOf(text: string, around: string, side: 'start' | 'end'): number[] {
  for (let length = around.length; length >= Math.min(KNOWN_AGAIN, around.length); length--) {
    const piece = side === 'end' ? around.slice(-length) : around.slice(0, length);
    const found = occurrences(text, piece);
    if (found.length > 0) return found.slice(0, 20).map((at) => (side === 'end' ? at + piece.length : at));
  }
  return [];
}

function shareLeft(before: string, after: string): number {
  const kept = readableDifference(before, after).reduce(
    (sum, { kind, text }) => sum + (kind === 'same' ? text.length : 0),
    0,
  );
  return kept / Math.max(before.length, after.length);
}
