import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { definePolicy } from '#kernel/policy.ts';
import type { Feature } from './feature.ts';
import { type App, CONTENT_SECURITY } from './http.ts';
import { projectRoot } from './root.ts';

export const workbenchPolicy = definePolicy({
  'workbench.open': { label: '打开工作台页面（内容另行鉴权）', roles: 'public' },
});

/**
 * Serves the staff's application: one page for every address under /workbench, and its built files.
 * The page carries a fresh nonce for the styles that Ant Design makes while it runs; scripts never need one.
 * `folder` holds what Vite built; while it is missing the page says so.
 */
export function registerWorkbench(app: App, folder = path.join(projectRoot(), 'dist/workbench')): void {
  const page = { config: { action: 'workbench.open', limit: 'page' } } as const;
  const asset = { config: { action: 'workbench.open', limit: 'asset' } } as const;
  const assets = new Assets(path.join(folder, 'assets'));
  for (const url of ['/workbench', '/workbench/*'])
    app.get(url, page, (_request, reply) => {
      const nonce = randomBytes(18).toString('base64');
      reply
        .header('content-security-policy', contentSecurity(nonce))
        .header('cache-control', 'no-store')
        .type('text/html; charset=utf-8');
      const html = readPage(folder);
      if (html === undefined) return reply.code(503).send(NOT_BUILT);
      return reply.send(html.replace('<head>', `<head>\n    <meta name="csp-nonce" content="${nonce}" />`));
    });
  app.get<{ Params: { name: string } }>('/workbench/assets/:name', asset, async (request, reply) => {
    const found = await assets.find(request.params.name);
    if (!found) return reply.callNotFound();
    reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding')
      .type(found.type);
    if (!/\bbr\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(found.bytes);
    return reply.header('content-encoding', 'br').send(found.br);
  });
}

/** The page itself shows nothing; what it asks for is checked by the interface it asks. */
export const feature: Feature = {
  key: 'workbench',
  label: '工作台',
  serves: [],
  policy: workbenchPolicy,
  office: (app) => registerWorkbench(app),
};

function contentSecurity(nonce: string): string {
  const directives = { ...CONTENT_SECURITY, styleSrc: [...CONTENT_SECURITY.styleSrc, `'nonce-${nonce}'`] };
  return Object.entries(directives)
    .map(([name, values]) => `${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${values.join(' ')}`)
    .join(';');
}

/** Read anew each time: a build may replace it while the server runs, and the system keeps so small a file at hand. */
function readPage(folder: string): string | undefined {
  const file = path.join(folder, 'index.html');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

const NOT_BUILT =
  '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>工作台尚未构建</title></head><body><h1>工作台尚未构建</h1><p>请运行 npm run build，然后刷新本页。</p></body></html>';

interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
  readonly br: Buffer;
}

const compress = promisify(brotliCompress);

/** Built files by name, each compressed once when first asked for. Names are looked up in the folder's listing, never joined to a path unseen. */
class Assets {
  readonly #folder: string;
  readonly #known = new Map<string, Promise<Asset>>();
  constructor(folder: string) {
    this.#folder = folder;
  }

  async find(name: string): Promise<Asset | undefined> {
    const known = this.#known.get(name);
    if (known) return known;
    const type = TYPES[path.extname(name)];
    if (!type || !existsSync(this.#folder) || !readdirSync(this.#folder).includes(name)) return undefined;
    const made = make(path.join(this.#folder, name), type);
    this.#known.set(name, made);
    return made;
  }
}

async function make(file: string, type: string): Promise<Asset> {
  const bytes = readFileSync(file);
  // The best quality takes seconds for the large libraries; 6 is nearly as small at once.
  return { type, bytes, br: await compress(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }) };
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
