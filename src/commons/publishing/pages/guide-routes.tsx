import { type Static, Type } from 'typebox';
import { isLocalDate } from '#kernel/dates.ts';
import { notFound } from '#kernel/errors.ts';
import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { DISCLOSURE, readSiteFacts, sectionOf } from '#portal/index.ts';
import {
  countSeals,
  countsByOpenness,
  newestByColumn,
  newestDocuments,
  filledColumns,
  newestSeals,
  publicColumns,
  sealOf,
} from '../portal-queries.ts';
import { publicUnits, unitsWithDocuments } from '../portal-units.ts';
import { AccessibilityPage, FeedsPage, PrivacyPage, SitemapPage } from './guide-pages.tsx';
import { HomePage } from './home.tsx';
import { OrganisationPage, UnitPage } from './organisation.tsx';
import { GovernmentInformationPage } from './government-information.tsx';
import { SealPage, SealsPage } from './seals.tsx';
import { SectionPage } from './section.tsx';

const action = 'publishing.read-public';
const Key = Type.Object({ key: Type.String({ maxLength: 80 }) });
type Key = Static<typeof Key>;
const Paged = Type.Optional(Type.String({ maxLength: 5 }));

/** The column whose newest stand on the home page beside the newest of all. */
const NOTICES = 'announcements';
const SEALS_ON_A_PAGE = 20;

/** Home and the pages that lead on: sections, catalogue, organisation, seals, site map. */
export function guideRoutes(app: App, site: PortalSite): void {
  const { portalDb: db, catalogue } = site.services;

  site.page(app, { url: '/', action }, async ({ today }) => {
    const [facts, newest, notices, columns, byColumn, openness, [seal], panels] = await Promise.all([
      readSiteFacts(db),
      newestDocuments(db, 7),
      newestDocuments(db, 7, NOTICES),
      publicColumns(db),
      newestByColumn(db, 4),
      countsByOpenness(db),
      newestSeals(db, 1),
      Promise.all((catalogue.homePanels ?? []).map(async ({ key, show }) => ({ key, element: await show(db, today) }))),
    ]);
    const shown = panels.flatMap(({ key, element }) => (element ? [{ key, element }] : []));
    const noticed = columns.find(({ key }) => key === NOTICES);
    return {
      element: (
        <HomePage {...{ site: facts, newest, noticed, notices, columns, byColumn, openness, seal }} panels={shown} />
      ),
    };
  });

  site.page(app, { url: '/sections/:key', action, params: Key }, async ({ params }) => {
    const section = sectionOf((params as Key).key);
    if (!section) throw notFound('这个栏目');
    const [facts, columns, byColumn] = await Promise.all([readSiteFacts(db), publicColumns(db), newestByColumn(db, 5)]);
    return { element: <SectionPage site={facts} section={section} columns={columns} byColumn={byColumn} /> };
  });

  site.page(app, { url: '/organisation', action }, async () => {
    const [facts, units] = await Promise.all([readSiteFacts(db), publicUnits(db)]);
    return { element: <OrganisationPage site={facts} units={units} /> };
  });

  site.page(app, { url: '/organisation/:key', action, params: Key }, async ({ params }) => {
    const [facts, units] = await Promise.all([readSiteFacts(db), publicUnits(db)]);
    const unit = units.find(({ key }) => key === (params as Key).key);
    if (!unit) throw notFound('这个机构');
    return { element: <UnitPage site={facts} unit={unit} units={units} /> };
  });

  site.page(app, { url: DISCLOSURE, action }, async () => {
    const [facts, columns, byColumn] = await Promise.all([readSiteFacts(db), publicColumns(db), newestByColumn(db, 5)]);
    return { element: <GovernmentInformationPage site={facts} columns={columns} byColumn={byColumn} /> };
  });

  site.page(app, { url: '/seals', action, query: Type.Object({ page: Paged }) }, async ({ query }) => {
    const pages = Math.max(1, Math.ceil((await countSeals(db)) / SEALS_ON_A_PAGE));
    const page = Math.min(pages, Math.max(1, Math.trunc(Number(query.page)) || 1));
    const [facts, seals] = await Promise.all([
      readSiteFacts(db),
      newestSeals(db, SEALS_ON_A_PAGE, (page - 1) * SEALS_ON_A_PAGE),
    ]);
    return { element: <SealsPage {...{ site: facts, seals, page, pages }} /> };
  });

  site.page(
    app,
    { url: '/seals/:day', action, params: Type.Object({ day: Type.String({ maxLength: 10 }) }) },
    async ({ params: { day } }) => {
      const [facts, found] = await Promise.all([readSiteFacts(db), isLocalDate(day) ? sealOf(db, day) : undefined]);
      if (!found) throw notFound('这一天的日封');
      return { element: <SealPage site={facts} {...found} /> };
    },
  );

  site.page(app, { url: '/sitemap', action }, async () => {
    const [facts, columns] = await Promise.all([readSiteFacts(db), filledColumns(db)]);
    return { element: <SitemapPage site={facts} columns={columns} /> };
  });

  site.page(app, { url: '/feeds', action }, async () => {
    const [facts, columns, units] = await Promise.all([readSiteFacts(db), filledColumns(db), unitsWithDocuments(db)]);
    return { element: <FeedsPage site={facts} columns={columns} units={units} /> };
  });

  site.page(app, { url: '/accessibility', action }, async () => ({
    element: <AccessibilityPage site={await readSiteFacts(db)} />,
  }));
  site.page(app, { url: '/privacy', action }, async () => ({
    element: <PrivacyPage site={await readSiteFacts(db)} />,
  }));
}
