import type { Feature } from '#platform/feature.ts';
import { attachmentsPolicy } from './policy.ts';
import { attachmentsRoutes } from './routes.ts';
import { sweepFilesJob } from './sweep.ts';

export const feature: Feature = {
  key: 'attachments',
  label: '材料',
  serves: [],
  policy: attachmentsPolicy,
  jobs: [sweepFilesJob],
  office: attachmentsRoutes,
};
