import type { Feature } from '#platform/feature.ts';
import { conversionClock } from './conversion/clock.ts';
import { lookForRepeatedJob } from './conversion/opening.ts';
import { conversionRoutes } from './conversion/routes.ts';
import { conversionSettings } from './conversion/settings.ts';
import { conversionWorkflow } from './conversion/workflow.ts';

/** What follows once requests are answered, as parts of the feature. */
export const afterwards = {
  workflows: [conversionWorkflow],
  clocks: [conversionClock],
  jobs: [lookForRepeatedJob],
  settings: [conversionSettings],
  office: conversionRoutes,
} satisfies Partial<Feature>;
