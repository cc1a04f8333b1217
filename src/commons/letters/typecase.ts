import type PDFDocument from 'pdfkit';
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

export function typecase(pdf: PDFDocument, fonts: LetterFonts): Typecase {
  for (const file of new Set(Object.values(fonts).flat())) pdf.registerFont(file, fontFile(file));
  const missing = new Set<string>();
  const known = new Map<string, string>();

  const fontOf = (character: string, face: Face): string => {
    const key = face + character;
    const before = known.get(key);
    if (before !== undefined) return before;
    const codePoint = character.codePointAt(0) ?? 0;
    const found = fonts[face].find((file) => pdf.font(file)._font.font.hasGlyphForCodePoint(codePoint));
    if (found === undefined && character !== '\u3000') missing.add(character);
    const font = found ?? fonts[face][0] ?? '';
    known.set(key, font);
    return font;
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

  const widths = new Map<string, number>();
  const width = (text: string, face: Face, size: number): number => {
    const key = `${face} ${text}`;
    let inEms = widths.get(key);
    if (inEms === undefined) {
      inEms = runs(text, face).reduce((sum, run) => sum + pdf.font(run.font).fontSize(1).widthOfString(run.text), 0);
      widths.set(key, inEms);
    }
    return inEms * size;
  };
  return { width, runs, missing: () => [...missing] };
}
