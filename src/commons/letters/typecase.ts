import { LRUCache } from 'lru-cache';
import PDFDocument, { type OpenedFont } from 'pdfkit';
import { type Face, type LetterFonts, fontFile } from './fonts.ts';

/** The fonts of one document: which of them sets which character, and how wide a text is. */
export interface Typecase {
  readonly width: (text: string, face: Face, size: number) => number;
  /** The text in pieces of one font each, by the name it is registered under. */
  readonly runs: (text: string, face: Face) => readonly Run[];
  /** Characters that were measured and that no font of their face has. */
  readonly missing: () => string[];
}

interface Run {
  readonly font: string;
  readonly text: string;
}

/** Measures for all letters, and is never printed: a fresh document takes the tables of its fonts apart again. What it has found out is kept. */
const measuring = new PDFDocument({ autoFirstPage: false, font: null });
/** Opens, for all letters, the fonts they are drawn with: taking one apart costs more than drawing a letter. */
const drawing = new PDFDocument({ autoFirstPage: false, font: null });
const known = new LRUCache<string, { readonly font: string | undefined }>({ max: 20_000 });
const widths = new LRUCache<string, number>({
  max: 50_000,
  maxSize: 4_000_000,
  sizeCalculation: (_width, key) => key.length,
});
const LONGEST_KEPT = 60;

/** Given features, even none, the library keeps no list of its own of all that was ever measured. */
const widthIn = ({ font, text }: Run): number => measuring.font(font).fontSize(1).widthOfString(text, { features: [] });

export function typecase(pdf: PDFDocument, fonts: LetterFonts): Typecase {
  for (const file of new Set(Object.values(fonts).flat())) {
    for (const document of [measuring, drawing]) document.registerFont(file, fontFile(file));
    pdf.registerFont(file, unused(file));
  }
  const missing = new Set<string>();
  const having = (character: string, face: Face): string | undefined => {
    const key = `${character} ${fonts[face].join(' ')}`;
    const before = known.get(key);
    if (before !== undefined) return before.font;
    const codePoint = character.codePointAt(0) ?? 0;
    const font = fonts[face].find((file) => measuring.font(file)._font.font.hasGlyphForCodePoint(codePoint));
    known.set(key, { font });
    return font;
  };

  const fontOf = (character: string, face: Face): string => {
    const font = having(character, face);
    if (font === undefined && character !== '\u3000') missing.add(character);
    return font ?? fonts[face][0] ?? '';
  };

  const runs = (text: string, face: Face): Run[] => {
    const pieces: { font: string; text: string }[] = [];
    for (const character of text) {
      const font = fontOf(character, face);
      const last = pieces.at(-1);
      if (last?.font === font) last.text += character;
      else pieces.push({ font, text: character });
    }
    return pieces;
  };

  const width = (text: string, face: Face, size: number): number => {
    const key = `${fonts[face].join(' ')} ${text}`;
    // Every character is looked at all the same: one that no font has is named by each letter that has it.
    const pieces = runs(text, face);
    let inEms = widths.get(key);
    if (inEms === undefined) {
      inEms = pieces.reduce((sum, run) => sum + widthIn(run), 0);
      if (text.length <= LONGEST_KEPT) widths.set(key, inEms);
    }
    return inEms * size;
  };
  return { width, runs, missing: () => [...missing] };
}

/**
 * The font as if it had just been opened. A glyph remembers the character it was first asked for, and one glyph may stand for several (一 and the
 * radical ⼀): without forgetting them the same letter would be read out differently after another. A letter is drawn in one breath, so that
 * nobody else uses the font meanwhile.
 */
function unused(file: string): OpenedFont {
  const { font } = drawing.font(file)._font;
  font._glyphs = {};
  return font;
}
