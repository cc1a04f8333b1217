import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, buildHttp } from './http.ts';
import { makeLog } from './log.ts';
import { registerWorkbench, workbenchPolicy } from './workbench-page.ts';

let app: App;
let empty: App;
const folder = mkdtempSync(path.join(tmpdir(), 'workbench-'));

beforeAll(async () => {
  mkdirSync(path.join(folder, 'built/assets'), { recursive: true });
  writeFileSync(
    path.join(folder, 'built/index.html'),
    '<!doctype html><html><head><title>t</title></head><body></body></html>',
  );
  writeFileSync(path.join(folder, 'built/assets/main-1a2b.js'), 'export {};');
  writeFileSync(path.join(folder, 'built/secret.js'), 'no');
  app = await serving(path.join(folder, 'built'));
  empty = await serving(path.join(folder, 'nothing'));
});

afterAll(async () => {
  await app.close();
  await empty.close();
  rmSync(folder, { recursive: true });
});

async function serving(built: string): Promise<App> {
  const made = await buildHttp({
    log: makeLog('error', () => undefined),
    policy: workbenchPolicy,
    authenticate: () => Promise.resolve(null),
    errorPage: ({ reasons }) => reasons.join(),
    tokenKey: 'k',
    trustProxy: false,
    https: false,
    limitFactor: 1,
  });
  registerWorkbench(made, built);
  return made;
}

describe('the page of the workbench', () => {
  test.each(['/workbench', '/workbench/', '/workbench/matters/1', '/workbench/a/b/c'])(
    '%s is answered with the application',
    async (url) => {
      const reply = await app.inject(url);
      expect(reply.statusCode).toBe(200);
      expect(reply.headers['content-type']).toContain('text/html');
      expect(reply.headers['cache-control']).toBe('no-store');
    },
  );

  test('styles carry the nonce of this answer, and scripts may not be inline', async () => {
    const [first, second] = [await app.inject('/workbench'), await app.inject('/workbench')];
    const nonce = /name="csp-nonce" content="([^"]+)"/.exec(first.body)?.[1];
    const policy = String(first.headers['content-security-policy']);
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(second.body).not.toContain(nonce);
  });

  test('before it is built, the page says what to do', async () => {
    const reply = await empty.inject('/workbench');
    expect(reply.statusCode).toBe(503);
    expect(reply.body).toContain('npm run build');
  });
});

describe('built files', () => {
  test('are kept by browsers for good and sent compressed', async () => {
    const reply = await app.inject({
      url: '/workbench/assets/main-1a2b.js',
      headers: { 'accept-encoding': 'gzip, br' },
    });
    expect(reply.headers['cache-control']).toContain('immutable');
    expect(reply.headers['content-encoding']).toBe('br');
    expect(reply.headers['content-type']).toContain('javascript');
  });

  test('are sent plain to whoever cannot unpack them', async () => {
    const reply = await app.inject('/workbench/assets/main-1a2b.js');
    expect(reply.headers['content-encoding']).toBeUndefined();
    expect(reply.body).toBe('export {};');
  });

  test.each(['none.js', '..%2Fsecret.js', '%2e%2e%2fsecret.js', 'main-1a2b.exe', '..%5Csecret.js'])(
    '%s is not found',
    async (name) => {
      expect((await app.inject(`/workbench/assets/${name}`)).statusCode).toBe(404);
    },
  );
});
