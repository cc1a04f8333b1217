import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { invalid } from '#kernel/errors.ts';
import { contentDisposition } from '#platform/files.ts';
import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { readSiteFacts } from '#portal/index.ts';
import { statusJson } from '../../tracking/status-json.ts';
import { fileOf } from '../../tracking/tracking.ts';
import { makeAsking, sent } from './asking.ts';
import { QueryForm } from './query-form.tsx';
import { StatusPage } from './status-page.tsx';

const asks = { action: 'requests.query', limit: 'public-write', ownForm: true } as const;

/** How a request stands, for whoever holds number and code: as a page, as JSON, and the letters to fetch. */
export function queryPages(app: App, site: PortalSite): void {
  const { services } = site;
  const { portalDb: db } = services;
  const ask = makeAsking(services);

  site.page(app, { url: '/requests/query', action: 'requests.query' }, async () => ({
    element: <QueryForm site={await readSiteFacts(db)} />,
  }));

  const status = async (request: FastifyRequest, reply: FastifyReply, json: boolean) => {
    const { found, receipt, expired } = await ask(request);
    if (!found && json) throw invalid(NOT_THERE);
    if (!found) {
      const facts = await readSiteFacts(db);
      return answer(reply, 422, <QueryForm site={facts} receipt={receipt} errors={expired ? EXPIRED : NOT_THERE} />);
    }
    const today = services.time.today();
    if (json)
      return reply.header('cache-control', 'no-store').send(statusJson(found.tracked, services.calendar(), today));
    const facts = await readSiteFacts(db);
    return answer(
      reply,
      200,
      <StatusPage
        site={facts}
        tracked={found.tracked}
        ticket={found.ticket}
        today={today}
        calendar={services.calendar()}
      />,
    );
  };
  app.post('/requests/query', { config: asks }, (request, reply) => status(request, reply, wantsJson(request)));
  app.post('/requests/query.json', { config: asks }, (request, reply) => status(request, reply, true));

  app.post('/requests/query/file', { config: asks }, async (request, reply) => {
    const { found, receipt, expired } = await ask(request);
    const id = sent(request.body, 'file');
    const fetched =
      found?.tracked.is === 'known' && UUID.test(id)
        ? await fileOf(services, found.tracked, found.pair.code, id)
        : undefined;
    if (!fetched) {
      const facts = await readSiteFacts(db);
      return answer(reply, 422, <QueryForm site={facts} receipt={receipt} errors={expired ? EXPIRED : NO_FILE} />);
    }
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

/** The same words whether the number is not there or the code is another's. */
const NOT_THERE = {
  receipt: '没有找到编号和查询码都相符的申请，请对照回执核对后再查',
  code: '请核对查询码，注意字母和数字',
};
const NO_FILE = { receipt: '没有找到这份材料，请重新查询后下载' };
const EXPIRED = { code: '页面打开的时间较长，为了安全请重新填写编号和查询码' };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const wantsJson = ({ headers }: FastifyRequest): boolean => {
  const accept = headers.accept ?? '';
  return accept.includes('application/json') && !accept.includes('text/html');
};

/** Nobody keeps what stands here: no browser, no machine between. */
export function answer(reply: FastifyReply, status: number, page: ReactElement): FastifyReply {
  return reply
    .code(status)
    .headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    .send(`<!doctype html>${renderToStaticMarkup(page)}`);
}
