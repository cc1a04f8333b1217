import { isLocalDate, type LocalDate } from '#kernel/dates.ts';
import { invalid } from '#kernel/errors.ts';

export interface Measure {
  readonly text: string;
  readonly dueOn: LocalDate | null;
}

/**
 * Measures as people type or paste them: one a line, the day at its end if there is one (2026-08-31, 2026年8月31日,
 * （8月底前） is not read as a day). Numbers in front are taken away. Refuses a day that does not exist, naming its line.
 */
export function measuresFrom(text: string): Measure[] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim().replace(/^(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)]|[-·•])\s*/, ''));
  const measures = lines.filter((line) => line !== '').map(measureFrom);
  if (measures.length === 0) throw invalid({ measures: '请至少写一条措施' });
  if (measures.length > 50) throw invalid({ measures: '措施不能超过 50 条，请合并' });
  return measures;
}

const AT_END = /[\s，,；;（(]*(\d{4})[-年/.](\d{1,2})[-月/.](\d{1,2})日?(?:前|之前|以前)?[）)。；;]*$/;

function measureFrom(line: string): Measure {
  const found = AT_END.exec(line);
  if (!found) return { text: line.slice(0, 500), dueOn: null };
  const [, year = '', month = '', day = ''] = found;
  const dueOn = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isLocalDate(dueOn)) throw invalid({ measures: `「${line.slice(0, 40)}」末尾的日期不存在，请改正` });
  const text = line.slice(0, found.index).trim();
  if (text === '') throw invalid({ measures: `「${line.slice(0, 40)}」只有日期，请写明措施` });
  return { text: text.slice(0, 500), dueOn };
}
