import { chineseDate, type LocalDate } from '#kernel/dates.ts';

/** How a request came. `other-office`: to another office or person of the organ, who passed it on; or to another organ that did (that one by analogy: ours). */
export type Channel =
  | 'counter'
  | 'registered-mail'
  | 'ordinary-mail'
  | 'other-office'
  | 'fax'
  | 'email'
  | 'web'
  | 'oral';

export interface ChannelRule {
  readonly label: string;
  /** Which of the two days is the day of receipt: that on which it came, or that on which both sides confirmed it. */
  readonly counts: 'arrivedOn' | 'confirmedOn';
  /** What the day it came is called here: 签收之日. */
  readonly arrived: string;
  /** What must be kept to prove the day that counts. */
  readonly evidence: string;
  readonly basis: string;
  /** Confirmed with the applicant on the very day, as art. 31 (2) demands; elsewhere within a working day, which is ours (FOI-01). */
  readonly sameDay?: true;
}

const ARTICLE = '《政府信息公开条例》第三十一条';
const LETTER = '《关于政府信息公开期限有关问题的解释》（国办公开办函〔2015〕207号）';

/**
 * The day a request is received, 政府信息公开条例 art. 31 with 国办公开办函〔2015〕207号 (its first half was read). For e-mail the reading of 2015 took the
 * day the mail system received it; the regulation of 2019 puts every channel of the network under the confirmation of both sides, and prevails.
 * What is said and written down by the office (art. 29) counts as handed in on that day: ours.
 */
export const CHANNEL_RULES: Readonly<Record<Channel, ChannelRule>> = {
  counter: {
    label: '当面提交',
    counts: 'arrivedOn',
    arrived: '提交之日',
    evidence: '申请人签名的登记回执',
    basis: `${ARTICLE}第一项`,
  },
  'registered-mail': {
    label: '挂号信、特快专递等需要签收的邮寄',
    counts: 'arrivedOn',
    arrived: '签收之日',
    evidence: '签收记录（邮件号、签收人）',
    basis: `${ARTICLE}第二项`,
  },
  'ordinary-mail': {
    label: '平常信函等无需签收的邮寄',
    counts: 'confirmedOn',
    arrived: '收到信函之日',
    evidence: '与申请人确认的记录（时间、方式、确认人）和信封',
    basis: `${ARTICLE}第二项`,
    sameDay: true,
  },
  'other-office': {
    label: '由本机关其他机构、人员或者其他机关转来',
    counts: 'confirmedOn',
    arrived: '政府信息公开工作机构实际收到之日',
    evidence: '转交记录和与申请人确认的记录（时间、方式、确认人）',
    basis: LETTER,
  },
  fax: {
    label: '传真',
    counts: 'confirmedOn',
    arrived: '收到传真之日',
    evidence: '双方确认的记录（时间、方式、确认人）和传真件',
    basis: `${ARTICLE}第三项`,
  },
  email: {
    label: '电子邮件',
    counts: 'confirmedOn',
    arrived: '邮件到达之日',
    evidence: '双方确认的记录（往来邮件或者通话记录）',
    basis: `${ARTICLE}第三项`,
  },
  web: {
    label: '网上提交',
    counts: 'confirmedOn',
    arrived: '网上提交之日',
    evidence: '提交回执和本机关确认收到的记录',
    basis: `${ARTICLE}第三项`,
  },
  oral: {
    label: '口头提出，由本机关代为填写',
    counts: 'arrivedOn',
    arrived: '代为填写并经申请人确认之日',
    evidence: '代为填写的申请表，有申请人的签名或者确认录音',
    basis: '《政府信息公开条例》第二十九条、第三十一条第一项',
  },
};

export interface ReceiptFacts {
  readonly arrivedOn?: LocalDate;
  /** The day both sides confirmed; where the applicant could not be reached, the day contact was restored. */
  readonly confirmedOn?: LocalDate;
  /** What proves the day that counts: a description or the names of files. */
  readonly evidence?: string;
  /** Tried and not reached, so far. */
  readonly unreachable?: true;
}

/** The legal day with its article and what a reviewer would remark, or what is still missing or wrong, a sentence each. */
export type Receipt =
  | { readonly on: LocalDate; readonly basis: string; readonly remarks: readonly string[] }
  | { readonly missing: readonly string[] };

/** The day on which a request counts as received. Days after `today` and a confirmation before the arrival are not accepted. */
export function dayOfReceipt(channel: Channel, facts: ReceiptFacts, today: LocalDate): Receipt {
  const rule = CHANNEL_RULES[channel];
  const on = facts[rule.counts];
  const missing = [...missingDays(rule, facts), ...wrongDays(rule, facts, today)];
  if (!facts.evidence?.trim()) missing.push(`没有登记依据：${rule.evidence}`);
  if (missing.length > 0 || on === undefined) return { missing };
  return { on, basis: rule.basis, remarks: remarksOn(rule, facts) };
}

function missingDays(
  { counts, arrived }: ChannelRule,
  { arrivedOn, confirmedOn, unreachable }: ReceiptFacts,
): string[] {
  const missing = arrivedOn === undefined ? [`没有填写${arrived}`] : [];
  if (counts === 'arrivedOn' || confirmedOn !== undefined) return missing;
  if (unreachable) return [...missing, '申请人联系不上：先予登记，恢复联系并确认之日为收到申请之日'];
  return [...missing, '没有填写双方确认之日：与申请人确认收到之前，答复期限还没有起算'];
}

function wrongDays(
  { counts, arrived }: ChannelRule,
  { arrivedOn, confirmedOn }: ReceiptFacts,
  today: LocalDate,
): string[] {
  const wrong: string[] = [];
  if (arrivedOn !== undefined && arrivedOn > today) wrong.push(`${arrived}（${chineseDate(arrivedOn)}）还没有到`);
  if (counts === 'arrivedOn' || confirmedOn === undefined) return wrong;
  if (confirmedOn > today) wrong.push(`确认之日（${chineseDate(confirmedOn)}）还没有到`);
  if (arrivedOn !== undefined && confirmedOn < arrivedOn)
    wrong.push(`确认之日（${chineseDate(confirmedOn)}）不能早于${arrived}（${chineseDate(arrivedOn)}）`);
  return wrong;
}

const remarksOn = ({ sameDay, arrived, basis }: ChannelRule, { arrivedOn, confirmedOn }: ReceiptFacts): string[] =>
  sameDay && arrivedOn !== undefined && confirmedOn !== undefined && confirmedOn > arrivedOn
    ? [`${basis}要求在${arrived}当日与申请人确认，实际确认晚于当日`]
    : [];
