import { isLocalDate } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import {
  type Cell,
  type CellText,
  type Figures,
  type Place,
  applicationPlace,
  proactivePlace,
  reviewPlace,
  writtenParts,
} from './figures.ts';
import { shown } from './strict-json.ts';
import {
  applicantColumns,
  applicationRows,
  keysOf,
  proactiveCells,
  proactiveRows,
  reviewBlocks,
  reviewOutcomes,
  templateOf,
} from './tables.ts';

/** What is noted on the way: reasons for which this is no file of figures, texts in cells, keys nobody knows. */
interface Notes {
  readonly reasons: string[];
  readonly texts: CellText[];
  readonly unknown: string[];
}

/**
 * Figures out of parsed JSON in the exchange scheme. What the report got wrong is read as it stands and judged later; refused, with all
 * reasons, is what is no such file: no year, no table, a list where a row belongs.
 */
export function readFigures(value: unknown): Figures {
  if (!isRecord(value)) throw new AppError('figures', 400, ['文件里应是一份年度报告的数据（以 { 开头），现在不是']);
  const notes: Notes = { reasons: [], texts: [], unknown: [] };
  const year = own(value, 'year');
  const validYear = typeof year === 'number' && Number.isInteger(year) && year >= 2019 && year <= 2100;
  if (!validYear) notes.reasons.push('缺少报告年度，或者不对：「year」应是 2019 到 2100 之间的年份，如 2025');
  const format = own(value, 'format') ?? (validYear ? templateOf(year) : '2021');
  if (format !== '2019' && format !== '2021') notes.reasons.push('报告格式「format」应是 "2019" 或者 "2021"');
  const publishedOn = text(value, 'publishedOn', 10, notes);
  if (publishedOn !== undefined && !isLocalDate(publishedOn))
    notes.reasons.push('公布日期「publishedOn」应写成 2026-01-31 的样子');
  const parts = section(value, 'parts', notes) ?? {};
  const figures = {
    authority: text(value, 'authority', 200, notes),
    year: validYear ? year : 0,
    format: format === '2019' ? format : ('2021' as const),
    complete: own(value, 'complete') === true,
    cutAt: text(value, 'cutAt', 200, notes),
    title: text(value, 'title', 300, notes),
    publishedOn: publishedOn !== undefined && isLocalDate(publishedOn) ? publishedOn : undefined,
    proactive: table(value, 'proactive', keysOf(proactiveRows), keysOf(proactiveCells), proactivePlace, notes),
    applications: table(
      value,
      'applications',
      keysOf(applicationRows),
      keysOf(applicantColumns),
      applicationPlace,
      notes,
    ),
    review: table(value, 'review', keysOf(reviewBlocks), keysOf(reviewOutcomes), reviewPlace, notes),
    narrative: narrative(value, notes),
    parts: Object.fromEntries(
      keysOf(writtenParts).flatMap((part) => {
        const given = text(parts, part, 200_000, notes);
        return given === undefined ? [] : [[part, given]];
      }),
    ),
    explanations: new Map(
      Object.entries(section(value, 'explanations', notes) ?? {}).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].trim() !== '',
      ),
    ),
    texts: notes.texts,
    unknown: notes.unknown,
  } satisfies Figures;
  if (!figures.proactive && !figures.applications && !figures.review && figures.narrative.size === 0)
    notes.reasons.push(
      '文件里没有年度报告的任何一张表（proactive、applications、review），也没有正文数字（narrative）',
    );
  if (notes.reasons.length > 0) throw new AppError('figures', 400, notes.reasons);
  return figures;
}

/** One table; blank where it is not there. Rows and cells are looked up by the names of the scheme, never the other way round. */
function table<R extends string, C extends string>(
  file: Readonly<Record<string, unknown>>,
  name: string,
  rows: readonly R[],
  columns: readonly C[],
  placeOf: (row: R, column: C) => Place,
  notes: Notes,
): Partial<Record<R, Partial<Record<C, Cell>>>> | undefined {
  const given = section(file, name, notes);
  if (!given) return undefined;
  const read: Partial<Record<R, Partial<Record<C, Cell>>>> = {};
  for (const row of rows) {
    const cells = section(given, row, notes, `${name}.`);
    if (!cells) continue;
    const kept: Partial<Record<C, Cell>> = {};
    for (const column of columns) {
      const cell = cellOf(cells, column, placeOf(row, column), notes);
      if (cell !== undefined) kept[column] = cell;
    }
    read[row] = kept;
    const known: readonly string[] = columns.flatMap((column) => [column, `${column}Raw`]);
    notUnderstood(cells, known, `${name}.${row}.`, notes);
  }
  notUnderstood(given, rows, `${name}.`, notes);
  return read;
}

/** A number, a blank, or text (under the cell's own name or with `Raw` behind it). Text that is a plain number is that number. */
function cellOf(
  cells: Readonly<Record<string, unknown>>,
  column: string,
  place: Place,
  { reasons, texts }: Notes,
): Cell | undefined {
  const given = own(cells, column);
  const inRaw = typeof given !== 'string';
  const written = inRaw ? own(cells, `${column}Raw`) : given;
  if (typeof written === 'string' && written.trim() !== '') {
    const number = /^[+-]?\d{1,15}(?:\.\d{1,9})?$/.test(written.trim()) ? Number(written) : undefined;
    if (number === undefined)
      texts.push({ place: inRaw ? { ...place, path: `${place.path}Raw` } : place, text: shown(written) });
    if (typeof given !== 'number') return number ?? null;
  }
  if (given === undefined || given === null || typeof given === 'number') return given;
  if (typeof given === 'string') return null;
  reasons.push(`「${place.path}」应是数字、文字或者空（null）`);
  return undefined;
}

/** Numbers and breakdowns into numbers; what else a transcription notes of the text is not ours to judge. */
function narrative(
  file: Readonly<Record<string, unknown>>,
  notes: Notes,
): ReadonlyMap<string, number | readonly number[]> {
  const read = new Map<string, number | readonly number[]>();
  for (const [name, given] of Object.entries(section(file, 'narrative', notes) ?? {})) {
    if (typeof given === 'number') read.set(name, given);
    if (typeof given !== 'object' || given === null) continue;
    const numbers: readonly unknown[] = Object.values(given);
    if (numbers.length > 0 && numbers.every((number) => typeof number === 'number')) read.set(name, numbers);
  }
  return read;
}

function notUnderstood(
  given: Readonly<Record<string, unknown>>,
  known: readonly string[],
  prefix: string,
  { unknown }: Notes,
): void {
  const names = new Set(known);
  for (const name of Object.keys(given)) if (!names.has(name)) unknown.push(prefix + shown(name));
}

function section(
  holder: Readonly<Record<string, unknown>>,
  name: string,
  { reasons }: Notes,
  prefix = '',
): Readonly<Record<string, unknown>> | undefined {
  const given = own(holder, name);
  if (given === undefined || given === null) return undefined;
  if (isRecord(given)) return given;
  reasons.push(`「${prefix}${name}」应是一组有名称的数据（以 { 开头），没有就写 null`);
  return undefined;
}

function text(
  holder: Readonly<Record<string, unknown>>,
  name: string,
  longest: number,
  { reasons }: Notes,
): string | undefined {
  const given = own(holder, name);
  if (given === undefined || given === null) return undefined;
  if (typeof given === 'string' && given.length <= longest) return given;
  reasons.push(`「${name}」应是不超过 ${longest} 个字的文字`);
  return undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Only what the file itself says: `constructor` and `__proto__` are names like any other. */
const own = (holder: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(holder, name) ? holder[name] : undefined;
