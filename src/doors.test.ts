import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '#commons/identity/index.ts';
import { Browser } from '#commons/identity/testing/browser.ts';
import { createDocument } from '#commons/publishing/index.ts';
import { takeStepAs } from '#commons/casework/index.ts';
import type { Actor } from '#kernel/policy.ts';
import { systemActor } from '#platform/services.ts';
import type { App } from '#platform/http.ts';
import { takeThroughChain } from './demo/publish.ts';
import { allRoutes, type RouteFact } from './docs/routes.ts';
import { composedPolicy } from './house.ts';
import { makeWorld, type World } from './testing/world.ts';

// The doors of the whole house, tried from outside: every route without a session, without the role, without the form
// token, from another site; and what stands open, searched for what must not be seen.

const PASSWORD = 'Chun-Feng-2026';
const NOBODY = '00000000-0000-4000-8000-000000000000';
const policy = composedPolicy();
const routes = await allRoutes();
const rolesOf = ({ action }: RouteFact) => policy[action]?.roles ?? [];
const guarded = routes.filter((route) => rolesOf(route) !== 'public');
const writes = routes.filter(({ method }) => method !== 'GET');
const named = (some: readonly RouteFact[]) => some.map((route) => [`${route.method} ${route.url}`, route] as const);

let world: World;
let app: App;
const people: { readonly browser: Browser; readonly roles: readonly string[] }[] = [];

beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
  ({ app } = await world.site());
  for (const [role, unit] of [['auditor'], ['clerk', 'jx-science'], ['registrar']] as const) {
    const actor = await world.cast(role, unit);
    await world.as(systemActor, (a) => createAccount(a, { personId: actor.id, username: role, password: PASSWORD }));
    const browser = new Browser(app);
    await browser.signIn(role, PASSWORD);
    people.push({ browser, roles: actor.grants.map((grant) => grant.role) });
  }
});
afterAll(() => world.close());

/** An address of the route, with things nobody has in the place of its parameters. */
const addressOf = ({ url }: RouteFact) =>
  url
    .replace(/:number|:n\b/g, '1')
    .replace(/:\w*[iI]d\b/g, NOBODY)
    .replace(/:\w+|\*/g, 'none');

const ask = (route: RouteFact, headers: Readonly<Record<string, string>> = {}) =>
  app.inject({
    method: route.method as 'GET',
    url: addressOf(route),
    headers: { accept: 'application/json', ...headers },
    ...(route.method === 'GET' ? {} : { payload: {} }),
  });

const codeOf = (answer: { readonly statusCode: number; readonly body: string }) => [
  answer.statusCode,
  (JSON.parse(answer.body) as { code?: string }).code,
];

test('there are many doors, and most are guarded', () => {
  expect(guarded.length).toBeGreaterThan(70);
  expect(writes.length).toBeGreaterThan(50);
});

describe('without a session', () => {
  test.each(named(guarded))('%s asks to sign in, whatever is sent', async (_name, route) => {
    expect(codeOf(await ask(route))).toEqual([401, 'unauthenticated']);
  });

  test.each(named(guarded.slice(0, 3)))('%s takes an invented session for none', async (_name, route) => {
    const answer = await ask(route, { cookie: 'sunlit.session_token=invented.invented' });
    expect(answer.statusCode).toBe(401);
  });
});

describe('without the role', () => {
  const byRole = guarded.filter((route) => Array.isArray(rolesOf(route)));

  test.each(named(byRole))('%s is refused to whoever has signed in', async (_name, route) => {
    const needed = new Set(rolesOf(route));
    const without = people.find(({ roles }) => !roles.some((role) => needed.has(role)));
    expect(without, 'somebody lacks every role of this route').toBeDefined();
    const answer = await without?.browser.send({
      method: route.method as 'GET',
      url: addressOf(route),
      ...bodyOf(route),
    });
    expect(answer && codeOf(answer)).toEqual([403, 'forbidden']);
  });

  const forStaff = guarded.filter(
    (route) => rolesOf(route) === 'staff' && route.method === 'GET' && /:id/.test(route.url),
  );
  test.each(named(forStaff))('%s finds nothing where there is nothing to be seen', async (_name, route) => {
    for (const { browser } of people) expect((await browser.get(addressOf(route))).statusCode).toBe(404);
  });
});

const bodyOf = ({ method }: RouteFact) => (method === 'GET' ? {} : { payload: {} });

describe('a write', () => {
  test.each(named(writes))('%s from another site is refused', async (_name, route) => {
    for (const from of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ])
      expect(codeOf(await ask(route, from)), JSON.stringify(from)).toEqual([403, 'foreign-origin']);
  });

  test.each(named(writes.filter((route) => rolesOf(route) !== 'public')))(
    '%s without the form token of the session is refused, and so with that of another session',
    async (_name, route) => {
      const [one, other] = people;
      for (const token of ['', other?.browser.formToken ?? ''])
        expect(
          codeOf(
            (await one?.browser.send({
              method: route.method as 'POST',
              url: addressOf(route),
              payload: {},
              headers: { 'x-form-token': token },
            })) ?? { statusCode: 0, body: '{}' },
          ),
        ).toEqual([403, 'form-token']);
    },
  );
});

describe('what has not been released', () => {
  const MARK = '雷锋塔影';
  let indexNumbers: string[] = [];
  let releasedIndex = '';

  beforeAll(async () => {
    const drafter = await world.cast('drafter', 'jx-finance');
    for (const until of ['drafting', 'returned', 'departmentReview', 'secrecyReview', 'issuing', 'approved'] as const) {
      const matter = await draft(drafter, `关于${MARK}的通知`, `<p>${MARK}的正文</p>`);
      await takeThroughChain(world.services, world.cast, matter, 'jx-finance', until);
    }
    const secret = await draft(drafter, `关于${MARK}的请示`, `<p>${MARK}</p>`, {
      disclosure: 'none',
      disclosureBasis: 'article-16-internal',
      disclosureReason: MARK,
      statutoryClass: 0,
    });
    await takeThroughChain(world.services, world.cast, secret, 'jx-finance', 'approved');
    indexNumbers = (await numbers()).map(({ index_number }) => index_number);
    // One that is out, and whose correction under way says what is not yet to be said.
    const out = await draft(drafter, '关于已经公开的通知', '<p>已经公开的正文</p>');
    await takeThroughChain(world.services, world.cast, out, 'jx-finance');
    releasedIndex =
      (await numbers()).map(({ index_number }) => index_number).find((n) => !indexNumbers.includes(n)) ?? '';
    await world.as(drafter, (a) => takeStepAs(a, out.id, 'correct', { reason: MARK }));
    await world.as(drafter, async (a) =>
      takeStepAs(a, out.id, 'revise', {
        content: await contentOf(`关于${MARK}的通知`, `<p>${MARK}</p>`),
        reason: MARK,
      }),
    );
  });

  const numbers = () => world.services.db.selectFrom('document').select('index_number').execute();

  async function contentOf(title: string, bodyHtml: string, more: object = {}) {
    const bureau = await world.services.db
      .selectFrom('unit')
      .select('id')
      .where('key', '=', 'jx-mpa')
      .executeTakeFirstOrThrow();
    return {
      title,
      issuingUnitId: bureau.id,
      formedOn: world.services.time.today(),
      columnKey: 'announcements',
      disclosure: 'active' as const,
      opennessClass: 'management' as const,
      statutoryClass: 15,
      summary: title,
      keywords: title,
      bodyHtml,
      ...more,
    };
  }

  async function draft(drafter: Actor, title: string, bodyHtml: string, more: object = {}) {
    const unit = await world.services.db
      .selectFrom('unit')
      .select('id')
      .where('key', '=', 'jx-finance')
      .executeTakeFirstOrThrow();
    const content = await contentOf(title, bodyHtml, more);
    return world.as(drafter, (a) => createDocument(a, { type: 'announcement', leadUnitId: unit.id, content }));
  }

  const open = (route: RouteFact) =>
    rolesOf(route) === 'public' && route.method === 'GET' && !route.url.startsWith('/api/');
  const PARAMETERS: Readonly<Record<string, string>> = {
    ':key': 'announcements',
    ':file': 'documents-1.xml',
    ':day': '2026-03-02',
    ':name': 'portal.css',
    ':year': '2026',
    ':way': 'consult',
  };
  /** What stands for something that was not released, or for nothing that is. */
  const COVERED = new Set([
    ...Object.keys(PARAMETERS),
    ...[
      ':indexNumber',
      ':n',
      ':hash',
      ':id',
      ':no',
      ':number',
      ':receipt',
      ':token',
      ':code',
      ':externalId',
      ':requestId',
    ],
  ]);

  test('has every kind of address tried: a new one is added here', () => {
    const asked = routes.filter(open).flatMap(({ url }) => url.match(/:\w+/g) ?? []);
    expect([...new Set(asked)].filter((name) => !COVERED.has(name))).toEqual([]);
  });

  test.each(named(routes.filter(open)))('is not on %s', async (_name, route) => {
    for (const indexNumber of [...indexNumbers, releasedIndex]) {
      const path = route.url
        .replace(':indexNumber', encodeURIComponent(indexNumber))
        .replace(':n', '1')
        .replace(/:\w+/g, (name) => PARAMETERS[name] ?? NOBODY);
      const { body } = await app.inject({ url: path, headers: { accept: 'text/html' } });
      expect(body).not.toContain(MARK);
      if (path === route.url) return;
    }
  });

  test('is found by no list, feed, suggestion or correction that takes words or filters', async () => {
    const asking = [
      ...['/search', '/documents', '/columns/announcements', '/search/suggest'],
      ...['xml', 'json'].flatMap((format) => ['documents', 'search'].map((list) => `/${list}/feed.${format}`)),
    ];
    // The last sounds like the first: what is offered in its place must come from what is public.
    for (const typed of [MARK, MARK.slice(0, 2), 'leifeng', '雷峰塔影', ...indexNumbers])
      for (const path of asking)
        for (const more of ['', '&sort=date', '&column=announcements&year=2026']) {
          const { statusCode, body } = await app.inject({
            url: `${path}?q=${encodeURIComponent(typed)}${more}`,
            headers: { accept: 'text/html' },
          });
          expect(statusCode, path).toBe(200);
          expect(body.includes(`关于${MARK}`) || body.includes(`${MARK}的正文`), `${path} ${typed}`).toBe(false);
          if (typed !== MARK) expect(body, `${path} ${typed}`).not.toContain(MARK);
          for (const n of indexNumbers) expect(body.includes(`/documents/${encodeURIComponent(n)}`)).toBe(false);
        }
    for (const table of ['search_entry', 'search_text', 'search_term'] as const) {
      const rows = await world.services.portalDb.selectFrom(`portal.${table}`).selectAll().execute();
      expect(JSON.stringify(rows)).not.toContain(MARK.slice(0, 2));
    }
  });

  test.each(['/search', '/documents', '/columns/announcements'])('is not found by %s', async (path) => {
    const answer = await app.inject({ url: `${path}?q=${encodeURIComponent(MARK)}`, headers: { accept: 'text/html' } });
    expect(answer.statusCode).toBe(200);
    expect(answer.body).not.toContain(`关于${MARK}`);
    expect(answer.body).not.toContain('/documents/YJ');
  });

  test('has an address that answers like one that never was', async () => {
    expect(indexNumbers.length).toBe(7);
    for (const indexNumber of indexNumbers) {
      const { statusCode } = await app.inject({ url: `/documents/${encodeURIComponent(indexNumber)}` });
      expect(statusCode, indexNumber).toBe(404);
    }
    const seen = await app.inject({
      url: `/documents/${encodeURIComponent(releasedIndex)}`,
      headers: { accept: 'text/html' },
    });
    expect(seen.statusCode).toBe(200);
    expect(seen.body).toContain('已经公开的正文');
  });

  test('is not among what the portal may read at all', async () => {
    const rows = await world.services.portalDb.selectFrom('portal.document').selectAll().execute();
    expect(rows.length).toBe(1);
    expect(JSON.stringify(rows)).not.toContain(MARK);
  });
});
