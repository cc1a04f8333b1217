import type { Feature } from '#platform/feature.ts';
import { onlineFormsPolicy } from './policy.ts';
import { onlineFormRoutes, onlineFormsForMachines } from './routes.ts';

export const feature: Feature = {
  key: 'online-forms',
  label: '网上表单',
  serves: [],
  policy: onlineFormsPolicy,
  office: onlineFormRoutes,
  portal: onlineFormsForMachines,
};
