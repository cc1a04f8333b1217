import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What a piece of a letter is set in: 仿宋 (body), 小标宋 (title), 黑体 (一、) and 楷体 (（一）). */
export type Face = 'body' | 'title' | 'heading' | 'subheading';

/** For each face the font files (TrueType or OpenType) in order: a character is set in the first that has it. */
export type LetterFonts = Readonly<Record<Face, readonly string[]>>;

/**
 * The fonts that come with the product, one family under the SIL Open Font License for all faces: Noto Serif SC, which has every character of
 * GB 2312 and of the 20,992 of the basic block and of 通用规范汉字表. There is no free 仿宋 of that extent; an office that has a
 * licence for one names its file before these. The only place that knows where they are.
 */
export function packagedFonts(): LetterFonts {
  return {
    body: [packaged('400Regular')],
    title: [packaged('900Black')],
    heading: [packaged('700Bold')],
    subheading: [packaged('600SemiBold')],
  };
}

const PACKAGE = '@expo-google-fonts/noto-serif-sc';
const { resolve } = createRequire(import.meta.url);
const packaged = (weight: string): string => resolve(`${PACKAGE}/${weight}/NotoSerifSC_${weight}.ttf`);

/** A font as it stands on the disk, read once (15 MB each). */
export function fontFile(path: string): Buffer {
  const known = read.get(path);
  if (known) return known;
  const bytes = readFileSync(path);
  read.set(path, bytes);
  return bytes;
}

const read = new Map<string, Buffer>();
