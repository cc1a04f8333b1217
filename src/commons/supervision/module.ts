import type { Feature } from '#platform/feature.ts';
import { onTimeLights } from './on-time-lights.ts';
import { supervisionPolicy } from './policy.ts';
import { supervisionRoutes } from './routes.ts';
import { climbLadder } from './sweep.ts';

export const feature: Feature = {
  key: 'supervision',
  label: '督查督办',
  serves: [],
  policy: supervisionPolicy,
  jobs: [climbLadder],
  settings: [onTimeLights],
  office: supervisionRoutes,
};
