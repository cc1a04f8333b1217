import type { TextPiece } from '../contract.ts';
import type { GreyPage } from './grey.ts';

// Where the signs of a recognised line stand. The reader says which signs there are and roughly where each begins, up to half a sign wrong; a cover
// that is half a sign off leaves half a name. So the signs are laid over the ink of their line, in order, as well as they fit.

/** As the reader gives it, in dots of the picture. */
export interface ReadLine {
  readonly bbox: Box;
  readonly baseline?: Box;
  readonly confidence: number;
  readonly words: readonly {
    readonly symbols: readonly { readonly text: string; readonly confidence: number; readonly bbox: Box }[];
  }[];
}
interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

interface Span {
  readonly from: number;
  readonly to: number;
}
interface ReadSign {
  readonly text: string;
  /** Where the reader has it begin. */
  readonly begins: number;
  readonly confidence: number;
}
type PlacedSign = ReadSign & Span;

/** The line as pieces: parted where there is a gap, and where the line has climbed or sunk by too much for one rectangle. */
export function piecesOfLine(line: ReadLine, page: GreyPage, dots: number): TextPiece[] {
  const signs = line.words.flatMap(({ symbols }) =>
    symbols.flatMap(({ text, confidence, bbox }) =>
      [...text].filter((sign) => sign.trim() !== '').map((sign) => ({ text: sign, begins: bbox.x0, confidence })),
    ),
  );
  if (signs.length === 0) return [];
  const band = bandOf(line, page);
  const { em } = band;
  const placed = laidOver(signs, inkOf(band, line.bbox, page), em);
  return parted(placed, band).map((part) => pieceOf(part, band, dots));
}

interface Band {
  /** Of a sign as wide as it is high. */
  readonly em: number;
  readonly height: number;
  /** The middle of the line at a place across. */
  middle(x: number): number;
  readonly slope: number;
}

/**
 * Where the line runs and how high its signs are: the rows about the baseline that have ink. The reader's own boxes take in specks, and with them the
 * line above or below; most signs' boxes are right, so the one in the middle is believed.
 */
function bandOf({ bbox, baseline, words }: ReadLine, page: GreyPage): Band {
  const symbols = words.flatMap((word) => word.symbols);
  const wide = symbols.filter(({ text }) => isWide(text) && inkWidth(text) > 0.5);
  const em = Math.max(4, wide.length > 1 ? middleHeight(wide) : middleHeight(symbols) * 1.35);
  const base = baseline ?? { x0: bbox.x0, y0: bbox.y1, x1: bbox.x1, y1: bbox.y1 };
  const across = base.x1 - base.x0;
  const slope = across > 0 ? Math.max(-0.1, Math.min(0.1, (base.y1 - base.y0) / across)) : 0;
  const midX = (bbox.x0 + bbox.x1) / 2;
  const baseAt = base.y0 + slope * (midX - base.x0);
  const [top, bottom] = inkedRows(bbox, baseAt - em * 1.15, baseAt + em * 0.3, (x, y) =>
    isInk(page, x, Math.round(y + slope * (x - midX))),
  );
  const middle = (top + bottom) / 2;
  return { em, height: Math.max(em * 0.9, bottom - top), slope, middle: (x) => middle + slope * (x - midX) };
}

function middleHeight(symbols: readonly { readonly bbox: Box }[]): number {
  const heights = symbols.map(({ bbox }) => bbox.y1 - bbox.y0).toSorted((a, b) => a - b);
  return heights[heights.length >> 1] ?? 0;
}

const isInk = ({ shades, width, height, ink }: GreyPage, x: number, y: number): boolean =>
  x >= 0 && y >= 0 && x < width && y < height && (shades[y * width + x] ?? 255) < ink;

/** A row belongs to the line when it has a twentieth of the ink of the fullest. */
function inkedRows(
  bbox: Box,
  above: number,
  below: number,
  ink: (x: number, y: number) => boolean,
): readonly [number, number] {
  const counts: number[] = [];
  const first = Math.floor(above);
  for (let y = first; y < below; y += 1) {
    let count = 0;
    for (let x = bbox.x0; x < bbox.x1; x += 1) if (ink(x, y)) count += 1;
    counts.push(count);
  }
  const least = Math.max(0, ...counts) / 20;
  const [top, bottom] = [counts.findIndex((count) => count > least), counts.findLastIndex((count) => count > least)];
  return top < 0 ? [above, below] : [first + top, first + bottom + 1];
}

/** Columns of the line that have ink, as spans; specks are left out. */
function inkOf(band: Band, bbox: Box, page: GreyPage): Span[] {
  const { em } = band;
  const spans: Span[] = [];
  const [left, right] = [Math.max(0, Math.floor(bbox.x0 - em / 4)), Math.min(page.width, Math.ceil(bbox.x1 + em / 4))];
  const speck = (em * 0.1) ** 2;
  let [from, ink] = [-1, 0];
  for (let x = left; x <= right; x += 1) {
    const count = x < right ? inkIn(page, band, x) : 0;
    if (count > 1) {
      if (from < 0) [from, ink] = [x, 0];
      ink += count;
    } else if (from >= 0) {
      if (ink > speck) spans.push({ from, to: x });
      from = -1;
    }
  }
  return spans;
}

function inkIn(page: GreyPage, band: Band, x: number): number {
  const top = Math.round(band.middle(x) - band.height / 2);
  let count = 0;
  for (let y = top; y < top + band.height; y += 1) if (isInk(page, x, y)) count += 1;
  return count;
}

const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3000-\u303f]/u;
const isWide = (sign: string): boolean => WIDE.test(sign);
/** What a sign takes of a line, and what of that is ink; in ems. */
const advance = (sign: string): number => (isWide(sign) ? 1 : /[ilj.,;:'!|()[\]]/.test(sign) ? 0.32 : 0.55);
const inkWidth = (sign: string): number => {
  if (/[，。、；：！？．·]/u.test(sign)) return 0.25;
  if (/[（）《》〈〉【】「」『』〔〕“”‘’]/u.test(sign)) return 0.4;
  return isWide(sign) ? 0.9 : advance(sign) * 0.85;
};

const MOST_SPANS = 4;
const MOST_SIGNS = 6;

interface Step {
  readonly cost: number;
  readonly signs: number;
  readonly spans: number;
}

/** The cheapest way to lay signs over spans, in order: a sign over some spans, some signs over one span, or either left out. */
function laidOver(signs: readonly ReadSign[], spans: readonly Span[], em: number): PlacedSign[] {
  const width = spans.length + 1;
  const best: Step[] = Array.from({ length: (signs.length + 1) * width }, () => ({
    cost: Number.POSITIVE_INFINITY,
    signs: 0,
    spans: 0,
  }));
  best[0] = { cost: 0, signs: 0, spans: 0 };
  for (let i = 0; i <= signs.length; i += 1)
    for (let s = 0; s <= spans.length; s += 1) {
      const { cost } = best[i * width + s] ?? { cost: Number.POSITIVE_INFINITY };
      if (cost === Number.POSITIVE_INFINITY) continue;
      for (const step of stepsFrom(signs, spans, i, s, em)) {
        const to = (i + step.signs) * width + s + step.spans;
        if (cost + step.cost < (best[to]?.cost ?? 0)) best[to] = { ...step, cost: cost + step.cost };
      }
    }
  return wayBack(signs, spans, best, em);
}

/** A sign without ink was imagined, ink without a sign is dirt or a line of a table: both are dear. */
const IMAGINED = 0.6;
const DIRT = 0.25;

function* stepsFrom(
  signs: readonly ReadSign[],
  spans: readonly Span[],
  i: number,
  s: number,
  em: number,
): Generator<Step> {
  if (i < signs.length) yield { cost: IMAGINED, signs: 1, spans: 0 };
  const first = spans[s];
  if (!first) return;
  yield { cost: DIRT + (first.to - first.from) / em, signs: 0, spans: 1 };
  for (let many = 1; many <= MOST_SPANS && s + many <= spans.length && i < signs.length; many += 1)
    yield { cost: misfit(signs, spans, i, 1, s, many, em), signs: 1, spans: many };
  for (let many = 2; many <= MOST_SIGNS && i + many <= signs.length; many += 1)
    yield { cost: misfit(signs, spans, i, many, s, 1, em) + 0.05 * (many - 1), signs: many, spans: 1 };
}

function misfit(
  signs: readonly ReadSign[],
  spans: readonly Span[],
  i: number,
  signCount: number,
  s: number,
  spanCount: number,
  em: number,
): number {
  const from = spans[s]?.from ?? 0;
  const taken = ((spans[s + spanCount - 1]?.to ?? from) - from) / em;
  let usual = inkWidth(signs[i + signCount - 1]?.text ?? '');
  for (let n = i; n < i + signCount - 1; n += 1) usual += advance(signs[n]?.text ?? '');
  let gaps = 0;
  for (let n = s; n < s + spanCount - 1; n += 1)
    gaps = Math.max(gaps, ((spans[n + 1]?.from ?? 0) - (spans[n]?.to ?? 0)) / em);
  const off = (from - (signs[i]?.begins ?? 0)) / em;
  return 4 * (taken - usual) ** 2 + 0.5 * Math.min(1, off ** 2) + (gaps > 0.35 ? 1 : 0);
}

function wayBack(signs: readonly ReadSign[], spans: readonly Span[], best: readonly Step[], em: number): PlacedSign[] {
  const placed: PlacedSign[] = [];
  let [i, s] = [signs.length, spans.length];
  while (i > 0 || s > 0) {
    const step = best[i * (spans.length + 1) + s];
    if (!step || step.signs + step.spans === 0) throw new Error('the signs of a line cannot be laid over its ink');
    const some = signs.slice(i - step.signs, i);
    const under = spans.slice(s - step.spans, s);
    placed.unshift(...spread(some, under, em));
    i -= step.signs;
    s -= step.spans;
  }
  return placed;
}

/** Signs that touch share their ink by their usual widths; one without ink stands where the reader had it. */
function spread(signs: readonly ReadSign[], spans: readonly Span[], em: number): PlacedSign[] {
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last)
    return signs.map((sign) => ({ ...sign, from: sign.begins, to: sign.begins + em * inkWidth(sign.text) }));
  const all = signs.reduce((sum, { text }) => sum + advance(text), 0);
  let before = 0;
  return signs.map((sign) => {
    const from = first.from + ((last.to - first.from) * before) / all;
    before += advance(sign.text);
    return { ...sign, from, to: first.from + ((last.to - first.from) * before) / all };
  });
}

function parted(signs: readonly PlacedSign[], { em, slope }: Band): PlacedSign[][] {
  const parts: PlacedSign[][] = [];
  for (const sign of signs) {
    const part = parts.at(-1);
    const [first, last] = [part?.[0], part?.at(-1)];
    const gap = last ? (sign.from - last.to) / em : 0;
    const latin = last !== undefined && !isWide(last.text) && !isWide(sign.text);
    const climbed = first ? Math.abs(slope * (sign.to - first.from)) > em * 0.12 : false;
    if (part && gap < (latin ? 0.35 : 1.2) && !climbed) part.push(sign);
    else parts.push([sign]);
  }
  return parts;
}

/** Ink is some four fifths of the height a piece of the text layer is given (`pieces.ts`); the same here, so that the same covers cover. */
const ROUND = 1.22;

function pieceOf(signs: readonly PlacedSign[], band: Band, dots: number): TextPiece {
  const from = Math.min(...signs.map((sign) => sign.from));
  const to = Math.max(...signs.map((sign) => sign.to));
  const high = Math.max(band.height, band.em) * ROUND;
  const sure = signs.reduce((sum, { confidence }) => sum + confidence, 0) / signs.length;
  return {
    text: signs.map(({ text }) => text).join(''),
    upright: true,
    x: from / dots,
    y: (band.middle((from + to) / 2) - high / 2) / dots,
    w: (to - from) / dots,
    h: high / dots,
    read: Math.round(sure),
    places: signs.map((sign) => ({ x: sign.from / dots, w: (sign.to - sign.from) / dots })),
  };
}
