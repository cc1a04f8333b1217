import type { Feature } from '#platform/feature.ts';
import { policy } from './policy.ts';
import { organisationRoutes } from './routes.ts';

export const feature: Feature = {
  key: 'organisations',
  label: '机构与人员',
  serves: ['P6', 'P19'],
  policy,
  office: organisationRoutes,
};
