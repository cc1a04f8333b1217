import { Type } from 'typebox';
import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { readSiteFacts } from '#portal/index.ts';
import { REGISTER_STATES, RegisterPage } from './pages/register.tsx';
import { type RegisterFilter, registerFacets, registerLines, registerPage } from './register.ts';

const action = 'normative-documents.read-public';
const text = (maxLength: number) => Type.Optional(Type.String({ maxLength }));
const Narrowing = Type.Object({ q: text(60), state: text(20), unit: text(80), year: text(4), page: text(5) });
/** More than any bureau has. */
const WHOLE = 5000;

/** What is empty or unknown narrows nothing. */
function filterOf(query: { readonly [name in 'q' | 'state' | 'unit' | 'year']?: string | undefined }): RegisterFilter {
  const q = query.q?.trim();
  const year = Number(query.year);
  return {
    ...(q && { q }),
    ...(query.state && Object.hasOwn(REGISTER_STATES, query.state) && { state: query.state }),
    ...(query.unit && { unit: query.unit }),
    ...(Number.isInteger(year) && year > 1900 && { year }),
  };
}

/** 规范性文件库 for the public, as sunlit_portal. */
export function normativePages(app: App, site: PortalSite): void {
  const db = site.services.portalDb;

  site.page(app, { url: '/registers/normative-documents', action, query: Narrowing }, async ({ query }) => {
    const filter = filterOf(query);
    const [facts, found, facets] = await Promise.all([
      readSiteFacts(db),
      registerPage(db, filter, Math.trunc(Number(query.page)) || 1),
      site.remember('normative facets', () => registerFacets(db)),
    ]);
    return { element: <RegisterPage {...{ site: facts, filter, found, ...facets }} /> };
  });

  site.page(app, { url: '/open/v1/normative-documents', action, query: Narrowing }, async ({ query }) => ({
    type: 'application/json; charset=utf-8',
    body: JSON.stringify({ items: await registerLines(db, filterOf(query), WHOLE) }),
  }));
}
