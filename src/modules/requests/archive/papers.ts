import type { LocalDate } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { type LetterBlock, letterPdf } from '#commons/letters/index.ts';

/** A paper made of lines under headings. */
export interface Paper {
  readonly organ: string;
  readonly title: string;
  /** Left out of what is read in the file and not sent. */
  readonly addressee?: string;
  /** The day it bears, where it goes out. */
  readonly date?: LocalDate;
  readonly sections: readonly { readonly heading: string; readonly lines: readonly string[] }[];
}

/** A letter takes so many characters; a file that says more is a text. */
const IN_ONE_BLOCK = 15_000;
/** Holds a file's own papers apart from letters: they are addressed to nobody. */
const TO = '存卷';

/**
 * A paper as PDF; as a text file where it cannot be printed (a character no font has, more than a letter takes): nothing of a file is left out for its form.
 * Gives the bytes with the ending of the name.
 */
export async function printedPaper(paper: Paper): Promise<{ readonly extension: string; readonly bytes: Buffer }> {
  const sections = paper.sections.filter(({ lines }) => lines.length > 0);
  try {
    const body = sections.flatMap(({ heading, lines }): LetterBlock[] => [
      { kind: 'heading', level: 1, text: heading },
      ...blocksOf(lines),
    ]);
    const pdf = await letterPdf({
      organ: paper.organ,
      title: paper.title,
      addressee: paper.addressee ?? TO,
      ...(paper.date && { date: paper.date }),
      body: body.length > 0 ? body : [{ kind: 'text', text: '无。' }],
    });
    return { extension: 'pdf', bytes: pdf };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const text = sections.map(({ heading, lines }) => [`【${heading}】`, ...lines, ''].join('\n'));
    return { extension: 'txt', bytes: Buffer.from(`${paper.title}\n\n${text.join('\n')}\n`, 'utf8') };
  }
}

/** Lines stand as paragraphs of as few texts as hold them. */
function blocksOf(lines: readonly string[]): LetterBlock[] {
  const texts: string[] = [];
  for (const line of lines.map((one) => one.trim()).filter(Boolean)) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + line.length < IN_ONE_BLOCK) texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts.map((text) => ({ kind: 'text', text }));
}
