import { definePolicy, type Rule } from '#kernel/policy.ts';
import type { StepOf } from '#kernel/workflow.ts';
import { RECEIVERS } from './contract.ts';
import type { annualReportWorkflow } from './workflow.ts';

const office = (label: string): Rule => ({ label, roles: ['openness-officer'], scope: 'bureau' });
/** The leader in charge answers for the report first (国办公开办函〔2021〕30号: 第一责任人); the head of the office may examine what another sent. */
const head = (label: string): Rule => ({ label, roles: ['issuer', 'openness-head'], scope: 'bureau' });
/** The office that receives the report: of the bureau above, or its own where the one above is outside (`receiver.ts`). */
const receiver = (label: string): Rule => ({ label, roles: ['openness-officer'], scope: 'anywhere' });

export const annualReportSteps = {
  startDrafting: office('开始编写年度报告'),
  sendForReview: office('年度报告送审'),
  returnToDraft: head('退回年度报告'),
  approve: head('审核年度报告'),
  requireCorrection: receiver('退回年度报告更正'),
  accept: receiver('登记主管部门审核通过'),
  correct: office('更正已报送的年度报告'),
} as const satisfies Record<StepOf<typeof annualReportWorkflow>, Rule>;

/** Who reads a bureau's own reports, as they are made. */
export const READERS = ['openness-officer', 'openness-head', 'issuer', 'supervisor', 'department-head', 'drafter'];

export const annualReportPolicy = definePolicy({
  'annual-report.read-public': { label: '读取已公布年度报告的数据', roles: 'public' },
  'annual-report.read': { label: '查看年度报告', roles: READERS },
  'annual-report.open': office('建立年度报告'),
  'annual-report.roll-up': { label: '汇总本局和下级局已报送的年度报告', roles: RECEIVERS },
  'annual-report.urge': { label: '催报年度报告', roles: ['openness-officer'] },
  'annual-report.enter': office('填报没有统计来源的数据'),
  'annual-report.write': { label: '编写年度报告文字部分', roles: ['openness-officer', 'drafter'], scope: 'lead' },
  'annual-report.answer': office('说明核对发现的问题'),
  'annual-report.import': office('导入上一年度报告'),
  'annual-report.drill': {
    label: '查看年度报告数字背后的事项',
    roles: ['openness-officer', 'openness-head', 'issuer', 'supervisor'],
    scope: 'bureau',
  },
  'annual-report.compose': { label: '起草年度报告公布稿', roles: ['drafter'], scope: 'bureau' },
  'annual-report.export': { label: '导出年度报告（记入留痕）', roles: READERS },
});
