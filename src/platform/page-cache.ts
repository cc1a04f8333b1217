import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';

/** One page as bytes. A compressed form is made when first asked for, once, and kept with it. */
export interface CachedPage {
  readonly status: number;
  readonly type: string;
  readonly etag: string;
  readonly identity: Buffer;
  readonly packed: Partial<Record<Packing, Buffer>>;
  /** Done each time it is sent, from the cache too. */
  readonly sent?: ((request: FastifyRequest) => void) | undefined;
}

type Packing = 'br' | 'gzip';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/**
 * Portal pages by address, valid for one edition of the portal and one civil date. A release makes a new edition,
 * so nothing has to be found and thrown away: old keys are simply never asked for again.
 */
export class PageCache {
  readonly #pages = new LRUCache<string, CachedPage>({
    maxSize: 192 * 1024 * 1024,
    // The compressed forms come later and are at most about half as large together.
    sizeCalculation: (page) => Math.ceil(page.identity.length * 1.5) + 500,
  });
  readonly #beingMade = new Map<string, Promise<CachedPage>>();

  get(key: string): CachedPage | undefined {
    return this.#pages.get(key);
  }

  /** Makes a page that is not there. Whoever asks for it meanwhile waits for the same one: after a release everybody wants the home page. */
  make(key: string, render: () => Promise<RenderedPage>): Promise<CachedPage> {
    const already = this.#beingMade.get(key);
    if (already) return already;
    const making = render()
      .then((rendered) => this.#keep(key, makePage(rendered)))
      .finally(() => this.#beingMade.delete(key));
    this.#beingMade.set(key, making);
    return making;
  }

  #keep(key: string, page: CachedPage): CachedPage {
    if (page.status === 200) this.#pages.set(key, page);
    return page;
  }

  clear(): void {
    this.#pages.clear();
  }
}

export interface RenderedPage {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly sent?: ((request: FastifyRequest) => void) | undefined;
}

export function makePage({ status, type, body, sent }: RenderedPage): CachedPage {
  const identity = Buffer.from(body);
  const etag = `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`;
  return { status, type, etag, identity, packed: {}, sent };
}

/** Sends the bytes in the best form the browser takes, or 304 when it has them. Type, lifetime and status are the caller's to set. */
export function sendPage(request: FastifyRequest, reply: FastifyReply, page: CachedPage): void | Promise<void> {
  reply.header('etag', page.etag).header('vary', 'accept-encoding');
  if (request.headers['if-none-match'] === page.etag) return void reply.code(304).send();
  const how = packingFor(request.headers['accept-encoding']);
  if (!how) return void reply.send(page.identity);
  reply.header('content-encoding', how);
  const bytes = page.packed[how];
  return bytes ? void reply.send(bytes) : packed(page, how).then((made) => void reply.send(made));
}

function packingFor(accepted = ''): Packing | undefined {
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
}

async function packed(page: CachedPage, how: Packing): Promise<Buffer> {
  const bytes =
    how === 'br'
      ? await brotli(page.identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
      : await zip(page.identity, { level: 6 });
  page.packed[how] = bytes;
  return bytes;
}
