import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matterById, takeStepAs } from '#commons/casework/index.ts';
import { checked } from '#platform/validation.ts';
import { takeThroughChain } from '../../demo/publish.ts';
import { allRoutes } from '../../docs/routes.ts';
import { Changes, Codes, Documents, OneDocument, Withdrawn } from './open-schema.ts';
import { EXAMPLES } from './pages/open.tsx';
import { type Exchange, finished, openExchange } from './testing/given.ts';

let exchange: Exchange;
const JOINT = ['江西省药品监督管理局', '江西省卫生健康委员会'];
const numbers: string[] = [];
const ids: string[] = [];

beforeAll(async () => {
  exchange = await openExchange();
  const { client } = await exchange.connected('oa');
  for (const n of [1, 2, 3, 4, 5]) {
    const { body } = await client.push(
      finished(`D-${n}`, {}, { title: `关于第${n}号事项的通知`, ...(n === 1 && { jointOrgans: JOINT }) }),
    );
    const matter = await matterById(exchange.world.services.db, String(body.documentId));
    if (!matter) throw new Error('no matter');
    if (n < 5) await takeThroughChain(exchange.world.services, exchange.world.cast, matter, 'jx-finance');
    numbers.push(String(body.indexNumber));
    ids.push(matter.id);
  }
  const issuer = await exchange.world.cast('issuer');
  await exchange.world.as(issuer, (a) =>
    takeStepAs(a, ids[1] ?? '', 'withdraw', { cause: 'privacy', reason: '含个人信息' }),
  );
});
afterAll(() => exchange.close());

const read = async (path: string) => {
  const answer = await fetch(`${exchange.base}${path}`);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

test('every example of the page for developers can be sent as it stands, and the page shows it', async () => {
  const page = await (await fetch(`${exchange.base}/open`)).text();
  for (const { path } of EXAMPLES) {
    expect((await read(path)).status, path).toBe(200);
    expect(page).toContain(path.replaceAll('&', '&amp;'));
  }
});

describe('codes', () => {
  test('are those the door takes: a document of each kind that may be pushed finds its column, unit and classes here', async () => {
    const { body } = await read('/open/v1/codes');
    const codes = checked(Codes, body);
    expect(codes.types.find(({ key }) => key === 'public-notice')).toMatchObject({
      label: '公示',
      canBePushed: true,
      data: { required: ['from', 'until', 'objections'], properties: { from: { title: '公示开始' } } },
    });
    expect(codes.columns).toContainEqual({ key: 'announcements', label: expect.any(String) });
    expect(codes.units).toContainEqual({ key: 'jx-finance', label: expect.any(String) });
    expect(codes.statutoryClasses.map(({ key }) => key)).toEqual([...Array(16).keys()]);
    for (const list of [codes.disclosures, codes.disclosureBases, codes.opennessClasses, codes.topics, codes.relations])
      expect(list.length).toBeGreaterThan(2);
    expect(JSON.stringify(body)).not.toContain('x-widget');
  });

  test('that nobody gave out are refused by name', async () => {
    for (const list of ['documents', 'changes']) {
      const { status, body } = await read(`/open/v1/${list}?type=nothing&column=nowhere&unit=nobody`);
      expect([status, Object.keys(body.fields as object).sort()]).toEqual([422, ['column', 'type', 'unit']]);
    }
  });
});

describe('changes', () => {
  test('come in the order they happened, a few at a time, none twice and none lost', async () => {
    const seen: unknown[] = [];
    let after = '0';
    for (let turn = 0; turn < 10; turn++) {
      const { body } = await read(`/open/v1/changes?after=${after}&limit=2`);
      const page = checked(Changes, body);
      seen.push(...page.changes.map(({ kind, indexNumber }) => [kind, indexNumber]));
      after = page.cursor;
      if (!page.more) break;
    }
    expect(seen).toEqual([...numbers.slice(0, 4).map((number) => ['added', number]), ['withdrawn', numbers[1]]]);
    expect((await read(`/open/v1/changes?after=${after}`)).body).toMatchObject({
      changes: [],
      cursor: after,
      more: false,
    });
  });

  test('never say what a withdrawn document was called, neither at its release nor at its end', async () => {
    const { body } = await read('/open/v1/changes');
    expect(JSON.stringify(body)).not.toContain('第2号');
    expect(JSON.stringify(body)).toContain('第1号');
  });

  test('of one column follow a document that has left it', async () => {
    expect(checked(Changes, (await read('/open/v1/changes?column=announcements')).body).changes).toHaveLength(5);
    expect(checked(Changes, (await read('/open/v1/changes?column=news')).body).changes).toEqual([]);
  });
});

describe('documents', () => {
  test('are listed from the newest, page by page, the withdrawn and the unreleased left out', async () => {
    const first = checked(Documents, (await read('/open/v1/documents?limit=2')).body);
    const second = checked(Documents, (await read(`/open/v1/documents?limit=2&after=${first.cursor}`)).body);
    expect([...first.documents, ...second.documents].map(({ indexNumber }) => indexNumber)).toEqual([
      numbers[3],
      numbers[2],
      numbers[0],
    ]);
    expect(second.cursor).toBeNull();
  });

  test('can be read whole; a withdrawn one answers 410 and nothing of it; a draft is not there', async () => {
    const one = await read(`/open/v1/documents/${numbers[0]}`);
    expect(checked(OneDocument, one.body)).toMatchObject({
      title: '关于第1号事项的通知',
      statutoryClass: 13,
      jointOrgans: JOINT,
      leadPublication: null,
    });
    const gone = await read(`/open/v1/documents/${numbers[1]}`);
    expect([gone.status, checked(Withdrawn, gone.body).reason]).toEqual([410, null]);
    expect(JSON.stringify(gone.body)).not.toContain('第2号');
    expect((await read(`/open/v1/documents/${numbers[4]}`)).status).toBe(404);
  });

  test('filtered by their day of release', async () => {
    const { body } = await read('/open/v1/documents?from=2026-03-02&to=2026-03-02');
    expect(checked(Documents, body).documents).toHaveLength(3);
    expect(checked(Documents, (await read('/open/v1/documents?from=2026-03-03')).body).documents).toEqual([]);
  });
});

test.each([
  ['/open/v1/changes?after=abc', 'after'],
  ['/open/v1/changes?since=1', 'since'],
  ['/open/v1/changes?limit=0', 'limit'],
  ['/open/v1/changes?limit=201', 'limit'],
  ['/open/v1/changes?column=no-such-column', 'column'],
  ['/open/v1/documents?after=AAAA', 'after'],
  ['/open/v1/documents?unit=no-such-unit', 'unit'],
  ['/open/v1/documents?from=2026-02-30', 'from'],
  ['/open/v1/documents?page=2', 'page'],
])('%s is refused by name', async (path, field) => {
  const { status, body } = await read(path);
  expect(status).toBe(422);
  expect(Object.keys(body.fields as object)).toEqual([field]);
});

test('the description of the interface names every address of the exchange, and no other', async () => {
  const { body } = await read('/open/v1/openapi.json');
  const described = Object.entries(body.paths as Record<string, object>).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const routes = (await allRoutes())
    .filter(
      ({ url, action }) =>
        url.startsWith('/open/v1/') && action.startsWith('exchange.') && !url.endsWith('openapi.json'),
    )
    .map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, '{$1}')}`);
  expect(described.toSorted()).toEqual(routes.toSorted());
  expect(body.openapi).toBe('3.1.0');
  expect(JSON.stringify(body)).not.toContain('x-widget');
});
