import { type BodyElement, type BodyNode, elementsIn, textIn } from './html.ts';

export const CHART_KINDS = { bar: '柱状图', line: '折线图', pie: '饼图' } as const;
export type ChartKind = keyof typeof CHART_KINDS;

/** A chart as its figure holds it: the table it is drawn from. */
export interface Chart {
  readonly kind: ChartKind;
  readonly title: string;
  /** 件, 项, 万元; '' where the numbers have none. */
  readonly unit: string;
  /** The heading over the labels: 月份, 地区. */
  readonly what: string;
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
}

/** The first row heads the columns, the first column names the rows; everything else is a number. */
export type ChartCells = readonly (readonly string[])[];

export const CHART_LIMITS = { rows: 60, series: 6, title: 80, unit: 20, cell: 40 } as const;

/** Numbers as people write them: with commas between thousands, with a percent sign, in full width. */
export function numberIn(text: string): number | undefined {
  const plain = text.normalize('NFKC').replaceAll(/[,\s]/g, '').replace(/%$/, '');
  return /^[+-]?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/** What is wrong with a table a chart is to be drawn from, all of it; empty when it can be drawn. */
export function chartDefects(kind: ChartKind, cells: ChartCells): string[] {
  const [head = [], ...rows] = cells;
  if (rows.length === 0 || head.length < 2) return ['至少要有一行表头、一行数据和两列：第一列是名称，其余列是数字'];
  const defects: string[] = [];
  if (rows.length > CHART_LIMITS.rows) defects.push(`数据超过 ${CHART_LIMITS.rows} 行，请合并后再制图`);
  if (head.length - 1 > CHART_LIMITS.series) defects.push(`数据超过 ${CHART_LIMITS.series} 列，请分成几张图`);
  if (kind === 'pie' && head.length > 2) defects.push('饼图只能有一列数字');
  rows.forEach((row, at) => {
    if (!row[0]?.trim()) defects.push(`第 ${at + 1} 行没有名称`);
    head.slice(1).forEach((name, n) => {
      const value = numberIn(row[n + 1] ?? '');
      if (value === undefined) defects.push(`第 ${at + 1} 行「${name}」不是数字`);
      else if (kind === 'pie' && value < 0) defects.push(`第 ${at + 1} 行是负数，不能画成饼图`);
    });
  });
  return defects.length > MANY ? [...defects.slice(0, MANY), `还有 ${defects.length - MANY} 处`] : defects;
}

const MANY = 5;

/** Reads what a spreadsheet puts on the clipboard: cells parted by tabs (or commas), rows by line breaks. */
export function cellsOf(text: string): string[][] {
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  const tabs = lines.some((line) => line.includes('\t'));
  const rows = lines.map((line) => line.split(tabs ? '\t' : /[,，](?!\d{3}(?!\d))/).map((cell) => cell.trim()));
  const width = Math.max(0, ...rows.map((row) => row.findLastIndex((cell) => cell !== '') + 1));
  return rows.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? ''));
}

/** The cells of the table in a figure. */
export function chartCells(figure: BodyElement): string[][] {
  return elementsIn(figure.children, ({ tag }) => tag === 'tr').map((row) =>
    elementsIn(row.children, ({ tag }) => tag === 'th' || tag === 'td').map((cell) => textIn(cell).trim()),
  );
}

/** The chart a figure holds; undefined where its table cannot be drawn. */
export function chartOf(figure: BodyElement): Chart | undefined {
  const kind = figure.attributes['data-chart'] as ChartKind | undefined;
  const cells = chartCells(figure);
  if (!kind || !Object.hasOwn(CHART_KINDS, kind) || chartDefects(kind, cells).length > 0) return undefined;
  const [head = [], ...rows] = cells;
  const [caption] = elementsIn(figure.children, ({ tag }) => tag === 'caption');
  return {
    kind,
    title: caption ? textIn(caption).trim() : '',
    unit: figure.attributes['data-unit'] ?? '',
    what: head[0] || '项目',
    labels: rows.map((row) => row[0] ?? ''),
    series: head.slice(1).map((name, n) => ({ name, values: rows.map((row) => numberIn(row[n + 1] ?? '') ?? 0) })),
  };
}

/** Every chart of a body that can be drawn, in reading order. */
export const chartsIn = (nodes: readonly BodyNode[]): Chart[] =>
  elementsIn(nodes, isChart).flatMap((figure) => chartOf(figure) ?? []);

export const isChart = ({ tag, attributes }: BodyElement): boolean =>
  tag === 'figure' && attributes['data-kind'] === 'chart';

/** What a chart is, for those who do not see it. */
export const chartWords = ({ kind, title, labels, series, unit }: Chart): string =>
  `${CHART_KINDS[kind]}：${title}，${labels.length} 项${series.length > 1 ? `、${series.length} 组数据` : ''}${unit ? `，单位${unit}` : ''}，具体数字见下表`;
