import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '#commons/identity/index.ts';
import { Browser } from '#commons/identity/testing/browser.ts';
import { isOneLine } from '#kernel/one-line.ts';
import { systemActor } from '#platform/services.ts';
import { allRoutes } from './docs/routes.ts';
import { contentTypes, kinds } from './house.ts';
import { makeWorld, type World } from './testing/world.ts';

// Every text that can be sent into the house: how long it may be, and whether it is one line.

interface Text {
  readonly where: string;
  readonly title: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** Every text within a schema, with the words people know it by. */
function textsOf(schema: unknown, where: string, title = ''): Text[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { type, properties, items, anyOf, ...rest } = schema as Record<string, unknown>;
  const own = typeof rest.title === 'string' ? rest.title : title;
  if (type === 'string' && !('const' in rest || 'enum' in rest))
    return [{ where, title: own, schema: { type, ...rest } }];
  return [
    ...Object.entries((properties ?? {}) as object).flatMap(([name, field]) => textsOf(field, `${where} ${name}`, own)),
    ...textsOf(items, where, own),
    ...((anyOf ?? []) as unknown[]).flatMap((branch) => textsOf(branch, where, own)),
  ];
}

const texts: readonly Text[] = [
  ...(await allRoutes()).flatMap(({ method, url, body }) => textsOf(body, `${method} ${url}`)),
  ...kinds.flatMap(({ key, fields }) =>
    Object.entries(fields).flatMap(([step, form]) => textsOf(form, `${key}.${step}`)),
  ),
  ...contentTypes.flatMap(({ key, data }) => textsOf(data, key)),
];

test('every text that is taken in has a longest length, or a form that has', () => {
  expect(texts.length).toBeGreaterThan(200);
  const endless = texts.filter(({ schema }) => !('maxLength' in schema || 'format' in schema || 'pattern' in schema));
  expect(endless.map(({ where }) => where)).toEqual([]);
});

test('what is called a name, a title, a number or key words is one line, wherever it is asked for', () => {
  const names = texts.filter(
    ({ title, schema }) =>
      /(?:名称|标题|姓名|简称|文号|关键词|来源|单位名|联系人)$/.test(title) && !('format' in schema),
  );
  expect(names.length).toBeGreaterThan(25);
  expect(names.filter(({ schema }) => !isOneLine(schema)).map(({ where, title }) => `${where} ${title}`)).toEqual([]);
});

describe('a name in two lines is refused at its field, over HTTP', () => {
  let world: World;
  let officer: Browser;
  beforeAll(async () => {
    world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
    const { app } = await world.site();
    const actor = await world.cast('openness-officer');
    const password = 'Chun-Feng-2026';
    await world.as(systemActor, (a) => createAccount(a, { personId: actor.id, username: 'officer', password }));
    officer = new Browser(app);
    await officer.signIn('officer', password);
  });
  afterAll(() => world.close());

  test.each([
    ['an exchange partner', '/api/exchange/partners', { name: '办公\n系统' }, 'name'],
    ['an exchange partner’s contact', '/api/exchange/partners', { contact: '张三\r\n李四' }, 'contact'],
    ['a set', '/api/release-sets', { title: '三同步\u2028发布' }, 'title'],
    ['a column', '/api/columns', { name: '通知\u2029公告' }, 'name'],
    ['key words of a column', '/api/columns', { keywords: '通知\v公告' }, 'keywords'],
    ['a search word', '/api/searches/help', { words: '药品\n医疗器械' }, 'words'],
  ])('%s', async (_what, address, body, field) => {
    const answer = await officer.post(address, body);
    expect(answer.statusCode, answer.body).toBe(422);
    expect(answer.json<{ fields: Record<string, string> }>().fields[field]).toContain('有换行，请写成一行');
  });
});
