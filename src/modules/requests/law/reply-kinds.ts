export const FAMILIES = ['予以公开', '部分公开', '不予公开', '无法提供', '不予处理', '其他处理'] as const;
export type Family = (typeof FAMILIES)[number];

/** How a decision may be fought: 复议 must come first, or may; `remedies.ts` has the words. */
export type RemedyClass = 'review-first' | 'choice';

export interface ReplyKind {
  readonly family: Family;
  /** As the annual report prints it (国办公开办函〔2021〕30号), without its number and what it says of counting. */
  readonly label: string;
  readonly remedy: RemedyClass;
}

const kind = (family: Family, label: string, remedy: RemedyClass = 'choice'): ReplyKind => ({ family, label, remedy });

/**
 * The closed list: twenty-one kinds, each a row of table three of the annual report and keyed as that row (`bucket`), in its order. Refusals under arts 14-16,
 * the withheld part of a partial disclosure among them, go to review first (行政复议法 art. 23 (1) (4) as the court's interpretation of 2025 reads it);
 * everything else may go to court directly. 属于行政查询事项 rests on art. 36 (7), not on arts 14-16, and so has the choice.
 */
export const REPLY_KINDS = {
  granted: kind('予以公开', '予以公开'),
  partial: kind('部分公开', '部分公开', 'review-first'),
  'denied.stateSecret': kind('不予公开', '属于国家秘密', 'review-first'),
  'denied.otherLaw': kind('不予公开', '其他法律行政法规禁止公开', 'review-first'),
  'denied.safetyStability': kind('不予公开', '危及“三安全一稳定”', 'review-first'),
  'denied.thirdParty': kind('不予公开', '保护第三方合法权益', 'review-first'),
  'denied.internalAffairs': kind('不予公开', '属于三类内部事务信息', 'review-first'),
  'denied.process': kind('不予公开', '属于四类过程性信息', 'review-first'),
  'denied.enforcementFile': kind('不予公开', '属于行政执法案卷', 'review-first'),
  'denied.adminQuery': kind('不予公开', '属于行政查询事项'),
  'unable.notHeld': kind('无法提供', '本机关不掌握相关政府信息'),
  'unable.needCreate': kind('无法提供', '没有现成信息需要另行制作'),
  'unable.unclear': kind('无法提供', '补正后申请内容仍不明确'),
  'notProcessed.complaint': kind('不予处理', '信访举报投诉类申请'),
  'notProcessed.duplicate': kind('不予处理', '重复申请'),
  'notProcessed.publication': kind('不予处理', '要求提供公开出版物'),
  'notProcessed.massive': kind('不予处理', '无正当理由大量反复申请'),
  'notProcessed.confirmReissue': kind('不予处理', '要求行政机关确认或重新出具已获取信息'),
  'other.overdueCorrection': kind('其他处理', '申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请'),
  'other.overdueFee': kind('其他处理', '申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请'),
  'other.other': kind('其他处理', '其他'),
} as const satisfies Readonly<Record<string, ReplyKind>>;

export type Bucket = keyof typeof REPLY_KINDS;

/**
 * The one row in which a reply is counted whose parts were decided differently: 区分处理的，只计部分公开. Undefined where nothing was disclosed
 * and the parts still differ: there the law has no row, and the request must be split (一事一申请) or its main matter decided.
 */
export function bucketOf(decided: readonly Bucket[]): Bucket | undefined {
  const different = [...new Set(decided)];
  if (different.length === 1) return different[0];
  return different.some((bucket) => bucket === 'granted' || bucket === 'partial') ? 'partial' : undefined;
}
