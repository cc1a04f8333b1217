import type { FastifyRequest } from 'fastify';

/** A person who follows the link: not a browser that fetches ahead, nor a crawler. */
export function isReader({ headers }: FastifyRequest): boolean {
  const ahead = [headers['sec-purpose'], headers.purpose, headers['x-moz']].join(' ');
  return !/prefetch|prerender|preview/i.test(ahead) && !/bot|crawl|spider|slurp/i.test(headers['user-agent'] ?? 'bot');
}
