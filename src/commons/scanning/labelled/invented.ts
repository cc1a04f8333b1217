import { checkBankCard, checkCitizenId } from '#kernel/identifiers.ts';

/**
 * A number with a right check digit that nobody bears: county 99 of Nanchang is not assigned, and the day is before 1905.
 * Different `n`, different numbers, up to 100,000.
 */
export function inventedCitizenId(n = 0): string {
  const year = 1900 + (n % 5);
  const day = String(1 + (Math.floor(n / 5) % 28)).padStart(2, '0');
  const serial = String(Math.floor(n / 140) % 1000).padStart(3, '0');
  const seventeen = `360199${year}03${day}${serial}`;
  return withRightEnd(seventeen, '0123456789X', checkCitizenId);
}

/** Luhn is right, the issuer (62 99 99) does not exist. */
export function inventedBankCard(n = 0): string {
  return withRightEnd(`629999${String(7_000_000_000 + n * 7919).padStart(12, '0')}`, '0123456789', checkBankCard);
}

/** The same number with another last digit: its check is wrong. */
export function withWrongEnd(number: string): string {
  const symbols = '0123456789X';
  const other = [...symbols].find((symbol) => symbol !== number.at(-1) && symbol !== 'X') ?? '0';
  return `${number.slice(0, -1)}${other}`;
}

function withRightEnd(start: string, symbols: string, check: (text: string) => string | undefined): string {
  const end = [...symbols].find((symbol) => check(start + symbol) === undefined);
  if (end === undefined) throw new Error(`no check digit fits ${start}`);
  return start + end;
}
