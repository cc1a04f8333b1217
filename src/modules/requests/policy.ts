import { type Rule, definePolicy } from '#kernel/policy.ts';
import type { StepOf } from '#kernel/workflow.ts';
import type { requestWorkflow } from './workflow.ts';

const office = (label: string): Rule => ({ label, roles: ['openness-officer'], scope: 'bureau' });
const officeOrHead = (label: string): Rule => ({
  label,
  roles: ['openness-officer', 'openness-head'],
  scope: 'bureau',
});
/** The applicant's own word on the query page takes these too (`answers/taking.ts`), as the law lets it: 条例第三十条, 第三十五条, and whoever asks may stop asking. */
const onTheirWord = (label: string): Rule => ({ label, roles: ['openness-officer', 'system'], scope: 'bureau' });
const handling = (label: string): Rule => ({
  label,
  roles: ['clerk', 'drafter', 'department-head'],
  scope: 'lead',
});

/** Entered by hand, or on the word of the payment platform (`fees/payments.ts`). */
const onReport = onTheirWord;

/** Who may take each step of a request. That extension is for the head of the openness office alone is in `bars.ts` (条例第三十三条). */
export const requestPolicy = {
  confirm: office('确认收到申请'),
  assign: office('分办申请'),
  // The unit as such gives back what is not its business: whoever heads it says so.
  handBack: { label: '退回分办', roles: ['department-head'], scope: 'lead' },
  recordSearch: handling('登记检索情况'),
  proposeLetter: handling('送审文书'),
  approveLetter: { label: '审核文书', roles: ['department-head'], scope: 'lead' },
  // 分管负责人: a leader of the bureau who answers for more than one unit.
  endorseLetter: { label: '审批重大敏感申请的文书', roles: ['issuer'], scope: 'bureau' },
  declineLetter: { label: '不同意重大敏感申请的文书，退回', roles: ['issuer'], scope: 'bureau' },
  returnLetter: { label: '退回文书', roles: ['department-head'], scope: 'lead' },
  rejectLetter: {
    label: '不予签发，退回文书',
    roles: ['openness-head', 'issuer', 'openness-officer'],
    scope: 'bureau',
  },
  issueLetter: { label: '签发文书', roles: ['openness-head', 'issuer'], scope: 'bureau' },
  sendLetter: office('登记文书发出'),
  recordDelivery: office('登记文书送达'),
  recordUndelivered: office('登记文书未能送达'),
  resendLetter: office('重新发出被退回的文书'),
  correct: onTheirWord('登记补正'),
  supplement: onTheirWord('登记补充内容'),
  giveReasons: onTheirWord('登记理由说明'),
  noReasons: office('登记逾期未说明理由'),
  decideRelief: { label: '决定是否减免费用', roles: ['openness-head'], scope: 'bureau' },
  payFee: onReport('登记缴费'),
  consultAnswered: office('登记征求意见的回复'),
  consultClosed: office('结束征求意见'),
  weighOpinion: handling('审查第三方意见'),
  withdraw: onTheirWord('登记撤回'),
  merge: office('并案办理'),
  unmerge: office('从并案中分出'),
  // What is done to the lead is done to those that are answered with it.
  followLead: { label: '随主案办理', roles: ['system'], scope: 'anywhere' },
  split: office('拆分申请'),
  reopen: office('重新办理'),
  // The officer for the whole bureau, the head of a unit for what it leads.
  markSensitive: {
    label: '标为重大敏感',
    roles: ['openness-officer', 'openness-head', 'department-head'],
    scope: 'bureau',
  },
  unmarkSensitive: { label: '取消重大敏感', roles: ['openness-head'], scope: 'bureau' },
  restrict: officeOrHead('限定知悉范围'),
  unrestrict: officeOrHead('解除限定知悉范围'),
} as const satisfies Record<StepOf<typeof requestWorkflow>, Rule>;

/** What is asked of requests beside their steps. */
export const requestsPolicy = definePolicy({
  'requests.submit': { label: '申请公开政府信息', roles: 'public' },
  'requests.query': { label: '凭编号和查询码查询申请', roles: 'public' },
  'requests.register': { label: '登记收到的申请', roles: ['openness-officer'], scope: 'bureau' },
  'requests.view-applicant': { label: '查看申请人信息', roles: ['openness-officer', 'openness-head'], scope: 'bureau' },
  'requests.record-identity': { label: '登记申请人补交的身份证明', roles: ['openness-officer'], scope: 'bureau' },
  'requests.call-back': { label: '回访差评', roles: ['openness-officer', 'openness-head'], scope: 'bureau' },
  'requests.set-rating-aside': { label: '复核误评、恶意评价', roles: ['openness-head'], scope: 'bureau' },
  'requests.read-ratings': {
    label: '查看办理评价统计',
    roles: ['openness-officer', 'openness-head', 'issuer', 'supervisor'],
  },
  'requests.write-letter': {
    label: '拟写文书',
    roles: ['clerk', 'drafter', 'department-head', 'openness-officer'],
    scope: 'bureau',
  },
  'requests.rewrite-letter': {
    label: '修改、删除本单位办理的文书草稿',
    roles: ['clerk', 'drafter', 'department-head', 'openness-officer'],
    scope: 'lead',
  },
  'requests.handle-records': {
    label: '上传和遮盖拟公开的材料',
    roles: ['clerk', 'drafter', 'department-head'],
    scope: 'lead',
  },
  'requests.examine-copy': {
    label: '核对公开件',
    roles: ['department-head', 'openness-officer', 'openness-head', 'issuer'],
    scope: 'bureau',
  },
  'requests.keep-rules': {
    label: '维护遮盖规则',
    roles: ['openness-officer', 'openness-head'],
    scope: 'bureau',
  },
  'requests.read-records': {
    label: '查看拟公开的材料',
    roles: ['clerk', 'drafter', 'department-head', 'openness-officer', 'openness-head', 'issuer'],
    scope: 'bureau',
  },
  'requests.handle-answer': { label: '处理申请人网上提交的内容', roles: ['openness-officer'], scope: 'bureau' },
  'requests.settle-payment': { label: '处理缴款平台报来的问题缴款', roles: ['openness-officer'], scope: 'bureau' },
  'requests.claim-mail': { label: '认领申请邮箱的来信', roles: ['openness-officer'], scope: 'bureau' },
  'requests.pass-on': { label: '征得同意，把申请转送其他局', roles: ['openness-officer'], scope: 'bureau' },
  'requests.renew-code': {
    label: '核验身份后重新发放查询码',
    roles: ['openness-officer', 'openness-head'],
    scope: 'bureau',
  },
  'requests.record-dispute': {
    label: '登记行政复议、行政诉讼',
    roles: ['openness-officer', 'openness-head'],
    scope: 'bureau',
  },
  'requests.read': { label: '查看依申请公开台账', roles: 'staff' },
});
