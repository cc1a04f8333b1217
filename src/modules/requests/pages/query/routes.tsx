import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { invalid } from '#kernel/errors.ts';
import { answerPage, fieldOf } from '#platform/answer-page.ts';
import { contentDisposition } from '#platform/files.ts';
import type { App } from '#platform/http.ts';
import { errorFacts } from '#platform/log.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { readSiteFacts } from '#portal/index.ts';
import { readOffice } from '../../guide/office-facts.ts';
import { statusJson } from '../../tracking/status-json.ts';
import { fileOf } from '../../tracking/tracking.ts';
import { say, sayFetched } from '../../answers/saying.ts';
import { sayingPages } from './answer-routes.tsx';
import { LONGEST, makeAsking } from './asking.ts';
import { NO_FILE } from './refusals.ts';
import { QueryForm } from './query-form.tsx';
import { StatusPage } from './status-page.tsx';

const asks = { action: 'requests.query', limit: 'public-write', ownForm: true } as const;

/** How a request stands, for whoever holds number and code: as a page, as JSON, and the letters to fetch. */
export function queryPages(app: App, site: PortalSite): void {
  const { services } = site;
  const siteFacts = () => site.remember('facts', () => readSiteFacts(services.portalDb));
  const ask = makeAsking(services);
  sayingPages(app, site, ask);

  site.page(app, { url: '/requests/query', action: 'requests.query' }, async () => ({
    element: <QueryForm site={await siteFacts()} office={await readOffice(services.portalDb)} />,
  }));

  const status = async (request: FastifyRequest, reply: FastifyReply, json: boolean) => {
    const { found, receipt, errors } = await ask(request);
    if (!found && json) throw invalid(errors);
    if (!found) {
      const facts = await siteFacts();
      return answerPage(
        reply,
        422,
        <QueryForm site={facts} office={await readOffice(services.portalDb)} receipt={receipt} errors={errors} />,
      );
    }
    const today = services.time.today();
    const calendar = services.calendar();
    const office = await readOffice(services.portalDb);
    if (json) return reply.header('cache-control', 'no-store').send(statusJson(found.tracked, calendar, today, office));
    const facts = await siteFacts();
    return answerPage(
      reply,
      200,
      <StatusPage
        site={facts}
        tracked={found.tracked}
        ticket={found.ticket}
        today={today}
        calendar={calendar}
        office={office}
      />,
    );
  };
  app.post('/requests/query', { config: asks }, (request, reply) => status(request, reply, wantsJson(request)));
  app.post('/requests/query.json', { config: asks }, (request, reply) => status(request, reply, true));

  app.post('/requests/query/file', { config: asks }, async (request, reply) => {
    const { found, receipt, errors } = await ask(request);
    const id = fieldOf(request.body, 'file', LONGEST);
    const fetched =
      found?.tracked.is === 'known' && UUID.test(id)
        ? await fileOf(services, found.tracked, found.pair.code, id)
        : undefined;
    if (!fetched) {
      const facts = await siteFacts();
      return answerPage(
        reply,
        422,
        <QueryForm
          site={facts}
          office={await readOffice(services.portalDb)}
          receipt={receipt}
          errors={found ? NO_FILE : errors}
        />,
      );
    }
    const letterId = fetched.file.letterId ?? fetched.file.holds;
    // What proves that a letter has arrived; whoever fetches it need not wait for it, nor go without it where it cannot be kept.
    if (letterId && found)
      await sayFetched(services, found.pair, letterId).catch((error: unknown) =>
        services.log.error('that a letter was fetched could not be kept', errorFacts(error)),
      );
    // Each time: it holds everything that is known of a person.
    if (fetched.file.ownData && found) await say(services, found.pair, randomUUID(), { kind: 'ownDataFetched' });
    return reply
      .type(fetched.file.type)
      .headers({
        'content-disposition': contentDisposition(fetched.file.name),
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      })
      .send(fetched.bytes);
  });
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const wantsJson = ({ headers }: FastifyRequest): boolean => {
  const accept = headers.accept ?? '';
  return accept.includes('application/json') && !accept.includes('text/html');
};
