import { type Category, findingAbout, findingOf, type Hit, neighbours, type ScanFinding } from './finding.ts';
import { type Flat, flatten } from './flat.ts';
import { paragraphLocator } from './places.ts';
import { DESCRIPTIONS, type RuleKey } from './rules/descriptions.ts';
import { secrecyMarks, type Place } from './rules/marks.ts';
import { homes } from './rules/homes.ts';
import { identityNumbers, travelDocuments } from './rules/identity.ts';
import type { Source } from './rules/source.ts';
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

type Rule = (source: Source, place: Place) => Iterable<Hit>;

/** Each reads the whole text once. */
const RULES: readonly Rule[] = [
  identityNumbers,
  travelDocuments,
  phones,
  bankCards,
  homes,
  personalMail,
  protectedNames,
  ({ text }, place) => secrecyMarks(text, place),
];

/**
 * Personal information and marks of secrecy in a text, in reading order. Numbers are found however they are cut by blanks,
 * dashes, line breaks, invisible or full-width characters. Wording is `checkWording`'s. Never throws.
 */
export function scanText(text: string, at: ScanPlace): ScanFinding[] {
  const flat = flatten(text);
  const source = sourceOf(flat, at);
  return findingsIn(
    text,
    flat,
    RULES.flatMap((rule) => [...rule(source, at.place ?? 'body')]),
    at,
  );
}

/** The same for long texts: lets others have their turn between one rule and the next. */
export async function scanTextInTurns(text: string, at: ScanPlace): Promise<ScanFinding[]> {
  const flat = flatten(text);
  const source = sourceOf(flat, at);
  const hits: Hit[] = [];
  for (const rule of RULES) {
    for (const hit of rule(source, at.place ?? 'body')) hits.push(hit);
    await otherTurns();
  }
  return findingsIn(text, flat, hits, at);
}

/** Whoever else waits is served first. */
export const otherTurns = (): Promise<void> => new Promise((resume) => void setImmediate(resume));

const sourceOf = (flat: Flat, { label }: ScanPlace): Source => ({
  text: flat.text,
  label: label ? (index) => label(flat.at(index)) : () => '',
});

function findingsIn(text: string, flat: Flat, hits: readonly Hit[], { where }: ScanPlace): ScanFinding[] {
  const said = (offset: number) => (typeof where === 'string' ? where : where(offset));
  return firstOfEach(
    inPlace(flat, hits),
    ({ rule }) => rule,
    (hit) => findingOf(text, hit, said(hit.start)),
    ({ value, start, end, confidence }) => ({ content: value + neighbours(text, start, end), confidence }),
  );
}

/** Hits in reading order, at their places in the text as it was given. */
const inPlace = (flat: Flat, hits: readonly Hit[]): Hit[] =>
  hits
    .map((hit): Hit => ({ ...hit, start: flat.at(hit.start), end: flat.at(hit.end - 1) + 1 }))
    .sort((a, b) => a.start - b.start)
    .filter((hit, i, all) => !shadowed(hit, all.slice(Math.max(0, i - 3), i)));

/** Every hit of a text, none left out, for whoever needs the places and not the sentences. */
export function placedHits(text: string): Hit[] {
  const flat = flatten(text);
  const source = sourceOf(flat, { where: '' });
  return inPlace(
    flat,
    RULES.flatMap((rule) => [...rule(source, 'body')]),
  );
}

/** Paragraphs in order (of `plainText(html)`: its lines), each named by its number: 正文第 3 段. A number that runs on is found. */
export function scanParagraphs(paragraphs: readonly string[], { where }: { readonly where: string }): ScanFinding[] {
  return scanText(paragraphs.join('\n'), { where: paragraphLocator(paragraphs, where) });
}

/** The same for the body of a document, which may be half a million characters. */
export const scanParagraphsInTurns = (
  paragraphs: readonly string[],
  { where }: { readonly where: string },
): Promise<ScanFinding[]> => scanTextInTurns(paragraphs.join('\n'), { where: paragraphLocator(paragraphs, where) });

/** The same digits found by two rules are told once, by the one that came first. */
const shadowed = (hit: Hit, before: readonly Hit[]) =>
  before.some((other) => other.end > hit.start && family(other.rule) === 'number' && family(hit.rule) === 'number');

const NUMBERS: readonly Category[] = ['identity', 'phone', 'bank-card'];
const family = (rule: RuleKey) => (NUMBERS.includes(DESCRIPTIONS[rule].category) ? 'number' : rule);

/** Keeps a table of thousands readable: what is left out is counted, never passed over in silence. */
export const limited = (findings: readonly ScanFinding[]): ScanFinding[] =>
  firstOfEach(
    findings,
    ({ rule }) => rule,
    (finding) => finding,
    ({ fingerprint, confidence }) => ({ content: fingerprint, confidence }),
  );

/** The first of each rule as findings; the others of it together as one, for which nothing more is worked out than what they hold. */
export function firstOfEach<T>(
  hits: readonly T[],
  ruleOf: (hit: T) => string,
  tell: (hit: T) => ScanFinding,
  rest: (hit: T) => { readonly content: string; readonly confidence: ScanFinding['confidence'] },
): ScanFinding[] {
  const told: ScanFinding[] = [];
  const byRule = new Map<string, T[]>();
  for (const hit of hits) {
    const rule = ruleOf(hit);
    const same = byRule.get(rule);
    if (same) same.push(hit);
    else byRule.set(rule, [hit]);
    if ((same?.length ?? 1) <= MOST_OF_A_RULE) told.push(tell(hit));
  }
  for (const [rule, same] of byRule) {
    const [first, ...more] = same.slice(MOST_OF_A_RULE);
    if (first !== undefined) told.push(remainder(rule, tell(first).where, [first, ...more].map(rest)));
  }
  return told;
}

function remainder(
  rule: string,
  where: string,
  more: readonly { readonly content: string; readonly confidence: ScanFinding['confidence'] }[],
): ScanFinding {
  const label = Object.hasOwn(DESCRIPTIONS, rule) ? DESCRIPTIONS[rule as RuleKey].label : '用语问题';
  return findingAbout('unreadable/more', {
    where,
    content: more.map(({ content }) => content).join(' '),
    shown: `${label}还有 ${more.length} 处没有逐一列出`,
    confidence: more.some(({ confidence }) => confidence === 'certain') ? 'certain' : 'likely',
  });
}
