import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { notFound } from '#kernel/errors.ts';
import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { readSiteFacts } from '#portal/index.ts';
import { addressOfWay, readGuide } from '../guide/published.ts';
import { readOffice } from '../guide/office-facts.ts';
import { isReader } from '../offered/reader.ts';
import { tellOffer } from '../offered/counting.ts';
import { type BeforeEvent, WAYS, type Way } from '../offered/ways.ts';
import { BeforePage } from './before-page.tsx';

const goes = { config: { action: 'requests.submit', limit: 'public-search' } } as const;

/** Questions before the form, and the ways on from them, each counted by day and by nothing else. Never in the way of applying. */
export function beforePages(app: App, site: PortalSite): void {
  const { services } = site;
  const { portalDb: db } = services;
  const told = (request: FastifyRequest, what: BeforeEvent): Promise<void> =>
    isReader(request) ? tellOffer(services, what) : Promise.resolve();

  site.page(app, { url: '/requests/before', action: 'requests.submit' }, async () => {
    const [facts, office, guide] = await Promise.all([readSiteFacts(db), readOffice(db), readGuide(db)]);
    return {
      element: <BeforePage site={facts} office={office} guide={guide} />,
      sent: (request) => void told(request, 'before-shown').catch(() => undefined),
    };
  });

  const Sought = Type.Object({ q: Type.Optional(Type.String({ maxLength: 60 })) });
  app.get('/requests/before/search', { ...goes, schema: { querystring: Sought } }, async (request, reply) => {
    await told(request, 'before-search');
    return on(reply, `/search?${new URLSearchParams({ q: request.query.q ?? '' }).toString()}`);
  });
  app.get('/requests/before/on', goes, async (request, reply) => {
    await told(request, 'before-on');
    return on(reply, '/requests/new');
  });
  const ByWay = Type.Object({ way: Type.String({ maxLength: 20 }) });
  app.get('/requests/before/:way', { ...goes, schema: { params: ByWay } }, async (request, reply) => {
    const { way } = request.params;
    const address = Object.hasOwn(WAYS, way) ? addressOfWay(await readGuide(db), way as Way) : undefined;
    if (address === undefined) throw notFound('这个渠道');
    await told(request, `before-${way as Way}`);
    return on(reply, address);
  });
}

const on = (reply: FastifyReply, address: string) => reply.header('cache-control', 'no-store').redirect(address, 303);
