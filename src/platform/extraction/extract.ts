import { parseCsv } from 'hucre/csv';
import { type Block, defaultLimits, type Extraction, type ExtractionLimits, megabytes, unusable } from './blocks.ts';
import { detectType } from './detect.ts';
import { readElsewhere } from './elsewhere.ts';
import { textOf } from './read.ts';

/**
 * The text of a document as blocks. The kind is decided by the content (`detectType`), nothing in the file is executed
 * and nothing is fetched; what has a format is taken apart in a process of its own. Refuses with AppError `invalid`, field
 * `file`, one sentence: empty, unknown, named as what it is not, garbled, a scan or picture, with a password or macros,
 * broken, too busy to be read in time, or beyond a limit.
 */
export async function extractText(
  bytes: Uint8Array,
  fileName: string,
  limits: ExtractionLimits = defaultLimits,
): Promise<Extraction> {
  if (bytes.length > limits.bytes) throw unusable(`文件超过 ${megabytes(limits.bytes)}，请压缩或拆分后再上传`);
  const { extension, label } = await detectType(bytes, fileName, limits);
  const extraction = await read(bytes, extension, label, limits);
  if (extraction.blocks.length === 0) throw unusable('文件里没有文字，请选择有内容的文件');
  return extraction;
}

async function read(
  bytes: Uint8Array,
  extension: string,
  label: string,
  limits: ExtractionLimits,
): Promise<Extraction> {
  switch (extension) {
    case 'txt':
    case 'vtt':
      return { kind: 'txt', blocks: linesOf(textOf(bytes, limits)), warnings: [] };
    case 'csv':
      return { kind: 'csv', blocks: gridOf(textOf(bytes, limits), limits), warnings: [] };
    case 'html':
    case 'docx':
    case 'xlsx':
    case 'pdf':
      return readElsewhere(bytes, extension, limits);
    case 'ofd':
      throw unusable('暂不能读取 OFD 文件的正文，请上传 .docx 或由文档直接导出的 PDF');
    default:
      throw unusable(`${label}没有可以读取的文字，请上传 .docx、.txt、.html 或由文档直接导出的 PDF`);
  }
}

/** Plain text: every line that is not blank is a paragraph. Also what pasted text goes through. */
export function linesOf(text: string): Block[] {
  const lines = text
    .split(/\r\n|[\n\r\f\v\u2028\u2029]/)
    .map((line) => line.replace(/[\u00a0\u200b\ufeff]/g, ' ').trim());
  return lines.filter((line) => line !== '').map((line) => ({ type: 'paragraph', text: line }));
}

function gridOf(text: string, limits: ExtractionLimits): Block[] {
  const rows = parseCsv(text).map((row) => row.map((cell) => String(cell ?? '').trim()));
  const filled = rows.filter((row) => row.some((cell) => cell !== ''));
  if (filled.reduce((sum, row) => sum + row.length, 0) > limits.cells) {
    throw unusable(`表格超过 ${limits.cells} 格，不能读取，请拆分后再上传`);
  }
  return filled.length === 0 ? [] : [{ type: 'table', rows: filled }];
}
