import { Type } from 'typebox';
import { notFound } from '#kernel/errors.ts';
import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { publicDocument } from '../portal-queries.ts';

const Which = Type.Object({
  indexNumber: Type.String({ maxLength: 120 }),
  /** From 1, in the order of the page. */
  n: Type.Integer({ minimum: 1, maximum: 30 }),
});

/** Files of a released document. Once it is withdrawn, so are they. */
export function attachmentRoutes(app: App, { services }: PortalSite): void {
  app.get(
    '/documents/:indexNumber/attachments/:n',
    { config: { action: 'publishing.read-public', limit: 'asset' }, schema: { params: Which } },
    async (request, reply) => {
      const { indexNumber, n } = request.params;
      const document = await publicDocument(services.portalDb, indexNumber);
      const attachment = document?.withdrawnAt ? undefined : document?.attachments[n - 1];
      if (!attachment) throw notFound('这个附件');
      const etag = `"${attachment.hash}"`;
      reply.headers({ etag, 'cache-control': 'public, no-cache' });
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      return reply
        .headers({
          'content-type': attachment.mediaType,
          'content-length': attachment.size,
          'content-disposition': `attachment; filename*=UTF-8''${rfc5987(attachment.name)}`,
          // What others made may not act on our site, should a browser show it.
          'content-security-policy': "default-src 'none'; sandbox",
        })
        .send(await services.files.open(attachment.hash));
    },
  );
}

/** RFC 5987: what encodeURIComponent leaves but the header's grammar does not allow. */
const rfc5987 = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
