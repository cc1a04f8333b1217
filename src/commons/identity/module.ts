import type { Feature } from '#platform/feature.ts';
import { sweepIdentity } from './jobs.ts';
import { policy } from './policy.ts';
import { identityRoutes } from './routes.ts';

export const feature: Feature = {
  key: 'identity',
  label: '账号与登录',
  serves: [],
  policy,
  jobs: [sweepIdentity],
  office: identityRoutes,
};
