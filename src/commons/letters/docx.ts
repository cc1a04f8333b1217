import { Document, DocumentGridType, Packer } from 'docx';
import { composed } from './composition.ts';
import { stylesPart } from './docx-styles.ts';
import { coreProperties, fontTable } from './docx-parts.ts';
import { firstFooter, letterHeader, noHeader, numberFooter } from './docx-edges.ts';
import { bodyOf } from './docx-body.ts';
import type { Letter } from './letter.ts';
import { HEAD, PAPER, PITCH, TEXT_AREA, mm } from './page-form.ts';
import { twips } from './docx-units.ts';

/**
 * The letter as .docx for Word, WPS and LibreOffice: the grid of 22 lines by 28 characters, 仿宋_GB2312 and its kin by name (with the names
 * under which other systems know them), the red head on the first page only. Its metadata are title and organ. Refuses what
 * `letterDefects` finds; which fonts are there is for the reader's computer to know.
 */
export function letterDocx(letter: Letter): Promise<Buffer> {
  const words = composed(letter);
  const file = new Document({
    title: words.title,
    creator: words.organ,
    evenAndOddHeaderAndFooters: true,
    compatabilityModeVersion: 15,
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: twips(PAPER.width), height: twips(PAPER.height) },
            margin: {
              top: twips(TEXT_AREA.top),
              left: twips(TEXT_AREA.left),
              right: twips(mm(26)),
              // What is left below exactly 22 lines: a twentieth of a point less, and a page would have 21.
              bottom: twips(PAPER.height) - twips(TEXT_AREA.top) - twips(TEXT_AREA.height),
              header: twips(HEAD.nameTop),
              footer: twips(HEAD.ruleFromBottom),
            },
          },
          // Lines only: LibreOffice gives a character that is wider than a cell of a character grid two cells. Characters are set closer by the styles.
          grid: { type: DocumentGridType.LINES, linePitch: twips(PITCH) },
        },
        headers: { first: letterHeader(words), default: noHeader(), even: noHeader() },
        footers: { first: firstFooter(), default: numberFooter('odd'), even: numberFooter('even') },
        children: bodyOf(words),
      },
    ],
  });
  return Packer.toBuffer(file, undefined, [
    { path: 'word/styles.xml', data: stylesPart() },
    { path: 'word/fontTable.xml', data: fontTable() },
    { path: 'docProps/core.xml', data: coreProperties(words.title, words.organ) },
  ]);
}
