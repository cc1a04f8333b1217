import { AppError, invalid } from '#kernel/errors.ts';
import { halfWidth } from '#kernel/text.ts';
import { type Block, extractText } from '#platform/extraction/index.ts';
import type { FiguresFile } from '../contract.ts';
import { type Figures, writtenParts } from '../figures.ts';
import { readFigures } from '../read-figures.ts';
import { readStrictJson } from '../strict-json.ts';
import { keysOf, templateOf } from '../tables.ts';
import { type RawTable, rawReport } from './cells.ts';

export interface ReadReport {
  readonly format: 'json' | 'html' | 'docx';
  /** In the exchange scheme; text in a cell is kept under its name with `Raw` behind. */
  readonly figures: FiguresFile;
  readonly notes: readonly string[];
}

/** Ours: a published report is some hundred kilobytes. */
const LARGEST_PAGE = 2 * 1024 * 1024;

/** A report made elsewhere, out of figures in the exchange scheme, a page or a .docx. Refuses what is none of these, in a sentence each. */
export async function readReportFile(
  bytes: Uint8Array,
  name: string,
  year: number,
  authority: string,
): Promise<ReadReport> {
  const kind = /\.(json|html?|docx)$/i.exec(name)?.[1]?.toLowerCase();
  if (kind === 'json') return fromJson(bytes, year);
  if (kind === undefined) throw invalid({ file: '请选择 .json、.docx 或者 .html 文件' });
  if (kind !== 'docx' && bytes.length > LARGEST_PAGE)
    throw invalid({ file: '网页文件超过 2 MB，请另存为只含报告正文的网页，或者用 .docx、数据文件（JSON）' });
  const { blocks } = await extractText(bytes, name);
  const raw = rawReport(blocks, templateOf(year));
  if ([raw.proactive, raw.applications, raw.review].every((table) => Object.keys(table).length === 0))
    throw invalid({ file: '文件里没有找到年度报告的任何一张表。扫描件读不出来，请用原文件或者数据文件（JSON）' });
  const figures = {
    authority,
    year,
    format: templateOf(year),
    complete: false,
    proactive: cellsOf(raw.proactive),
    applications: cellsOf(raw.applications),
    review: cellsOf(raw.review),
    narrative: {},
    parts: partsOf(blocks),
    explanations: {},
  };
  readFigures(figures);
  const saidYear = yearSaid(blocks);
  return {
    format: kind === 'docx' ? 'docx' : 'html',
    // `Raw` cells are text; whoever reads the file again reads them as such.
    figures: figures as unknown as FiguresFile,
    notes: [
      ...(saidYear !== undefined && saidYear !== year
        ? [`文件标题写的是 ${saidYear} 年，要导入的是 ${year} 年度的报告，请核对是否选错文件`]
        : []),
      ...raw.notes,
    ],
  };
}

function fromJson(bytes: Uint8Array, year: number): ReadReport {
  const reading = readStrictJson(bytes);
  if ('problem' in reading) throw invalid({ file: reading.problem });
  let read: Figures;
  try {
    read = readFigures(reading.value);
  } catch (error) {
    throw error instanceof AppError ? invalid({ file: error.reasons.join('；') }) : error;
  }
  if (read.year !== year) throw invalid({ file: `文件是 ${read.year} 年度的报告，要导入的是 ${year} 年度的` });
  const { narrative: _n, explanations: _e, ...given } = reading.value as FiguresFile;
  return {
    format: 'json',
    figures: { ...given, narrative: {}, explanations: {} },
    notes: [
      ...read.texts.map(({ place, text }) => `「${place.label}」写的是文字「${text}」，没有当作数字`),
      ...(read.unknown.length > 0
        ? [`有 ${read.unknown.length} 处名称不认识，没有读取：${read.unknown.slice(0, 5).join('、')}`]
        : []),
    ],
  };
}

/** A cell that is a plain number is that number; a blank, a dash or a stroke is no figure; other text is kept as it is written. */
function cellsOf(table: RawTable): Record<string, Record<string, number | null | string>> {
  return Object.fromEntries(
    Object.entries(table).map(([row, cells]) => [
      row,
      Object.fromEntries(
        Object.entries(cells).map(([cell, words]): [string, number | null | string] => {
          const given = halfWidth(words).replace(/[\s,]/g, '');
          if (/^[-+]?\d{1,15}(?:\.\d{1,9})?$/.test(given)) return [cell, Number(given)];
          return /^[-—–－/\\]*$/u.test(given) ? [cell, null] : [`${cell}Raw`, words.trim().slice(0, 100)];
        }),
      ),
    ]),
  );
}

/** The words between the headings of parts one, five and six. */
function partsOf(blocks: readonly Block[]): Record<string, string> {
  const parts: Record<string, string> = {};
  let current: string | undefined;
  for (const block of blocks) {
    if (block.type === 'table') continue;
    const heading = /^[一二三四五六]、/.test(block.text.trim());
    if (heading && block.text.length < 60) {
      const bare = block.text.replace(/\s/g, '');
      current = keysOf(writtenParts).find((part) => bare.startsWith(writtenParts[part].slice(0, 6)));
    } else if (current) parts[current] = `${parts[current] ? `${parts[current]}\n` : ''}${block.text}`.slice(0, 50_000);
  }
  return parts;
}

function yearSaid(blocks: readonly Block[]): number | undefined {
  for (const block of blocks) {
    const said =
      block.type === 'table' ? undefined : /(20\d{2})年(?:度)?政府信息公开工作年度报告/.exec(halfWidth(block.text));
    if (said) return Number(said[1]);
  }
  return undefined;
}
