import type { Feature } from '#platform/feature.ts';
import { workPlanCommands } from './commands-line.ts';
import { askForReportsJob } from './jobs.ts';
import { workPlansPolicy } from './policy.ts';
import { workPlanPages } from './portal-routes.tsx';
import { workPlanRoutes } from './routes.ts';
import { workItemWorkflow } from './workflow.ts';

export const feature: Feature = {
  key: 'work-plans',
  label: '工作要点落实',
  serves: ['P2', 'P19'],
  policy: workPlansPolicy,
  workflows: [workItemWorkflow],
  jobs: [askForReportsJob],
  office: workPlanRoutes,
  portal: workPlanPages,
  commands: workPlanCommands,
};
