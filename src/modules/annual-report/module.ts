import type { Feature } from '#platform/feature.ts';
import { annualReportCommands } from './commands-line.ts';
import { annualReportPolicy } from './policy.ts';
import { annualReportPages } from './portal-routes.ts';
import { openReportsJob } from './reports/opening.ts';
import { annualReportRoutes } from './routes.ts';
import { annualReportWorkflow } from './workflow.ts';

export const feature: Feature = {
  key: 'annual-report',
  label: '年度报告',
  serves: ['P22'],
  dependsOn: ['requests', 'normative-documents'],
  policy: annualReportPolicy,
  workflows: [annualReportWorkflow],
  jobs: [openReportsJob],
  office: annualReportRoutes,
  portal: annualReportPages,
  commands: annualReportCommands,
};
