import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';

/** One page as bytes, compressed once when it is made, never when it is asked for. */
export interface CachedPage {
  readonly status: number;
  readonly type: string;
  readonly etag: string;
  readonly identity: Buffer;
  readonly br: Buffer;
  readonly gzip: Buffer;
}

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/**
 * Portal pages by address, valid for one edition of the portal and one civil date. A release makes a new edition,
 * so nothing has to be found and thrown away: old keys are simply never asked for again.
 */
export class PageCache {
  readonly #pages = new LRUCache<string, CachedPage>({
    maxSize: 192 * 1024 * 1024,
    sizeCalculation: (page) => page.identity.length + page.br.length + page.gzip.length + 500,
  });

  get(key: string): CachedPage | undefined {
    return this.#pages.get(key);
  }

  async add(key: string, page: { status: number; type: string; body: string }): Promise<CachedPage> {
    const made = await makePage(page);
    this.#pages.set(key, made);
    return made;
  }

  clear(): void {
    this.#pages.clear();
  }
}

export async function makePage(page: { status: number; type: string; body: string }): Promise<CachedPage> {
  const identity = Buffer.from(page.body);
  const [br, gz] = await Promise.all([
    brotli(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
    zip(identity, { level: 6 }),
  ]);
  const etag = `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`;
  return { status: page.status, type: page.type, etag, identity, br, gzip: gz };
}
