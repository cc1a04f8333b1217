import type { Feature } from '#platform/feature.ts';
import { sendJob } from './jobs.ts';
import { portalRoutes } from './pages/routes.tsx';
import { subscriptionsPolicy } from './policy.ts';
import { subscriptionPromise } from './promises.ts';
import { officeRoutes } from './routes.ts';

export const feature: Feature = {
  key: 'subscriptions',
  label: '邮件订阅',
  serves: ['P16'],
  policy: subscriptionsPolicy,
  jobs: [sendJob],
  promises: [subscriptionPromise],
  office: officeRoutes,
  portal: portalRoutes,
};
