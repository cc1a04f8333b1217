import type { Category, Confidence } from './finding.ts';
import { placedHits } from './scan-text.ts';
import { DESCRIPTIONS } from './rules/descriptions.ts';

const PERSONAL = {
  identity: '身份号码、证件号码',
  phone: '电话',
  'bank-card': '银行卡号',
  address: '住址',
  email: '电子邮箱',
  account: '社交账号',
  person: '人名',
} as const satisfies Partial<Record<Category, string>>;

export interface PersonalPlace {
  /** In the text that was given; the end is behind the last sign. */
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  readonly confidence: Confidence;
}

/** Where personal information stands in a text, for whoever covers it; by the same rules as the scan before publication. */
export function personalHits(text: string): PersonalPlace[] {
  return placedHits(text).flatMap(({ rule, start, end, confidence }) => {
    const { category } = DESCRIPTIONS[rule];
    return category in PERSONAL ? [{ start, end, kind: PERSONAL[category as keyof typeof PERSONAL], confidence }] : [];
  });
}
