import type { Feature } from '#platform/feature.ts';
import { publicationClock } from './clocks.ts';
import { publishingPolicy } from './policy.ts';
import { mirrorRegisterJob } from './mirror.ts';
import { columnSettings } from './column-settings.ts';
import { columnPromise, warnOfColumnsJob } from './column-warnings.ts';
import { feedbackForm } from './pages/feedback.tsx';
import { pageViewsJob } from './page-views.ts';
import { portalRoutes } from './portal-routes.ts';
import { releasePromise } from './promises.ts';
import { releaseDueJob } from './due-releases.ts';
import { reassessmentJob } from './reassessment.ts';
import { releaseWatchJob } from './release-watch.ts';
import { publishingRoutes } from './routes.ts';
import { addUpInVainJob } from './search/in-vain.ts';
import { indexMissingJob } from './search/index-again.ts';
import { searchOfficeRoutes } from './search/routes.ts';
import { sheetRoutes } from './sheets/routes.ts';
import { addUpUsefulnessJob } from './usefulness.ts';
import { siteSettings } from './site-settings.ts';
import { stepTargets } from './step-targets.ts';
import { chaseDebtsJob } from './chase-debts.ts';
import { chaseReviewJob } from './legality/chase.ts';
import { legalityClock } from './legality/period.ts';
import { mailLinkJob } from './expert-opinions/mail.ts';
import { expertPolicy } from './expert-opinions/policy.ts';
import { remindExpertsJob } from './expert-opinions/remind.ts';
import { expertOpinionRoutes } from './expert-opinions/routes.ts';
import { probeLinksJob } from './gate/link-probes.ts';
import { waySettings } from './way-settings.ts';
import { reviewSettings } from './review-settings.ts';
import { expertSettings } from './expert-opinions/settings.ts';
import { publicationWorkflow } from './workflow.ts';
import { textRemarkPolicy } from './text-remarks/policy.ts';
import { textRemarkRoutes } from './text-remarks/routes.ts';
import { sweepWorkingCopiesJob } from './working-copies/jobs.ts';
import { workingCopyPolicy } from './working-copies/policy.ts';
import { workingCopyRoutes } from './working-copies/routes.ts';

export const feature: Feature = {
  key: 'publishing',
  label: '信息发布',
  serves: ['P16', 'P20', 'P21', 'P22'],
  onlineForms: [feedbackForm],
  policy: { ...publishingPolicy, ...workingCopyPolicy, ...expertPolicy, ...textRemarkPolicy },
  workflows: [publicationWorkflow],
  clocks: [publicationClock, [legalityClock]],
  jobs: [
    releaseDueJob,
    releaseWatchJob,
    reassessmentJob,
    chaseDebtsJob,
    chaseReviewJob,
    probeLinksJob,
    mirrorRegisterJob,
    pageViewsJob,
    sweepWorkingCopiesJob,
    warnOfColumnsJob,
    indexMissingJob,
    addUpInVainJob,
    mailLinkJob,
    remindExpertsJob,
    addUpUsefulnessJob,
  ],
  promises: [releasePromise, columnPromise],
  settings: [siteSettings, columnSettings, waySettings, reviewSettings, expertSettings, stepTargets],
  office: (app, services) => {
    publishingRoutes(app, services);
    workingCopyRoutes(app, services);
    searchOfficeRoutes(app, services);
    expertOpinionRoutes(app, services);
    textRemarkRoutes(app, services);
    sheetRoutes(app, services);
  },
  portal: portalRoutes,
};
