import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { movedAddresses } from './redirects/routes.ts';
import { registerAssets } from '#portal/index.ts';
import { mediaRoutes } from './media/media-routes.ts';
import { attachmentRoutes } from './pages/attachment-routes.ts';
import { documentRoutes } from './pages/document-routes.tsx';
import { feedbackRoutes } from './pages/feedback-routes.tsx';
import { guideRoutes } from './pages/guide-routes.tsx';
import { machineRoutes } from './pages/machine-routes.tsx';
import { usefulRoutes } from './pages/useful-routes.tsx';
import { searchRoutes } from './pages/search-routes.tsx';

/** The public site: what has been released, read as sunlit_portal; what people send, written to the intake. */
export function portalRoutes(app: App, site: PortalSite): void {
  registerAssets(app, 'publishing.read-public');
  guideRoutes(app, site);
  documentRoutes(app, site);
  searchRoutes(app, site);
  attachmentRoutes(app, site);
  mediaRoutes(app, site);
  machineRoutes(app, site);
  feedbackRoutes(app, site);
  usefulRoutes(app, site);
  movedAddresses(app, site);
}
