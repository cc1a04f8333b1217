import { renderToStaticMarkup } from 'react-dom/server';
import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { Emblem, readSiteFacts } from '#portal/index.ts';
import { newestSeals } from '../portal-queries.ts';
import { feedRoutes } from './feed-routes.ts';
import { mapRoutes } from './map-routes.ts';

const action = 'publishing.read-public';

/** What machines read: feeds, the map of addresses, seals, robots, the icon. */
export function machineRoutes(app: App, site: PortalSite): void {
  const { portalDb: db, config } = site.services;
  const at = (path: string) => `${config.baseUrl}${path}`;

  feedRoutes(app, site);
  mapRoutes(app, site);

  site.page(app, { url: '/seals.json', action }, async () => ({
    type: 'application/json; charset=utf-8',
    body: JSON.stringify({ seals: await newestSeals(db, 4000) }, null, 2),
  }));

  site.page(app, { url: '/robots.txt', action }, async () => {
    const { demo } = await readSiteFacts(db);
    // A demonstration must not be found in place of a real authority.
    const rules = demo
      ? 'Disallow: /'
      : 'Disallow: /workbench\nDisallow: /api/\nDisallow: /search\nDisallow: /feedback';
    return { type: 'text/plain; charset=utf-8', body: `User-agent: *\n${rules}\nSitemap: ${at('/sitemap.xml')}\n` };
  });

  site.page(app, { url: '/favicon.svg', action }, async () => ({
    type: 'image/svg+xml',
    body: renderToStaticMarkup(<Emblem />).replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" '),
  }));
}
