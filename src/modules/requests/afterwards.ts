import type { Feature } from '#platform/feature.ts';
import { conversionClock } from './conversion/clock.ts';
import { lookForRepeatedJob } from './conversion/opening.ts';
import { conversionRoutes } from './conversion/routes.ts';
import { conversionSettings } from './conversion/settings.ts';
import { conversionWorkflow } from './conversion/workflow.ts';
import { publishStatisticsJob } from './public-statistics/publishing.ts';
import { statisticsPages } from './public-statistics/routes.tsx';

/** What follows once requests are answered, as parts of the feature. */
export const afterwards = {
  workflows: [conversionWorkflow],
  clocks: [conversionClock],
  jobs: [lookForRepeatedJob, publishStatisticsJob],
  settings: [conversionSettings],
  office: conversionRoutes,
  portal: statisticsPages,
} satisfies Partial<Feature>;
