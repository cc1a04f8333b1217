import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import type { TextPiece } from '../contract.ts';
import { greyOf, type GreyPage } from './grey.ts';
import { type ReadLine, piecesOfLine } from './signs-by-ink.ts';
import type { Drawn } from './source.ts';

// Recognition (文字识别): Tesseract, compiled to WebAssembly, inside the process that opens foreign files. Its core is called without the wrapper
// around it: no threads, nothing fetched; the engine and the language data are read from the packages' own folders (docs/adr/0013).

/** Dots to a point of the page at which a page is read: 250 to the inch was never the worst for body text, tables and small print. */
export const READ = 250 / 72;
/** Larger sheets than A3 are read with fewer, so that a page is read well within the time of an answer. */
export const MOST_READ_DOTS = 12_500_000;

/** The build without relaxed SIMD: what a page says must not depend on the processor it was read on. */
const ENGINE = 'tesseract.js-core/tesseract-core-simd-lstm.js';
const DATA = '@tesseract.js-data/chi_sim/4.0.0_best_int/chi_sim.traineddata.gz';
const LANGUAGE = 'chi_sim';
const LSTM_ONLY = 1;
/** Finds columns, tables and lines by itself; does not turn the page. */
const WHOLE_PAGE = 3;

interface Tesseract {
  readonly FS: { writeFile(path: string, bytes: Uint8Array): void; unlink(path: string): void };
  readonly TessBaseAPI: new () => Reader;
}

interface Reader {
  Init(folder: string, language: string, engine: number): number;
  SetVariable(name: string, value: string): boolean;
  SetPageSegMode(mode: number): void;
  SetImageFile(exif: number, angle: number): number;
  Recognize(monitor: null): number;
  GetJSONText(page: number): string;
  Clear(): void;
}

interface Found {
  readonly blocks?: readonly {
    readonly paragraphs?: readonly { readonly lines?: readonly ReadLine[] }[];
  }[];
}

let ready: Promise<{ tesseract: Tesseract; reader: Reader }> | undefined;

async function started() {
  const load = createRequire(import.meta.url);
  const create = load(ENGINE) as (options: object) => Promise<Tesseract>;
  const silent = () => undefined;
  const tesseract = await create({ TesseractProgress: silent, print: silent, printErr: silent });
  tesseract.FS.writeFile(`${LANGUAGE}.traineddata`, gunzipSync(readFileSync(load.resolve(DATA))));
  const reader = new tesseract.TessBaseAPI();
  if (reader.Init('.', LANGUAGE, LSTM_ONLY) !== 0) throw new Error('the data of the language cannot be read');
  reader.SetPageSegMode(WHOLE_PAGE);
  return { tesseract, reader };
}

/**
 * The words on a drawn page (`dots` to a point), each piece where its ink is, with how sure the reader is. Reads upright pages; of one that lies on its
 * side next to nothing comes out. Throws where the reader breaks: a page that was not read is not a page without words.
 */
export async function recognised(drawn: Drawn, dots: number): Promise<TextPiece[]> {
  const page = greyOf(drawn, dots);
  return (await linesOn(page, dots)).flatMap((line) => piecesOfLine(line, page, dots));
}

async function linesOn(page: GreyPage, dots: number): Promise<ReadLine[]> {
  ready ??= started();
  const { tesseract, reader } = await ready;
  const head = Buffer.from(`P5 ${page.width} ${page.height} 255\n`, 'latin1');
  tesseract.FS.writeFile('/input', Buffer.concat([head, page.shades]));
  try {
    reader.SetVariable('user_defined_dpi', String(Math.round(dots * 72)));
    if (reader.SetImageFile(1, 0) !== 0) throw new Error('the page cannot be given to the reader');
    if (reader.Recognize(null) !== 0) throw new Error('the page cannot be read');
    const { blocks } = JSON.parse(reader.GetJSONText(0)) as Found;
    if (!blocks) throw new Error('the reader gave no answer');
    return blocks.flatMap(({ paragraphs = [] }) => paragraphs.flatMap(({ lines = [] }) => lines));
  } finally {
    reader.Clear();
    tesseract.FS.unlink('/input');
  }
}
