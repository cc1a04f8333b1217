import { createHash } from 'node:crypto';
import PDFDocument from 'pdfkit';
import { invalid } from '#kernel/errors.ts';
import { type Composition, composed } from './composition.ts';
import { DrawnStructure } from './drawn-structure.ts';
import type { Drawing, TextDrawing } from './drawing.ts';
import { type LetterFonts, packagedFonts } from './fonts.ts';
import { laidOut } from './layout.ts';
import type { Letter } from './letter.ts';
import { PAPER } from './page-form.ts';
import { type Typecase, typecase } from './typecase.ts';

/**
 * The letter as PDF 1.7: fonts embedded as far as they are used, text that can be searched and read out (tagged, in Chinese), bookmarks
 * for title and headings; its metadata are title and organ and nothing else. The same letter gives the same bytes. Refuses
 * what `letterDefects` finds, and characters that no font has, naming them.
 */
export async function letterPdf(letter: Letter, fonts: LetterFonts = packagedFonts()): Promise<Buffer> {
  const words = composed(letter);
  const pdf = emptyDocument(words);
  const bytes = collected(pdf);
  const type = typecase(pdf, fonts);
  const pages = laidOut(words, type.width);
  const missing = type.missing();
  if (missing.length > 0) throw invalid({ characters: missingSentence(missing) });
  drawPages(pdf, pages, type);
  pdf.end();
  return bytes;
}

function emptyDocument(words: Composition): PDFDocument {
  const print = createHash('sha256').update(JSON.stringify(words)).digest('hex');
  const pdf = new PDFDocument({
    size: [PAPER.width, PAPER.height],
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'zh-CN',
    displayTitle: true,
    autoFirstPage: false,
    font: null,
    // The library makes the file's identifier from the moment of creation; ours follows from the words.
    info: { Title: words.title, Author: words.organ, CreationDate: { getTime: () => print, valueOf: () => print } },
  });
  for (const key of ['Producer', 'Creator', 'CreationDate']) delete pdf.info[key];
  // The library's XMP packet tells what was just taken away, and sets the title into it as if it were XML.
  pdf.endMetadata = () => undefined;
  return pdf;
}

function collected(pdf: PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
}

const missingSentence = (characters: readonly string[]): string =>
  `字库里没有这些字，印不出来：${characters.slice(0, 20).map(named).join('、')}${characters.length > 20 ? ` 等${characters.length}个` : ''}。请改用字库里有的字，或请管理员为文书补充字体`;

const named = (character: string): string =>
  `${character}（U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}）`;

function drawPages(pdf: PDFDocument, pages: readonly (readonly Drawing[])[], type: Typecase): void {
  const structure = new DrawnStructure(pdf);
  for (const drawings of pages) {
    pdf.addPage();
    for (const drawing of drawings) {
      structure.enter(drawing);
      if (drawing.kind === 'text') drawText(pdf, drawing, type);
      else drawRule(pdf, drawing);
    }
    structure.leave();
  }
  structure.end();
}

function drawText(pdf: PDFDocument, drawing: TextDrawing, type: Typecase): void {
  let { x } = drawing;
  for (const { font, text } of type.runs(drawing.text, drawing.face)) {
    pdf
      .fillColor(drawing.colour ?? 'black')
      .font(font)
      .fontSize(drawing.size);
    pdf.text(text, x, drawing.baseline, {
      lineBreak: false,
      baseline: 'alphabetic',
      characterSpacing: drawing.spacing,
    });
    x += type.width(text, drawing.face, drawing.size) + [...text].length * drawing.spacing;
  }
}

function drawRule(pdf: PDFDocument, { from, to, width, colour }: Drawing & { readonly kind: 'rule' }): void {
  pdf
    .moveTo(...from)
    .lineTo(...to)
    .lineWidth(width)
    .stroke(colour ?? 'black');
}
