import { Type } from 'typebox';
import { notFound } from '#kernel/errors.ts';
import { atomFeed } from '#platform/atom.ts';
import type { App } from '#platform/http.ts';
import type { BytesAnswer, PortalSite } from '#platform/portal-site.ts';
import { readSiteFacts } from '#portal/index.ts';
import { documentPath } from '../document-path.ts';
import { jointOrgansOf, publicColumns } from '../portal-queries.ts';
import { addressOf, type DocumentFilter, filterOf } from '../portal-search.ts';
import { publicUnits } from '../portal-units.ts';
import { TOPICS } from '../statutory-kinds.ts';
import { documentFinder, Narrowing } from './finding.ts';

const action = 'publishing.read-public';
const FEED_LENGTH = 30;
const Key = Type.Object({ key: Type.String({ maxLength: 80 }) });

interface FeedOf {
  readonly title: string;
  readonly subtitle: string;
  /** The page it belongs to. */
  readonly page: string;
  readonly filter: DocumentFilter;
}

/** Feeds of everything, of a column, a unit, a topic, and of any list or search: Atom 1.0 and JSON Feed 1.1 beside each other, newest first. */
export function feedRoutes(app: App, site: PortalSite): void {
  const { portalDb: db, config, time } = site.services;
  const at = (path: string) => `${config.baseUrl}${path}`;
  const find = documentFinder(site);

  const answer = async (of: FeedOf, format: 'xml' | 'json', self: string, today: ReturnType<typeof time.today>) => {
    const facts = await site.remember('facts', () => readSiteFacts(db));
    const filter = of.filter.q === undefined ? of.filter : { ...of.filter, sort: 'date' as const };
    const { rows } = await find(filter, undefined, today, FEED_LENGTH);
    const joint = await jointOrgansOf(
      db,
      rows.map(({ id }) => id),
    );
    const entries = rows.map(({ id, indexNumber, title, summary, unitName, releasedAt }) => ({
      url: at(documentPath(indexNumber)),
      title,
      summary: summary ?? undefined,
      authors: joint.get(id) ?? [unitName],
      publishedAt: releasedAt,
      changedAt: releasedAt,
    }));
    const title = of.title === facts.name ? facts.name : `${of.title} - ${facts.name}`;
    if (format === 'json') return jsonFeed({ ...of, title, page: at(of.page), self: at(self) }, entries);
    const about = { title, subtitle: of.subtitle, url: at(of.page), feedUrl: at(self), rights: facts.host };
    return {
      type: 'application/atom+xml; charset=utf-8',
      body: atomFeed({ ...about, changedAt: entries[0]?.changedAt ?? time.now(), entries }),
    };
  };

  for (const format of ['xml', 'json'] as const) {
    const file = `feed.${format}`;
    site.page(app, { url: `/${file}`, action }, async ({ today }) => {
      const { name } = await site.remember('facts', () => readSiteFacts(db));
      return answer({ title: name, subtitle: '最新公开', page: '/', filter: {} }, format, `/${file}`, today);
    });

    site.page(app, { url: `/columns/:key/${file}`, action, params: Key }, async ({ params: { key }, path, today }) => {
      const column = (await site.remember('columns', () => publicColumns(db))).find((each) => each.key === key);
      if (!column) throw notFound('这个栏目');
      const of = { title: column.name, subtitle: column.description, page: `/columns/${key}` };
      return answer({ ...of, filter: { column: key } }, format, path, today);
    });

    site.page(
      app,
      { url: `/organisation/:key/${file}`, action, params: Key },
      async ({ params: { key }, path, today }) => {
        const unit = (await site.remember('units', () => publicUnits(db))).find((each) => each.key === key);
        if (!unit) throw notFound('这个机构');
        const of = { title: unit.name, subtitle: `${unit.name}发布的文件`, page: `/organisation/${key}` };
        return answer({ ...of, filter: { unit: key } }, format, path, today);
      },
    );

    site.page(app, { url: `/topics/:key/${file}`, action, params: Key }, async ({ params: { key }, path, today }) => {
      const label = Object.hasOwn(TOPICS, key) ? TOPICS[key as keyof typeof TOPICS] : undefined;
      if (!label) throw notFound('这个主题');
      const of = { title: label, subtitle: `主题为${label}的文件`, page: addressOf('/documents', { topic: key }) };
      return answer({ ...of, filter: { topic: key } }, format, path, today);
    });

    for (const list of ['documents', 'search'] as const)
      site.page(app, { url: `/${list}/${file}`, action, query: Narrowing }, async ({ query, today }) => {
        const filter = filterOf(query);
        const title = filter.q === undefined ? '全部文件' : `搜索“${filter.q}”`;
        const of = { title, subtitle: '符合这些条件的最新文件', page: addressOf(`/${list}`, filter), filter };
        return answer(of, format, addressOf(`/${list}/${file}`, filter), today);
      });
  }
}

/** https://www.jsonfeed.org/version/1.1/ */
function jsonFeed(
  about: { readonly title: string; readonly subtitle: string; readonly page: string; readonly self: string },
  entries: readonly {
    readonly url: string;
    readonly title: string;
    readonly summary: string | undefined;
    readonly authors: readonly string[];
    readonly publishedAt: string;
  }[],
): BytesAnswer {
  const items = entries.map(({ url, title, summary, authors, publishedAt }) => ({
    id: url,
    url,
    title,
    content_text: summary ?? title,
    date_published: publishedAt,
    authors: authors.map((name) => ({ name })),
  }));
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: about.title,
    description: about.subtitle,
    home_page_url: about.page,
    feed_url: about.self,
    language: 'zh-CN',
    items,
  };
  return { type: 'application/feed+json; charset=utf-8', body: JSON.stringify(feed, null, 1) };
}
