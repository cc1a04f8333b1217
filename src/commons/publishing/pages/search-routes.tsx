import { Type } from 'typebox';
import type { LocalDate } from '#kernel/dates.ts';
import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { readSiteFacts } from '#portal/index.ts';
import { publicColumns } from '../portal-queries.ts';
import {
  type DocumentFilter,
  filterOf,
  type FoundDocuments,
  searchDocuments,
  yearsOfRelease,
} from '../portal-search.ts';
import { publicUnits, unitsWithDocuments } from '../portal-units.ts';
import { didYouMean } from '../search/did-you-mean.ts';
import { titleKeyOf } from '../search/entry.ts';
import { bestBets, wordsWithBets } from '../search/help.ts';
import { makeVainCounter } from '../search/in-vain.ts';
import { suggestionsFor } from '../search/suggest.ts';
import { documentFinder, Narrowing, searchContext } from './finding.ts';
import { SearchPage } from './search.tsx';

const action = 'publishing.read-public';
/** With fewer results than this, something else may have been meant, unless the one that was typed is there. */
const FEW = 3;

const NOTHING: FoundDocuments = {
  rows: [],
  total: 0,
  capped: false,
  page: 1,
  pages: 1,
  byColumn: new Map(),
  partly: false,
  exact: false,
  marked: [],
};

/** Search over everything published, and what it offers while somebody types. */
export function searchRoutes(app: App, site: PortalSite): void {
  const { portalDb: db, catalogue } = site.services;
  const find = documentFinder(site);
  const context = searchContext(site);
  const vain = makeVainCounter(site.services);
  app.addHook('onClose', () => vain.close());
  const types = [...catalogue.contentTypes.values()].map(({ key, label }) => ({ key, label }));

  /** Most words have none: which have is asked once for each edition and day. */
  const betsFor = async (q: string, today: LocalDate) => {
    const words = await site.remember('words with best bets', () => wordsWithBets(db, today));
    return words.has(titleKeyOf(q)) ? bestBets(db, q, today) : [];
  };

  site.page(app, { url: '/search', action, query: Narrowing }, async ({ query, today }) => {
    const filter = filterOf(query);
    const { q } = filter;
    const [facts, found, columns, units, years, named, bets] = await Promise.all([
      site.remember('facts', () => readSiteFacts(db)),
      q === undefined ? NOTHING : find(filter, query.page, today),
      site.remember('columns', () => publicColumns(db)),
      site.remember('units with documents', () => unitsWithDocuments(db)),
      site.remember('years', () => yearsOfRelease(db)),
      site.remember('units', () => publicUnits(db)),
      q === undefined ? [] : betsFor(q, today),
    ]);
    const doubtful = found.partly || (found.total < FEW && !found.exact);
    const meant = q !== undefined && doubtful ? await better(filter, q, found) : undefined;
    const inVain = q !== undefined && (found.total === 0 || found.partly) && Object.keys(filter).length === 1;
    const namedUnits = named.filter(({ name }) => q && name.includes(q)).slice(0, 8);
    return {
      element: (
        <SearchPage {...{ site: facts, filter, found, columns, units, years, types, namedUnits, bets, meant }} />
      ),
      ...(inVain && { sent: () => vain.count(q) }),
    };

    /** Offered only when it finds more than what was typed. */
    async function better(asked: DocumentFilter, typed: string, here: FoundDocuments): Promise<string | undefined> {
      const other = await didYouMean(db, typed);
      if (other === undefined) return undefined;
      const there = await searchDocuments(db, { ...asked, q: other }, 1, await context(today), 1);
      return !there.partly && there.total > (here.partly ? 0 : here.total) ? other : undefined;
    }
  });

  const Typed = Type.Object({ q: Type.Optional(Type.String({ maxLength: 60 })) });
  site.page(app, { url: '/search/suggest', action, query: Typed }, async ({ query, today }) => ({
    type: 'application/json; charset=utf-8',
    body: JSON.stringify(await suggestionsFor(db, query.q ?? '', await context(today))),
  }));
}
