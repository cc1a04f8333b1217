import { type Rule, definePolicy } from '#kernel/policy.ts';
import type { StepOf } from '#kernel/workflow.ts';
import type { workItemWorkflow } from './workflow.ts';

const lead = (label: string): Rule => ({ label, roles: ['department-head', 'clerk'], scope: 'lead' });
const involved = (label: string): Rule => ({ label, roles: ['department-head', 'clerk'], scope: 'involved' });
const office = (label: string): Rule => ({ label, roles: ['openness-officer'], scope: 'bureau' });
const inspecting = (label: string): Rule => ({ label, roles: ['supervisor', 'openness-officer'], scope: 'bureau' });

/** Who may take each step of a work item. That no unit accepts its own work is in `bars.ts`. */
export const workItemPolicy = {
  planMeasures: lead('分解措施'),
  changeMeasures: lead('调整措施'),
  report: lead('报告进展'),
  cooperatorReport: involved('报告本单位进展'),
  acceptReport: office('采纳进展报告'),
  returnReport: office('退回进展报告'),
  requestExtension: lead('申请延期'),
  approveExtension: office('批准延期'),
  refuseExtension: office('不同意延期'),
  supervise: inspecting('发督办通知'),
  answerSupervision: involved('答复督办'),
  submitCompletion: lead('报请核验'),
  accept: inspecting('核验通过'),
  returnForWork: inspecting('核验退回'),
  reopen: inspecting('重新办理'),
  narrow: { label: '明确参与单位', roles: ['openness-officer', 'department-head'], scope: 'bureau' },
  transferLead: office('变更牵头单位'),
  cancel: office('终止任务'),
} satisfies Record<StepOf<typeof workItemWorkflow>, Rule>;

export const workPlansPolicy = definePolicy({
  'work-plans.read-public': { label: '浏览工作要点落实', roles: 'public' },
  'work-plans.read': { label: '查看工作要点和任务', roles: 'staff' },
  'work-plans.import': { label: '导入工作要点', roles: ['openness-officer'] },
  'work-plans.compose': { label: '编制进展通报、成果和评估报告', roles: ['openness-officer'] },
  'work-plans.evaluate': { label: '登记执行效果评估', roles: ['openness-officer', 'supervisor'] },
  'work-plans.export': { label: '导出任务台账（记入留痕）', roles: 'staff' },
});
