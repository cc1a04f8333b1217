import { parseXml } from '#platform/testing/parse-xml.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { instant, localDate } from '#kernel/dates.ts';
import { qrCode } from '#platform/qr-code.ts';
import { act, systemActor } from '#platform/services.ts';
import { throughTheDoor } from './door.ts';
import { documentPath } from './document-path.ts';
import { addUpInVain, searchesInVain } from './search/in-vain.ts';
import { looksPersonal } from './search/looks-personal.ts';
import { publishUnits } from './reference.ts';
import { BEGINS, type Newsroom, openNewsroom } from './testing/newsroom.ts';
import { SAMPLE_FACTS } from './testing/portal-sample.ts';
import { addUpUsefulness, readersOf } from './usefulness.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
  await act(room.services, systemActor, publishUnits);
});
afterAll(() => room.close());

const visit = async (path: string) =>
  room.app.inject({ url: path.replace(/[^\x20-\x7e]+/g, encodeURIComponent), headers: { accept: 'text/html' } });
const bodyOf = async (path: string) => (await visit(path)).body;

describe('what is released', () => {
  it('is found at once, by a corrected text no longer by the old words, and not at all once it is withdrawn', async () => {
    const matter = await room.released({ title: '关于蜻蜓点水式检查的通报', bodyHtml: '<p>不许走马观花。</p>' });
    const path = documentPath(await room.indexNumberOf(matter));
    const finds = async (q: string) => (await bodyOf(`/search?q=${q}`)).includes(`href="${path}"`);
    expect(await finds('蜻蜓点水')).toBe(true);
    expect(await finds('走马观花')).toBe(true);
    expect(JSON.parse(await bodyOf('/search/suggest?q=蜻蜓')).documents).toHaveLength(1);
    const reason = '内容需要更正';
    await room.take(room.people.issuer, matter, 'withdraw', { cause: 'error', reason });
    expect(await finds('蜻蜓点水')).toBe(false);
    expect(await finds('走马观花')).toBe(false);
    expect(JSON.parse(await bodyOf('/search/suggest?q=蜻蜓'))).toEqual({ words: [], documents: [] });
    const left = await room.database.db
      .selectFrom('portal.search_text')
      .select('text')
      .where('document_id', '=', matter.id)
      .execute();
    expect(left).toEqual([]);
  });

  it('is found by the text of its attachment, with the name of the attachment, at once', async () => {
    const sent = await room
      .browse(room.people.drafter)
      .upload('/api/attachments', '名单.txt', Buffer.from('第一批：百草枯丸，批号 20260101'));
    const { id, name, hash, size, mediaType } = sent.json<{
      id: string;
      name: string;
      hash: string;
      size: number;
      mediaType: string;
    }>();
    await room.released({ title: '关于公布名单的公告', attachments: [{ id, name, hash, size, mediaType }] });
    const page = await bodyOf('/search?q=百草枯丸');
    expect(page.replaceAll('<!-- -->', '')).toContain('附件「名单.txt」：');
    expect(page).toContain('<mark>百草枯丸</mark>');
  });
});

describe('feeds', () => {
  it('are Atom and JSON for everything, a column, a unit, a topic, a list and a search, and forget what is withdrawn', async () => {
    const title = '关于<鲸鱼>与"海豚"的公告';
    const matter = await room.released({ title, topic: 'drugs' });
    const unit = 'jx-mpa';
    const addresses = [
      '/feed',
      '/columns/announcements/feed',
      `/organisation/${unit}/feed`,
      '/topics/drugs/feed',
      '/documents/feed',
      '/search/feed',
    ];
    const asked = (address: string, format: string) =>
      `${address}.${format}${address.startsWith('/search') ? '?q=鲸鱼' : address === '/documents/feed' ? '?topic=drugs' : ''}`;
    for (const address of addresses) {
      const atom = await visit(asked(address, 'xml'));
      expect(atom.headers['content-type'], `${address} ${atom.body.slice(0, 3000)}`).toContain('application/atom+xml');
      const feed = parseXml(atom.body);
      expect(feed.name).toBe('feed');
      expect(feed.children.filter(({ name }) => name === 'entry').length, address).toBeGreaterThan(0);
      for (const needed of ['id', 'title', 'updated'])
        expect(feed.children.filter(({ name }) => name === needed)).toHaveLength(1);
      for (const entry of feed.children.filter(({ name }) => name === 'entry'))
        expect(entry.children.map(({ name }) => name)).toEqual(
          expect.arrayContaining(['id', 'title', 'updated', 'link', 'author', 'published']),
        );
      const moments = [...atom.body.matchAll(/<(?:updated|published)>([^<]*)</g)].map(([, at = '']) => at);
      expect(moments.length).toBeGreaterThan(2);
      for (const at of moments) expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/);
      for (const [, address = ''] of atom.body.matchAll(/<(?:id|link[^>]*href=)[>"]?([^<"]*)/g))
        expect(address).toMatch(/^https?:\/\//);
      const json = JSON.parse(await bodyOf(asked(address, 'json')));
      expect(json.items[0]).toMatchObject({ title });
    }
    await room.take(room.people.issuer, matter, 'withdraw', { cause: 'error', reason: '内容有误' });
    for (const address of addresses)
      for (const format of ['xml', 'json']) expect(await bodyOf(asked(address, format))).not.toContain('海豚');
  });

  it('of what there is not are not found', async () => {
    for (const address of ['/topics/none/feed.xml', '/organisation/none/feed.json', '/columns/none/feed.json'])
      expect((await visit(address)).statusCode).toBe(404);
  });
});

describe('the map of addresses', () => {
  it('is an index that leads to the pages and the documents, each with when it changed', async () => {
    const matter = await room.released({ title: '关于地图的公告' });
    const path = documentPath(await room.indexNumberOf(matter));
    const index = parseXml(await bodyOf('/sitemap.xml'));
    expect(index.name).toBe('sitemapindex');
    const parts = index.children.map(({ children }) => new URL(children[0]?.text ?? '').pathname);
    expect(parts).toEqual(['/sitemaps/pages.xml', '/sitemaps/documents-1.xml']);
    const documents = parseXml(await bodyOf(parts[1] ?? ''));
    const place = documents.children.find(({ children }) => children[0]?.text.endsWith(path));
    expect(place?.children[1]?.name).toBe('lastmod');
    expect((await visit('/sitemaps/documents-2.xml')).statusCode).toBe(404);
    expect((await visit('/sitemaps/other.xml')).statusCode).toBe(422);
  });
});

describe('the page of a document', () => {
  it('says what the ledger says of it, and that its period has ended', async () => {
    const matter = await room.released({ title: '关于旧办法的通知' });
    const path = documentPath(await room.indexNumberOf(matter));
    const { db } = room.database;
    await act(room.services, systemActor, (a) =>
      throughTheDoor(a, async (tx) => {
        await tx
          .insertInto('portal.record')
          .values({
            kind: 'validity',
            key: matter.id,
            body: JSON.stringify({
              state: 'repealed',
              label: '已废止',
              on: '2026-03-02',
              reason: '被新办法替代',
              by: null,
              effectiveOn: null,
              validUntil: null,
            }),
            document_id: matter.id,
            released_at: a.now,
          })
          .execute();
        await tx
          .updateTable('portal.document')
          .set({ expires_on: localDate('2026-02-01') })
          .where('id', '=', matter.id)
          .execute();
      }),
    );
    const page = (await bodyOf(path)).replaceAll('<!-- -->', '');
    for (const said of [
      '已废止',
      '2026年3月2日',
      '被新办法替代',
      '公示期满（仍可查阅）',
      '"@type":"Legislation"',
      'NotInForce',
    ])
      expect(page).toContain(said);
    expect(await bodyOf('/search?q=旧办法&validity=repealed')).toContain(path);
    expect(await bodyOf('/search?q=旧办法&validity=in-force')).not.toContain(path);
    const print = await bodyOf(`${path}/print`);
    expect(print).toContain(qrCode(`${room.services.config.baseUrl}${path}`).path);
    expect(page).not.toContain('class="qr"');
    expect(await db.selectFrom('portal.record').select('key').where('kind', '=', 'validity').execute()).toHaveLength(1);
  });

  afterEach(() => room.moveTo(BEGINS));
  it('says that the time of a notice is over only after its last day, which a rest day moves', async () => {
    const data = { from: '2026-03-02', until: '2026-03-14', objections: '人事处，电话见机构页面' };
    const matter = await room.released({ data }, 'public-notice');
    const path = `/documents/${await room.indexNumberOf(matter)}`;
    const on = async (date: string) => {
      room.moveTo(instant(`${date}T09:00:00+08:00`));
      return (await bodyOf(path)).replaceAll('<!-- -->', '').replace(/<[^>]+>/g, '');
    };
    // Saturday 14 March; Monday 16 March.
    expect(await on('2026-03-16')).toContain('公示截止2026年3月14日（休息日，顺延至2026年3月16日）');
    expect(await on('2026-03-16')).not.toContain('公示期满');
    expect(await on('2026-03-17')).toContain('公示期满（仍可查阅）');
  });

  it('tells search engines what it is, in the words of schema.org', async () => {
    const matter = await room.released({
      title: '关于开展抽检的公告',
      documentNumber: '赣药监公告〔2026〕5号',
      summary: '公布抽检安排。',
      keywords: '抽检;药品',
    });
    const indexNumber = await room.indexNumberOf(matter);
    const page = await bodyOf(documentPath(indexNumber));
    const block = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(page)?.[1] ?? '';
    const url = `${room.services.config.baseUrl}${documentPath(indexNumber)}`;
    const { released_at: released } = await room.database.db
      .selectFrom('portal.document')
      .select('released_at')
      .where('id', '=', matter.id)
      .executeTakeFirstOrThrow();
    expect(JSON.parse(block)).toEqual({
      '@context': 'https://schema.org',
      '@type': 'Article',
      '@id': url,
      url,
      headline: '关于开展抽检的公告',
      identifier: [indexNumber, '赣药监公告〔2026〕5号'],
      inLanguage: 'zh-CN',
      datePublished: released,
      dateModified: released,
      dateCreated: '2026-03-02',
      abstract: '公布抽检安排。',
      keywords: ['抽检', '药品'],
      publisher: { '@type': 'GovernmentOrganization', name: SAMPLE_FACTS.host },
      author: { '@type': 'GovernmentOrganization', name: '江西省药品监督管理局' },
      isAccessibleForFree: true,
    });
  });

  it('cannot be broken out of by a title in its structured data', async () => {
    const matter = await room.released({ title: '关于</script><script>alert(1)</script>的公告' });
    const page = await bodyOf(documentPath(await room.indexNumberOf(matter)));
    expect(page).not.toContain('<script>alert');
    const block = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(page)?.[1] ?? '';
    expect(JSON.parse(block).headline).toContain('</script><script>alert(1)</script>');
  });

  it('takes whether it was useful without script, counts each answer once, and tells its owner', async () => {
    const matter = await room.released({ title: '关于有用的公告' });
    const page = documentPath(await room.indexNumberOf(matter));
    const send = (fields: Record<string, string>) =>
      room.app.inject({
        method: 'POST',
        url: '/useful',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
        payload: new URLSearchParams(fields).toString(),
      });
    for (const useful of ['yes', 'yes', 'no']) expect((await send({ page, useful })).statusCode).toBe(200);
    for (const wrong of [
      { page: '/search', useful: 'yes' },
      { page, useful: 'perhaps' },
      { page: `${page}x`, useful: 'no' },
    ])
      expect((await send(wrong)).statusCode).toBe(404);
    expect(await addUpUsefulness(room.services)).toBe(3);
    expect(await addUpUsefulness(room.services)).toBe(0);
    expect(await readersOf(room.database.db, matter.id)).toMatchObject({ useful: 2, notUseful: 1 });
  });
});

describe('searches that find nothing', () => {
  it('are counted by words and day, each time anew, and never when they may be about a person', async () => {
    for (const q of ['独角兽饲养', '独角兽饲养', '13800138000', '张三丰', 'a@b.cn'])
      await visit(`/search?q=${encodeURIComponent(q)}`);
    await room.app.close();
    await addUpInVain(room.services);
    const counted = await searchesInVain(room.database.db, room.services.time.today(), 50);
    expect(counted.map(({ words }) => words).filter(looksPersonal)).toEqual([]);
    expect(counted).toContainEqual(expect.objectContaining({ words: '独角兽饲养', times: 2 }));
  });

  it.each(['360102199003078888', '138 0013 8000', '王小明', '欧阳锋', '举报人李某', 'x@y.z'])('forget %s', (words) => {
    expect(looksPersonal(words)).toBe(true);
  });
  it.each(['药品追溯', '2026年第3期', '国药准字H2026', '应急预案'])('remember %s', (words) => {
    expect(looksPersonal(words)).toBe(false);
  });
});
