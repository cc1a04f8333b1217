import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { ClosureNotice, closureOf, readSiteFacts, standingOf } from '#portal/index.ts';
import { applicationForm } from './application-form.ts';
import { GuidePage } from './guide-page.tsx';
import { deadlinesOn, recordCorrectionDaysOn } from './law-in-words.ts';
import { readOffice } from './office-facts.ts';
import { PaperForm } from './paper-form.tsx';

/** The guide and the sheet to print: the same for everyone, rendered once for each edition of the portal. */
export function guidePages(app: App, site: PortalSite): void {
  const { portalDb: db } = site.services;
  const standing = standingOf(site, applicationForm.key);
  site.page(app, { url: '/requests', action: 'requests.submit', standing }, async ({ today }) => {
    const [facts, office, closure, ways] = await Promise.all([
      readSiteFacts(db),
      readOffice(db),
      closureOf(site, applicationForm.key),
      applicationForm.otherWays(db),
    ]);
    const closed = closure && <ClosureNotice closure={closure} form={applicationForm} ways={ways} />;
    return {
      element: (
        <GuidePage
          site={facts}
          office={office}
          deadlines={deadlinesOn(today)}
          recordCorrectionDays={recordCorrectionDaysOn(today)}
          closed={closed}
        />
      ),
    };
  });
  site.page(app, { url: '/requests/paper-form', action: 'requests.submit' }, async () => {
    const [facts, office] = await Promise.all([readSiteFacts(db), readOffice(db)]);
    return { element: <PaperForm site={facts} office={office} /> };
  });
}
