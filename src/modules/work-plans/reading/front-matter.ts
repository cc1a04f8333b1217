import { isLocalDate, type LocalDate } from '#kernel/dates.ts';
import { isFurniture } from './furniture.ts';

export interface FrontMatter {
  readonly title: string;
  readonly documentNumber: string | null;
  /** 成文日期 or 印发日期 by its label. */
  readonly writtenOn: LocalDate | null;
  /** The day the page says it was published. */
  readonly publishedOn: LocalDate | null;
  readonly source: string | null;
  readonly preamble: string;
}

interface Line {
  readonly text: string;
  /** The document itself calls it a heading. */
  readonly heading: boolean;
}

/** What stands above the first section: title, number, dates, source, then the opening paragraphs. */
export function readFrontMatter(lines: readonly Line[]): FrontMatter {
  const kept = lines.filter(({ text }) => !isFurniture(text));
  const meta = kept.filter(({ text }) => isMeta(text)).map(({ text }) => text);
  const prose = kept.filter(({ text }) => !isMeta(text));
  const at = titleAt(prose);
  const title = at === undefined ? '' : titleFrom(prose, at);
  return {
    title,
    documentNumber: firstOf(meta, (line) => documentNumber.exec(line)?.[0].replace(/\s/g, '')),
    writtenOn: firstOf(meta, (line) => labelledDate(line, '成文|印发|签发')),
    publishedOn: firstOf(meta, dateIn),
    source: firstOf(meta, (line) => labelledSource.exec(line)?.[1]?.trim()),
    preamble: prose
      .slice(at === undefined ? 0 : at + 1)
      .map(({ text }) => text)
      .join('\n'),
  };
}

/** A line that is only a date, as under a signature. */
export function dateLine(line: string): LocalDate | undefined {
  return /^(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$/.test(line) ? dateIn(line) : undefined;
}

const documentNumber = /[\u4e00-\u9fa5]{1,15}\s*[〔[［【（(﹝]\s*(?:19|20)\d{2}\s*[〕\]］】）)﹞]\s*第?\s*\d{1,4}\s*号/;
const labelledSource =
  /(?:信息来源|发布机构|发文机关|发布单位|信息提供|稿件来源|来源|制定机关)\s*[:：]\s*([^\s|｜【】]+)/;
const metaLabels =
  /(?:信息来源|发布机构|发文机关|发布单位|信息提供|稿件来源|来源|制定机关|索引号|发文字号|文\s*号|主题分类|信息分类|发布日期|发布时间|成文日期|印发日期|生成日期|时间|日期|有效性|公开方式|浏览次数)\s*[:：]/;
const anyDate = /((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?/;
const documentWords = /要点|方案|计划|规划|意见|通知|清单|分工|措施|安排|任务|办法|纲要|行动|细则|通报/;

/** Facts about the document rather than part of it; prose that quotes a number or a date is not. */
function isMeta(text: string): boolean {
  if (text.length > 120 || /。$/.test(text)) return false;
  if (metaLabels.test(text)) return true;
  const rest = text
    .replace(documentNumber, '')
    .replace(anyDate, '')
    .replace(/\d{1,2}:\d{2}(:\d{2})?/, '');
  return rest !== text && /^[\s()（）|｜:：]*$/.test(rest);
}

function titleAt(prose: readonly Line[]): number | undefined {
  const short = (line: Line) => line.text.length <= 100 && !/[。；;：:，,]$/.test(line.text);
  const candidates = prose.map((line, at) => ({ line, at })).filter(({ line }) => short(line));
  const found =
    candidates.find(({ line }) => line.heading && documentWords.test(line.text)) ??
    candidates.find(({ line }) => documentWords.test(line.text)) ??
    candidates.find(({ line }) => line.heading);
  return found?.at;
}

/** A title broken over lines: the lines above belong to it when one of them opens with whose document about what. */
function titleFrom(prose: readonly Line[], at: number): string {
  const title = clean(prose[at]?.text ?? '');
  for (let from = at - 1; from >= Math.max(0, at - 3); from--) {
    const above = prose.slice(from, at).map(({ text }) => clean(text));
    if (above.some((text) => text.length > 60 || /[。；;：:]$/.test(text))) break;
    if (/(?:关于|印发|转发)[^》]*$/.test(above[0] ?? '') && !/关于/.test(title)) return above.join('') + title;
  }
  return title;
}

const clean = (text: string) => text.replace(/\s+/g, ' ').trim();

function labelledDate(line: string, label: string): LocalDate | undefined {
  const part = new RegExp(`(?:${label})(?:日期|时间)\\s*[:：]\\s*(\\S+)`).exec(line)?.[1];
  return part === undefined ? undefined : dateIn(part);
}

function dateIn(line: string): LocalDate | undefined {
  const parts = anyDate.exec(line);
  if (!parts) return undefined;
  const text = `${parts[1]}-${parts[2]?.padStart(2, '0')}-${parts[3]?.padStart(2, '0')}`;
  return isLocalDate(text) ? text : undefined;
}

function firstOf<T>(lines: readonly string[], read: (line: string) => T | undefined): T | null {
  for (const line of lines) {
    const value = read(line);
    if (value !== undefined) return value;
  }
  return null;
}
