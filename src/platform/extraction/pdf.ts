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
    const paragraphs = paragraphsOf(items.flatMap(linesOf));
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

/**
 * A line that starts indented begins a paragraph, and so does one whose beginning would still have fitted on the line
 * before. Margins are those nearly all lines keep, so that a stray page head does not move them.
 */
function paragraphsOf(lines: readonly Line[]): string[] {
  const left = lines.map((line) => line.left).sort((a, b) => a - b)[Math.floor(lines.length * 0.05)] ?? 0;
  const right = lines.map((line) => line.right).sort((a, b) => a - b)[Math.ceil(lines.length * 0.95) - 1] ?? 0;
  const paragraphs: string[] = [];
  let before: Line | undefined;
  for (const line of lines) {
    const word = /^\s*[\x21-\x7e]+/.exec(line.text)?.[0].trim() ?? '';
    const needed = line.size * (word === '' ? 1.6 : word.length * 0.5 + 1);
    const begins = before === undefined || line.left > left + line.size || before.right + needed < right;
    const space = /[\x21-\x7e]$/.test(before?.text.trimEnd() ?? '') && word !== '' ? ' ' : '';
    if (begins) paragraphs.push(line.text.trim());
    else paragraphs.push(`${paragraphs.pop() ?? ''}${space}${line.text.trim()}`);
    before = line;
  }
  return paragraphs;
}
