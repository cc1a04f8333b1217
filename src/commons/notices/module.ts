import type { Feature } from '#platform/feature.ts';
import { sendNotices } from './jobs.ts';
import { noticesPolicy } from './policy.ts';
import { deliveryPromise } from './promises.ts';
import { noticesRoutes } from './routes.ts';

export const feature: Feature = {
  key: 'notices',
  label: '通知',
  serves: [],
  policy: noticesPolicy,
  jobs: [sendNotices],
  promises: [deliveryPromise],
  office: noticesRoutes,
};
