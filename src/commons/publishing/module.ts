import type { Feature } from '#platform/feature.ts';
import { publicationClock } from './clocks.ts';
import { publishingPolicy } from './policy.ts';
import { mirrorRegisterJob } from './mirror.ts';
import { pageViewsJob } from './page-views.ts';
import { portalRoutes } from './portal-routes.ts';
import { releasePromise } from './promises.ts';
import { releaseDueJob } from './releases.ts';
import { publishingRoutes } from './routes.ts';
import { siteSettings } from './site-settings.ts';
import { publicationWorkflow } from './workflow.ts';

export const feature: Feature = {
  key: 'publishing',
  label: '信息发布',
  serves: ['P16', 'P20', 'P21', 'P22'],
  policy: publishingPolicy,
  workflows: [publicationWorkflow],
  clocks: [publicationClock],
  jobs: [releaseDueJob, mirrorRegisterJob, pageViewsJob],
  promises: [releasePromise],
  settings: [siteSettings],
  office: publishingRoutes,
  portal: portalRoutes,
};
