import { Type } from 'typebox';
import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { readSiteFacts } from '#portal/index.ts';
import { converted } from './catalogue.ts';
import { ConvertedPage } from './page.tsx';

const Asked = Type.Object({ page: Type.Integer({ minimum: 1, maximum: 1_000, default: 1 }) });
const action = 'requests.read-converted';

/** 由依申请公开转为主动公开的信息: a page, and the same list for machines. */
export function convertedPages(app: App, site: PortalSite): void {
  const { portalDb: db } = site.services;
  site.page(app, { url: '/requests/converted', action, query: Asked }, async ({ query: { page } }) => ({
    element: <ConvertedPage site={await readSiteFacts(db)} page={page} {...(await converted(db, page))} />,
  }));
  site.page(app, { url: '/requests/converted.json', action, query: Asked }, async ({ query: { page } }) => ({
    body: JSON.stringify({ page, ...(await converted(db, page)) }),
    type: 'application/json; charset=utf-8',
  }));
}
