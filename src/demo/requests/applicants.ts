import type { Applying } from './case.ts';

// Nobody of these exists: 360199 and 369900 are no place, and the numbers are made, with the check characters a form asks for.

/** A citizen by the number of a place that is none, a day of birth and a turn. */
export function citizen(name: string, born: string, turn: number): Applying {
  const seventeen = `360199${born}${String(turn).padStart(3, '0')}`;
  const sum = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2].reduce(
    (total, weight, at) => total + weight * Number(seventeen.charAt(at)),
    0,
  );
  return {
    applicantKind: 'citizen',
    name,
    idKind: 'citizen-id',
    idNumber: `${seventeen}${'10X98765432'.charAt(sum % 11)}`,
    phone: `1380000${String(1_000 + turn)}`,
    email: `applicant${turn}@example.com`,
    address: `南昌市演示路${turn}号`,
  };
}

type OrganisationClass = NonNullable<Applying['organisationClass']>;

/** An organisation under a code whose body bears the turn. */
export const organisation = (name: string, organisationClass: OrganisationClass, turn: number): Applying => ({
  applicantKind: 'organisation',
  name,
  creditCode: creditCodeOf(turn),
  organisationClass,
  representative: '演某',
  contactName: '示某',
  phone: `1380000${String(1_000 + turn)}`,
  email: `office${turn}@example.com`,
  address: `南昌市演示大道${turn}号`,
});

const SYMBOLS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** GB 32100-2015, with the organisation code of GB 11714-1997 in it. */
function creditCodeOf(turn: number): string {
  const body = `M${String(turn).padStart(7, '0')}`;
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const place = (c: string) => '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(c);
  const rest = 11 - (weights.reduce((sum, weight, at) => sum + weight * place(body.charAt(at)), 0) % 11);
  const seventeen = `91369900${body}${rest === 10 ? 'X' : rest === 11 ? '0' : rest}`;
  let sum = 0;
  let weight = 1;
  for (const c of seventeen) {
    sum += SYMBOLS.indexOf(c) * weight;
    weight = (weight * 3) % 31;
  }
  return `${seventeen}${SYMBOLS.charAt((31 - (sum % 31)) % 31)}`;
}
