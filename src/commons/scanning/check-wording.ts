import { TermFinder } from './aho-corasick.ts';
import { fingerprintOf, neighbours, type ScanFinding } from './finding.ts';
import { LAWS } from './rules/wording-laws.ts';
import { NAMES } from './rules/wording-names.ts';
import { NORMS } from './rules/wording-norms.ts';
import { PATTERNS } from './rules/wording-patterns.ts';
import type { Term } from './rules/wording-term.ts';
import { TYPOS } from './rules/wording-typos.ts';
import { firstOfEach } from './scan-text.ts';

/** What this house has found to be right: a term (of a finding), beside these characters (其它事项, or 事项 alone). An empty neighbour allows it everywhere. */
export interface AllowedWording {
  readonly term: string;
  readonly neighbour: string;
}

export const TERMS: readonly Term[] = [...NAMES, ...TYPOS, ...NORMS, ...LAWS];
const finder = new TermFinder(TERMS.map(({ find }) => find));

/**
 * Wording that official texts should not hold: names of institutions and laws, wrong characters, fixed phrases, listings, dates.
 * Each finding says why and, where there is one, what to write instead. `allowed` is the local whitelist.
 */
export function checkWording(
  text: string,
  {
    where,
    allowed = [],
  }: { readonly where: string | ((offset: number) => string); readonly allowed?: readonly AllowedWording[] },
): ScanFinding[] {
  const wrongs = longestOnly(
    [...wrongTerms(text), ...wrongPatterns(text)].sort((a, b) => a.start - b.start || b.end - a.end),
  );
  const told = allowed.length > 0 ? wrongs.filter((wrong) => !isAllowed(text, wrong, allowed)) : wrongs;
  return firstOfEach(
    told,
    ({ id }) => `wording/${id}`,
    (wrong) => wordingFinding(text, wrong, typeof where === 'string' ? where : where(wrong.start)),
    ({ start, end, confidence }) => ({ content: text.slice(start, end) + neighbours(text, start, end), confidence }),
  );
}

/** For findings that were kept: those the whitelist does not cover. */
export function withoutAllowed(findings: readonly ScanFinding[], allowed: readonly AllowedWording[]): ScanFinding[] {
  return findings.filter(
    ({ term, excerpt }) => !allowed.some((one) => one.term === term && standsBeside(excerpt, one.neighbour)),
  );
}

const isAllowed = (text: string, wrong: Wrong, allowed: readonly AllowedWording[]): boolean => {
  const term = termOf(wrong, text);
  return allowed.some((one) => one.term === term && standsBeside(excerptOf(text, wrong), one.neighbour));
};

/** A neighbour that holds the hit itself lies over it; any other stands directly before or behind it. */
function standsBeside(excerpt: string, neighbour: string): boolean {
  const [before = '', hit = '', after = ''] = excerpt.split(/[【】]/);
  const inside = neighbour.indexOf(hit);
  if (inside < 0) return before.endsWith(neighbour) || after.startsWith(neighbour);
  return before.endsWith(neighbour.slice(0, inside)) && after.startsWith(neighbour.slice(inside + hit.length));
}

interface Wrong {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly why: string;
  readonly instead?: string | undefined;
  readonly source?: string | undefined;
  readonly confidence: ScanFinding['confidence'];
}

function* wrongTerms(text: string): Generator<Wrong> {
  for (const { term: n, start, end } of finder.find(text)) {
    const term = TERMS[n];
    if (term && isWrong(term, text, start, end)) yield { ...term, start, end };
  }
}

function isWrong(term: Term, text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 12), start);
  if (term.unlessBefore?.test(before) || term.unlessAfter?.test(text.slice(end, end + 8))) return false;
  if (term.unlessQuoted && isQuoted(text, start)) return false;
  if (!term.unlessNear && !term.onlyNear) return true;
  const sentence = sentenceAround(text, start, end);
  return !term.unlessNear?.test(sentence) && (term.onlyNear?.test(sentence) ?? true);
}

/** Between 《 and 》. */
const isQuoted = (text: string, at: number): boolean => {
  const before = text.slice(Math.max(0, at - 60), at);
  return before.lastIndexOf('《') > before.lastIndexOf('》');
};

/** The sentence but for the term itself, which may hold the very word that is looked for. */
function sentenceAround(text: string, start: number, end: number): string {
  const before = /[^。！？；\n]{0,80}$/.exec(text.slice(Math.max(0, start - 80), start))?.[0] ?? '';
  const after = /^[^。！？；\n]{0,80}/.exec(text.slice(end, end + 80))?.[0] ?? '';
  return `${before}　${after}`;
}

function* wrongPatterns(text: string): Generator<Wrong> {
  for (const { id, pattern, confidence, judge, source } of PATTERNS) {
    for (const found of text.matchAll(pattern)) {
      const verdict = judge(found);
      if (verdict) yield { id, start: found.index, end: found.index + found[0].length, confidence, source, ...verdict };
    }
  }
}

/** Of terms that lie within one another the longest is told. */
function longestOnly(wrongs: readonly Wrong[]): Wrong[] {
  const kept: Wrong[] = [];
  for (const wrong of wrongs)
    if (!kept.slice(-8).some(({ start, end }) => start <= wrong.start && wrong.end <= end)) kept.push(wrong);
  return kept;
}

function wordingFinding(
  text: string,
  { id, start, end, why, instead, source, confidence }: Wrong,
  where: string,
): ScanFinding {
  const hit = text.slice(start, end);
  return {
    rule: `wording/${id}`,
    category: 'wording',
    where,
    offset: start,
    excerpt: excerptOf(text, { start, end }),
    sentence: `“${hit.slice(0, 40)}”：${why}${source ? `（依据：${source}）` : ''}${confidence === 'certain' ? '' : '，请核对'}`,
    ...(instead ? { suggestion: instead } : {}),
    term: termOf({ id, start, end }, text),
    confidence,
    fingerprint: fingerprintOf(`wording/${id}`, hit, neighbours(text, start, end)),
  };
}

const FINDS = new Map(TERMS.map(({ id, find }) => [id, find]));
const termOf = ({ id, start, end }: Pick<Wrong, 'id' | 'start' | 'end'>, text: string): string =>
  FINDS.get(id) ?? text.slice(start, end);

const excerptOf = (text: string, { start, end }: Pick<Wrong, 'start' | 'end'>): string =>
  `${text.slice(Math.max(0, start - 12), start)}【${text.slice(start, end)}】${text.slice(end, end + 12)}`
    .replace(/\s+/g, ' ')
    .trim()
    .toWellFormed();
