// What is sent and received about redaction (遮盖). Pure data: the browser imports this file.

/** Why something is not shown: the article it rests on. 条例 arts 14-16, 32, 37; the split of a page or box by reason is ours [D]. */
export const REASONS = {
  'state-secret': { label: '国家秘密', article: '条例第十四条' },
  'prohibited-by-law': { label: '法律、行政法规禁止公开', article: '条例第十四条' },
  'safety-stability': { label: '危及国家安全、公共安全、经济安全、社会稳定', article: '条例第十四条' },
  'trade-secret': { label: '商业秘密', article: '条例第十五条' },
  privacy: { label: '个人隐私、个人信息', article: '条例第十五条' },
  'third-party': { label: '第三方不同意公开且有合理理由', article: '条例第三十二条' },
  'internal-affairs': { label: '内部事务信息', article: '条例第十六条第一款' },
  process: { label: '过程性信息', article: '条例第十六条第二款' },
  'enforcement-file': { label: '行政执法案卷信息', article: '条例第十六条第二款' },
  'not-information': { label: '不属于政府信息', article: '条例第三十七条' },
} as const;
export type ReasonCode = keyof typeof REASONS;

/**
 * A page of which nothing was asked for (与申请内容无关). Not a reason of withholding: it rests on what was applied for alone (条例第二十九条第二款), takes no
 * article of its own, and makes no reply a partial one.
 */
export const UNRELATED = 'unrelated';

/** A rectangle on a page, in points (1/72 inch) from its upper left corner as the page is shown. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A piece of text as it stands on a page: `vertical` and slanted pieces are covered whole. */
export interface TextPiece extends Rect {
  readonly text: string;
  readonly upright: boolean;
  /** Recognised in a picture (文字识别), and how sure the reader is, of a hundred; undefined: it is the text layer's own. */
  readonly read?: number;
  /** Where each of its signs is across, where that is known. */
  readonly places?: readonly Pick<Rect, 'x' | 'w'>[];
}

/** Where a word stands: one rectangle for each line it runs over. */
export interface Hit {
  readonly text: string;
  readonly rects: readonly Rect[];
  /** Some of it was recognised in a picture: it may be misread. */
  readonly recognised: boolean;
}

/** A rectangle of which nothing stays, and why. */
export interface Cover extends Rect {
  readonly reason: ReasonCode;
}

/**
 * What a rule of covering looks for: words of one's own, or numbers of a closed kind. Nobody writes patterns: one written badly would hold up
 * every record.
 */
export const RULE_KINDS = {
  words: '词表（每行一个词）',
  phone: '电话号码（手机和固定电话）',
  identity: '身份号码',
  plate: '车牌号',
  account: '银行账号、卡号',
} as const;
export type RuleKind = keyof typeof RULE_KINDS;

/** What becomes of a page in the copy that is released. `whole`: the page is withheld for a reason, or was not asked for, and a sheet stands in its place. */
export interface PageOrder extends Size {
  readonly covers: readonly Cover[];
  readonly whole?: ReasonCode | typeof UNRELATED;
}

/** How many pages are given whole, in part, not at all; and how many were not asked for. */
export interface PageTotals {
  readonly open: number;
  readonly partial: number;
  readonly withheld: number;
  readonly unrelated: number;
}

/** `readPages`: so many covered pages of a copy are read again by recognition, so that a copy is made in minutes (ours). */
export const LIMITS = { bytes: 50 * 1024 * 1024, pages: 500, copyBytes: 80 * 1024 * 1024, readPages: 60 } as const;
