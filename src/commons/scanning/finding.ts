import { createHash } from 'node:crypto';
import { comparable } from '#kernel/text.ts';
import { BETWEEN } from './files/grid.ts';
import { DESCRIPTIONS, type RuleKey } from './rules/descriptions.ts';

export type Category =
  | 'identity'
  | 'phone'
  | 'bank-card'
  | 'address'
  | 'email'
  | 'account'
  | 'person'
  | 'mark'
  | 'hidden'
  | 'metadata'
  | 'wording'
  | 'unreadable';

/** `certain`: proved by a checksum or by form. `likely`: form and context agree. `possible`: worth a look. */
export type Confidence = 'certain' | 'likely' | 'possible';

/** One thing a person has to mend or to confirm. */
export interface ScanFinding {
  /** `identity/citizen-id`; for wording `wording/<id of the term>`. */
  readonly rule: string;
  readonly category: Category;
  /** Where a person finds it: 正文第 3 段; 附件「x.xlsx」隐藏工作表「Sheet2」B7. */
  readonly where: string;
  /** In the text given to `scanText`, `scanParagraphs` or `checkWording`; absent for files. */
  readonly offset?: number;
  /** The hit with a little of its neighbourhood; numbers and addresses are masked. */
  readonly excerpt: string;
  /** What is wrong and what to do. */
  readonly sentence: string;
  readonly suggestion?: string;
  /** Of wording only: the term as the rules know it, for the local whitelist. */
  readonly term?: string;
  readonly confidence: Confidence;
  /** Same rule, same hit, same neighbours: the same fingerprint. A confirmation is kept for it, and lapses when any of them changes. */
  readonly fingerprint: string;
}

/** What a rule saw in a text; offsets are those of the text it was given. */
export interface Hit {
  readonly rule: RuleKey;
  readonly start: number;
  readonly end: number;
  readonly confidence: Confidence;
  /** The hit as it counts: without separators and width. */
  readonly value: string;
}

/** The finding a hit amounts to. Its excerpt never holds the whole number. */
export function findingOf(text: string, hit: Hit, where: string): ScanFinding {
  const { category, sentence, suggestion } = DESCRIPTIONS[hit.rule];
  const shown = masked(category, hit.value);
  return {
    rule: hit.rule,
    category,
    where,
    offset: hit.start,
    excerpt: excerptOf(text, hit.start, hit.end, shown),
    sentence: sentence.replace('{}', shown),
    ...(suggestion ? { suggestion } : {}),
    confidence: hit.confidence,
    fingerprint: fingerprintOf(hit.rule, hit.value, neighbours(text, hit.start, hit.end)),
  };
}

/** A finding about a file or a part of it. `content` is everything the part holds: when it changes, so does the fingerprint. */
export function findingAbout(
  rule: RuleKey,
  { where, content, shown, confidence }: { where: string; content: string; shown: string; confidence: Confidence },
): ScanFinding {
  const { category, sentence, suggestion } = DESCRIPTIONS[rule];
  const excerpt = maskNumbers(shortened(shown));
  return {
    rule,
    category,
    where,
    excerpt,
    sentence: sentence.replace('{}', excerpt),
    ...(suggestion ? { suggestion } : {}),
    confidence,
    fingerprint: fingerprintOf(rule, content, ''),
  };
}

export function fingerprintOf(rule: string, hit: string, around: string): string {
  return createHash('sha256')
    .update(`${rule}\n${comparable(hit)}\n${comparable(around)}`)
    .digest('hex')
    .slice(0, 32);
}

/** Eight characters on either side, the hit left out. */
export const neighbours = (text: string, start: number, end: number): string =>
  `${text.slice(Math.max(0, start - 8), start)}|${text.slice(end, end + 8)}`;

function excerptOf(text: string, start: number, end: number, shown: string): string {
  const before = text.slice(Math.max(0, start - 14), start).toWellFormed();
  const after = text.slice(end, end + 10).toWellFormed();
  const words = `${maskNumbers(before)}【${shown}】${maskNumbers(after)}`;
  // Cells of a table stand apart by a sign that people can read.
  return words.replaceAll(BETWEEN, '｜').replace(/\s+/g, ' ').trim();
}

function masked(category: Category, value: string): string {
  if (category === 'mark' || category === 'wording') return shortened(value);
  if (category === 'email') return value.replace(/^(.).*(?=@)/, '$1***');
  if (category === 'person') return value.replace(/^(.).*$/, '$1某');
  if (category === 'address') return `${value.slice(0, 6)}******`;
  if (value.length >= 15) return `${value.slice(0, 3)}${'*'.repeat(value.length - 7)}${value.slice(-4)}`;
  return value.length >= 7
    ? `${value.slice(0, 3)}${'*'.repeat(value.length - 5)}${value.slice(-2)}`
    : '*'.repeat(value.length);
}

/** What stands beside a hit may hold another: runs of six digits or more lose their middle. */
const maskNumbers = (text: string): string =>
  text.replace(/[\d０-９](?:[\s\-－\u200b-\u200f]{0,2}[\dXx０-９]){5,}/g, (number) => {
    const digits = number.replace(/[^\dXx０-９]/g, '');
    return `${digits.slice(0, 2)}${'*'.repeat(digits.length - 4)}${digits.slice(-2)}`;
  });

const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 60).toWellFormed()}…` : line;
};
