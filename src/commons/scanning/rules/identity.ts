import { birthDateOf, checkCitizenId, checkCreditCode } from '#kernel/identifiers.ts';
import type { Hit } from '../finding.ts';
import { nameAtEnd } from './people.ts';
import { leadIn, NUMBER_OF_SOMETHING, type Source } from './source.ts';

/** Digits that may be one number: nothing but separators people type or layout leaves between them. */
const RUN = /\d(?:[\s\-‐-―_.·•・,、/\\|~+:：*＊()（）[\]【】{}<>«»'"“”]{0,6}[\dXx×ХхΧχ])+/g;
const ALPHANUMERIC = /[0-9A-Za-z]/;

interface Symbols {
  readonly digits: string;
  readonly offsets: readonly number[];
}

function symbolsOf(run: string, start: number): Symbols {
  let digits = '';
  const offsets: number[] = [];
  for (let i = 0; i < run.length; i++) {
    const c = run.charAt(i);
    if (c >= '0' && c <= '9') digits += c;
    else if ('Xx×ХхΧχ'.includes(c)) digits += 'X';
    else continue;
    offsets.push(start + i);
  }
  return { digits, offsets };
}

/** 公民身份号码 and what looks like one, however it is cut up; never certain without a right check digit. */
export function* identityNumbers(source: Source): Generator<Hit> {
  for (const run of source.text.matchAll(RUN)) {
    if (run[0].length < 15) continue;
    const symbols = symbolsOf(run[0], run.index);
    const hits: Hit[] = [];
    for (let at = 0; at + 15 <= symbols.digits.length; at++) {
      if (!mayBegin(symbols.digits, at)) continue;
      const hit = citizenIdAt(source, symbols, at) ?? oldCitizenIdAt(source, symbols, at);
      if (hit) hits.push(hit);
    }
    yield* apart(hits);
  }
}

/** What every number of a person has at its place: a province, and a month and a day of birth. Asked of each digit, so it is cheap. */
export function mayBegin(digits: string, at: number): boolean {
  const digit = (n: number) => digits.charCodeAt(at + n) - 0x30;
  const monthAndDay = (n: number) => {
    const [month, day] = [digit(n) * 10 + digit(n + 1), digit(n + 2) * 10 + digit(n + 3)];
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
  };
  if (digit(0) < 1) return false;
  const century = digit(6) * 10 + digit(7);
  return (century >= 18 && century <= 20 && monthAndDay(10)) || monthAndDay(8);
}

/** Of numbers that share digits, the one that is certain. */
function apart(hits: readonly Hit[]): Hit[] {
  const kept: Hit[] = [];
  const taken = new Set<number>();
  for (const confidence of ['certain', 'likely', 'possible'] as const) {
    for (const hit of hits) {
      if (hit.confidence !== confidence || taken.has(hit.start) || taken.has(hit.end - 1)) continue;
      kept.push(hit);
      for (let at = hit.start; at < hit.end; at++) taken.add(at);
    }
  }
  return kept;
}

function citizenIdAt(source: Source, { digits, offsets }: Symbols, at: number): Hit | undefined {
  const value = digits.slice(at, at + 18);
  const century = value.slice(6, 8);
  if (value.length < 18 || (value.indexOf('X') >= 0 && value.indexOf('X') < 17)) return undefined;
  if (century !== '19' && century !== '20' && century !== '18') return undefined;
  if (birthDateOf(value) === undefined) return undefined;
  const start = offsets[at] ?? 0;
  const end = (offsets[at + 17] ?? 0) + 1;
  const alone = standsAlone(source.text, start, end);
  const lead = leadIn(source, start, 24);
  if (isCreditCode(value, lead)) return undefined;
  const proved = checkCitizenId(value) === undefined || isForeignerCard(value);
  if (proved) return { rule: 'identity/citizen-id', start, end, value, confidence: alone ? 'certain' : 'likely' };
  if (!alone || NUMBER_OF_SOMETHING.test(lead)) return undefined;
  if (!knownProvince(value)) return undefined;
  const whole = end - start === 18;
  if (!whole && !IDENTITY_WORDS.test(lead)) return undefined;
  return {
    rule: 'identity/doubtful',
    start,
    end,
    value,
    confidence: IDENTITY_WORDS.test(lead) ? 'likely' : 'possible',
  };
}

/** A number of another digit count that only has the same first digits says something else about its province. */
const knownProvince = (value: string) => /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123])/.test(value);

const isCreditCode = (value: string, lead: string) =>
  /信用代码|登记证号/.test(lead) && checkCreditCode(value) === undefined;

/** 外国人永久居留身份证 (2023 edition): begins with 9, then province, nationality, birth date; the same check digit. */
function isForeignerCard(value: string): boolean {
  if (!value.startsWith('9') || !knownProvince(value.slice(1))) return false;
  let rest = 0;
  for (const digit of value.slice(0, 17)) rest = ((rest + Number(digit)) * 2) % 11;
  return value.endsWith('10X98765432'.charAt(rest));
}

function oldCitizenIdAt(source: Source, { digits, offsets }: Symbols, at: number): Hit | undefined {
  if ((offsets[at + 14] ?? 0) - (offsets[at] ?? 0) !== 14) return undefined;
  const value = digits.slice(at, at + 15);
  if (!/^\d{15}$/.test(value) || !knownProvince(value)) return undefined;
  if (birthDateOf(`${value.slice(0, 6)}19${value.slice(6)}0`) === undefined) return undefined;
  const start = offsets[at] ?? 0;
  const end = (offsets[at + 14] ?? 0) + 1;
  if (!standsAlone(source.text, start, end)) return undefined;
  const lead = leadIn(source, start, 20);
  const named = IDENTITY_WORDS.test(lead) || nameAtEnd(lead) !== undefined;
  if (!named && NUMBER_OF_SOMETHING.test(lead)) return undefined;
  return { rule: 'identity/old-citizen-id', start, end, value, confidence: named ? 'likely' : 'possible' };
}

const IDENTITY_WORDS = /身份证|身份号|证件号|公民身份|居民证/;

function standsAlone(text: string, start: number, end: number): boolean {
  return !ALPHANUMERIC.test(text.charAt(start - 1)) && !ALPHANUMERIC.test(text.charAt(end));
}

/** Documents that have no check digit: only where the text says what the number is. */
export function* travelDocuments(source: Source): Generator<Hit> {
  const { text } = source;
  for (const found of text.matchAll(
    /(?<![0-9A-Za-z])(?:[EeGgDdSsPpHhKk]\d{8}|[Ee][A-Za-z]\d{7}|[HhMm]\d{10}|\d{8}|\d{10}|[A-Za-z]{3}\d{12}|[A-Za-z]{1,2}\d{6}\([\dA]\))(?![0-9A-Za-z])/g,
  )) {
    const start = found.index;
    const lead = leadIn(source, start, 26);
    const value = found[0].toUpperCase();
    const base = { start, end: start + value.length, value, confidence: 'likely' } as const;
    if (/护照/.test(lead) && /^(?:[EGDSPHK]\d{8}|E[A-Z]\d{7})$/.test(value))
      yield { rule: 'identity/passport', ...base };
    else if (
      /通行证|回乡证|台胞证|居留证|居留身份证|香港身份证|澳门身份证/.test(lead) &&
      !/通行证(?:办|受理|制度)/.test(lead)
    )
      yield { rule: 'identity/permit', ...base };
  }
}
