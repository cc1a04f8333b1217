import { createRequire } from 'node:module';

/** pdfkit ships no types; this is the part the tests use. */
export interface PdfPage {
  text(text: string, x?: number, y?: number, options?: object): PdfPage;
  rect(x: number, y: number, width: number, height: number): PdfPage;
  fill(colour: string): PdfPage;
  addPage(): PdfPage;
  note(x: number, y: number, width: number, height: number, contents: string, options?: object): PdfPage;
  file(source: Uint8Array, options: object): PdfPage;
  on(event: 'data' | 'end', listener: (chunk: Buffer) => void): void;
  end(): void;
}
const PdfDocument: new (options: object) => PdfPage = createRequire(import.meta.url)('pdfkit');

export function pdfOf(write: (page: PdfPage) => void, options: object = {}): Promise<Uint8Array> {
  const document = new PdfDocument(options);
  const chunks: Buffer[] = [];
  document.on('data', (chunk) => chunks.push(chunk));
  write(document);
  document.end();
  return new Promise((resolve) => document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks)))));
}

/** Chinese lines, each where it is put, as office software writes them: characters by number and a table back to Unicode. */
export function chinesePdf(...lines: readonly (readonly [text: string, x: number, y: number])[]): Uint8Array {
  const hex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex');
  const drawn = lines.map(([text, x, y]) => `BT /F 16 Tf 1 0 0 1 ${x} ${y} Tm <${hex(text)}> Tj ET`).join('\n');
  const used = [...new Set(lines.flatMap(([text]) => [...text]))].map((one) => `<${hex(one)}> <${hex(one)}>`);
  const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def 1 begincodespacerange <0000> <FFFF> endcodespacerange ${used.length} beginbfchar ${used.join(' ')} endbfchar endcmap end end`;
  const stream = (text: string) => `<< /Length ${text.length} >>\nstream\n${text}\nendstream`;
  return assembled([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    stream(drawn),
    '<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>',
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor 8 0 R >>',
    stream(map),
    '<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 800 /StemV 80 >>',
  ]);
}

/** A layer that is switched off. */
export const layeredPdf = (): Uint8Array =>
  assembled([
    '<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [4 0 R] /D << /Order [4 0 R] /OFF [4 0 R] >> >> >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F 6 0 R >> /Properties << /L 4 0 R >> >> >>',
    '<< /Type /OCG /Name (draft) >>',
    '<< /Length 84 >>\nstream\nBT /F 12 Tf 50 700 Td (A page of plain text) Tj ET /OC /L BDC EMC                   \nendstream',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]);

function assembled(objects: readonly string[]): Uint8Array {
  let file = '%PDF-1.7\n';
  const offsets = objects.map((object, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  return new Uint8Array(
    Buffer.from(`${file}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF`, 'latin1'),
  );
}
