import { normalise } from './identifiers.ts';

/** A kind of licence, approval or filing number. `unconfirmed`: the form is known from practice and not read in the rule; shown as doubtful, never refused on its own. */
export interface ProductNumberKind {
  readonly key: string;
  readonly label: string;
  /** The rule that fixes the form. */
  readonly basis: string;
  readonly example: string;
  readonly pattern: RegExp;
  readonly unconfirmed?: true;
}

const P = '[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕秦甘陇青宁新兵]';
const YEAR = '(?:19[89]\\d|20\\d\\d)';
const form = (body: string): RegExp => new RegExp(`^${body}$`, 'u');

/** The formats of our regulation pack §8.6, on normalised text (half-width, upper case, no spaces). */
export const productNumberKinds = [
  {
    key: 'drug',
    label: '境内药品批准文号',
    basis: '《药品注册管理办法》第一百二十三条',
    example: '国药准字H20260001',
    pattern: form('国药准字[HZS]\\d{8}'),
  },
  {
    key: 'drug-hk',
    label: '港澳台药品批准文号',
    basis: '《药品注册管理办法》第一百二十三条',
    example: '国药准字HC20260001',
    pattern: form('国药准字[HZS]C\\d{8}'),
  },
  {
    key: 'drug-imported',
    label: '境外药品批准文号',
    basis: '《药品注册管理办法》第一百二十三条',
    example: '国药准字SJ20260001',
    pattern: form('国药准字[HZS]J\\d{8}'),
  },
  {
    key: 'drug-old',
    label: '旧式药品批准文号或注册证号',
    basis: '',
    example: '国药准字J20100001',
    pattern: form('(?:国药准字[JFTB]\\d{8}|(?:注册证号)?(?:[HZS]|BH)\\d{8})'),
    unconfirmed: true,
  },
  {
    key: 'preparation',
    label: '医疗机构制剂批准文号',
    basis: '《医疗机构制剂注册管理办法（试行）》第二十五条',
    example: '赣药制字Z20260001',
    pattern: form(`${P}药制字[HZ]\\d{8}`),
  },
  {
    key: 'preparation-filing',
    label: '传统中药制剂备案号',
    basis: '',
    example: '赣药制备字Z20260001000',
    pattern: form(`${P}药制备字Z${YEAR}\\d{7}`),
    unconfirmed: true,
  },
  {
    key: 'drug-production',
    label: '药品生产许可证编号',
    basis: '《药品生产监督管理办法》第七十六条',
    example: '赣20260001',
    pattern: form(`${P}${YEAR}\\d{4}`),
  },
  {
    key: 'drug-distribution',
    label: '药品经营许可证编号',
    basis: '《药品经营和使用质量监督管理办法》第七十六条',
    example: '赣AA791000001',
    pattern: form(`${P}[ABCD][AB]\\d{9}`),
  },
  {
    key: 'device',
    label: '医疗器械注册证编号',
    basis: '《医疗器械注册与备案管理办法》第一百一十五条',
    example: '赣械注准20262140001',
    pattern: form(`(?:国|${P})械注[准进许]${YEAR}[123]\\d{2}\\d{4}`),
  },
  {
    key: 'device-filing',
    label: '第一类医疗器械备案编号',
    basis: '《医疗器械注册与备案管理办法》第一百一十六条',
    example: '赣洪械备20260001',
    pattern: form(`(?:国|${P}\\p{Script=Han}?)械备${YEAR}\\d{4}`),
  },
  {
    key: 'cosmetics-production',
    label: '化妆品生产许可证编号',
    basis: '《化妆品生产经营监督管理办法》第六十五条',
    example: '赣妆20260001',
    pattern: form(`${P}妆${YEAR}\\d{4}`),
  },
  {
    key: 'cosmetics-special',
    label: '特殊化妆品注册证编号',
    basis: '《化妆品注册备案管理办法》第六十二条',
    example: '国妆特字20260001',
    pattern: form(`国妆特[进制]?字${YEAR}\\d{4,6}`),
  },
  {
    key: 'cosmetics-ordinary',
    label: '普通化妆品备案编号',
    basis: '《化妆品注册备案管理办法》第六十二条',
    example: '赣G妆网备字2026000001',
    pattern: form(`(?:${P}G妆网备字|国妆网备[进制]字\\(${P}\\))${YEAR}\\d{4,8}`),
  },
  {
    key: 'cosmetics-ingredient',
    label: '化妆品新原料编号',
    basis: '《化妆品注册备案管理办法》第六十二条',
    example: '国妆原备字20260001',
    pattern: form(`国妆原[备注]字${YEAR}\\d{4,6}`),
  },
  {
    key: 'advertisement',
    label: '药品、医疗器械广告批准文号',
    basis: '',
    example: '赣药广审(文)第270101-00001号',
    pattern: form(`${P}[药械]广审\\([视声文]\\)第\\d{6}-\\d{5}号`),
    unconfirmed: true,
  },
  {
    key: 'internet-information',
    label: '互联网药品信息服务资格证书编号',
    basis: '',
    example: '(赣)-非经营性-2026-0001',
    pattern: form(`\\(${P}\\)-(?:经营性|非经营性)-${YEAR}-\\d{4}`),
    unconfirmed: true,
  },
] as const satisfies readonly ProductNumberKind[];

export type ProductNumberKey = (typeof productNumberKinds)[number]['key'];

/** The kinds of number a text may be, surest first; empty when it is none we know. */
export function productNumberKindsOf(text: string): ProductNumberKind[] {
  const number = normalise(text);
  const kinds: readonly ProductNumberKind[] = productNumberKinds;
  return kinds
    .filter((kind) => kind.pattern.test(number))
    .sort((a, b) => Number(a.unconfirmed ?? false) - Number(b.unconfirmed ?? false));
}

/** Is this a number of this kind? Undefined when it is, else a sentence with an example. */
export function checkProductNumber(key: ProductNumberKey, text: string): string | undefined {
  const kinds: readonly ProductNumberKind[] = productNumberKinds;
  const kind = kinds.find((k) => k.key === key);
  if (!kind || kind.pattern.test(normalise(text))) return undefined;
  return `${kind.label}的格式应如 ${kind.example}，请核对${kind.unconfirmed ? '；如证书上确是如此，请注明' : ''}`;
}
