import { paragraphLocator } from '../places.ts';
import type { Confidence } from '../finding.ts';
import type { RuleKey } from '../rules/descriptions.ts';
import type { Place } from '../rules/marks.ts';

/** A text out of a file, with where it stands in it. */
export interface Piece {
  /** Follows the file's name: 正文; 页眉; 隐藏工作表「Sheet2」. */
  readonly where: string;
  readonly text: string;
  readonly place?: Place;
  /** Finer than `where`, by offset: 第 3 段; B7. */
  readonly locate?: (offset: number) => string;
  readonly label?: (offset: number) => string;
  /** Text that readers see is checked for wording, too. */
  readonly visible?: boolean;
}

/** Something about the file that is a finding by itself. */
export interface Remark {
  readonly rule: RuleKey;
  readonly where: string;
  /** All it holds: a confirmation lapses when this changes. */
  readonly content: string;
  readonly shown: string;
  readonly confidence: Confidence;
}

export interface Reading {
  readonly pieces: Piece[];
  readonly remarks: Remark[];
  /** Files inside the file, read in their turn. */
  readonly inner: { readonly name: string; readonly bytes: Uint8Array }[];
}

export const emptyReading = (): Reading => ({ pieces: [], remarks: [], inner: [] });

/** Hidden text: scanned like any other, and a finding in itself. Nothing happens when there is none. */
export function addHidden(
  reading: Reading,
  rule: RuleKey,
  where: string,
  texts: readonly string[],
  confidence: Confidence = 'certain',
): void {
  const content = texts.map((text) => text.trim()).filter((text) => text !== '');
  if (content.length === 0) return;
  const count = content.length > 1 ? `共 ${content.length} 处，如：` : '';
  reading.remarks.push({ rule, where, content: content.join('\n'), shown: `${count}${content[0] ?? ''}`, confidence });
  reading.pieces.push({ where, text: content.join('\n') });
}

/** Text that is not on the page and harms nobody by being there: alternative texts, field codes, chart data. */
export function addText(reading: Reading, where: string, texts: readonly string[], more: Partial<Piece> = {}): void {
  const text = texts.filter((one) => one.trim() !== '').join('\n');
  if (text !== '') reading.pieces.push({ where, text, ...more });
}

/** Paragraphs in order, each named by its number. */
export function addParagraphs(
  reading: Reading,
  where: string,
  paragraphs: readonly string[],
  more: Partial<Piece> = {},
): void {
  const filled = paragraphs.filter((one) => one.trim() !== '');
  if (filled.length === 0) return;
  const locate = paragraphLocator(filled, where);
  reading.pieces.push({ where, text: filled.join('\n'), locate, ...more });
}
