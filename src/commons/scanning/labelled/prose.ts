import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkCreditCode } from '#kernel/identifiers.ts';
import { CLAUSES, WORDS } from './prose-clauses.ts';

/**
 * More than 60,000 characters of ordinary official prose: two published documents (a work plan of 2019, an older scheme of public
 * evaluation) and invented texts made of some hundred kinds of sentences with changing contents. All of it could stand on a
 * portal as it is; what is found in it is a false alarm.
 */
const documents = [
  '../../../modules/work-plans/reading/fixtures/jiangxi-2019-work-points.txt',
  'evaluation-scheme.txt',
].map((name) => readFileSync(path.join(import.meta.dirname, name), 'utf8'));

export const OFFICIAL_PROSE = [...documents, invented(60_000)].join('\n');

function invented(characters: number): string {
  const next = draws(20_261_123);
  const paragraphs: string[] = [];
  for (let length = 0; length < characters; ) {
    const sentences = Array.from({ length: 2 + next(3) }, () => sentence(next));
    const paragraph = sentences.join('');
    paragraphs.push(paragraph);
    length += paragraph.length + 1;
  }
  return paragraphs.join('\n');
}

function sentence(next: (below: number) => number): string {
  const clause = CLAUSES[next(CLAUSES.length)] ?? '';
  return clause.replace(/\{(\w+)\}/g, (_, kind: string) => word(kind, next));
}

function word(kind: string, next: (below: number) => number): string {
  const digits = (count: number) => Array.from({ length: count }, () => String(next(10))).join('');
  switch (kind) {
    case 'year':
      return String(2019 + next(8));
    case 'month':
      return String(1 + next(12));
    case 'day':
      return String(1 + next(28));
    case 'n':
      return String(2 + next(900));
    case 'money':
      return `${1 + next(999)}.${digits(2)}`;
    case 'approval':
      return `国药准字${'HZS'.charAt(next(3))}${digits(8)}`;
    case 'batch':
      return `20${20 + next(7)}${digits(4)}`;
    case 'phone':
      return `0791-8${digits(7)}`;
    case 'credit':
      return creditCode(digits(9), next);
    case 'trace':
      return `8${digits(19)}`;
    case 'code':
      return digits(14);
    default: {
      const words = WORDS[kind] ?? [];
      return words[next(words.length)] ?? '';
    }
  }
}

/** Valid in both its checks, so that nothing but its own rule lets it pass. */
function creditCode(digits: string, next: (below: number) => number): string {
  const symbols = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const organisation = `${digits.slice(0, 8)}`;
  for (const middle of '0123456789X') {
    for (const last of symbols) {
      const code = `91360${next(1)}${'00'}${organisation}${middle}${last}`.slice(0, 18);
      if (checkCreditCode(code) === undefined) return code;
    }
  }
  return '';
}

/** The same draws in every run: Park and Miller's generator. */
function draws(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}
