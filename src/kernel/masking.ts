import { normalise } from './identifiers.ts';

/** How a person is shown to those who need not know: `张某` in a published decision, `张**` in a list. */
export function maskName(name: string, style: '某' | '*' = '某'): string {
  const plain = name.trim();
  const characters = [...plain];
  if (characters.length === 0) return '';
  const surname =
    COMPOUND_SURNAMES.has(plain.slice(0, 2)) && characters.length > 2 ? plain.slice(0, 2) : (characters[0] ?? '');
  if (style === '某') return `${surname}某`;
  return surname + '*'.repeat(Math.max(1, characters.length - [...surname].length));
}

/** First three and last four of an identity number. What is no identity number is hidden whole. */
export function maskCitizenId(id: string): string {
  return masked(normalise(id), 3, 4, 15);
}

/** `138****8000`; of a landline the area code and the last four digits. */
export function maskPhone(phone: string): string {
  const number = normalise(phone);
  const landline = /^(0\d{2,3}-?)(\d{3,4})(\d{4})$/.exec(number);
  if (landline) return `${landline[1] ?? ''}${'*'.repeat(landline[2]?.length ?? 0)}${landline[3] ?? ''}`;
  return masked(number, 3, 4, 11);
}

/** The last four digits. */
export function maskBankCard(card: string): string {
  return masked(normalise(card), 0, 4, 13);
}

/** `z***@example.cn`. */
export function maskEmail(email: string): string {
  const [local = '', domain] = email.trim().split('@');
  return domain === undefined || local === '' ? '*'.repeat(email.length) : `${[...local][0] ?? ''}***@${domain}`;
}

/** Keeps the ends of a text of at least `shortest` characters; a shorter one shows nothing, so that a mistyped number is not given away. */
function masked(text: string, first: number, last: number, shortest: number): string {
  if (text.length < shortest) return '*'.repeat(text.length);
  return text.slice(0, first) + '*'.repeat(text.length - first - last) + text.slice(text.length - last);
}

const COMPOUND_SURNAMES = new Set(
  '欧阳 司马 上官 诸葛 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 长孙 宇文 南宫 轩辕 端木 百里 呼延 独孤 澹台 公冶 太史 申屠 仲孙 鲜于 闾丘 钟离 濮阳'.split(
    ' ',
  ),
);
