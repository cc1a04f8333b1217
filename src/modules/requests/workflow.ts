import { defineWorkflow } from '#kernel/workflow.ts';

/** The handling may still end, or change its course, from here. */
const OPEN = ['submitted', 'accepted', 'processing', 'letterReview', 'letterIssue', 'dispatch'] as const;
/** The applicant has the word. */
const WAITING = ['awaitingCorrection', 'awaitingReasons', 'awaitingPayment'] as const;

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
      task: '等申请人补正，逾期的按规定处理',
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
      task: '等申请人缴费，逾期的按规定处理',
      timer: 'request.payment',
    },
    answered: { label: '已答复', rest: true },
    lapsed: { label: '逾期未补正，不再处理', rest: true },
    unpaid: { label: '逾期未缴费，不再处理', rest: true },
    withdrawn: { label: '申请人撤回', final: true },
    merged: { label: '已并案', final: true },
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
    recordSearch: {
      label: '登记检索情况',
      from: ['processing'],
      to: 'stay',
      needs: { systems: '检索的系统和档案', words: '检索词', result: '检索结果' },
      consequence: '留存备查；答复“本机关不掌握”的，必须有检索记录',
    },
    proposeLetter: {
      label: '送审文书',
      from: ['accepted', 'processing'],
      to: 'letterReview',
      needs: { letterId: '文书' },
      consequence: '由处室（单位）负责人审核，再由信息公开工作机构负责人签发',
    },
    approveLetter: {
      label: '审核同意',
      from: ['letterReview'],
      to: 'letterIssue',
      notBy: ['proposeLetter'],
      consequence: '送信息公开工作机构负责人签发',
    },
    returnLetter: {
      label: '退回修改',
      from: ['letterReview'],
      to: 'processing',
      needs: { reason: '退回原因' },
      consequence: '退回拟写人修改，期限不变',
    },
    rejectLetter: {
      label: '不予签发，退回',
      from: ['letterIssue', 'dispatch'],
      to: 'processing',
      needs: { reason: '退回原因' },
      consequence: '退回承办单位修改，期限不变；已经编号的文书不再发出，编号留存',
    },
    issueLetter: {
      label: '签发',
      from: ['letterIssue'],
      to: 'dispatch',
      notBy: ['proposeLetter', 'approveLetter'],
      consequence: '文书编号，生成正式文本，待发出',
    },
    sendLetter: {
      label: '登记发出',
      from: ['dispatch'],
      to: ['processing', 'awaitingCorrection', 'awaitingReasons', 'awaitingPayment', 'answered'],
      needs: { sentOn: '发出日期', channel: '发出方式' },
      consequence: '申请人可以查询和下载；期限按文书的种类停止、暂停或者延长',
    },
    recordDelivery: {
      label: '登记送达',
      from: ['processing', ...WAITING, 'letterReview', 'letterIssue', 'dispatch', 'answered'],
      to: 'stay',
      needs: { letterId: '文书', deliveredOn: '送达日期', proof: '送达凭证' },
      consequence: '收件人的答复、补正、缴费和救济期限从送达之日起计算',
    },
    correct: {
      label: '收到补正',
      from: ['awaitingCorrection'],
      to: 'processing',
      needs: { correctedOn: '收到补正之日', text: '补正内容' },
      consequence: '答复期限从收到补正的申请之日起重新计算',
    },
    lapse: {
      label: '逾期未补正，不再处理',
      from: ['awaitingCorrection'],
      to: 'lapsed',
      needs: { reason: '情况说明' },
      consequence: '视为放弃申请，不再处理；统计为“其他处理”',
      grave: true,
    },
    giveReasons: {
      label: '收到理由说明',
      from: ['awaitingReasons'],
      to: 'processing',
      needs: { givenOn: '收到之日', text: '申请人说明的理由' },
      consequence: '继续办理',
    },
    payFee: {
      label: '登记缴费',
      from: ['awaitingPayment'],
      to: 'processing',
      needs: { paidOn: '缴费日期', voucher: '票据号' },
      consequence: '答复期限从缴费的次日起重新计算',
    },
    unpaid: {
      label: '逾期未缴费，不再处理',
      from: ['awaitingPayment'],
      to: 'unpaid',
      needs: { reason: '情况说明' },
      consequence: '视为放弃申请，不再处理；统计为“其他处理”',
      grave: true,
    },
    consultAnswered: {
      label: '登记征求意见的回复',
      from: ['processing', 'letterReview', 'letterIssue', 'dispatch'],
      to: 'stay',
      needs: { consultationId: '征求意见', answeredOn: '收到回复之日', opinion: '意见' },
      consequence: '征求意见所需时间不计入答复期限，到收到回复之日为止',
    },
    consultClosed: {
      label: '逾期未回复，结束征求意见',
      from: ['processing', 'letterReview', 'letterIssue', 'dispatch'],
      to: 'stay',
      needs: { consultationId: '征求意见', decision: '处理意见' },
      consequence: '第三方逾期未回复的，由本机关决定；共同制作机关逾期未回复的，视为同意公开',
    },
    withdraw: {
      label: '申请人撤回',
      from: [...OPEN, ...WAITING],
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
      consequence: '同一申请人就同一内容的申请一并答复，本件不再单独答复',
      grave: true,
    },
    reopen: {
      label: '重新办理',
      from: ['answered', 'lapsed', 'unpaid'],
      to: 'processing',
      needs: { reason: '重新办理的原因', ordered: '依据' },
      startsRound: true,
      consequence: '重新作出答复；此前的答复留存',
    },
  },
});
