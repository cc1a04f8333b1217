import type { LocalDate } from '#kernel/dates.ts';
import type { Reading } from './public-clock.ts';
import type { RequestStatus } from './status.ts';

/** How a matter stands, as one would tell somebody: what is so now, who does what next, by which day. */
export interface Standing {
  readonly now: string;
  readonly who?: string;
  readonly what?: string;
  readonly by?: LocalDate;
}

interface Words {
  readonly now: string;
  readonly who?: '本机关' | '您';
  readonly what?: string;
  /** Which day is the last for it: that of the reply, or that of the letter of this kind. */
  readonly by?: 'reply' | 'correction' | 'fee' | 'reasons';
}

const OFFICE = '本机关';
const HANDLING: Words = { now: '申请正在办理', who: OFFICE, what: '检索信息，作出答复', by: 'reply' };

const SUPPLEMENT: Words = {
  now: '申请正在办理，本机关请您补充申请的内容；答复期限照常计算',
  who: OFFICE,
  what: '按现有的和您补充的内容作出答复',
  by: 'reply',
};

const STATES: Readonly<Record<string, Words>> = {
  submitted: {
    now: '申请已经登记，还没有确认收到申请之日',
    who: OFFICE,
    what: '与您联系确认，确认之日就是收到申请之日，答复期限从次日起计算',
  },
  accepted: { now: '申请已经收到，正在分给承办的处室（单位）', who: OFFICE, what: '分办并检索信息', by: 'reply' },
  processing: HANDLING,
  letterReview: HANDLING,
  letterIssue: HANDLING,
  dispatch: HANDLING,
  awaitingCorrection: {
    now: '申请内容需要您补正，补正以前不能继续办理',
    who: '您',
    what: '按补正告知书写清需要补充的内容，可以在本页提交',
    by: 'correction',
  },
  awaitingReasons: {
    now: '需要您说明理由；答复期限照常计算',
    who: '您',
    what: '按通知说明理由，可以在本页提交',
    by: 'reasons',
  },
  awaitingPayment: {
    now: '需要您缴纳信息处理费，缴费以前不能继续办理',
    who: '您',
    what: '按收费通知缴费，可以在本页告知票据号',
    by: 'fee',
  },
  answered: {
    now: '申请已经答复',
    who: '您',
    what: '可以在本页下载答复书，评价办理情况；不服答复的，按答复书写明的途径和期限办理',
  },
  lapsed: {
    now: '逾期没有补正，本机关不再处理这件申请',
    who: '您',
    what: '可以在本页下载告知书；不服的，按告知书写明的途径和期限办理；仍然需要信息的，可以重新提出申请',
  },
  unpaid: {
    now: '逾期没有缴费，本机关不再处理这件申请',
    who: '您',
    what: '可以在本页下载告知书；不服的，按告知书写明的途径和期限办理；仍然需要信息的，可以重新提出申请',
  },
  withdrawn: { now: '您已经撤回这件申请', who: '您', what: '仍然需要信息的，可以重新提出申请' },
  merged: { now: '这件申请与您的另一件申请并案办理', who: OFFICE, what: '在另一件申请的答复里一并答复', by: 'reply' },
  split: {
    now: '这件申请包含几件事，已经拆分为几件申请，分别办理和答复',
    who: OFFICE,
    what: '请用下面各件的编号和同一个查询码查询',
  },
};

/** Takes the reading of the reply period as it is today; undefined where none runs. A state not known here is told by its label. */
export function standingOf(status: RequestStatus, reading: Reading | undefined): Standing {
  const { now, who, what, by } = status.awaitsSupplement
    ? SUPPLEMENT
    : (STATES[status.state] ?? { now: status.stateLabel });
  const last = by === undefined ? undefined : by === 'reply' ? replyBy(reading) : letterBy(status, by);
  return { now, ...(who && { who }), ...(what && { what }), ...(last && { by: last }) };
}

const replyBy = (reading: Reading | undefined): LocalDate | undefined =>
  reading?.state === 'running' || reading?.state === 'overdue' ? reading.dueOn : undefined;

const letterBy = ({ letters }: RequestStatus, kind: string): LocalDate | undefined =>
  letters.findLast((letter) => letter.kind === kind)?.answerBy;
