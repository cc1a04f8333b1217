import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import type { Services } from '#platform/services.ts';
import { answerRoutes } from './answers/routes.ts';
import { answersPromise, openAnswersJob } from './answers/taking.ts';
import { paymentRoutes } from './fees/payment-routes.ts';
import { sendNoticesJob } from './notices/job.ts';
import { applicantNoticesPromise } from './notices/promise.ts';
import { remindApplicantsJob } from './notices/reminding.ts';
import { clearOwnDataJob } from './own-data/making.ts';
import { queryPages } from './pages/query/routes.tsx';

/** What an applicant does with number and code, and what they are told: the query page, answers, files, codes handed out anew, notices. */
export const online = {
  jobs: [openAnswersJob, sendNoticesJob, remindApplicantsJob, clearOwnDataJob],
  promises: [answersPromise, applicantNoticesPromise],
  office(app: App, services: Services): void {
    answerRoutes(app, services);
    paymentRoutes(app, services);
  },
  portal: (app: App, site: PortalSite) => queryPages(app, site),
} as const;
