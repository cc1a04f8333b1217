import type { Feature } from '#platform/feature.ts';
import { administrationPolicy } from './policy.ts';
import { administrationRoutes } from './routes.ts';

export const feature: Feature = {
  key: 'administration',
  label: '系统管理',
  serves: [],
  policy: administrationPolicy,
  office: administrationRoutes,
};
