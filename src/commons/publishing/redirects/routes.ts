import { sql } from 'kysely';
import { Type } from 'typebox';
import { AppError } from '#kernel/errors.ts';
import type { Actor } from '#kernel/policy.ts';
import { type App, actorOf } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { type Services, act } from '#platform/services.ts';
import { publishingPolicy } from '../policy.ts';
import { isOfSite } from '../site-office.ts';
import { decideRedirect, proposeRedirects, retireRedirect } from './commands.ts';
import { NewRedirects, RedirectDecision, RedirectEnd, type RedirectLine } from './contract.ts';
import { plain } from './rules.ts';

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) });

export function redirectRoutes(app: App, services: Services): void {
  const manage = { action: 'publishing.manage-redirects', limit: 'write' } as const;

  app.get('/api/redirects', { config: { ...manage, limit: 'read' } }, (request) =>
    redirects(services, actorOf(request)),
  );
  app.post('/api/redirects', { config: manage, schema: { body: NewRedirects } }, async (request, reply) => {
    const proposed = await act(services, actorOf(request), (a) => proposeRedirects(a, request.body));
    return reply.code(201).send({ proposed });
  });
  app.post(
    '/api/redirects/:id/decide',
    { config: manage, schema: { params: ById, body: RedirectDecision } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => decideRedirect(a, request.params.id, request.body));
      return reply.code(204).send();
    },
  );
  app.post(
    '/api/redirects/:id/retire',
    { config: manage, schema: { params: ById, body: RedirectEnd } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => retireRedirect(a, request.params.id, request.body.reason));
      return reply.code(204).send();
    },
  );
}

async function redirects({ db }: Services, actor: Actor): Promise<RedirectLine[]> {
  const mine = await isOfSite(db, publishingPolicy['publishing.manage-redirects'], actor);
  const rows = await db
    .selectFrom('redirect as r')
    .innerJoin('person as p', 'p.id', 'r.proposed_by')
    .leftJoin('person as d', 'd.id', 'r.decided_by')
    .leftJoin('portal.page_views as v', 'v.path', 'r.from_path')
    .select([
      'r.id',
      'r.from_path as from',
      'r.to_path as to',
      'r.reason',
      'r.agrees',
      'r.retired_at as retiredAt',
      'p.id as proposer',
      'p.name as proposedBy',
      'r.proposed_at as proposedAt',
      'd.name as decidedBy',
      'r.opinion',
      sql<number>`coalesce(v.views, 0)`.as('hits'),
    ])
    .orderBy(sql`r.agrees is null and r.retired_at is null`, 'desc')
    .orderBy('r.proposed_at', 'desc')
    .limit(2000)
    .execute();
  return rows.map(({ agrees, retiredAt, proposer, ...row }) => {
    const state = retiredAt ? 'retired' : agrees === null ? 'proposed' : agrees ? 'in-force' : 'refused';
    return {
      ...row,
      hits: Number(row.hits),
      state,
      mayDecide: mine && state === 'proposed' && proposer !== actor.id,
      mayRetire: mine && (state === 'in-force' || (state === 'proposed' && proposer === actor.id)),
    };
  });
}

/** Old addresses lead on; every other address nobody knows is told so as before. */
export function movedAddresses(app: App, { services, countView, remember }: PortalSite): void {
  app.get('/*', { config: { action: 'publishing.read-public', limit: 'page' } }, async (request, reply) => {
    const moved = await remember('redirects', async () => {
      const rows = await services.portalDb.selectFrom('portal.redirect').selectAll().execute();
      return new Map(rows.map(({ from_path, to_path }) => [from_path, to_path]));
    });
    const asked = plain(request.url);
    const to = moved.get(asked) ?? moved.get(plain(request.url.split('?', 1)[0] ?? ''));
    if (!to) throw new AppError('not-found', 404, ['没有这个页面，地址可能有误或已变更']);
    countView(asked);
    return reply.redirect(to, 301);
  });
}
