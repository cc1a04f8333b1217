import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import type { Services } from '#platform/services.ts';
import { addUpOffersJob } from './offered/counting.ts';
import { answerStatistics } from './offered/routes.tsx';
import { beforePages } from './before/routes.tsx';
import { waysSettings } from './before/settings.ts';
import { applicationForm } from './guide/application-form.ts';
import { guidePages } from './guide/routes.tsx';
import { mailboxPromise, mailboxUpkeepJob, readMailboxJob } from './mailbox/jobs.ts';
import { mailboxRoutes } from './mailbox/routes.ts';
import { guideSettings } from './guide/settings.ts';
import { identityRoutes } from './identity/routes.ts';
import { applyingPages } from './pages/applying.tsx';
import { clearUnsentJob } from './uploads/kept-files.ts';
import { scanUploadsJob } from './uploads/scanning-again.ts';
import { uploadRoutes } from './uploads/routes.ts';

/** What a citizen meets before and while applying, and what the office sees of it: guide, form, files, published answers. */
export const citizensSide = {
  jobs: [clearUnsentJob, scanUploadsJob, addUpOffersJob, readMailboxJob, mailboxUpkeepJob],
  promises: [mailboxPromise],
  settings: [guideSettings, waysSettings],
  onlineForms: [applicationForm],
  office(app: App, services: Services): void {
    uploadRoutes(app, services);
    identityRoutes(app, services);
    mailboxRoutes(app, services);
    answerStatistics(app, services);
  },
  portal(app: App, site: PortalSite): void {
    guidePages(app, site);
    beforePages(app, site);
    applyingPages(app, site);
  },
} as const;
