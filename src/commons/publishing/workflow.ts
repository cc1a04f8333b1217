import { defineWorkflow } from '#kernel/workflow.ts';

const WRITERS = ['revise', 'submit'] as const;
/** A correction under way must not hold up taking a page off the portal; whether there is one is asked by the kind's bars. */
const PERHAPS_OUT = [
  'released',
  'drafting',
  'departmentReview',
  'secrecyReview',
  'issuing',
  'approved',
  'scheduled',
] as const;

/**
 * The one door out. Whoever wrote or submitted may not sign; nobody signs twice; the reviewer of secrecy does not release.
 * 2019 年要点第 20、21 条；保守国家秘密法实施条例第四十二条。
 */
export const publicationWorkflow = defineWorkflow({
  key: 'publication',
  label: '信息发布审签',
  initial: 'drafting',
  states: {
    drafting: {
      label: '拟稿',
      owner: { role: 'drafter', of: 'assignee' },
      task: '拟稿并送审',
      timer: 'publication.publish',
    },
    departmentReview: {
      label: '处室审核',
      owner: { role: 'department-head', of: 'lead' },
      task: '审核文稿内容',
      timer: 'publication.publish',
    },
    secrecyReview: {
      label: '保密审查',
      owner: { role: 'secrecy-reviewer', of: 'bureau' },
      task: '进行保密审查',
      timer: 'publication.publish',
    },
    issuing: { label: '待签发', owner: { role: 'issuer', of: 'bureau' }, task: '签发', timer: 'publication.publish' },
    approved: {
      label: '待发布',
      owner: { role: 'releaser', of: 'bureau' },
      task: '发布或定时发布',
      timer: 'publication.publish',
    },
    scheduled: {
      label: '定时发布',
      owner: { role: 'releaser', of: 'bureau' },
      task: '到时自动发布',
      timer: 'publication.publish',
    },
    released: { label: '已发布', rest: true },
    withdrawn: { label: '已撤回', final: true },
    discarded: { label: '已作废', final: true },
  },
  steps: {
    revise: {
      label: '修改文稿',
      from: ['drafting'],
      to: 'stay',
      needs: { reason: '修改说明' },
      consequence: '保存为新版本，原有版本保留',
    },
    submit: {
      label: '送审',
      from: ['drafting'],
      to: 'departmentReview',
      consequence: '送本处室负责人审核，送审后不能再改',
    },
    recall: {
      label: '收回修改',
      from: ['departmentReview'],
      to: 'drafting',
      startsRound: true,
      needs: { reason: '收回原因' },
      consequence: '回到拟稿，重新送审后从头审签',
    },
    headSign: {
      label: '处室审核同意',
      from: ['departmentReview'],
      to: 'secrecyReview',
      needs: { opinion: '意见' },
      notBy: WRITERS,
      consequence: '送保密审查',
    },
    headReturn: {
      label: '处室退回',
      from: ['departmentReview'],
      to: 'drafting',
      startsRound: true,
      needs: { reason: '退回原因' },
      consequence: '退回拟稿人修改，重新送审后从头审签',
    },
    secrecySign: {
      label: '保密审查通过',
      from: ['secrecyReview'],
      to: 'issuing',
      needs: { checklist: '逐项确认', opinion: '意见' },
      notBy: [...WRITERS, 'headSign'],
      consequence: '送局领导签发',
    },
    secrecyReturn: {
      label: '保密审查退回',
      from: ['secrecyReview'],
      to: 'drafting',
      startsRound: true,
      needs: { reason: '退回原因' },
      consequence: '退回拟稿人修改，已有签署全部失效',
    },
    issue: {
      label: '签发',
      from: ['issuing'],
      to: 'approved',
      needs: { opinion: '意见' },
      notBy: [...WRITERS, 'headSign', 'secrecySign'],
      consequence: '签发后由网站发布员发布',
    },
    issueReturn: {
      label: '签发退回',
      from: ['issuing'],
      to: 'drafting',
      startsRound: true,
      needs: { reason: '退回原因' },
      consequence: '退回拟稿人修改，已有签署全部失效',
    },
    schedule: {
      label: '定时发布',
      from: ['approved'],
      to: 'scheduled',
      needs: { releaseAt: '发布时间' },
      notBy: [...WRITERS, 'secrecySign'],
      consequence: '到时自动发布，发布前再次核验签署',
    },
    unschedule: { label: '取消定时', from: ['scheduled'], to: 'approved', needs: { reason: '取消原因' } },
    release: {
      label: '发布',
      from: ['approved'],
      to: 'released',
      notBy: [...WRITERS, 'secrecySign'],
      consequence: '立即在门户公开',
    },
    releaseDue: { label: '到时发布', from: ['scheduled'], to: 'released' },
    releaseReturn: {
      label: '发布退回',
      from: ['approved', 'scheduled'],
      to: 'drafting',
      startsRound: true,
      needs: { reason: '退回原因' },
      consequence: '退回拟稿人修改，已有签署全部失效',
    },
    correct: {
      label: '发起更正',
      from: ['released'],
      to: 'drafting',
      startsRound: true,
      needs: { reason: '更正原因' },
      consequence: '门户上仍为原文，更正稿重新审签后替换，并公开更正说明',
    },
    abandonCorrection: {
      label: '放弃更正',
      from: ['drafting'],
      to: 'released',
      startsRound: true,
      needs: { reason: '放弃原因' },
      consequence: '恢复为已发布状态，门户内容不变',
    },
    withdraw: {
      label: '撤回',
      from: PERHAPS_OUT,
      to: 'withdrawn',
      needs: { reason: '撤回原因' },
      consequence: '门户页面换成撤回说明，原地址仍可访问',
    },
    discard: { label: '作废', from: ['drafting'], to: 'discarded', needs: { reason: '作废原因' } },
  },
});
