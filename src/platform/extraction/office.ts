import { readXlsx, streamXlsxRows, type MergeRange } from 'hucre/xlsx';
import mammoth from 'mammoth';
import { type Block, type ExtractionLimits, unusable } from './blocks.ts';
import { blocksOfHtml } from './html.ts';

/** Word: paragraphs, headings and tables; pictures, notes and automatic formats are left out. The package is guarded first. */
export async function blocksOfDocx(bytes: Uint8Array, limits: ExtractionLimits) {
  const { value } = await opened(() =>
    mammoth.convertToHtml(
      { buffer: Buffer.from(bytes) },
      { convertImage: mammoth.images.imgElement(async () => ({ src: '' })), externalFileAccess: false },
    ),
  );
  const warnings = /<ol\b/.test(value) ? ['文档使用了自动编号，已按 1. 2. 3. 读出，请核对编号'] : [];
  return { blocks: blocksOfHtml(value, limits), warnings };
}

/** Excel: each visible sheet with anything in it is one table, headed by its name when there are several. */
export async function blocksOfXlsx(bytes: Uint8Array, limits: ExtractionLimits): Promise<Block[]> {
  await opened(() => countCells(bytes, limits));
  const { sheets } = await opened(() => readXlsx(bytes, { sheets: (info) => !(info.hidden || info.veryHidden) }));
  const filled = sheets.filter((sheet) => sheet.rows.some((row) => row.some((cell) => cellText(cell) !== '')));
  return filled.flatMap((sheet): Block[] => {
    const grid = sheet.rows.map((row) => row.map(cellText));
    for (const range of sheet.merges ?? []) spread(grid, range);
    const rows = grid.filter((row) => row.some((text) => text !== ''));
    const table = { type: 'table', rows } as const;
    return filled.length > 1 ? [{ type: 'heading', level: 2, text: sheet.name }, table] : [table];
  });
}

/** Streams every sheet once and stops as soon as the rectangle it spans is too large: the reader below holds it whole. */
async function countCells(bytes: Uint8Array, limits: ExtractionLimits): Promise<void> {
  const names: string[] = [];
  const noteNameOnly = (sheet: { readonly name: string }) => {
    names.push(sheet.name);
    return false;
  };
  await readXlsx(bytes, { sheets: noteNameOnly });
  let cells = 0;
  for (const sheet of names.keys()) {
    let width = 0;
    let rows = 0;
    for await (const row of streamXlsxRows(bytes, { sheet })) {
      width = Math.max(width, row.values.length);
      rows = row.index + 1;
      if (cells + rows * width > limits.cells) {
        throw unusable(`表格超过 ${limits.cells} 格，不能读取，请拆分后再上传`);
      }
    }
    cells += rows * width;
  }
}

function spread(grid: string[][], range: MergeRange): void {
  const text = grid[range.startRow]?.[range.startCol] ?? '';
  const lastRow = Math.min(range.endRow, grid.length - 1);
  for (let row = range.startRow; row <= lastRow; row++) {
    const line = grid[row] ?? [];
    const lastColumn = Math.min(range.endCol, Math.max(line.length - 1, range.startCol));
    for (let column = range.startCol; column <= lastColumn; column++) line[column] = text;
  }
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  // A date cell is a civil date: hucre gives it as midnight UTC.
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return String(value).trim();
}

/** What a library throws on a stranger's file is about the file; our own refusals pass through. */
async function opened<T>(open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof Error && error.name === 'AppError') throw error;
    if (error instanceof Error && error.name === 'EncryptedFileError')
      throw unusable('文件设有密码，请取消密码后再上传');
    throw unusable('文件已损坏，无法打开，请在原软件中重新保存后再上传');
  }
}
