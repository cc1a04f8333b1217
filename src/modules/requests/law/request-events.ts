/**
 * What can happen to a request that a clock minds, each on its legal date. The legal date of what the office sends is the day it was handed
 * to the post or to the person (国办公开办函〔2016〕235号); of what comes in, the day it came.
 */
export const EVENT_WORDS = {
  open: '提交申请',
  confirm: '收到申请',
  noticeCorrection: '告知补正',
  correct: '收到补正的申请',
  supplement: '收到补充内容',
  noticeFee: '发出收费通知',
  payFee: '申请人缴纳信息处理费',
  letterReturned: '文书被退回，没有送达',
  correctionResent: '再次发出补正告知书',
  feeResent: '再次发出收费通知',
  consult: '发出征求意见书',
  consultDelivered: '征求意见书送达',
  consultAnswered: '收到意见',
  consultClosed: '结束征求意见',
  askReasons: '要求申请人说明理由',
  giveReasons: '收到申请人说明的理由',
  extend: '经政府信息公开工作机构负责人同意延长并告知申请人',
  setDelay: '确定延迟答复的合理期限并告知申请人',
  lapse: '因逾期不补正不再处理',
  unpaid: '因逾期未缴费不再处理',
  merge: '并案办理',
  split: '拆分为几件申请',
  reopen: '重新办理',
  reply: '答复申请人',
  withdraw: '申请人撤回申请',
} as const;

export type RequestEvent = keyof typeof EVENT_WORDS;

/** The words of these events, for a clock that minds them. */
export const wordsOf = (events: readonly RequestEvent[]): { readonly [event in RequestEvent]?: string } =>
  Object.fromEntries(events.map((event) => [event, EVENT_WORDS[event]]));
