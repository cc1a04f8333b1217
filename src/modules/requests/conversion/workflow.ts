import { defineWorkflow } from '#kernel/workflow.ts';

/**
 * 是否转为主动公开: 政府信息公开条例第四十四条. Several applicants ask for the same information that may be disclosed, or one suggests it: the organ
 * may, or where it belongs there shall promptly, publish it. One proposes, another decides; what is published goes through the publishing door.
 */
export const conversionWorkflow = defineWorkflow({
  key: 'request-conversion',
  label: '是否转为主动公开',
  initial: 'considering',
  states: {
    considering: {
      label: '待研究',
      owner: { role: 'openness-officer', of: 'office' },
      task: '研究是否转为主动公开，提出意见',
      timer: 'request-conversion.decision',
    },
    deciding: {
      label: '待决定',
      owner: { role: 'openness-head', of: 'bureau' },
      task: '决定是否转为主动公开',
      timer: 'request-conversion.decision',
    },
    drafting: {
      label: '待拟写',
      owner: { role: 'drafter', of: 'lead' },
      task: '拟写主动公开的文稿，按正常程序审签',
      // The draft has the period of every publication (条例第二十六条).
      timer: 'publication',
    },
    publishing: {
      label: '审签发布中',
      owner: { role: 'drafter', of: 'lead' },
      task: '跟踪文稿的审签和发布',
      timer: 'publication',
    },
    published: { label: '已主动公开', final: true },
    declined: { label: '不转为主动公开', rest: true },
  },
  steps: {
    propose: {
      label: '提出意见',
      from: ['considering'],
      to: 'deciding',
      needs: { topic: '信息名称', publish: '意见', grounds: '理由' },
      consequence: '送信息公开工作机构负责人决定',
    },
    decide: {
      label: '同意',
      from: ['deciding'],
      to: ['drafting', 'declined'],
      notBy: ['propose'],
      consequence: '转为主动公开的，由所选处室（单位）拟写文稿；不转的，记录理由后结束',
    },
    sendBack: {
      label: '退回研究',
      from: ['deciding'],
      to: 'considering',
      notBy: ['propose'],
      needs: { reason: '退回原因' },
      consequence: '退回重新研究，期限不变',
    },
    draft: {
      label: '拟写文稿',
      from: ['drafting'],
      to: 'publishing',
      needs: { title: '标题', body: '公开的内容' },
      consequence: '生成一份公告草稿，按保密审查、审核、签发、发布的程序办理；不得写入申请人的任何信息',
    },
    conclude: { label: '文稿发布', from: ['publishing'], to: 'published' },
    reconsider: {
      label: '重新研究',
      from: ['drafting', 'publishing', 'declined'],
      to: 'considering',
      needs: { reason: '原因' },
      startsRound: true,
      consequence: '此前的决定留存；已经生成的草稿不再与本件关联',
    },
  },
});
