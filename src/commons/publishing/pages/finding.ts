import { Type } from 'typebox';
import type { LocalDate } from '#kernel/dates.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import {
  countDocuments,
  type DocumentFilter,
  type FoundDocuments,
  listDocuments,
  PAGE_SIZE,
  searchDocuments,
} from '../portal-search.ts';
import { newestShard, type SearchContext } from '../search/find.ts';
import { synonymsOn } from '../search/help.ts';

const text = (maxLength: number) => Type.Optional(Type.String({ maxLength }));

/** What an address may narrow a list by. Empty and unknown values are left out by `filterOf`; only the length is a matter for refusal. */
export const Narrowing = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 60, title: '关键词' })),
  column: text(60),
  unit: text(80),
  year: text(4),
  openness: text(20),
  class: text(2),
  type: text(60),
  topic: text(60),
  validity: text(20),
  sort: text(10),
  page: text(5),
});

export type FindDocuments = (
  filter: DocumentFilter,
  page: string | undefined,
  today: LocalDate,
  size?: number,
) => Promise<FoundDocuments>;

/** Finds a page of documents, searched for or listed; what many addresses share is asked once for each edition. */
export function documentFinder(site: PortalSite): FindDocuments {
  const { portalDb: db } = site.services;
  const context = searchContext(site);
  return async (filter, page, today, size = PAGE_SIZE) => {
    const { q } = filter;
    if (q !== undefined) return searchDocuments(db, { ...filter, q }, pageOf(page), await context(today), size);
    const count = await site.remember(`count ${JSON.stringify(filter)}`, () => countDocuments(db, filter));
    return listDocuments(db, filter, pageOf(page), count, size);
  };
}

/** What every search of one edition and day shares. */
export function searchContext({ services: { portalDb: db }, remember }: PortalSite) {
  return async (today: LocalDate): Promise<SearchContext> => {
    const [newest, means] = await Promise.all([
      remember('newest shard', () => newestShard(db)),
      remember('synonyms', () => synonymsOn(db, today)),
    ]);
    return { newest, today, means };
  };
}

const pageOf = (page: string | undefined): number => Math.max(1, Math.trunc(Number(page)) || 1);
