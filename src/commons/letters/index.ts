export { letterDocx } from './docx.ts';
export { packagedFonts } from './fonts.ts';
export { type Letter, type LetterBlock, letterDefects } from './letter.ts';
export { letterPdf } from './pdf.ts';
