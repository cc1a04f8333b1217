import type { Feature } from '#platform/feature.ts';
import { cataloguePolicy } from './policy.ts';
import { cataloguePages } from './portal-routes.tsx';
import { warningPromise } from './promises.ts';
import { catalogueRoutes } from './routes.ts';
import { catalogueSettings } from './settings.ts';
import { mirrorCatalogueJob, warnOfOwedJob } from './warnings.ts';

export const feature: Feature = {
  key: 'disclosure-catalogue',
  label: '主动公开基本目录',
  serves: ['P16', 'P22'],
  policy: cataloguePolicy,
  jobs: [warnOfOwedJob, mirrorCatalogueJob],
  promises: [warningPromise],
  settings: [catalogueSettings],
  office: catalogueRoutes,
  portal: cataloguePages,
};
