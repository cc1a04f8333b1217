import type { Feature } from '#platform/feature.ts';
import { forgetNoncesJob } from './jobs.ts';
import { exchangePolicy } from './policy.ts';
import { officeRoutes } from './routes.ts';
import { exchangeSettings } from './settings.ts';

export const feature: Feature = {
  key: 'exchange',
  label: '数据交换',
  serves: ['P16', 'P22'],
  policy: exchangePolicy,
  jobs: [forgetNoncesJob],
  settings: [exchangeSettings],
  office: officeRoutes,
};
