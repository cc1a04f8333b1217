import type { Feature } from '#platform/feature.ts';
import { archiveSettings, filingDutiesJob } from './archive/filing-duty.ts';
import { makeArchivesJob } from './archive/making.ts';
import { archiveRoutes } from './archive/routes.ts';
import { convertedPages } from './conversion/public/routes.tsx';
import { conversionClock } from './conversion/clock.ts';
import { lookForRepeatedJob } from './conversion/opening.ts';
import { conversionRoutes } from './conversion/routes.ts';
import { conversionSettings } from './conversion/settings.ts';
import { conversionWorkflow } from './conversion/workflow.ts';
import { publishStatisticsJob } from './public-statistics/publishing.ts';
import { ratingRoutes } from './ratings/routes.ts';
import { carryOutJob, prepareRetentionJob } from './retention/carrying-out.ts';
import { retentionRoutes } from './retention/routes.ts';
import { retentionSettings } from './retention/settings.ts';
import { statisticsPages } from './public-statistics/routes.tsx';

/** What follows once requests are answered, as parts of the feature. */
export const afterwards = {
  workflows: [conversionWorkflow],
  clocks: [conversionClock],
  jobs: [lookForRepeatedJob, publishStatisticsJob, prepareRetentionJob, carryOutJob, makeArchivesJob, filingDutiesJob],
  settings: [conversionSettings, retentionSettings, archiveSettings],
  office: (app, services) => {
    conversionRoutes(app, services);
    retentionRoutes(app, services);
    archiveRoutes(app, services);
    ratingRoutes(app, services);
  },
  portal: (app, site) => {
    statisticsPages(app, site);
    convertedPages(app, site);
  },
} satisfies Partial<Feature>;
