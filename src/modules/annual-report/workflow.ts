import { defineWorkflow } from '#kernel/workflow.ts';

/** Handed in: read by those it is handed in to, and added up. */
export const HANDED_IN: readonly string[] = ['submitted', 'accepted'];

/**
 * One statutory report: 条例第四十九条、第五十条. Figures are gathered and the parts written, another examines them, and it is handed in; who
 * receives it may return it, with reasons. A mistake found later is corrected by another edition; the one before is kept.
 */
export const annualReportWorkflow = defineWorkflow({
  key: 'annual-report',
  label: '政府信息公开工作年度报告',
  initial: 'collecting',
  states: {
    collecting: {
      label: '汇集数据',
      owner: { role: 'openness-officer', of: 'office' },
      task: '填报系统没有统计来源的数据，导入上一年度报告',
      timer: 'annual-report.due',
    },
    drafting: {
      label: '编写中',
      owner: { role: 'openness-officer', of: 'office' },
      task: '编写文字部分，处理核对发现的问题，送审',
      timer: 'annual-report.due',
    },
    review: {
      label: '待审核',
      owner: { role: 'issuer', of: 'bureau' },
      task: '审核年度报告',
      timer: 'annual-report.due',
    },
    submitted: {
      label: '已报送',
      owner: { role: 'openness-officer', of: 'office' },
      task: '起草公布稿，登记主管部门的审核结果',
      timer: 'annual-report.due',
    },
    accepted: { label: '已通过主管部门审核', rest: true },
  },
  steps: {
    startDrafting: {
      label: '数据齐备，开始编写',
      from: ['collecting'],
      to: 'drafting',
      consequence: '之后仍可以补充、改正填报的数据',
    },
    sendForReview: {
      label: '送审',
      from: ['drafting'],
      to: 'review',
      consequence: '数据按现在的统计结果固定为一版，审核、报送和公布都以这一版为准',
    },
    returnToDraft: {
      label: '退回修改',
      from: ['review'],
      to: 'drafting',
      needs: { reason: '退回原因' },
      consequence: '退回编写，修改后重新送审；这一版留存',
    },
    approve: {
      label: '审核通过，报送',
      from: ['review'],
      to: 'submitted',
      notBy: ['sendForReview'],
      consequence: '报送主管部门，计入汇总；可以起草公布稿',
    },
    accept: {
      label: '主管部门审核通过',
      from: ['submitted'],
      to: 'accepted',
      consequence: '报送完成',
    },
    requireCorrection: {
      label: '主管部门退回更正',
      from: ['submitted'],
      to: 'drafting',
      needs: { reason: '退回原因' },
      startsRound: true,
      consequence: '退回报送单位更正，更正后重新送审、报送；这一版留存',
    },
    correct: {
      label: '更正已报送的报告',
      from: ['submitted', 'accepted'],
      to: 'drafting',
      needs: { reason: '更正原因' },
      startsRound: true,
      consequence: '编写新的一版，重新送审、报送和公布；原来的一版留存，更正原因一并保存',
      grave: true,
    },
  },
});
