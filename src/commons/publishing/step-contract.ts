import { Type } from 'typebox';
import { Content } from './contract.ts';
import { choice, closed, reason } from './field-contract.ts';
import { legalityFields } from './legality/contract.ts';
import { Confirmation, SECRECY_CHECKLIST } from './signature-contract.ts';
import { RECONSIDERATION_BASES } from './statutory-kinds.ts';
import { WITHDRAWAL_CAUSES } from './withdrawal-kinds.ts';

// What each step of a publication asks for.

const opinion = Type.String({ minLength: 1, maxLength: 1000, title: '意见', 'x-widget': 'textarea' });

/** The reason is written down in any case; whether the public is told it follows from its kind. */
const withdrawal = Type.Object(
  {
    cause: choice('原因类别', WITHDRAWAL_CAUSES),
    reason: Type.String({
      minLength: 2,
      maxLength: 1000,
      title: '撤回原因',
      description: '内容错误、其他原因将向社会公开；涉密、涉隐私、涉商业秘密的，公众只看到内容已撤回',
      'x-widget': 'textarea',
    }),
  },
  closed,
);

/** Why something must go out before all have reviewed it. Nothing else is an emergency. */
export const URGENCIES = {
  warning: '突发事件预警或应对信息',
  'drug-safety': '药品、医疗器械、化妆品安全警示或召回',
  rumour: '澄清虚假或者不完整信息（条例第六条）',
  'state-order': '上级机关要求限时公开',
} as const;
export type Urgency = keyof typeof URGENCIES;

const nothing = Type.Object({}, closed);

/** Given after an emergency release, in place of the review that was passed over. */
const lateReview = Type.Object(
  {
    verdict: choice('补审结论', { agrees: '同意，公开无误', objects: '不同意，应当更正或撤回' }),
    opinion,
  },
  closed,
);

/** What each step of a publication asks for. */
export const publicationFields = {
  revise: Type.Object({ content: Content, reason: reason('修改说明') }, closed),
  submit: nothing,
  submitUrgently: Type.Object(
    {
      cause: choice('紧急情形', URGENCIES),
      reason: reason('为什么来不及按程序审核'),
    },
    closed,
  ),
  recall: Type.Object({ reason: reason('收回原因') }, closed),
  headSign: Type.Object({ opinion }, closed),
  headReturn: Type.Object({ reason: reason('退回原因') }, closed),
  secrecySign: Type.Object(
    {
      checklist: Type.Array(choice('逐项确认', SECRECY_CHECKLIST), {
        title: '保密审查逐项确认',
        description: '每一项都由您本人核对后勾选；有一项不能确认，就请改用“保密审查退回”。',
        minItems: Object.keys(SECRECY_CHECKLIST).length,
        maxItems: Object.keys(SECRECY_CHECKLIST).length,
        uniqueItems: true,
        'x-widget': 'checklist',
      }),
      confirmations: Type.Optional(
        Type.Array(Confirmation, {
          maxItems: 500,
          title: '系统检查发现的问题',
          'x-widget': 'findings',
          'x-need': '逐条说明理由',
        }),
      ),
      opinion,
    },
    closed,
  ),
  secrecyReturn: Type.Object({ reason: reason('退回原因') }, closed),
  ...legalityFields,
  deliberationReturn: Type.Object({ reason: reason('退回原因') }, closed),
  legalityReturn: Type.Object({ reason: reason('退回原因') }, closed),
  issue: Type.Object(
    {
      opinion,
      formedOn: Type.Optional(
        Type.String({
          format: 'date',
          title: '成文日期',
          description: '负责人签发的日期，或者会议通过的日期；公开期限从这一天算起（条例第二十六条）',
        }),
      ),
      dateReason: Type.Optional(
        Type.String({
          maxLength: 300,
          title: '成文日期说明',
          description: '成文日期既不是签发日期、也不是会议通过日期的，写明原因',
        }),
      ),
      urgencyReason: Type.Optional(
        Type.String({
          maxLength: 300,
          title: '同意先发后审的意见',
          description: '紧急送审的文件填写',
        }),
      ),
      overrideReason: Type.Optional(
        Type.String({
          maxLength: 1000,
          title: '会签不同意见的处理',
          description: '会签单位不同意而继续签发的，写明理由；理由和不同意见一起入卷',
          'x-widget': 'textarea',
        }),
      ),
    },
    closed,
  ),
  issueReturn: Type.Object({ reason: reason('退回原因') }, closed),
  schedule: Type.Object(
    { releaseAt: Type.String({ format: 'date-time', title: '发布时间（北京时间）', 'x-widget': 'china-time' }) },
    closed,
  ),
  unschedule: Type.Object({ reason: reason('取消原因') }, closed),
  holdBack: Type.Object({ reason: reason('暂停原因') }, closed),
  release: nothing,
  releaseDue: nothing,
  keep: nothing,
  reviewDepartmentLate: lateReview,
  reassess: Type.Object(
    {
      reason: Type.String({
        minLength: 2,
        maxLength: 1000,
        title: '评估意见',
        description: '为什么现在仍不主动公开；情形已经变化的，改用“重新认定公开属性”',
        'x-widget': 'textarea',
      }),
    },
    closed,
  ),
  reconsider: Type.Object(
    { basis: choice('重新认定的依据', RECONSIDERATION_BASES), reason: reason('重新认定的原因') },
    closed,
  ),
  releaseReturn: Type.Object({ reason: reason('退回原因') }, closed),
  correct: Type.Object({ reason: reason('更正原因（将向社会公开）') }, closed),
  change: Type.Object(
    {
      changedOn: Type.String({
        format: 'date',
        title: '变更日期',
        description: '信息实际变更的那一天，将向社会公开；公开变更内容的期限从这一天算起（条例第二十六条）',
      }),
      reason: reason('变更说明（将向社会公开）'),
    },
    closed,
  ),
  abandonCorrection: Type.Object({ reason: reason('放弃的原因') }, closed),
  confirmUnchanged: Type.Object({ reason: reason('不需要变更的理由') }, closed),
  confirmUnchangedInstead: Type.Object({ reason: reason('不需要变更的理由') }, closed),
  withdraw: withdrawal,
  withdrawUrgently: withdrawal,
  discard: Type.Object({ reason: reason('作废原因') }, closed),
} as const;
