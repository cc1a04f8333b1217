import type { Feature } from '#platform/feature.ts';
import { chaseTargetsJob } from './chase-targets.ts';
import { forgetLooksJob } from './following/forgetting.ts';
import { caseworkPolicy } from './policy.ts';
import { forgetPresenceJob } from './presence.ts';
import { caseworkRoutes } from './routes.ts';

export const feature: Feature = {
  key: 'casework',
  label: '事项办理',
  serves: [],
  policy: caseworkPolicy,
  jobs: [chaseTargetsJob, forgetLooksJob, forgetPresenceJob],
  office: caseworkRoutes,
};
