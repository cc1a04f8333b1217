import { sql } from 'kysely';
import { Type } from 'typebox';
import { notFound } from '#kernel/errors.ts';
import type { Db } from '#platform/db.ts';
import { askedRange, contentDisposition, rangeHeaders } from '#platform/files.ts';
import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import type { AttachmentRef } from '../contract.ts';

const Which = Type.Object({ hash: Type.String({ pattern: '^[0-9a-f]{64}$' }) });

/**
 * Pictures, videos and captions of released documents, for as long as one that lists them is out. Asked for again each time:
 * what was withdrawn is gone at once, also for who has seen it.
 */
export function mediaRoutes(app: App, { services }: PortalSite): void {
  app.get(
    '/media/:hash',
    { config: { action: 'publishing.read-public', limit: 'asset' }, schema: { params: Which } },
    async (request, reply) => {
      const file = await publicMedia(services.portalDb, request.params.hash);
      if (!file) throw notFound('这个图片或视频');
      const etag = `"${file.hash}"`;
      reply.headers({ etag, 'cache-control': 'public, no-cache' });
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      const range = askedRange(request.headers, file.size, etag);
      return reply
        .code(range ? 206 : 200)
        .headers({
          ...rangeHeaders(range, file.size),
          'content-type': file.mediaType === 'text/vtt' ? 'text/vtt; charset=utf-8' : file.mediaType,
          'content-disposition': contentDisposition(file.name).replace(/^attachment/, 'inline'),
          'x-content-type-options': 'nosniff',
          // What others made may not act on our site, should a browser open it by itself.
          'content-security-policy': "default-src 'none'; sandbox",
        })
        .send(await services.files.open(file.hash, range));
    },
  );
}

/** A file by its hash, if some document that is out lists it. */
async function publicMedia(db: Db, hash: string): Promise<AttachmentRef | undefined> {
  const { rows } = await sql<{ readonly file: AttachmentRef }>`
    select m.file from portal.document d cross join lateral jsonb_array_elements(d.media) as m(file)
    where d.media @> ${JSON.stringify([{ hash }])}::jsonb and d.withdrawn_at is null and m.file ->> 'hash' = ${hash}
    limit 1`.execute(db);
  return rows[0]?.file;
}
