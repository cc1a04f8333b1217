import { chineseDate } from '#kernel/dates.ts';
import { invalid } from '#kernel/errors.ts';
import { chineseNumeral } from '#kernel/numerals.ts';
import { type Letter, type LetterBlock, letterDefects } from './letter.ts';
import { printable, printableLines } from './printable.ts';
import { titleLines } from './title-lines.ts';

/** A letter word for word as it will be printed, numbers and marks included: what both forms are made from. */
export interface Composition {
  readonly organ: string;
  readonly documentNumber: string | undefined;
  readonly title: string;
  readonly titleLines: readonly string[];
  readonly addressee: string;
  readonly body: readonly PrintedBlock[];
  /** With their label: `附件：1. ` and the name; the second has blanks for 附件： so that names stand below one another. */
  readonly attachments: readonly { readonly label: string; readonly name: string }[];
  readonly signature: string;
  readonly date: string;
  readonly note: string | undefined;
  readonly copies: string | undefined;
}

export type PrintedBlock =
  | { readonly kind: 'paragraph'; readonly level: 0 | 1 | 2 | 3 | 4; readonly text: string }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** Where the day will be written by hand or by the series: room for 2026年11月30日. */
const UNDATED = '　　　　年　　月　　日';

/** Refuses, with every reason at once, what `letterDefects` finds. */
export function composed(letter: Letter): Composition {
  const defects = letterDefects(letter);
  if (Object.keys(defects).length > 0) throw invalid(defects);
  const organ = printable(letter.organ);
  const title = printable(letter.title);
  return {
    organ,
    documentNumber: letter.documentNumber === undefined ? undefined : printable(letter.documentNumber),
    title,
    titleLines: titleLines(title, organ),
    addressee: `${printable(letter.addressee).replace(/[:：]+$/u, '')}：`,
    body: printedBody(letter.body),
    attachments: printedAttachments((letter.attachments ?? []).map(printable)),
    signature: printable(letter.signedBy ?? letter.organ),
    date: letter.date === undefined ? UNDATED : chineseDate(letter.date),
    note: letter.note === undefined ? undefined : `（${printable(letter.note).replace(/^[（(](.*)[）)]$/u, '$1')}）`,
    copies: letter.copyTo?.length ? `抄送：${letter.copyTo.map(printable).join('，')}。` : undefined,
  };
}

function printedBody(blocks: readonly LetterBlock[]): PrintedBlock[] {
  const numbers = [0, 0, 0, 0, 0];
  const numbered = (level: 1 | 2 | 3 | 4): number => {
    const number = (numbers[level] ?? 0) + 1;
    numbers.splice(level, numbers.length, number, ...Array<number>(4 - level).fill(0));
    return number;
  };
  return blocks.flatMap((block) => printedBlock(block, numbered));
}

function printedBlock(block: LetterBlock, numbered: (level: 1 | 2 | 3 | 4) => number): PrintedBlock[] {
  switch (block.kind) {
    case 'text':
      return printableLines(block.text).map((text) => ({ kind: 'paragraph', level: 0, text }));
    case 'heading':
      return [
        {
          kind: 'paragraph',
          level: block.level,
          text: marked(block.level, numbered(block.level)) + printable(block.text),
        },
      ];
    case 'list':
      return block.items.map((item, i) => ({ kind: 'paragraph', level: 0, text: `${i + 1}. ${printable(item)}` }));
    case 'table':
      return [
        { kind: 'table', columns: block.columns.map(printable), rows: block.rows.map((row) => row.map(printable)) },
      ];
  }
}

/** 结构层次序数: 一、 （一） 1. （1）. */
function marked(level: 1 | 2 | 3 | 4, number: number): string {
  const marks = {
    1: `${chineseNumeral(number)}、`,
    2: `（${chineseNumeral(number)}）`,
    3: `${number}. `,
    4: `（${number}）`,
  };
  return marks[level];
}

/** One attachment has no number; names end without a mark. */
function printedAttachments(names: readonly string[]): { label: string; name: string }[] {
  return names.map((name, i) => ({
    label: `${i === 0 ? '附件：' : '　　　'}${names.length === 1 ? '' : `${i + 1}. `}`,
    name: name.replace(/[。．；;，,、.]+$/u, ''),
  }));
}
