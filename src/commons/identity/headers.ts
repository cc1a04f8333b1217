import type { FastifyRequest } from 'fastify';

/** A request's cookies and browser, as better-auth reads them; nothing else of the request reaches it. */
export function headersOf(request: FastifyRequest, which: (cookieName: string) => boolean = () => true): Headers {
  const cookies = (request.headers.cookie ?? '').split(/;\s*/).filter((one) => which(one.split('=', 1)[0] ?? ''));
  return new Headers({ cookie: cookies.join('; '), 'user-agent': (request.headers['user-agent'] ?? '').slice(0, 300) });
}
