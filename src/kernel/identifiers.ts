import { isLocalDate, type LocalDate } from './dates.ts';
import { halfWidth } from './text.ts';

/** One kind of number that people type. `check` gives undefined when it is right, else a sentence; it looks at the normalised form, which is what to store. */
export interface Identifier {
  readonly label: string;
  readonly check: (text: string) => string | undefined;
}

/** Half-width, without any white space, upper case. */
export function normalise(text: string): string {
  return halfWidth(text.normalize('NFKC'))
    .replace(/[\s\u200b-\u200f\ufeff]/g, '')
    .toUpperCase();
}

export const identifiers = {
  creditCode: { label: '统一社会信用代码', check: checkCreditCode },
  organisationCode: { label: '组织机构代码', check: checkOrganisationCode },
  citizenId: { label: '公民身份号码', check: checkCitizenId },
  mobile: { label: '手机号码', check: checkMobile },
  landline: { label: '固定电话', check: checkLandline },
  phone: { label: '联系电话', check: checkPhone },
  bankCard: { label: '银行卡号', check: checkBankCard },
  email: { label: '电子邮箱', check: checkEmail },
  postcode: { label: '邮政编码', check: checkPostcode },
} as const satisfies Record<string, Identifier>;

/** 统一社会信用代码, GB 32100-2015: 18 characters, weights 3^(i-1) mod 31; characters 9 to 17 are an organisation code with a check of its own. */
export function checkCreditCode(text: string): string | undefined {
  const code = normalise(text);
  if (code.length !== 18) return `统一社会信用代码应为18位，现为${code.length}位，请对照营业执照或登记证书核对`;
  if (![...code].every((c) => CREDIT_SYMBOLS.includes(c)))
    return '统一社会信用代码只含数字和大写字母，且不用 I、O、S、V、Z，请核对是否把数字写成了字母';
  if (!/^\d{6}$/.test(code.slice(2, 8))) return '统一社会信用代码第3至8位是登记机关的行政区划，应为数字，请核对';
  if (checkSymbol(code) !== code.charAt(17) || checkOrganisationCode(code.slice(8, 17)) !== undefined)
    return '统一社会信用代码的校验位不符，请逐位核对';
  return undefined;
}

function checkSymbol(code: string): string {
  let sum = 0;
  let weight = 1;
  for (const c of code.slice(0, 17)) {
    sum += CREDIT_SYMBOLS.indexOf(c) * weight;
    weight = (weight * 3) % 31;
  }
  return CREDIT_SYMBOLS.charAt((31 - (sum % 31)) % 31);
}

const CREDIT_SYMBOLS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** 组织机构代码, GB 11714-1997: eight characters and a check digit, with or without a hyphen between. */
export function checkOrganisationCode(text: string): string | undefined {
  const code = normalise(text).replace('-', '');
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(code)) return '组织机构代码应为8位数字或大写字母加1位校验位，如 61871224-5';
  const sum = [3, 7, 9, 10, 5, 8, 4, 2].reduce(
    (total, weight, i) => total + weight * Number.parseInt(code.charAt(i), 36),
    0,
  );
  const check = 11 - (sum % 11);
  const expected = check === 10 ? 'X' : check === 11 ? '0' : String(check);
  return code.endsWith(expected) ? undefined : '组织机构代码的校验位不符，请逐位核对';
}

/** 公民身份号码, GB 11643-1999: a known province, a day that existed, a right check digit. Holds for residence permits of Hong Kong, Macao and Taiwan too. */
export function checkCitizenId(text: string): string | undefined {
  const id = normalise(text);
  if (/^\d{15}$/.test(id)) return '15位的旧号码已停止使用，请填写18位公民身份号码';
  if (!/^\d{17}[\dX]$/.test(id)) return '公民身份号码应为18位：17位数字和末位数字或 X，请核对';
  if (!PROVINCES.has(id.slice(0, 2))) return '公民身份号码开头的行政区划不存在，请核对';
  if (birthDateOf(id) === undefined) return '公民身份号码中的出生日期不存在，请核对第7至14位';
  const sum = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2].reduce(
    (total, weight, i) => total + weight * Number(id.charAt(i)),
    0,
  );
  return id.endsWith('10X98765432'.charAt(sum % 11)) ? undefined : '公民身份号码的校验位不符，请逐位核对';
}

/** The date of birth written in an 18-digit number, from 1850 on; undefined when there was no such day. Whether it is past is for the caller, who knows today. */
export function birthDateOf(citizenId: string): LocalDate | undefined {
  const [, year = '', month = '', day = ''] = /^\d{6}(\d{4})(\d{2})(\d{2})/.exec(normalise(citizenId)) ?? [];
  const date = `${year}-${month}-${day}`;
  return year >= '1850' && isLocalDate(date) ? date : undefined;
}

/** First two digits by GB/T 2260; 83 is used on residence permits for people from Taiwan. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
);

/** Mainland mobile: eleven digits from 13 to 19, with or without +86 or hyphens. */
export function checkMobile(text: string): string | undefined {
  return /^1[3-9]\d{9}$/.test(phoneDigits(text)) ? undefined : '手机号码应为11位数字，以13至19开头，请核对';
}

/** Area code (0 and two or three digits), seven or eight digits, an extension if any; also 400 and 800 numbers and the short public numbers from 10 to 12 of five digits. */
export function checkLandline(text: string): string | undefined {
  const number = phoneDigits(text);
  const right =
    /^0(?:10|2\d|[3-9]\d{2})[2-9]\d{6,7}(?:[转#]\d{1,6})?$/.test(number) ||
    /^[48]00\d{7}$/.test(number) ||
    /^1[0-2]\d{3}$/.test(number);
  return right ? undefined : '固定电话应写明区号，如 0791-88158000，分机写作“转8001”';
}

export function checkPhone(text: string): string | undefined {
  if (checkMobile(text) === undefined || checkLandline(text) === undefined) return undefined;
  return '联系电话应为11位手机号码，或带区号的固定电话，如 0791-88158000';
}

const phoneDigits = (text: string): string =>
  normalise(text)
    .replace(/^(?:\+|00)86-?/, '')
    .replace(/[-()（）]/g, '')
    .replace(/^86(?=1[3-9]\d{9}$)/, '');

/** Thirteen to nineteen digits with the check of ISO/IEC 7812 (Luhn). */
export function checkBankCard(text: string): string | undefined {
  const digits = normalise(text).replace(/-/g, '');
  if (!/^[1-9]\d{12,18}$/.test(digits)) return '银行卡号应为13至19位数字，请核对';
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const n = Number(digit) * (i % 2 === 1 ? 2 : 1);
    return total + (n > 9 ? n - 9 : n);
  }, 0);
  return sum % 10 === 0 ? undefined : '银行卡号的校验位不符，请逐位核对';
}

/** What mail servers in use accept, not all that RFC 5321 allows: no quotes, no comments, no address without a domain. Case is kept by the caller. */
export function checkEmail(text: string): string | undefined {
  const address = halfWidth(text).trim();
  const right =
    /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}]{2,63}$/u.test(
      address,
    );
  return right && address.length <= 254 && !/^\.|\.\.|\.@/.test(address)
    ? undefined
    : '电子邮箱格式不对，应如 name@example.cn';
}

export function checkPostcode(text: string): string | undefined {
  return /^[0-8]\d{5}$/.test(normalise(text)) ? undefined : '邮政编码应为6位数字';
}
