import type { Hit, Rect, TextPiece } from './contract.ts';

// Where words stand on a page, worked out from the pieces the text layer gives. A piece says how wide it is, not where each of its signs
// is: they are spread by their usual widths, and what is proposed is a little wider than the word.

/** One sign with its place; blanks are left out. */
export interface Sign extends Rect {
  readonly sign: string;
  /** Its place in the joined text of the page (`textOf`). */
  readonly at: number;
  readonly piece: number;
  readonly recognised: boolean;
}

export interface PageText {
  /** Pieces of one line follow each other, lines are parted by line ends. */
  readonly text: string;
  readonly signs: readonly Sign[];
}

const WIDE = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\u3000-\u303f]/u;
const NARROW = /[ilj.,;:'!|()[\]]/;
const widthOf = (sign: string): number =>
  WIDE.test(sign) || sign.codePointAt(0) !== sign.charCodeAt(0) ? 1 : NARROW.test(sign) ? 0.32 : 0.55;

export function textOf(pieces: readonly TextPiece[]): PageText {
  let text = '';
  const signs: Sign[] = [];
  let last: TextPiece | undefined;
  for (const [index, piece] of pieces.entries()) {
    if (last) text += sameLine(last, piece) ? (piece.x - (last.x + last.w) > piece.h * 0.25 ? ' ' : '') : '\n';
    const all = [...piece.text];
    const total = all.reduce((sum, sign) => sum + widthOf(sign), 0) || 1;
    let before = 0;
    for (const [nth, sign] of all.entries()) {
      const share = widthOf(sign) / total;
      if (sign.trim() !== '') {
        const usual = piece.upright
          ? { x: piece.x + piece.w * before, w: piece.w * share }
          : { x: piece.x, w: piece.w };
        const place = piece.places?.[nth] ?? usual;
        const recognised = piece.read !== undefined;
        signs.push({ sign, at: text.length, piece: index, ...place, y: piece.y, h: piece.h, recognised });
      }
      before += share;
      text += sign;
    }
    last = piece;
  }
  return { text, signs };
}

const sameLine = (a: TextPiece, b: TextPiece): boolean => Math.abs(a.y - b.y) < Math.min(a.h, b.h) * 0.5;

/** As words are compared: full-width and half-width, large and small letters are the same, blanks do not count. */
export const plainWord = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s/gu, '');

/** Signs that a reader, and people, take for each other: a number with the letter O in it is looked for with the nought, and the other way round. */
const LOOKALIKES: Readonly<Record<string, string>> = { o: '0', 〇: '0', '○': '0', l: '1', i: '1', '|': '1' };
const alike = (plain: string): string => plain.replace(/[o〇○li|]/g, (sign) => LOOKALIKES[sign] ?? sign);

/** A run of digits with a letter or two that was read, or typed, for a digit. Sign for sign, so that every place stays what it was. */
const NUMBER = /[0-9OoQIl|〇○](?:[ \t]?[0-9OoQIl|〇○]){5,}/gu;
export const digitsMended = (text: string): string =>
  text.replace(NUMBER, (run) => {
    const digits = run.match(/[0-9]/g)?.length ?? 0;
    const letters = run.match(/[OoQIl|〇○]/gu)?.length ?? 0;
    return letters * 3 > digits ? run : run.replace(/[OoQ〇○]/gu, '0').replace(/[Il|]/g, '1');
  });

interface Spelled {
  readonly letters: string;
  /** Of each letter, the sign it came from. */
  readonly from: readonly number[];
}

function spelled(signs: readonly Sign[]): Spelled {
  let letters = '';
  const from: number[] = [];
  for (const [i, { sign }] of signs.entries())
    for (const unit of alike(plainWord(sign)).split('')) {
      letters += unit;
      from.push(i);
    }
  return { letters, from };
}

/** Finds runs of signs that spell a word, or look as if they did, also over the end of a line. The page is spelled once, for however many words. */
export function finderOn(signs: readonly Sign[]): (word: string) => Sign[][] {
  const { letters, from } = spelled(signs);
  return (word) => {
    const wanted = alike(plainWord(word));
    const runs: Sign[][] = [];
    if (wanted === '') return runs;
    for (let at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + wanted.length))
      runs.push(signs.slice(from[at], (from[at + wanted.length - 1] ?? 0) + 1));
    return runs;
  };
}

/** Of the height of the line; a recognised sign may be a little off. */
const SPARE = 0.12;
const RECOGNISED_SPARE = 0.2;

/** What covers a run of signs: a rectangle for each piece it touches, a little wider than the signs. */
export function rectsOver(run: readonly Sign[]): Rect[] {
  const byPiece = Map.groupBy(run, ({ piece }) => piece);
  return [...byPiece.values()].map((signs) => {
    const left = Math.min(...signs.map(({ x }) => x));
    const right = Math.max(...signs.map(({ x, w }) => x + w));
    const { y = 0, h = 0, recognised = false } = signs[0] ?? {};
    const spare = h * (recognised ? RECOGNISED_SPARE : SPARE);
    return { x: Math.max(0, left - spare), y: Math.max(0, y), w: right - Math.max(0, left - spare) + spare, h };
  });
}

export const hitOf = (run: readonly Sign[]): Hit => ({
  text: run.map(({ sign }) => sign).join(''),
  rects: rectsOver(run),
  recognised: run.some(({ recognised }) => recognised),
});

export const hitsIn = (pieces: readonly TextPiece[], word: string): Hit[] =>
  finderOn(textOf(pieces).signs)(word).map(hitOf);

const overlap = (a: number, aw: number, b: number, bw: number): number =>
  Math.max(0, Math.min(a + aw, b + bw) - Math.max(a, b));

/** How much of a sign a rectangle takes, across and down. */
const taken = (sign: Rect, rect: Rect) => ({
  across: sign.w > 0 ? overlap(sign.x, sign.w, rect.x, rect.w) / sign.w : 0,
  down: sign.h > 0 ? overlap(sign.y, sign.h, rect.y, rect.h) / sign.h : 0,
});

/** A sign is under a rectangle when half of its width and a quarter of its height are. */
export const under = (sign: Rect, rect: Rect): boolean => {
  const { across, down } = taken(sign, rect);
  return across >= 0.5 && down >= 0.25;
};

/** What is left of a line above and below could still be read. Letters fill some four fifths of the height a sign is given. */
export const halfCovered = (sign: Rect, rects: readonly Rect[]): boolean => {
  const touching = rects.filter((rect) => under(sign, rect));
  return touching.length > 0 && !touching.some((rect) => taken(sign, rect).down >= 0.72);
};

/** The words under rectangles: runs of signs that follow each other. */
export function wordsUnder(signs: readonly Sign[], rects: readonly Rect[]): string[] {
  const words: string[] = [];
  let word = '';
  let before = -2;
  for (const [i, sign] of signs.entries()) {
    if (!rects.some((rect) => under(sign, rect))) continue;
    const follows = i === before + 1 && rects.some((rect) => under(sign, rect) && under(signs[before] ?? sign, rect));
    if (!follows && word !== '') words.push(word);
    word = follows ? word + sign.sign : sign.sign;
    before = i;
  }
  if (word !== '') words.push(word);
  return words;
}

/** Whether a word tells enough to be looked for elsewhere: two Chinese characters, three letters, four digits; longer than a paragraph nobody repeats. */
export function telling(word: string): boolean {
  const plain = plainWord(word);
  const bare = plain.replace(/[^\p{L}\p{N}]/gu, '');
  if (plain.length > 200) return false;
  if (/^\d+$/.test(bare)) return bare.length >= 4;
  return bare.length >= (/^[\x20-\x7e]+$/.test(bare) ? 3 : 2);
}

/** A proposed rectangle lies under one that is drawn, but for its spare rim. */
export const isCovered = (rect: Rect, drawn: readonly Rect[]): boolean =>
  drawn.some((box) => {
    const { across, down } = taken(rect, box);
    return across >= 0.8 && down >= 0.72;
  });
