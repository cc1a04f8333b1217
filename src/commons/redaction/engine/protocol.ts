import type { PageOrder, Size, TextPiece } from '../contract.ts';

/** What the process that opens foreign files is asked, and what it answers. Bytes go over as they are. */
export type Calls = {
  open: { ask: { bytes: Uint8Array; picture: boolean; pages: number }; answer: readonly Size[] };
  show: { ask: { page: number }; answer: Shown };
  read: { ask: { page: number }; answer: readonly TextPiece[] };
  redact: { ask: { page: number; order: PageOrder }; answer: Picture };
  list: { ask: { title: string; lines: readonly string[] }; answer: Picture & Size };
  form: { ask: Record<never, never>; answer: readonly string[] };
  compare: { ask: { page: number; order: PageOrder }; answer: readonly string[] };
};

export interface Shown {
  readonly jpeg: Uint8Array;
  readonly pieces: readonly TextPiece[];
  /** Pieces of text that stand where no paper is: not seen, and not in the copy. */
  readonly outside: number;
  /** There may be words that the text layer does not have: it has none, or the page shows pictures. */
  readonly pictured: boolean;
}

export interface Picture {
  readonly bytes: Uint8Array;
  readonly type: 'png' | 'jpeg';
}

export type CallName = keyof Calls;
