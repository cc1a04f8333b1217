import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { App } from '#platform/http.ts';
import { type CachedPage, makePage, sendPage } from '#platform/page-cache.ts';
import { projectRoot } from '#platform/root.ts';

/** Where the styles and scripts are, and what each is called there: built names change with the content. */
interface AssetFolder {
  readonly folder: string;
  readonly names: Readonly<Record<string, string>>;
}

let known: AssetFolder | undefined;

/** The address of a style, script or picture of the portal, by its name in `src/portal/assets`. Unbuilt, the name is kept. */
export function asset(name: string): string {
  known ??= assetFolder();
  return `/assets/${known.names[name] ?? name}`;
}

function assetFolder(): AssetFolder {
  const built = path.join(projectRoot(), 'dist/portal');
  const source = { folder: path.join(projectRoot(), 'src/portal/assets'), names: {} };
  // Tests look at the source, so that what an older build left behind does not decide them.
  if (process.env.NODE_ENV === 'test') return source;
  try {
    return { folder: built, names: JSON.parse(readFileSync(path.join(built, 'manifest.json'), 'utf8')) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return source;
    throw error;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Serves the portal's few assets from memory, compressed once. Built names may be kept for a year. */
export function registerAssets(app: App, action: string): void {
  const { folder, names } = assetFolder();
  const lasting = new Set(Object.values(names));
  const files = new Map<string, CachedPage>();
  for (const name of readdirSync(folder)) {
    const type = TYPES[path.extname(name)];
    if (type) files.set(name, makePage({ status: 200, type, body: readFileSync(path.join(folder, name), 'utf8') }));
  }
  app.get('/assets/:name', { config: { action, limit: 'asset' } }, (request, reply) => {
    const { name } = request.params as { name: string };
    const file = files.get(name);
    if (!file) return reply.callNotFound();
    const keep = lasting.has(name) ? 'public, max-age=31536000, immutable' : 'no-cache';
    reply.headers({ 'content-type': file.type, 'cache-control': keep });
    return sendPage(request, reply, file);
  });
}
