import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localDate } from '#kernel/dates.ts';
import { connect } from '#platform/db.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { searchDocuments } from '../portal-search.ts';
import { didYouMean } from './did-you-mean.ts';
import { newestShard } from './find.ts';
import { JUDGED, JUDGED_DOCUMENTS, releasedAt } from './judged.fixture.ts';
import { suggestionsFor } from './suggest.ts';
import { writeEntry } from './write-entry.ts';

const TODAY = localDate('2026-06-01');
let database: TestDatabase;
const keyOf = new Map<string, string>();
/** Ordinals left out between two documents: what is judged stands in several shards. */
const APART = 500;

beforeAll(async () => {
  database = await freshDatabase();
  const { ownerDb } = database;
  const unitId = randomUUID();
  for (const [n, document] of JUDGED_DOCUMENTS.entries()) {
    const id = randomUUID();
    const indexNumber = `JG-2026-${String(n + 1).padStart(5, '0')}`;
    keyOf.set(indexNumber, document.key);
    const at = releasedAt(document);
    const shown = { column_key: document.column ?? 'announcements', openness_class: 'management', statutory_class: 15 };
    await ownerDb
      .insertInto('portal.document')
      .values({
        ...shown,
        id,
        index_number: indexNumber,
        type: 'announcement',
        title: document.title,
        document_number: document.number ?? null,
        unit_id: unitId,
        unit_name: '某某省药品监督管理局',
        formed_on: TODAY,
        body_html: `<p>${document.text}</p>`,
        data: '{}',
        attachments: '[]',
        relations: '[]',
        content_hash: document.key,
        first_released_at: at,
        released_at: at,
      })
      .execute();
    await sql`select setval('portal.search_ordinal', ${(n + 1) * APART})`.execute(ownerDb);
    await ownerDb.transaction().execute((tx) =>
      writeEntry(tx, id, {
        indexNumber,
        title: document.title,
        documentNumber: document.number,
        summary: document.summary,
        text: document.text,
        attachments: document.attachment ? [{ n: 1, name: document.attachment[0], text: document.attachment[1] }] : [],
        columnKey: shown.column_key,
        unitId,
        type: 'announcement',
        opennessClass: shown.openness_class,
        statutoryClass: shown.statutory_class,
        firstReleasedAt: at,
      }),
    );
  }
});
afterAll(() => database.drop());

const context = async () => ({ newest: await newestShard(database.portalDb), today: TODAY });
const found = async (q: string) => searchDocuments(database.portalDb, { q }, 1, await context());
const keysFound = async (q: string) =>
  (await found(q)).rows.map(({ indexNumber }) => keyOf.get(indexNumber) ?? indexNumber);

test('what is judged stands in more than one shard', async () => {
  expect((await context()).newest).toBeGreaterThanOrEqual(2);
});

test('more than a hundred searches are judged', () => {
  expect(JUDGED.length).toBeGreaterThanOrEqual(120);
  const keys = new Set(JUDGED_DOCUMENTS.map(({ key }) => key));
  expect(JUDGED.flatMap(([, ...wanted]) => wanted).filter((key) => !keys.has(key))).toEqual([]);
});

describe('what people type', () => {
  test.each(JUDGED.map(([typed, ...wanted]) => [typed, wanted] as const))(
    '「%s」 is answered as judged',
    async (typed, wanted) => {
      const keys = await keysFound(typed);
      expect(keys.slice(0, 2)).toContain(wanted[0]);
      expect(keys).toEqual(expect.arrayContaining([...wanted]));
    },
  );

  test('is answered first with what was judged best, nine times out of ten, and in an order close to the best', async () => {
    let first = 0;
    let gain = 0;
    for (const [typed, ...wanted] of JUDGED) {
      const keys = await keysFound(typed);
      if (keys[0] === wanted[0]) first += 1;
      gain += ndcg(keys, wanted);
    }
    expect(first / JUDGED.length).toBeGreaterThanOrEqual(0.9);
    expect(gain / JUDGED.length).toBeGreaterThanOrEqual(0.95);
  });
});

/** Normalised discounted cumulative gain over the first ten; the first wanted counts most. */
function ndcg(keys: readonly string[], wanted: readonly string[]): number {
  const worth = (key: string | undefined) => {
    const at = key === undefined ? -1 : wanted.indexOf(key);
    return at < 0 ? 0 : wanted.length - at;
  };
  const sum = (list: readonly string[]) =>
    list.slice(0, 10).reduce((all, key, i) => all + (2 ** worth(key) - 1) / Math.log2(i + 2), 0);
  return sum(keys) / sum(wanted);
}

describe('what was mistyped', () => {
  test.each([
    ['要品', '药品'],
    ['药品网洛销售', '药品网络销售'],
    ['网洛销售', '网络销售'],
    ['易苗储存', '疫苗储存'],
    ['执业要师', '执业药师'],
    ['中要饮片', '中药饮片'],
    ['化装品', '化妆品'],
    ['藥品', '药品'],
    ['yaopin', '药品'],
    ['yimiao', '疫苗'],
    ['huazhuangpin', '化妆品'],
    ['行政处法', '行政处罚'],
    ['应急预安', '应急预案'],
  ])('「%s」 leads to 「%s」', async (typed, meant) => {
    expect(await didYouMean(database.portalDb, typed)).toBe(meant);
  });

  test.each(['？？', '药', '魑魅魍魉', 'qqqq'])('「%s」 leads to nothing invented', async (typed) => {
    expect(await didYouMean(database.portalDb, typed)).toBeOneOf([undefined, typed]);
  });
});

test.each(['⺀', "药'~品", '\\', ':*', '(('])(
  'signs that are no words, as 「%s」, find nothing and break nothing',
  async (typed) => {
    expect((await found(typed)).total).toBeGreaterThanOrEqual(0);
  },
);

test('what stands in an attachment only is shown with the name of the attachment', async () => {
  const { rows } = await found('复方甘草片');
  expect(rows[0]?.excerpt).toMatchObject({ attachment: '不合格药品名单.xlsx' });
  expect(rows[0]?.excerpt?.text).toContain('复方甘草片');
});

test('words that nothing holds together are said to be found partly', async () => {
  const { partly, rows } = await found('疫苗 权责清单 口罩');
  expect(partly).toBe(true);
  expect(rows).toEqual([]);
});

test('while somebody types, words and documents are offered, by pinyin and its first letters too', async () => {
  const offered = async (q: string) => suggestionsFor(database.portalDb, q, await context());
  expect((await offered('执业')).words).toContain('执业药师');
  expect((await offered('yimiao')).words).toContain('疫苗');
  expect((await offered('zyys')).words).toContain('执业药师');
  expect((await offered('执业药师')).documents[0]?.title).toBe('执业药师注册办事指南');
  expect(await offered('  ')).toEqual({ words: [], documents: [] });
});

test('however much is typed, a connection plans one statement, and another for what is narrowed', async () => {
  const db = connect(database.portalUrl, { name: 'plans', max: 1 });
  try {
    const plans = async () => (await sql`select from pg_prepared_statements`.execute(db)).rows.length;
    const search = async (filter: { q: string; year?: number }) => searchDocuments(db, filter, 1, await context());
    for (const q of [
      '药品',
      '执业药师 注册',
      '国药监械管〔2026〕12号',
      '关于 疫苗 储存 运输 管理 监督 检查 的 通知',
      'GSP',
      '没有的词',
    ])
      await search({ q });
    expect(await plans()).toBe(1);
    await search({ q: '药品', year: 2026 });
    await search({ q: '执业药师 注册', year: 2025 });
    expect(await plans()).toBe(2);
  } finally {
    await db.destroy();
  }
});
