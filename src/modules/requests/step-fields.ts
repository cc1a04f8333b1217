import { type TObject, Type } from 'typebox';
import type { StepOf } from '#kernel/workflow.ts';
import { restrictingFields } from '#commons/casework/restricting-workflow.ts';
import { choice } from './choice.ts';
import { RETURN_REASONS, SENDING_CHANNELS } from './delivery/contract.ts';
import { HAND_BACK_REASONS } from './handling/hand-back-reasons.ts';
import { RELIEFS } from './law/fees.ts';
import { CONSULTATION_EVENTS } from './related/consultation-events.ts';
import { SENSITIVE } from './sensitive/contract.ts';
import { FINDINGS, SILENCE_DECIDED } from './third-parties/findings.ts';
import type { requestWorkflow } from './workflow.ts';

const day = (title: string) => Type.String({ format: 'date', title });
const line = (title: string, maxLength = 100) => Type.String({ minLength: 1, maxLength, title });
const area = (title: string, maxLength = 2_000, hint?: string) =>
  Type.String({ minLength: 2, maxLength, title, 'x-widget': 'textarea', ...(hint && { 'x-hint': hint }) });
/** Chosen among what belongs to the request (`workbench/step-widgets.tsx`). */
const chosen = (title: string, widget: string) => Type.String({ format: 'uuid', title, 'x-widget': widget });
const form = (properties: Parameters<typeof Type.Object>[0]) =>
  Type.Object(properties, { additionalProperties: false });
const opinion = { opinion: Type.Optional(Type.String({ maxLength: 1_000, title: '意见', 'x-widget': 'textarea' })) };

/** What each step asks for. */
export const requestFields = {
  confirm: form({
    receivedOn: day('收到申请之日'),
    evidence: area('依据（怎样确认，与谁确认，凭证）', 500),
    title: Type.Optional(Type.String({ maxLength: 100, title: '摘要（不写个人信息，供台账使用）' })),
  }),
  assign: form({
    unitId: Type.String({ format: 'uuid', title: '承办单位', 'x-widget': 'unit' }),
    note: Type.Optional(Type.String({ maxLength: 500, title: '办理要求', 'x-widget': 'textarea' })),
  }),
  handBack: form({
    reason: choice('退回理由', HAND_BACK_REASONS),
    note: area('说明', 500, '为什么退回，应当由哪个处室办理'),
  }),
  recordSearch: form({
    systems: area('检索的系统和档案', 500),
    words: line('检索词', 300),
    people: line('检索人', 200),
    searchedOn: day('检索日期'),
    result: area('检索结果'),
    found: Type.Boolean({ title: '是否找到所申请的信息', 'x-labels': { true: '找到', false: '没有找到' } }),
  }),
  proposeLetter: form({ letterId: chosen('文书', 'letter-draft') }),
  approveLetter: form(opinion),
  returnLetter: form({ reason: area('退回原因', 1_000) }),
  rejectLetter: form({ reason: area('退回原因', 1_000) }),
  issueLetter: form(opinion),
  sendLetter: form({
    sentOn: day('发出日期（自行领取、直接送达的，签收之日）'),
    channel: choice('发出方式', SENDING_CHANNELS),
    proof: Type.Optional(Type.String({ maxLength: 300, title: '凭证（邮件号、签收人等）' })),
    lateReason: Type.Optional(
      Type.String({ maxLength: 1_000, title: '逾期原因（逾期答复时填写）', 'x-widget': 'textarea' }),
    ),
    otherWay: Type.Optional(
      Type.String({ maxLength: 300, title: '改用其他途径的原因（与答复书写明的途径不同时填写）' }),
    ),
  }),
  recordDelivery: form({
    letterId: chosen('文书', 'letter-sent'),
    deliveredOn: day('送达日期'),
    proof: line('送达凭证', 300),
  }),
  recordUndelivered: form({
    letterId: chosen('文书', 'letter-out'),
    returnedOn: day('退回之日'),
    reason: choice('原因', RETURN_REASONS),
    evidence: line('凭证（退件批注、邮件号、通话记录）', 300),
  }),
  resendLetter: form({
    letterId: chosen('文书', 'letter-returned'),
    sentOn: day('重新发出的日期（自行领取、直接送达的，签收之日）'),
    channel: choice('发出方式', SENDING_CHANNELS),
    proof: Type.Optional(Type.String({ maxLength: 300, title: '凭证（邮件号、签收人等）' })),
  }),
  correct: form({ correctedOn: day('收到补正之日'), text: area('补正内容', 5_000) }),
  supplement: form({ suppliedOn: day('收到之日'), text: area('补充内容', 5_000) }),
  giveReasons: form({ givenOn: day('收到之日'), text: area('申请人说明的理由', 5_000) }),
  noReasons: form({ reason: area('情况说明', 1_000) }),
  decideRelief: form({
    decision: choice('决定', RELIEFS),
    yuan: Type.Optional(Type.Integer({ title: '减收的金额（元，减收时填写）', minimum: 1, maximum: 10_000_000 })),
    reason: area('理由', 1_000),
  }),
  payFee: form({ paidOn: day('缴费日期'), voucher: line('票据号', 60) }),
  consultAnswered: form({
    consultationId: chosen('征求意见', 'consultation-any'),
    answeredOn: day('收到回复之日'),
    agrees: Type.Boolean({ title: '对方的态度', 'x-labels': { true: '同意公开', false: '不同意公开' } }),
    opinion: area('意见'),
  }),
  consultClosed: form({
    consultationId: chosen('征求意见', 'consultation'),
    decides: Type.Optional(choice('决定（向第三方征求意见的填写）', SILENCE_DECIDED)),
    decision: area('处理意见和理由', 1_000),
  }),
  weighOpinion: form({
    consultationId: chosen('征求意见', 'consultation-over'),
    finding: choice('审查结论', FINDINGS),
    reason: area('理由', 2_000),
  }),
  withdraw: form({ withdrawnOn: day('撤回日期'), evidence: area('依据', 500) }),
  merge: form({ intoId: chosen('并入的申请', 'request-of-applicant'), reason: area('并案原因', 500) }),
  unmerge: form({ reason: area('分出的原因', 500) }),
  followLead: form({
    leadId: Type.String({ format: 'uuid', title: '主案' }),
    letterId: Type.Optional(Type.String({ format: 'uuid', title: '主案发出的文书' })),
    unitId: Type.Optional(Type.String({ format: 'uuid', title: '承办单位' })),
    event: Type.Optional(choice('主案的征求意见', CONSULTATION_EVENTS)),
    ref: Type.Optional(Type.String({ format: 'uuid', title: '征求意见' })),
    on: Type.Optional(day('日期')),
  }),
  split: form({
    parts: Type.Array(area('所需政府信息的描述', 5_000), {
      title: '拆分后的各项申请（摘自原文，每项一事）',
      minItems: 2,
      maxItems: 20,
      'x-widget': 'request-parts',
    }),
    reason: area('拆分原因', 500),
  }),
  reopen: form({
    reason: area('重新办理的原因', 1_000),
    orderedOn: day('收到决定之日（自行纠正的，决定纠正之日）'),
    days: Type.Optional(
      Type.Integer({ title: '决定书写明的答复期限（工作日，没有写明的不填）', minimum: 1, maximum: 60 }),
    ),
    ordered: choice('依据', { review: '行政复议决定', court: '人民法院裁判', own: '本机关自行纠正' }),
  }),
  endorseLetter: form(opinion),
  declineLetter: form({ reason: area('退回原因', 1_000) }),
  markSensitive: form({
    why: choice('原因', SENSITIVE),
    note: Type.Optional(Type.String({ maxLength: 500, title: '说明', 'x-widget': 'textarea' })),
  }),
  unmarkSensitive: form({ reason: area('原因', 1_000) }),
  ...restrictingFields,
} as const satisfies Record<StepOf<typeof requestWorkflow>, TObject>;
