import type { Face } from './fonts.ts';

/** What a piece of text is, for readers who do not see the page: a node of the document's structure. */
export interface Element {
  readonly tag: 'H1' | 'H2' | 'H3' | 'H4' | 'H5' | 'P' | 'Table' | 'TR' | 'TH' | 'TD';
  readonly parent?: Element;
  /** Where it is to be found in the outline: its words. */
  readonly bookmark?: string;
}

/** A piece of text in one line. Points; `x` from the left edge of the paper, `baseline` from the top of its row or page. */
export interface TextDrawing {
  readonly kind: 'text';
  readonly text: string;
  readonly x: number;
  readonly baseline: number;
  readonly face: Face;
  readonly size: number;
  /** Added after each character. */
  readonly spacing: number;
  /** Black unless said. */
  readonly colour?: string;
  /** Page numbers and repeated heads are none. */
  readonly element?: Element;
}

/** A straight line from one point to another. */
export interface RuleDrawing {
  readonly kind: 'rule';
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  readonly width: number;
  readonly colour?: string;
}

export type Drawing = TextDrawing | RuleDrawing;

/** A piece of a page from edge to edge: what stands in it is told from its top. */
export interface Row {
  readonly height: number;
  readonly drawings: readonly Drawing[];
}

/** Where text of that size stands in a row: its square in the middle of the height. */
export const baselineIn = (height: number, size: number): number => height / 2 + size * 0.38;

export function lowered(drawing: Drawing, by: number): Drawing {
  return drawing.kind === 'text'
    ? { ...drawing, baseline: drawing.baseline + by }
    : { ...drawing, from: [drawing.from[0], drawing.from[1] + by], to: [drawing.to[0], drawing.to[1] + by] };
}
