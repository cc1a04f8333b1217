import { defineWorkflow } from '#kernel/workflow.ts';

/** 我为政府网站找错: a reader's report on a page, checked and answered by the unit that owns the page. */
export const pageFeedbackWorkflow = defineWorkflow({
  key: 'page-feedback',
  label: '网站找错',
  initial: 'received',
  states: {
    received: {
      label: '待核实',
      owner: { role: 'clerk', of: 'lead' },
      task: '核实网民指出的问题并处理',
      timer: 'page-feedback.answer',
    },
    mended: { label: '已改正', final: true },
    explained: { label: '已说明', final: true },
  },
  steps: {
    mend: {
      label: '已改正',
      from: ['received'],
      to: 'mended',
      needs: { result: '改正情况' },
      consequence: '办结；改正情况留存备查',
    },
    explain: {
      label: '说明情况',
      from: ['received'],
      to: 'explained',
      needs: { result: '说明内容' },
      consequence: '办结；页面不作改动，说明原因留存备查',
    },
    transfer: {
      label: '转其他单位',
      from: ['received'],
      to: 'stay',
      needs: { unitId: '转往单位', reason: '转办原因' },
      consequence: '由另一单位办理，期限不重新计算',
    },
  },
});
