import PDFDocument from 'pdfkit';
import { releaseCopy } from '../src/commons/redaction/copy.ts';
import { withFile } from '../src/commons/redaction/engine.ts';
import { leaks } from '../src/commons/redaction/gate.ts';
import { fontFile, packagedFonts } from '../src/commons/letters/fonts.ts';
import { OFFICIAL_PROSE } from '../src/commons/scanning/labelled/prose.ts';

// Prints pages per second of drawing, copying and checking a record beside drawing alone: run by hand, on a quiet machine.
const PAGES = 20;

async function record(): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: [595, 842],
    margin: 60,
    pdfVersion: '1.7',
    tagged: false,
    lang: '',
    displayTitle: false,
    autoFirstPage: false,
    font: null,
    info: {},
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
  });
  pdf.registerFont('song', fontFile(packagedFonts().body[0] ?? ''));
  for (let page = 0; page < PAGES; page += 1) {
    pdf.addPage();
    for (let line = 0; line < 24; line += 1) {
      const from = (page * 24 + line) * 28;
      const words = OFFICIAL_PROSE.replace(/\s/g, '').slice(from, from + 28);
      pdf
        .font('song')
        .fontSize(16)
        .text(words, 70, 100 + line * 28, { lineBreak: false, baseline: 'alphabetic', characterSpacing: 0 });
    }
  }
  pdf.end();
  return done;
}

const bytes = await record();
const told = (what: string, from: number) =>
  console.log(`${what}: ${(PAGES / ((performance.now() - from) / 1000)).toFixed(1)} pages/s`);

await withFile({ bytes, picture: false }, async (engine, sizes) => {
  let from = performance.now();
  const texts = [];
  for (const page of sizes.keys()) texts.push((await engine.ask('show', { page: page + 1 })).pieces);
  told('drawing for the screen (150 dpi, with text), what pdf.js gives alone', from);
  const orders = sizes.map((size) => ({
    ...size,
    covers: [{ x: 70, y: 200, w: 200, h: 20, reason: 'privacy' as const }],
  }));
  from = performance.now();
  const copy = await releaseCopy(engine, orders);
  told(`copying (200 dpi, ${(copy.length / PAGES / 1024).toFixed(0)} KB a page)`, from);
  from = performance.now();
  await leaks({ copy, orders, texts, words: ['药品'], mayStand: [] });
  told('the leak gate, every page covered', from);
});
