import { invalid } from '#kernel/errors.ts';

/** One piece of a document in reading order, without layout, links or scripts. */
export type Block =
  | { readonly type: 'heading'; readonly level: number; readonly text: string }
  | { readonly type: 'paragraph'; readonly text: string }
  /** A grid: a merged cell's text stands in every place it covers. Lines inside a cell are separated by \n. */
  | { readonly type: 'table'; readonly rows: readonly (readonly string[])[] };

export interface Extraction {
  readonly kind: 'txt' | 'csv' | 'html' | 'docx' | 'xlsx' | 'pdf';
  readonly blocks: readonly Block[];
  /** Sentences about what may have been lost; the text is usable all the same. */
  readonly warnings: readonly string[];
}

/** Everything a stranger's file could make large has a ceiling. */
export interface ExtractionLimits {
  readonly bytes: number;
  /** Of an Office file: parts in the package, bytes when unpacked, unpacked bytes per packed byte of one part. */
  readonly entries: number;
  readonly unpackedBytes: number;
  readonly ratio: number;
  readonly pages: number;
  /** Table cells, merged ones counted once for every place they cover. */
  readonly cells: number;
  /** Characters of text. */
  readonly characters: number;
}

/** Wide enough for a year's work plan with its tables, far from what could hurt a small server. */
export const defaultLimits: ExtractionLimits = {
  bytes: 20 * 1024 * 1024,
  entries: 2_000,
  unpackedBytes: 100 * 1024 * 1024,
  ratio: 200,
  pages: 300,
  cells: 200_000,
  characters: 2_000_000,
};

/** A file that cannot be used, told in one sentence under the field `file`. */
export const unusable = (sentence: string) => invalid({ file: sentence });

export const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`;
