import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Static, TObject, TProperties } from 'typebox';
import type { LocalDate } from '#kernel/dates.ts';
import type { App } from './http.ts';
import { metrics } from './metrics.ts';
import { type CachedPage, PageCache, type RenderedPage, sendPage } from './page-cache.ts';
import type { Services } from './services.ts';

export interface PageAnswer {
  readonly element: ReactElement;
  readonly status?: number;
  /** Done each time the page is sent, also when it comes from the cache. */
  readonly sent?: (request: FastifyRequest) => void;
}
export interface BytesAnswer {
  readonly body: string;
  readonly type: string;
  readonly status?: number;
}

/** What public routes are given: the services and the way pages are answered. */
export interface PortalSite {
  readonly services: Services;
  /** Counts a view of an address; written in batches, without cookies or addresses of people. */
  countView(path: string): void;
  /** A page (or feed, or JSON) that is the same for everyone: rendered once for each edition of the portal and each day. */
  page<P extends TProperties, Q extends TProperties>(
    app: App,
    route: {
      readonly url: string;
      readonly action: string;
      readonly params?: TObject<P>;
      readonly query?: TObject<Q>;
      /** What it says beside edition and day, where that changes by the hour: in a word, asked for each time the page is. */
      readonly standing?: () => Promise<string>;
    },
    answer: (asked: {
      readonly params: Static<TObject<P>>;
      readonly query: Static<TObject<Q>>;
      readonly today: LocalDate;
      readonly path: string;
    }) => Promise<PageAnswer | BytesAnswer>,
  ): void;
  /** Asks once for each edition of the portal and each day: what many pages share. */
  remember<T>(key: string, find: () => Promise<T>): Promise<T>;
  /** Begins a new edition: every address is rendered anew when next asked for. */
  newEdition(): void;
}

export function makePortalSite(services: Services, countView: (path: string) => void): PortalSite {
  const cache = new PageCache();
  const remembered = new LRUCache<string, Promise<{ readonly value: unknown }>>({ max: 500 });
  let edition = 1;
  return {
    remember<T>(key: string, find: () => Promise<T>) {
      const dated = `${edition} ${services.time.today()} ${key}`;
      let found = remembered.get(dated) as Promise<{ readonly value: T }> | undefined;
      if (!found) {
        found = find().then((value) => ({ value }));
        remembered.set(dated, found);
        // A question that failed is asked again.
        found.catch(() => remembered.delete(dated));
      }
      return found.then(({ value }) => value);
    },
    services,
    countView,
    newEdition() {
      edition += 1;
      cache.clear();
      remembered.clear();
    },
    page(app, { url, action, params, query, standing }, answer) {
      const known = Object.keys(query?.properties ?? {}).sort();
      const pathOf = onePathFor(url);
      const schema = { ...(params && { params }), ...(query && { querystring: query }) };
      // Not an async function: Fastify would listen for the end of every reply it was given back.
      app.get(url, { config: { action, limit: 'page' }, schema }, (request, reply) => {
        const today = services.time.today();
        const path = pathOf(request.params as Readonly<Record<string, unknown>>);
        const asked = request.query as Readonly<Record<string, unknown>>;
        const address = `${path} ${known.map((name) => `${name}=${String(asked[name] ?? '')}`).join('&')}`;
        const send = (page: CachedPage) => {
          if (page.status === 200) countView(path);
          page.sent?.(request);
          return sendAnew(request, reply, page);
        };
        const render = async () =>
          rendered(await answer({ params: request.params as never, query: request.query as never, today, path }));
        const answered = (stands: string) => {
          const key = `${edition} ${today} ${stands} ${address}`;
          const page = cache.get(key);
          metrics.page(page ? 'cache' : 'render');
          return page ? send(page) : cache.make(key, render).then(send);
        };
        return standing ? standing().then(answered) : answered('');
      });
    },
  };
}

/**
 * The one spelling of an address, however it was asked for (percent-encoded letters, a slash at the end): views of a page are
 * counted together, and nobody fills the cache with spellings.
 */
function onePathFor(url: string): (params: Readonly<Record<string, unknown>>) => string {
  const parts = url.split(/:(\w+)/);
  if (parts.length === 1) return () => url;
  return (params) => parts.map((part, i) => (i % 2 === 0 ? part : encodeURIComponent(String(params[part])))).join('');
}

function rendered(answer: PageAnswer | BytesAnswer): RenderedPage {
  if ('body' in answer) return { status: answer.status ?? 200, type: answer.type, body: answer.body };
  return {
    status: answer.status ?? 200,
    type: 'text/html; charset=utf-8',
    body: `<!doctype html>${renderToStaticMarkup(answer.element)}`,
    sent: answer.sent,
  };
}

/** Asked for again each time and answered with 304: a release shows at once. */
function sendAnew(request: FastifyRequest, reply: FastifyReply, page: CachedPage): void | Promise<void> {
  const keep = page.status === 200 ? 'public, no-cache' : 'no-store';
  reply.code(page.status).header('content-type', page.type).header('cache-control', keep);
  return sendPage(request, reply, page);
}
