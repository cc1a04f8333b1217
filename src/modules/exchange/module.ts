import type { Feature } from '#platform/feature.ts';
import { exchangeCommands } from './commands-line.ts';
import { deliverJob } from './deliver-job.ts';
import { forgetNoncesJob } from './jobs.ts';
import { warnOfKeysJob } from './key-warnings.ts';
import { chaseLegalityJob } from './legality-chase.ts';
import { askUnreportedJob } from './payment-asking.ts';
import { openRoutes } from './open-routes.tsx';
import { deliveriesPromise, legalityPromise } from './promises.ts';
import { exchangePolicy } from './policy.ts';
import { officeRoutes } from './routes.ts';
import { exchangeSettings } from './settings.ts';

export const feature: Feature = {
  key: 'exchange',
  label: '数据交换',
  serves: ['P16', 'P22'],
  policy: exchangePolicy,
  jobs: [deliverJob, chaseLegalityJob, forgetNoncesJob, warnOfKeysJob, askUnreportedJob],
  promises: [deliveriesPromise, legalityPromise],
  settings: [exchangeSettings],
  office: officeRoutes,
  portal: openRoutes,
  commands: exchangeCommands,
};
