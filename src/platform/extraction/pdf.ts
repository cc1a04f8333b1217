import { extractTextItems, getDocumentProxy } from 'unpdf';
import { type Block, type ExtractionLimits, unusable } from './blocks.ts';

interface Line {
  text: string;
  readonly left: number;
  right: number;
  readonly size: number;
}

interface Piece {
  readonly str: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly fontSize: number;
}

/** PDF with a text layer: lines are joined back into paragraphs. Refuses scans, passwords, and too many pages. */
export async function blocksOfPdf(bytes: Uint8Array, limits: ExtractionLimits): Promise<Block[]> {
  const document = await open(bytes);
  try {
    if (document.numPages > limits.pages) throw unusable(`PDF 超过 ${limits.pages} 页，不能读取，请拆分后再上传`);
    const { items } = await extractTextItems(document);
    const paragraphs = items.flatMap((page) => paragraphsOf(linesOf(page)));
    const text = paragraphs.join('');
    if (text.length > limits.characters)
      throw unusable(`文件的文字超过 ${limits.characters} 字，不能读取，请拆分后再上传`);
    const legible = text.match(/[\p{L}\p{N}\p{P}]/gu)?.length ?? 0;
    if (legible < 2 || legible < text.replace(/\s/g, '').length * 0.7) {
      throw unusable('这个 PDF 是扫描件或图片，没有可以读取的文字，请上传由文档直接导出的 PDF、.docx 或 .txt');
    }
    return paragraphs.map((paragraph): Block => ({ type: 'paragraph', text: paragraph }));
  } finally {
    await document.loadingTask.destroy();
  }
}

async function open(bytes: Uint8Array) {
  try {
    // The reader takes ownership of what it is given, so it gets a copy.
    return await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException')
      throw unusable('PDF 设有密码，请取消密码后再上传');
    throw unusable('PDF 已损坏，无法打开，请重新导出后再上传');
  }
}

function linesOf(page: readonly Piece[]): Line[] {
  const lines: Line[] = [];
  let y = Number.NaN;
  for (const piece of page) {
    if (piece.str.trim() === '') continue;
    const last = lines.at(-1);
    if (last !== undefined && Math.abs(piece.y - y) < last.size * 0.4) {
      const gap = piece.x - last.right > last.size * 0.3 && /[\x21-\x7e]$/.test(last.text) ? ' ' : '';
      last.text += gap + piece.str;
      last.right = piece.x + piece.width;
    } else {
      lines.push({ text: piece.str, left: piece.x, right: piece.x + piece.width, size: piece.fontSize || 10 });
      y = piece.y;
    }
  }
  // Page numbers as GB/T 9704 prints them: — 3 —
  return lines.filter((line) => !/^\s*[-—–－]?\s*\d{1,4}\s*[-—–－]?\s*$/.test(line.text));
}

/** A line that starts indented, or follows one that stopped well before the margin, begins a paragraph. */
function paragraphsOf(lines: readonly Line[]): string[] {
  const left = Math.min(...lines.map((line) => line.left));
  const right = Math.max(...lines.map((line) => line.right));
  const paragraphs: string[] = [];
  let before: Line | undefined;
  for (const line of lines) {
    const begins = before === undefined || line.left > left + line.size || before.right < right - before.size * 1.6;
    const space = /[\x21-\x7e]$/.test(before?.text ?? '') && /^[A-Za-z0-9]/.test(line.text) ? ' ' : '';
    if (begins) paragraphs.push(line.text.trim());
    else paragraphs.push(`${paragraphs.pop() ?? ''}${space}${line.text.trim()}`);
    before = line;
  }
  return paragraphs;
}
