import type { Feature } from '#platform/feature.ts';
import { afterwards } from './afterwards.ts';
import { verifyArchiveCommand } from './archive/verifying.ts';
import { afterwardsPolicy } from './afterwards-policy.ts';
import { citizensSide } from './citizens-side.ts';
import { dutiesJob } from './duties.ts';
import { openingPromise, openSubmissionsJob } from './intake/opening.ts';
import { deliverySettings } from './delivery/settings.ts';
import { requestTargets } from './handling/targets.ts';
import { requestClocks } from './law/clocks.ts';
import { feeCommand } from './law/commands-line.ts';
import { online } from './online.ts';
import { requestsPolicy } from './policy.ts';
import { filesPromise } from './records/promise.ts';
import { recordReadingJob } from './records/recognising.ts';
import { makePackagesJob } from './records/packaging.ts';
import { coveringRuleRoutes } from './covering-rules/routes.ts';
import { recordWorkJob } from './records/working.ts';
import { fillLikenessJob } from './related/likeness-job.ts';
import { relatedRoutes } from './related/routes.ts';
import { requestRoutes } from './routes.ts';
import { otherBureauSettings } from './remedy-bodies.ts';
import { requestSettings } from './settings.ts';
import { requestWorkflow } from './workflow.ts';

export const feature: Feature = {
  key: 'requests',
  label: '依申请公开',
  serves: ['P14'],
  dependsOn: ['exchange'],
  policy: { ...requestsPolicy, ...afterwardsPolicy },
  workflows: [requestWorkflow, ...afterwards.workflows],
  clocks: [...requestClocks, ...afterwards.clocks],
  jobs: [
    openSubmissionsJob,
    ...citizensSide.jobs,
    dutiesJob,
    recordWorkJob,
    makePackagesJob,
    recordReadingJob,
    fillLikenessJob,
    ...online.jobs,
    ...afterwards.jobs,
  ],
  settings: [
    requestSettings,
    otherBureauSettings,
    ...citizensSide.settings,
    requestTargets,
    deliverySettings,
    ...afterwards.settings,
  ],
  onlineForms: citizensSide.onlineForms,
  promises: [openingPromise, filesPromise, ...online.promises, ...citizensSide.promises],
  office: (app, services) => {
    requestRoutes(app, services);
    relatedRoutes(app, services);
    coveringRuleRoutes(app, services);
    citizensSide.office(app, services);
    online.office(app, services);
    afterwards.office(app, services);
  },
  portal: (app, site) => {
    citizensSide.portal(app, site);
    online.portal(app, site);
    afterwards.portal(app, site);
  },
  commands: [feeCommand, verifyArchiveCommand],
};
