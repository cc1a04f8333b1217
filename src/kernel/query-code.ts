import { halfWidth } from './text.ts';

// 查询码: with it, and the number of the receipt, a citizen asks how a matter stands. Whoever has it is taken for the one who sent it, so it
// cannot be guessed; and it is copied by hand and read over the telephone, so that a slip is told at once.

/** Letters and digits not mistaken for each other. Thirty-one, a prime: the last sign finds every single wrong one and every two that changed places. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
/** 19 signs are 94 bits. */
const DATA = 19;
const GROUP = 4;
const CODE = new RegExp(`^[${SIGNS}]{${DATA + 1}}$`);

/** A code of random bytes, at least 16 of them, in groups of four: `7K3M-9QXD-4TRA-W2HC-6PNB`. The same bytes give the same code. */
export function queryCodeOf(bytes: Uint8Array): string {
  if (bytes.length < 16) throw new RangeError('a query code needs at least 16 random bytes');
  let rest = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  const base = BigInt(SIGNS.length);
  const data = Array.from({ length: DATA }, () => {
    const sign = SIGNS.charAt(Number(rest % base));
    rest /= base;
    return sign;
  }).join('');
  return grouped(data + checkSign(data));
}

/** What was typed as the code it means: spaces, hyphens, small and full-width letters do not matter. Undefined for what cannot be one of ours. */
export function readQueryCode(typed: string): string | undefined {
  const signs = halfWidth(typed.normalize('NFKC'))
    .toUpperCase()
    .replace(/[\s\u2010-\u2015-]/g, '');
  if (!CODE.test(signs) || checkSign(signs.slice(0, DATA)) !== signs.slice(DATA)) return undefined;
  return grouped(signs);
}

const grouped = (signs: string): string =>
  Array.from({ length: Math.ceil(signs.length / GROUP) }, (_, i) => signs.slice(i * GROUP, (i + 1) * GROUP)).join('-');

/** Weights 1 to 19 modulo a prime: no two are alike, none is nothing. */
function checkSign(data: string): string {
  const sum = [...data].reduce((total, sign, i) => total + (i + 1) * SIGNS.indexOf(sign), 0);
  return SIGNS.charAt(sum % SIGNS.length);
}
