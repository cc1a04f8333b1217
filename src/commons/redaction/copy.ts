import { createHash } from 'node:crypto';
import PDFDocument from 'pdfkit';
import { invalid } from '#kernel/errors.ts';
import { LIMITS, type PageOrder, type PageTotals, REASONS, type ReasonCode, type Size, UNRELATED } from './contract.ts';
import type { Engine } from './engine.ts';
import type { Picture } from './engine/protocol.ts';

/**
 * The copy that is released: each page drawn anew as a picture with what is covered gone from it, in a PDF that holds these pictures
 * and nothing of the source: no text, property, note, layer, script or earlier state. Sheets at the end say what was covered and why.
 * The same pages and orders give the same bytes. Refuses a copy larger than the limit.
 */
export async function releaseCopy(engine: Engine, orders: readonly PageOrder[]): Promise<Buffer> {
  const pdf = emptyDocument(orders);
  const bytes = collected(pdf);
  let size = 0;
  const put = (picture: Picture, sheet: Size) => {
    size += picture.bytes.length;
    if (size > LIMITS.copyBytes) {
      pdf.end();
      throw invalid({ file: `公开件超过 ${LIMITS.copyBytes / 1024 / 1024} MB，请把这份材料拆成几份后分别上传` });
    }
    pdf.addPage({ size: [sheet.width, sheet.height], margin: 0 });
    pdf.image(Buffer.from(picture.bytes), 0, 0, { width: sheet.width, height: sheet.height });
  };
  for (const [i, order] of orders.entries()) put(await engine.ask('redact', { page: i + 1, order }), order);
  for (const lines of sheetsOf(linesOf(orders))) {
    const sheet = await engine.ask('list', { title: '遮盖和不予公开内容的说明', lines });
    put(sheet, sheet);
  }
  pdf.end();
  return bytes;
}

function emptyDocument(orders: readonly PageOrder[]): PDFDocument {
  const print = createHash('sha256').update(JSON.stringify(orders)).digest('hex');
  const pdf = new PDFDocument({
    size: [1, 1],
    margin: 0,
    pdfVersion: '1.7',
    tagged: false,
    lang: '',
    displayTitle: false,
    autoFirstPage: false,
    font: null,
    // As for letters: the file's identifier is made of what is in it, not of the moment.
    info: { CreationDate: { getTime: () => print, valueOf: () => print } },
  });
  for (const key of Object.keys(pdf.info)) delete pdf.info[key];
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

/** What was covered on each page and why, for the copy's last sheet and for the letter; pages given whole are not named. */
export function linesOf(orders: readonly PageOrder[]): string[] {
  return orders.flatMap(({ covers, whole }, i) => {
    if (whole === UNRELATED) return [`第${i + 1}页：与申请内容无关，不在提供范围`];
    if (whole !== undefined) return [`第${i + 1}页：整页不予公开，${because(whole)}`];
    if (covers.length === 0) return [];
    const counts = Map.groupBy(covers, ({ reason }) => reason);
    return [
      `第${i + 1}页：${[...counts].map(([reason, same]) => `遮盖${same.length}处，${because(reason)}`).join('；')}`,
    ];
  });
}

const because = (reason: ReasonCode): string => `${REASONS[reason].article}（${REASONS[reason].label}）`;

const LINES = 38;
const SIGNS = 44;

/** Long lines run over; so many to a sheet. */
export function sheetsOf(lines: readonly string[]): string[][] {
  const broken = lines.flatMap((line) => {
    const signs = [...line];
    return Array.from({ length: Math.ceil(signs.length / SIGNS) }, (_, i) =>
      signs.slice(i * SIGNS, (i + 1) * SIGNS).join(''),
    );
  });
  return Array.from({ length: Math.ceil(broken.length / LINES) }, (_, i) => broken.slice(i * LINES, (i + 1) * LINES));
}

export const totalsOf = (orders: readonly PageOrder[]): PageTotals => ({
  open: orders.filter(({ covers, whole }) => whole === undefined && covers.length === 0).length,
  partial: orders.filter(({ covers, whole }) => whole === undefined && covers.length > 0).length,
  withheld: orders.filter(({ whole }) => whole !== undefined && whole !== UNRELATED).length,
  unrelated: orders.filter(({ whole }) => whole === UNRELATED).length,
});
