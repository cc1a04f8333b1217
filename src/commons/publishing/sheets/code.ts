import { canonicalJson } from '#kernel/canonical.ts';
import type { SecretBox } from '#platform/secret-box.ts';
import type { SheetFacts } from './contract.ts';

/** Letters and digits that are not mistaken for each other on paper; 32 of them, so that each is five bits. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
/** One hundred bits: no sheet is found by trying codes. */
const LENGTH = 20;

/** The code of a sheet: twenty signs derived from its facts under the installation's key, and two by which a mistyped one is known. */
export function sheetCode(box: SecretBox, facts: SheetFacts): string {
  const signs = readable(
    box.keyedHash(canonicalJson(JSON.parse(JSON.stringify(facts)) as unknown), 'sheet-code'),
    LENGTH,
  );
  return grouped(signs + checkSigns(signs));
}

/** What was typed as a code is written; undefined where it cannot be one: a sign is wrong, missing or swapped. */
export function codeTyped(typed: string): string | undefined {
  const signs = [...typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')].join('');
  if (signs.length !== LENGTH + 2 || [...signs].some((sign) => !SIGNS.includes(sign))) return undefined;
  const body = signs.slice(0, LENGTH);
  return checkSigns(body) === signs.slice(LENGTH) ? grouped(signs) : undefined;
}

export const codeHash = (box: SecretBox, code: string): string => box.keyedHash(code, 'sheet-code-row');

/** Two sums, one of them weighted by place: every single wrong sign changes the first, every swap of unlike neighbours the second. */
function checkSigns(signs: string): string {
  let plain = 0;
  let placed = 0;
  for (const [at, sign] of [...signs].entries()) {
    const value = SIGNS.indexOf(sign);
    plain += value;
    placed += (at + 1) * value;
  }
  return SIGNS.charAt(plain % SIGNS.length) + SIGNS.charAt(placed % SIGNS.length);
}

const readable = (hash: string, length: number): string =>
  [...Buffer.from(hash, 'base64url').subarray(0, length)].map((byte) => SIGNS.charAt(byte % SIGNS.length)).join('');

const grouped = (signs: string): string => (signs.match(/.{1,4}/g) ?? []).join('-');
