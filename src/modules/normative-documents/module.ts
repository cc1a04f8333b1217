import type { Feature } from '#platform/feature.ts';
import { cleaningWorkflow } from './cleaning-kind.ts';
import { normativePolicy } from './policy.ts';
import { normativePages } from './portal-routes.tsx';
import { normativeRoutes } from './routes.ts';
import { normativeSettings } from './settings.ts';
import { ledgerPromise, settleLedgerJob } from './watch.ts';

export const feature: Feature = {
  key: 'normative-documents',
  label: '规范性文件台账',
  serves: ['P11', 'P20'],
  policy: normativePolicy,
  workflows: [cleaningWorkflow],
  jobs: [settleLedgerJob],
  promises: [ledgerPromise],
  settings: [normativeSettings],
  office: normativeRoutes,
  portal: normativePages,
};
