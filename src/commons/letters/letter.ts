import type { LocalDate } from '#kernel/dates.ts';
import { printable } from './printable.ts';

/** What an official letter says, without a word about how it looks: `letterPdf` and `letterDocx` print the same. */
export interface Letter {
  /** 发文机关, in full: the red head and, unless `signedBy` says otherwise, the signature. */
  readonly organ: string;
  /** 发文字号, as the series gives it: `赣药监公开〔2026〕12号`. A draft has none. */
  readonly documentNumber?: string;
  readonly title: string;
  /** 主送, without the colon. */
  readonly addressee: string;
  readonly body: readonly LetterBlock[];
  /** 附件说明: names of what goes with it, in order, without numbers. */
  readonly attachments?: readonly string[];
  /** 署名, where it is not the organ of the head. */
  readonly signedBy?: string;
  /** 成文日期; a draft that nobody has signed has none, and room for it is printed. */
  readonly date?: LocalDate;
  /** 附注, without brackets. */
  readonly note?: string;
  /** 抄送机关. */
  readonly copyTo?: readonly string[];
}

/** Headings (一、 （一） 1. （1）) and lists are numbered when printed. A text of several lines is as many paragraphs. */
export type LetterBlock =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | LetterTable;

export interface LetterTable {
  readonly kind: 'table';
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Most characters of each part, and most of anything. Ours: far above what a letter needs, far below what hurts. */
const LONGEST = { organ: 40, number: 40, title: 100, addressee: 200, heading: 200, text: 20_000, cell: 300, name: 200 };
const LONGEST_FOOT = { note: 120, copyTo: 300 };
const MOST = { blocks: 1_000, headings: 99, items: 200, columns: 8, rows: 500, attachments: 50, characters: 200_000 };

/** Everything that keeps a letter from being printed, a sentence for each place (`title`, `body.3`, …); empty when nothing does. */
export function letterDefects(letter: Letter): Record<string, string> {
  const defects: Record<string, string> = {};
  const say = (place: string, sentence: string | undefined) => {
    if (sentence) defects[place] ??= sentence;
  };
  say('organ', wrong('发文机关', letter.organ, LONGEST.organ));
  say('title', wrong('标题', letter.title, LONGEST.title));
  say('addressee', wrong('主送', letter.addressee, LONGEST.addressee));
  if (letter.documentNumber !== undefined)
    say('documentNumber', wrong('发文字号', letter.documentNumber, LONGEST.number));
  if (letter.signedBy !== undefined) say('signedBy', wrong('署名', letter.signedBy, LONGEST.organ));
  if (letter.note !== undefined) say('note', wrong('附注', letter.note, LONGEST_FOOT.note));

  const attachments = letter.attachments ?? [];
  if (attachments.length > MOST.attachments) say('attachments', `附件不超过${MOST.attachments}件`);
  for (const [i, name] of attachments.entries())
    say(`attachments.${i}`, wrong(`第${i + 1}个附件的名称`, name, LONGEST.name));

  const copies = letter.copyTo ?? [];
  for (const [i, organ] of copies.entries())
    say(`copyTo.${i}`, wrong(`第${i + 1}个抄送机关`, organ, LONGEST_FOOT.copyTo));
  if (copies.join('').length > LONGEST_FOOT.copyTo) say('copyTo', `抄送机关合计不超过${LONGEST_FOOT.copyTo}字`);

  if (!letter.body.some((block) => block.kind !== 'heading')) say('body', '正文不能为空');
  if (letter.body.length > MOST.blocks) say('body', `正文不超过${MOST.blocks}段`);
  if (letter.body.filter((block) => block.kind === 'heading').length > MOST.headings)
    say('body', `小标题不超过${MOST.headings}个`);
  if (JSON.stringify(letter.body).length > MOST.characters) say('body', `正文合计不超过${MOST.characters}字`);
  for (const [i, block] of letter.body.entries()) say(`body.${i}`, wrongBlock(`正文第${i + 1}段`, block));
  return defects;
}

function wrongBlock(place: string, block: LetterBlock): string | undefined {
  switch (block.kind) {
    case 'text':
      return wrong(place, block.text, LONGEST.text);
    case 'heading':
      return wrong(`${place}（小标题）`, block.text, LONGEST.heading);
    case 'list':
      if (block.items.length === 0) return `${place}（列项）不能为空`;
      if (block.items.length > MOST.items) return `${place}（列项）不超过${MOST.items}项`;
      return first(block.items.map((item, n) => wrong(`${place}第${n + 1}项`, item, LONGEST.text)));
    case 'table':
      return wrongTable(place, block);
  }
}

function wrongTable(place: string, { columns, rows }: LetterTable): string | undefined {
  if (columns.length === 0 || columns.length > MOST.columns) return `${place}（表格）应有1至${MOST.columns}列`;
  if (rows.length === 0 || rows.length > MOST.rows) return `${place}（表格）应有1至${MOST.rows}行`;
  const uneven = rows.findIndex((row) => row.length !== columns.length);
  if (uneven >= 0) return `${place}（表格）第${uneven + 1}行应有${columns.length}格`;
  return first([
    ...columns.map((name, n) => wrong(`${place}（表格）第${n + 1}列的名称`, name, LONGEST.cell)),
    ...rows.flat().map((cell) => tooLong(`${place}（表格）的一格`, cell, LONGEST.cell)),
  ]);
}

const wrong = (name: string, text: string, longest: number): string | undefined =>
  printable(text) === '' ? `${name}不能为空` : tooLong(name, text, longest);

const tooLong = (name: string, text: string, longest: number): string | undefined =>
  text.length > longest ? `${name}不超过${longest}字，现有${text.length}字` : undefined;

const first = (sentences: readonly (string | undefined)[]): string | undefined => sentences.find(Boolean);
