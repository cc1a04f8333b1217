import type { Feature } from '../feature.ts';
import { systemPolicy } from './policy.ts';
import { systemRoutes } from './routes.ts';
import { upkeepJob, upkeepSettings } from './upkeep.ts';

export const feature: Feature = {
  key: 'system',
  label: '系统运行',
  serves: [],
  policy: systemPolicy,
  jobs: [upkeepJob],
  settings: [upkeepSettings],
  office: systemRoutes,
};
