import { type Category, findingOf, type Hit, type ScanFinding, findingAbout } from './finding.ts';
import { flatten } from './flat.ts';
import { paragraphLocator } from './places.ts';
import { DESCRIPTIONS, type RuleKey } from './rules/descriptions.ts';
import { secrecyMarks, type Place } from './rules/marks.ts';
import { homes } from './rules/homes.ts';
import { identityNumbers, travelDocuments } from './rules/identity.ts';
import { bankCards, personalMail, phones, protectedNames } from './rules/contacts.ts';

export interface ScanPlace {
  /** What a person reads to find the hit, the same for all of the text or told by offset. */
  readonly where: string | ((offset: number) => string);
  /** `margin`: a page head, page foot or watermark, where a mark needs no line of its own. */
  readonly place?: Place;
  /** Of a table: what heads the column at an offset. */
  readonly label?: (offset: number) => string;
}

/** So many findings of one rule are told one by one; the rest is told as a number. */
const MOST_OF_A_RULE = 50;

/**
 * Personal information and marks of secrecy in a text, in reading order. Numbers are found however they are cut by blanks,
 * dashes, line breaks, invisible or full-width characters. Wording is `checkWording`'s. Never throws.
 */
export function scanText(text: string, { where, place = 'body', label }: ScanPlace): ScanFinding[] {
  const flat = flatten(text);
  const source = { text: flat.text, label: label ? (index: number) => label(flat.at(index)) : () => '' };
  const hits = [
    ...identityNumbers(source),
    ...travelDocuments(source),
    ...phones(source),
    ...bankCards(source),
    ...homes(source),
    ...personalMail(source),
    ...protectedNames(source),
    ...secrecyMarks(flat.text, place),
  ].map((hit): Hit => ({ ...hit, start: flat.at(hit.start), end: flat.at(hit.end - 1) + 1 }));
  const said = (offset: number) => (typeof where === 'string' ? where : where(offset));
  const kept = hits
    .sort((a, b) => a.start - b.start)
    .filter((hit, i, all) => !shadowed(hit, all.slice(Math.max(0, i - 3), i)));
  return limited(kept.map((hit) => findingOf(text, hit, said(hit.start))));
}

/** Paragraphs in order (of `plainText(html)`: its lines), each named by its number: 正文第 3 段. A number that runs on is found. */
export function scanParagraphs(paragraphs: readonly string[], { where }: { readonly where: string }): ScanFinding[] {
  return scanText(paragraphs.join('\n'), { where: paragraphLocator(paragraphs, where) });
}

/** The same digits found by two rules are told once, by the one that came first. */
const shadowed = (hit: Hit, before: readonly Hit[]) =>
  before.some((other) => other.end > hit.start && family(other.rule) === 'number' && family(hit.rule) === 'number');

const NUMBERS: readonly Category[] = ['identity', 'phone', 'bank-card'];
const family = (rule: RuleKey) => (NUMBERS.includes(DESCRIPTIONS[rule].category) ? 'number' : rule);

/** Keeps a table of thousands readable: what is left out is counted, never passed over in silence. */
export function limited(findings: readonly ScanFinding[]): ScanFinding[] {
  const counts = new Map<string, number>();
  const kept: ScanFinding[] = [];
  const left = new Map<string, ScanFinding[]>();
  for (const finding of findings) {
    const count = (counts.get(finding.rule) ?? 0) + 1;
    counts.set(finding.rule, count);
    if (count <= MOST_OF_A_RULE) kept.push(finding);
    else {
      const more = left.get(finding.rule) ?? [];
      left.set(finding.rule, more);
      more.push(finding);
    }
  }
  for (const [rule, more] of left) kept.push(remainder(rule, more));
  return kept;
}

function remainder(rule: string, more: readonly ScanFinding[]): ScanFinding {
  const label = Object.hasOwn(DESCRIPTIONS, rule) ? DESCRIPTIONS[rule as RuleKey].label : '用语问题';
  return findingAbout('unreadable/more', {
    where: more[0]?.where ?? '',
    content: more.map(({ fingerprint }) => fingerprint).join(' '),
    shown: `${label}还有 ${more.length} 处没有逐一列出`,
    confidence: more.some(({ confidence }) => confidence === 'certain') ? 'certain' : 'likely',
  });
}
