import { defineWorkflow } from '#kernel/workflow.ts';

const REPORTING = ['planMeasures', 'report', 'cooperatorReport', 'submitCompletion'] as const;
const OPEN = ['assigned', 'underway', 'returned'] as const;

/**
 * One item of a work plan. Whoever works on it may not accept it (第三方核验), and no unit accepts its own work.
 * 2019 年要点第 2、19 条；states and periods without a source are ours.
 */
export const workItemWorkflow = defineWorkflow({
  key: 'work-item',
  label: '工作任务',
  initial: 'assigned',
  states: {
    assigned: {
      label: '待分解',
      owner: { role: 'department-head', of: 'lead' },
      task: '分解任务，写明措施和时间',
      timer: 'work-item.due',
    },
    underway: {
      label: '推进中',
      owner: { role: 'clerk', of: 'lead' },
      task: '落实措施，按期报告进展',
      timer: 'work-item.due',
    },
    acceptance: {
      label: '待核验',
      owner: { role: 'supervisor', of: 'bureau' },
      task: '核验完成情况',
      timer: 'work-item.due',
    },
    returned: {
      label: '退回整改',
      owner: { role: 'clerk', of: 'lead' },
      task: '按核验意见补充落实，重新报请核验',
      timer: 'work-item.due',
    },
    completed: { label: '已完成', rest: true },
    cancelled: { label: '已终止', final: true },
  },
  steps: {
    planMeasures: {
      label: '分解措施',
      from: ['assigned'],
      to: 'underway',
      needs: { measures: '措施' },
      consequence: '任务进入推进中，措施和时间供督查使用',
    },
    changeMeasures: {
      label: '调整措施',
      from: ['underway', 'returned'],
      to: 'stay',
      needs: { measures: '措施', reason: '调整原因' },
      consequence: '新措施代替未完成的原措施，原措施留存',
    },
    report: {
      label: '报告进展',
      from: ['underway', 'returned'],
      to: 'stay',
      needs: { text: '进展情况' },
      consequence: '由政务公开办公室采纳后，可编入进展通报',
    },
    cooperatorReport: {
      label: '报告本单位进展',
      from: [...OPEN],
      to: 'stay',
      needs: { text: '进展情况' },
      consequence: '牵头单位会收到；注明完成的，本单位任务即告完成',
    },
    acceptReport: {
      label: '采纳进展报告',
      from: [...OPEN, 'acceptance', 'completed'],
      to: 'stay',
      notBy: ['report'],
      consequence: '采纳的报告可编入进展通报，经审签后公开',
    },
    returnReport: {
      label: '退回进展报告',
      from: [...OPEN],
      to: 'stay',
      needs: { reason: '退回原因' },
      consequence: '报告人会收到退回原因，请其重新报告',
    },
    requestExtension: {
      label: '申请延期',
      from: [...OPEN],
      to: 'stay',
      needs: { dueOn: '申请延至', reason: '延期理由' },
      consequence: '由政务公开办公室决定，批准前期限不变',
    },
    approveExtension: {
      label: '批准延期',
      from: [...OPEN],
      to: 'stay',
      needs: { opinion: '意见' },
      notBy: ['requestExtension'],
      consequence: '期限改为申请的日期，延期的事实随进展通报公开',
    },
    refuseExtension: {
      label: '不同意延期',
      from: [...OPEN],
      to: 'stay',
      needs: { opinion: '意见' },
      notBy: ['requestExtension'],
      consequence: '期限不变',
    },
    supervise: {
      label: '发督办通知',
      from: [...OPEN],
      to: 'stay',
      needs: { demand: '督办要求', replyBy: '答复期限' },
      consequence: '编号发出督办通知，被督办单位须按期答复，答复前不能报请核验',
    },
    answerSupervision: {
      label: '答复督办',
      from: [...OPEN],
      to: 'stay',
      needs: { reply: '答复内容' },
      consequence: '答复送发出督办的人',
    },
    submitCompletion: {
      label: '报请核验',
      from: ['underway', 'returned'],
      to: 'acceptance',
      needs: { text: '完成情况' },
      consequence: '由督查员或政务公开办公室核验，牵头单位的人员不能核验',
    },
    accept: {
      label: '核验通过',
      from: ['acceptance'],
      to: 'completed',
      needs: { opinion: '核验意见' },
      notBy: REPORTING,
      consequence: '任务完成；成果可编入成果公开，经审签后公开',
    },
    returnForWork: {
      label: '核验退回',
      from: ['acceptance'],
      to: 'returned',
      needs: { reason: '退回原因' },
      notBy: REPORTING,
      consequence: '退回牵头单位补充落实，期限不变',
    },
    reopen: {
      label: '重新办理',
      from: ['completed'],
      to: 'underway',
      needs: { reason: '重新办理的原因' },
      startsRound: true,
      consequence: '任务回到推进中，须再次核验',
    },
    narrow: {
      label: '明确参与单位',
      from: [...OPEN],
      to: 'stay',
      needs: { unitIds: '参与单位' },
      consequence: '所选单位承担要点写明的职责，并收到任务通知',
    },
    transferLead: {
      label: '变更牵头单位',
      from: [...OPEN],
      to: 'stay',
      needs: { unitId: '新的牵头单位', reason: '变更原因' },
      consequence: '由新的牵头单位继续办理，期限不变',
    },
    cancel: {
      label: '终止任务',
      from: [...OPEN, 'acceptance'],
      to: 'cancelled',
      needs: { reason: '终止原因' },
      consequence: '任务不再办理，终止原因留存',
    },
  },
});
