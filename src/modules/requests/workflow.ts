import { defineWorkflow } from '#kernel/workflow.ts';
import { restrictingSteps } from '#commons/casework/restricting-workflow.ts';

/** The handling may still end, or change its course, from here. */
const OPEN = [
  'submitted',
  'accepted',
  'processing',
  'letterReview',
  'letterEndorsement',
  'letterIssue',
  'dispatch',
] as const;
/** The applicant has the word. */
const WAITING = ['awaitingCorrection', 'awaitingReasons', 'awaitingPayment'] as const;
/** A letter is in somebody's hands. */
const CHAIN = ['letterReview', 'letterEndorsement', 'letterIssue', 'dispatch'] as const;

/** Wherever a request stands that is not answered with another: what holds of one of them holds of both. */
const APART = [...OPEN, ...WAITING, 'answered', 'lapsed', 'unpaid', 'withdrawn'] as const;

/**
 * 依申请公开: the life of one request, 政府信息公开条例 (国务院令第711号) arts 27-45: registered, examined, handled, answered, filed (art. 45).
 * Everything the office says to anybody is a letter: one drafts it, another examines it, a third signs it, then it is sent; what a letter does
 * follows from its kind (`letters/letter-kinds.ts`).
 */
export const requestWorkflow = defineWorkflow({
  key: 'request',
  label: '依申请公开',
  initial: 'submitted',
  states: {
    submitted: {
      label: '待确认收到',
      owner: { role: 'openness-officer', of: 'office' },
      task: '核对申请，确认收到日期',
      timer: 'request.confirmation',
    },
    accepted: {
      label: '待分办',
      owner: { role: 'openness-officer', of: 'office' },
      task: '分办给掌握信息的处室（单位）',
      timer: 'request.reply',
    },
    processing: {
      label: '办理中',
      owner: { role: 'clerk', of: 'lead' },
      task: '检索信息，拟写答复或者其他文书',
      timer: 'request.reply',
    },
    letterReview: {
      label: '文书待审核',
      owner: { role: 'department-head', of: 'lead' },
      task: '审核处室拟写的文书',
      timer: 'request.reply',
    },
    letterEndorsement: {
      label: '文书待分管负责人审批',
      owner: { role: 'issuer', of: 'bureau' },
      task: '审批重大敏感申请的文书',
      timer: 'request.reply',
    },
    letterIssue: {
      label: '文书待签发',
      owner: { role: 'openness-head', of: 'bureau' },
      task: '签发文书',
      timer: 'request.reply',
    },
    dispatch: {
      label: '文书待发出',
      owner: { role: 'openness-officer', of: 'office' },
      task: '按申请人要求的方式发出文书，登记日期和凭证',
      timer: 'request.reply',
    },
    awaitingCorrection: {
      label: '待申请人补正',
      owner: { role: 'openness-officer', of: 'office' },
      task: '等申请人补正；逾期的，由承办单位拟写逾期不补正告知书',
      timer: 'request.correction',
    },
    awaitingReasons: {
      label: '待申请人说明理由',
      owner: { role: 'openness-officer', of: 'office' },
      task: '等申请人说明理由',
      timer: 'request.reply',
    },
    awaitingPayment: {
      label: '待申请人缴费',
      owner: { role: 'openness-officer', of: 'office' },
      task: '等申请人缴费；逾期的，由承办单位拟写逾期不缴费告知书',
      timer: 'request.payment',
    },
    answered: { label: '已答复', rest: true },
    lapsed: { label: '逾期未补正，不再处理', rest: true },
    unpaid: { label: '逾期未缴费，不再处理', rest: true },
    withdrawn: { label: '申请人撤回', final: true },
    merged: {
      label: '并案，随主案答复',
      owner: { role: 'openness-officer', of: 'office' },
      task: '随主案一并答复，不单独办理；期限各算各的',
      timer: 'request.reply',
    },
    split: { label: '已拆分，分别办理', final: true },
  },
  steps: {
    confirm: {
      label: '确认收到',
      from: ['submitted'],
      to: 'accepted',
      needs: { receivedOn: '收到申请之日', evidence: '依据' },
      consequence: '答复期限从收到申请之日的次日起计算',
    },
    assign: {
      label: '分办',
      from: ['accepted', 'processing'],
      to: 'processing',
      needs: { unitId: '承办单位' },
      consequence: '由所选处室（单位）办理，期限不重新计算',
    },
    handBack: {
      label: '退回分办',
      from: ['processing'],
      to: 'accepted',
      needs: { reason: '退回理由', note: '说明' },
      consequence: '由政务公开办公室重新分办，本单位不再承办；答复期限照常计算，不因退回停止',
    },
    recordSearch: {
      label: '登记检索情况',
      from: ['processing'],
      to: 'stay',
      needs: { systems: '检索的系统和档案', words: '检索词', result: '检索结果' },
      consequence: '留存备查；答复“本机关不掌握”的，必须有检索记录',
    },
    proposeLetter: {
      label: '送审文书',
      from: ['accepted', 'processing', 'awaitingCorrection', 'awaitingPayment'],
      to: 'letterReview',
      needs: { letterId: '文书' },
      consequence: '由处室（单位）负责人审核，再由信息公开工作机构负责人签发',
    },
    approveLetter: {
      label: '审核同意',
      from: ['letterReview'],
      to: ['letterEndorsement', 'letterIssue'],
      notBy: ['proposeLetter'],
      consequence: '送信息公开工作机构负责人签发；重大敏感申请的决定先送分管负责人审批',
    },
    endorseLetter: {
      label: '分管负责人审批同意',
      from: ['letterEndorsement'],
      to: 'letterIssue',
      notBy: ['proposeLetter', 'approveLetter'],
      consequence: '送信息公开工作机构负责人签发；审批的人不再签发这份文书',
    },
    declineLetter: {
      label: '分管负责人不同意，退回',
      from: ['letterEndorsement'],
      to: ['processing', 'awaitingCorrection', 'awaitingPayment'],
      needs: { reason: '退回原因' },
      consequence: '退回承办单位修改，期限不变',
    },
    returnLetter: {
      label: '退回修改',
      from: ['letterReview'],
      to: ['processing', 'awaitingCorrection', 'awaitingPayment'],
      needs: { reason: '退回原因' },
      consequence: '退回拟写人修改，期限不变',
    },
    rejectLetter: {
      label: '不予签发，退回',
      from: ['letterIssue', 'dispatch'],
      to: ['processing', 'awaitingCorrection', 'awaitingPayment'],
      needs: { reason: '退回原因' },
      consequence: '退回承办单位修改，期限不变；已经编号的文书不再发出，编号留存',
    },
    issueLetter: {
      label: '签发',
      from: ['letterIssue'],
      to: 'dispatch',
      notBy: ['proposeLetter', 'approveLetter', 'endorseLetter'],
      consequence: '文书编号，生成正式文本，待发出',
    },
    sendLetter: {
      label: '登记发出',
      from: ['dispatch'],
      to: ['processing', 'awaitingCorrection', 'awaitingReasons', 'awaitingPayment', 'answered', 'lapsed', 'unpaid'],
      needs: { sentOn: '发出日期', channel: '发出方式' },
      consequence: '申请人可以查询和下载；期限按文书的种类停止、暂停或者延长',
    },
    recordDelivery: {
      label: '登记送达',
      from: ['processing', ...WAITING, ...CHAIN, 'answered', 'lapsed', 'unpaid'],
      to: 'stay',
      needs: { letterId: '文书', deliveredOn: '送达日期', proof: '送达凭证' },
      consequence: '收件人的答复、补正、缴费和救济期限从送达之日起计算',
    },
    recordUndelivered: {
      label: '登记未能送达',
      from: ['processing', ...WAITING, ...CHAIN, 'answered', 'lapsed', 'unpaid'],
      to: ['processing', ...WAITING, ...CHAIN, 'answered', 'lapsed', 'unpaid'],
      needs: { letterId: '文书', returnedOn: '退回之日', reason: '原因', evidence: '凭证' },
      consequence: '收件人的期限没有起算；因这份文书停止的答复期限从退回之日起继续计算，请尽快重新发出',
    },
    resendLetter: {
      label: '重新发出',
      from: ['processing', ...WAITING, ...CHAIN, 'answered', 'lapsed', 'unpaid'],
      to: ['processing', ...WAITING, ...CHAIN, 'answered', 'lapsed', 'unpaid'],
      needs: { letterId: '文书', sentOn: '重新发出的日期', channel: '发出方式' },
      consequence: '同一份文书再次发出；收件人的期限从送达之日起计算，补正、缴费、征求意见从发出之日起再次停止答复期限',
    },
    correct: {
      label: '收到补正',
      from: ['awaitingCorrection', ...CHAIN],
      to: 'processing',
      needs: { correctedOn: '收到补正之日', text: '补正内容' },
      consequence: '答复期限从收到补正的申请之日起重新计算；正在审签的逾期不补正告知书不再发出',
    },
    supplement: {
      label: '收到补充内容',
      from: ['processing', ...CHAIN],
      to: 'stay',
      needs: { suppliedOn: '收到之日', text: '补充内容' },
      consequence: '附在申请内容之后，供办理时使用；补正告知没有停止答复期限，期限不重新计算',
    },
    giveReasons: {
      label: '收到理由说明',
      from: ['awaitingReasons'],
      to: 'processing',
      needs: { givenOn: '收到之日', text: '申请人说明的理由' },
      consequence: '继续办理',
    },
    noReasons: {
      label: '逾期未说明理由',
      from: ['awaitingReasons'],
      to: 'processing',
      needs: { reason: '情况说明' },
      consequence: '继续办理，可以按“无正当理由大量反复申请”答复',
    },
    decideRelief: {
      label: '决定是否减免费用',
      from: ['processing'],
      to: 'stay',
      needs: { decision: '决定', reason: '理由' },
      consequence: '收费通知按决定后的金额计收；免收的，不发收费通知',
    },
    payFee: {
      label: '登记缴费',
      from: ['awaitingPayment', ...CHAIN],
      to: 'processing',
      needs: { paidOn: '缴费日期', voucher: '票据号' },
      consequence: '答复期限从缴费的次日起重新计算；正在审签的逾期不缴费告知书不再发出',
    },
    consultAnswered: {
      label: '登记征求意见的回复',
      from: ['processing', ...CHAIN],
      to: 'stay',
      needs: { consultationId: '征求意见', answeredOn: '收到回复之日', opinion: '意见' },
      consequence: '征求意见所需时间不计入答复期限，到收到回复之日为止；再次回复的，以最后一次为准，期限不变',
    },
    consultClosed: {
      label: '逾期未回复，结束征求意见',
      from: ['processing', ...CHAIN],
      to: 'stay',
      needs: { consultationId: '征求意见', decision: '处理意见' },
      consequence: '第三方逾期未回复的，由本机关决定；共同制作机关逾期未回复的，视为同意公开',
    },
    weighOpinion: {
      label: '审查第三方意见',
      from: ['processing'],
      to: 'stay',
      needs: { consultationId: '征求意见', finding: '审查结论', reason: '理由' },
      consequence: '有合理理由的不予公开；没有合理理由或者公共利益需要公开的，先书面告知第三方；以最后一次审查为准',
    },
    withdraw: {
      label: '申请人撤回',
      from: [...OPEN, ...WAITING, 'merged'],
      to: 'withdrawn',
      needs: { withdrawnOn: '撤回日期', evidence: '依据' },
      consequence: '不再处理；统计为“其他处理”',
      grave: true,
    },
    merge: {
      label: '并案办理',
      from: ['accepted', 'processing'],
      to: 'merged',
      needs: { intoId: '并入的申请', reason: '并案原因' },
      consequence: '与主案一并答复，答复书写明全部申请编号；本件仍单独计数，期限不变',
    },
    unmerge: {
      label: '分出，单独办理',
      from: ['merged'],
      to: 'processing',
      needs: { reason: '分出的原因' },
      consequence: '不再随主案答复，由承办单位单独办理；期限不变',
    },
    followLead: {
      label: '随主案办理',
      from: ['merged'],
      to: ['merged', 'answered'],
      needs: { leadId: '主案' },
      consequence: '主案发出的答复、延期告知和征求意见函同时对本件有效；征求意见的时间，本件的期限同样扣除',
    },
    split: {
      label: '拆分（一事一申请）',
      from: ['accepted', 'processing'],
      to: 'split',
      needs: { parts: '拆分后的各项申请', reason: '拆分原因' },
      consequence: '各项分别编号、办理、答复和统计，期限从原申请收到之日起算；原申请留存，不再单独答复，也不计数',
      grave: true,
    },
    reopen: {
      label: '重新办理',
      from: ['answered', 'lapsed', 'unpaid'],
      to: 'processing',
      needs: { reason: '重新办理的原因', ordered: '依据', orderedOn: '收到决定之日' },
      startsRound: true,
      consequence: '重新作出答复，答复期限从收到决定之日的次日起重新计算；此前的答复留存',
    },
    markSensitive: {
      label: '标为重大敏感',
      from: [...OPEN, ...WAITING, 'merged'],
      to: [...OPEN, ...WAITING, 'merged'],
      needs: { why: '原因' },
      consequence: '作出决定的文书，审核以后先经分管负责人审批，再签发；正在待签发的退到分管负责人审批。期限不变',
    },
    unmarkSensitive: {
      label: '取消重大敏感',
      from: [...OPEN, ...WAITING, 'merged', 'answered', 'lapsed', 'unpaid'],
      to: [...OPEN, ...WAITING, 'merged', 'answered', 'lapsed', 'unpaid'],
      needs: { reason: '原因' },
      consequence: '文书按通常的程序审核、签发；正在等分管负责人审批的，送签发',
    },
    ...restrictingSteps(APART),
  },
});
