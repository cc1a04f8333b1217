import type { Confidence, Hit } from '../finding.ts';
import type { RuleKey } from './descriptions.ts';

/** Running text, or a place where only marks and names stand: page heads, page feet, watermarks. */
export type Place = 'body' | 'margin';

const LEVEL = '(?:绝\\s*密|机\\s*密|秘\\s*密)';
const STAR = '[★☆✪✩✭✮⭐⋆﹡*※▲]';
const PERIOD =
  '(?:\\d{1,3}\\s*(?:年|个月|月|天|日)|[一二三四五六七八九十]{1,3}年|长\\s*期|永\\s*久|启\\s*用\\s*前|解密)';

/** 密级★保密期限, the mark of GB/T 9704-2012 §7.2.2; before Chinese usage of * as a footnote sign, a period is asked for. */
const STARRED = new RegExp(
  `${LEVEL}\\s*级?\\s*(?:[★☆✪✩✭✮⭐⋆※▲]\\s*${PERIOD}?|[﹡*·•]\\s*${PERIOD}|${PERIOD}(?=\\s|$))`,
  'g',
);
/** A line that holds nothing but a level, with what GB/T 9704 lets stand beside it: copy number and urgency. */
const LEVEL_LINE = new RegExp(
  `^(?:\\d{6}|№\\s*\\d+|份号:?\\s*\\d+|密级(?:和保密期限)?\\s*[::]|定密级别\\s*:|[【\\[(<《〔]|\\s)*(${LEVEL}|涉\\s*密)(?:级|文件|件|资料|材料){0,2}(?:[】\\])>》〕]|${STAR}|${PERIOD}|特\\s*急|加\\s*急|平\\s*急|特\\s*提|急\\s*件|\\d{6}|\\s|第\\s*\\d+\\s*号)*$`,
);
const LEVEL_VALUE = new RegExp(
  `(?:密\\s*级|定密级别|涉密等级|秘密等级)\\s*[:|\\u241f]\\s*(${LEVEL}|内\\s*部)(?!\\s*[□☐○、/])`,
  'g',
);
const BRACKETED = new RegExp(
  `[(【〔\\[]\\s*(${LEVEL}|内部|内部资料|内部文件|内部材料|涉密)(?:级|件)?\\s*[)】〕\\]]`,
  'g',
);
const PERIOD_LINE = new RegExp(`^保密期限\\s*:?\\s*${PERIOD}\\s*$`);

const INTERNAL =
  '(?:内部(?:资料|文件|材料|使用|参考|参阅|刊物|情况|掌握|传阅|发行|明电|工作资料|公开)|工作秘密|工作机密|仅供(?:内部|领导|工作)(?:使用|参考|参阅|掌握)?|注意(?:保存|保密|保管)|(?:不得|不准|严禁|请勿|禁止|切勿|勿)(?:外传|外泄|扩散|翻印|复印|转发|对外|上网|公开)(?:传播|提供|公开|发布)?|不对外公开|阅后(?:即焚|收回|销毁|退回)|会后(?:收回|退回)|用后(?:收回|销毁)|非公开(?:资料|文件)|商业秘密(?:文件|资料)|密\\s*件|保密(?:资料|文件|材料))';
const INTERNAL_ONLY = new RegExp(
  `^(?:[【\\[(<《〔★☆*\\s])*(?:(?:本|此)(?:件|文件|资料|材料)(?:为|系|属)?)?(?:${INTERNAL}[\\s,，、;；·|/!。★☆*]*){1,4}(?:[】\\])>》〕]|第\\s*\\d+\\s*期|\\d{6}|\\s|[★☆*。])*$`,
);
const INTERNAL_BRACKET = new RegExp(`[(【〔\\[]\\s*(?:${INTERNAL}[\\s,，、;·]*){1,4}\\s*[)】〕\\]]`, 'g');
/** A paper that speaks of itself. */
const OF_ITSELF = new RegExp(
  `(?:本|此)(?:文件|件|资料|材料|报告|表|邮件|方案|通知|名单|清单|稿)[^,，。;；\\n]{0,6}?(?:${INTERNAL}|涉及国家秘密|属于?(?:国家|工作)秘密|属于?${LEVEL}级?(?:文件|事项)?|涉密)(?=[,，。;；!)\\s]|$)`,
  'g',
);
const NOT_PUBLIC =
  /[([【〔]?\s*(?:此件|本件|此文)\s*(?:不予公开|不公开|不宜公开|不对外公开|依申请公开|暂不公开|内部掌握|不上网|(?:只|仅)?发至?[^。,，\n)]{2,16}[级位门])\s*[)\]】〕]?/g;
const FOREIGN =
  /^\W*(?:(?:TOP\s+SECRET|STRICTLY\s+CONFIDENTIAL|CONFIDENTIAL|INTERNAL(?:\s+USE)?\s+ONLY|CLASSIFIED|FOR\s+OFFICIAL\s+USE\s+ONLY)\W*)+$/i;
/** Subjects written about, not marks. */
const SUBJECT =
  /(?:商业|国家|技术|个人|工作|通信|科技|经济|涉及|泄露|保守|属于|有关|存储|处理|传递|标注|确定|分为|包括|定为|划分|核心)$/;

const ANY =
  /密|发至|内\s*部|外传|外泄|保存|保管|对外|公开|扩散|翻印|收回|阅后|仅供|CONFIDENTIAL|SECRET|INTERNAL|CLASSIFIED|OFFICIAL/i;

/** Marks of secrecy, told by their form: where they stand, what stands beside them. Prose about secrecy is none. */
export function* secrecyMarks(text: string, place: Place): Generator<Hit> {
  let start = 0;
  for (const line of text.split('\n')) {
    if (ANY.test(line)) yield* marksIn(line, start, place);
    start += line.length + 1;
  }
}

function* marksIn(line: string, offset: number, place: Place): Generator<Hit> {
  const seen: (readonly [number, number])[] = [];
  const hit = (rule: RuleKey, at: number, value: string, confidence: Confidence): Hit | undefined => {
    const [start, end] = [offset + at, offset + at + value.length];
    if (seen.some(([from, to]) => start < to && from < end)) return undefined;
    seen.push([start, end]);
    return { rule, start, end, value: value.replace(/\s+/g, ''), confidence };
  };
  const hits = [
    ...cellsOf(line, place).flatMap(({ text, at }) => wholeCell(text, at, hit)),
    ...found(line, STARRED).map(
      ([value, at]) => starred(line, value, at) && hit('mark/classification', at, value.trimEnd(), 'certain'),
    ),
    ...found(line, LEVEL_VALUE).map(([value, at]) => hit('mark/classification', at, value, 'certain')),
    ...found(line, BRACKETED).map(([value, at]) => bracketed(line, value, at, hit)),
    ...found(line, INTERNAL_BRACKET).map(([value, at]) => hit('mark/internal', at, value, 'certain')),
    ...found(line, OF_ITSELF).map(([value, at]) => hit('mark/internal', at, value, 'certain')),
    ...found(line, NOT_PUBLIC).map(([value, at]) =>
      hit('mark/not-public', at, value, /依申请公开|发至?/.test(value) ? 'likely' : 'certain'),
    ),
  ];
  for (const one of hits) if (one) yield one;
}

type Make = (rule: RuleKey, at: number, value: string, confidence: Confidence) => Hit | undefined;

/** A line that short is no sentence: 内部资料 免费交流. */
const SHORT = 30;

/** The line itself, the cells of a row, and in page heads and feet and in short lines each word. */
function cellsOf(line: string, place: Place): { readonly text: string; readonly at: number }[] {
  const whole = [{ text: line.trim(), at: line.length - line.trimStart().length }];
  const parts = [...line.matchAll(place === 'margin' || line.length <= SHORT ? /[^\s\u241f|]+/g : /[^\u241f\t]+/g)].map(
    ({ 0: part, index }) => ({
      text: part.trim(),
      at: index + part.length - part.trimStart().length,
    }),
  );
  const spaced =
    line.length > 400
      ? []
      : [...line.matchAll(/\S+(?:\s\S+)*?(?=\s{2,}|$)/g)].map(({ 0: text, index }) => ({ text, at: index }));
  return [...whole, ...parts, ...spaced].filter(({ text }) => text.length >= 2 && text.length <= 60);
}

function wholeCell(text: string, at: number, hit: Make): (Hit | undefined)[] {
  if (LEVEL_LINE.test(text) || PERIOD_LINE.test(text)) return [hit('mark/classification', at, text, 'certain')];
  if (INTERNAL_ONLY.test(text)) return [hit('mark/internal', at, text, 'certain')];
  if (FOREIGN.test(text)) return [hit('mark/foreign', at, text, 'likely')];
  return [];
}

/** A level with only a period behind it is a mark when nothing speaks of it: 秘密 10年 at the head of a line. */
function starred(line: string, value: string, at: number): boolean {
  if (/[★☆✪✩✭✮⭐⋆※▲﹡*·•]/.test(value)) return true;
  return at <= 20 && /^\s*(?:\d{6}\s*)?$/.test(line.slice(0, at));
}

/** In brackets a level is a mark at either end of a line, or anywhere but in a sentence about levels. */
function bracketed(line: string, value: string, at: number, hit: Make): Hit | undefined {
  const before = line.slice(Math.max(0, at - 60), at).trim();
  const after = line.slice(at + value.length, at + value.length + 60).trim();
  if (SUBJECT.test(before)) return undefined;
  const rule = /密/.test(value) ? 'mark/classification' : 'mark/internal';
  if (before === '' || (after === '' && before.length <= 50)) return hit(rule, at, value, 'certain');
  return hit(rule, at, value, 'likely');
}

/** Nobody reads more than that of one line. */
const MOST_OF_A_LINE = 200;

const found = (line: string, pattern: RegExp): (readonly [string, number])[] =>
  [...line.matchAll(pattern).take(MOST_OF_A_LINE)].map((one) => [one[0], one.index] as const);
