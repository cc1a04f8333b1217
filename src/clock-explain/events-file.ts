import { readFile } from 'node:fs/promises';
import type { HappenedOn } from '#kernel/clock.ts';
import { isLocalDate } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';

/** No matter has more; a file that has is another file. */
const MOST_EVENTS = 1_000;
const MOST_CHARACTERS = 1_000_000;
/** Days the calendar can speak of, and people mean. */
const [FIRST, LAST] = ['2000-01-01', '2100-12-31'] as const;

const SHAPE = '应为 [{"name":"confirm","on":"2026-03-02"}] 或者 {"events":[…]} 的样子';
const KEYS = ['name', 'on', 'days', 'ref'];

/** What happened, from a file `[{name,on,days?,ref?}]` or `{events:[…]}`. Refuses, with everything that is wrong in it, whatever is not that. */
export async function eventsIn(file: string): Promise<HappenedOn[]> {
  const list = listIn(parsed(await textOf(file), file), file);
  const wrong = list.flatMap((entry, i) => defectsOf(entry).map((defect) => `第 ${i + 1} 件记录：${defect}`));
  if (wrong.length > 0) throw new AppError('usage', 400, wrong.slice(0, 20));
  return list as HappenedOn[];
}

async function textOf(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) throw usage(`读不到文件「${file}」，请检查路径`);
  if (text.length > MOST_CHARACTERS) throw usage(`文件「${file}」太大，最多 ${MOST_CHARACTERS} 个字符`);
  return text.replace(/^\uFEFF/, '');
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw usage(`文件「${file}」不是完整的 JSON，${SHAPE}`);
  }
}

function listIn(content: unknown, file: string): unknown[] {
  const list = isObject(content) ? content.events : content;
  if (!Array.isArray(list)) throw usage(`文件「${file}」里没有记录，${SHAPE}`);
  if (list.length > MOST_EVENTS) throw usage(`文件「${file}」里有 ${list.length} 件记录，最多 ${MOST_EVENTS} 件`);
  return list;
}

function defectsOf(entry: unknown): string[] {
  if (!isObject(entry)) return [SHAPE];
  const { name, on, days, ref } = entry;
  const defects = Object.keys(entry)
    .filter((key) => !KEYS.includes(key))
    .map((key) => `不认识「${key.slice(0, 40)}」，可以写的是 ${KEYS.join('、')}`);
  if (!isName(name)) defects.push('name 应为事件的名称，如 confirm');
  if (typeof on !== 'string' || !isLocalDate(on) || on < FIRST || on > LAST)
    defects.push(`on 应为 ${FIRST} 至 ${LAST} 之间的日期，如 2026-03-02`);
  if (days !== undefined && !(Number.isInteger(days) && Number(days) >= 1 && Number(days) <= 3660))
    defects.push('days 应为 1 至 3660 的整数');
  if (ref !== undefined && !isName(ref)) defects.push('ref 应为一份文书的编号，如 甲');
  return defects;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isName = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '' && value.length <= 100;

const usage = (sentence: string) => new AppError('usage', 400, [sentence]);
