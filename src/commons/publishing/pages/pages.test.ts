import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { instant } from '#kernel/dates.ts';
import { htmlFindings, pageTags, refusedByPolicy } from '#portal/testing/valid-html.ts';
import { makePortalSample, type PortalSample, SAMPLE_FACTS, sampleId } from '../testing/portal-sample.ts';

let sample: PortalSample;
let policy: string;
let withdrawn: string;

beforeAll(async () => {
  sample = await makePortalSample();
  policy = await sample.release({
    title: '关于印发药品经营监督检查办法的通知',
    documentNumber: '演示〔2026〕8号',
    summary: '规范监督检查。',
    bodyHtml: '<p>为规范药品经营监督检查行为，制定本办法。</p>',
    attachments: [{ name: '检查表.xlsx', hash: 'a'.repeat(64), size: 5, mediaType: 'application/x' }],
    corrections: [{ at: instant('2026-11-04T01:00:00Z'), reason: '附件第二行排印有误，已更正' }],
  });
  await sample.release({
    type: 'interpretation',
    column: 'interpretations',
    title: '《药品经营监督检查办法》解读',
    relations: [{ kind: 'interprets', documentId: sampleId(1) }],
    releasedAt: instant('2026-11-05T01:00:00Z'),
  });
  withdrawn = await sample.release({
    title: '名单有误的通告',
    bodyHtml: '<p>不该再被看到的内容</p>',
    attachments: [{ name: '名单.pdf', hash: 'b'.repeat(64), size: 5, mediaType: 'application/pdf' }],
  });
  await sample.withdraw(withdrawn, '名单有误');
  await sample.release({
    title: '<script>alert("题")</script>&"抽检"结果',
    column: 'sampling',
    type: 'announcement',
    summary: '<img src=x onerror=alert(1)>',
    releasedAt: instant('2025-12-31T16:30:00Z'),
  });
  for (let n = 1; n <= 45; n += 1)
    await sample.release({ title: `许可决定公告第${n}号`, column: 'announcements', unit: 'service', statutory: 5 });
});

afterAll(() => sample.close());

const get = (url: string) => sample.app.inject({ url, headers: { accept: 'text/html' } });
const post = (url: string, fields: Readonly<Record<string, string>>) =>
  sample.app.inject({
    method: 'POST',
    url,
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });

// Index numbers in the order of release: 1 the policy, 3 the withdrawn one, 4 the hostile one.
const PAGES: Readonly<Record<string, string>> = {
  home: '/',
  section: '/sections/openness',
  'section without columns': '/sections/services',
  column: '/columns/announcements?page=2',
  'all documents': '/documents?q=药品&year=2026',
  document: '/documents/JX000-2026-00001',
  'withdrawn document': '/documents/JX000-2026-00003',
  'document with a hostile title': '/documents/JX000-2026-00004',
  organisation: '/organisation',
  unit: '/organisation/law',
  search: '/search?q=检查',
  'search without result': '/search?q=没有这样的文件',
  'empty search': '/search',
  seals: '/seals',
  'government information': '/government-information',
  feeds: '/feeds',
  'site map': '/sitemap',
  accessibility: '/accessibility',
  privacy: '/privacy',
  'feedback form': '/feedback/new?page=%2Fdocuments%2Fx',
};

describe.each(Object.entries(PAGES))('the page: %s', (_kind, url) => {
  const load = async () => (await get(url.replace(/[^\x20-\x7e]+/g, encodeURIComponent))).body;

  test('is valid HTML', async () => {
    expect(await htmlFindings(await load())).toEqual([]);
  });

  test('names the site in its tags and is at once seen to be a demonstration', async () => {
    const html = await load();
    expect(pageTags(html)).toMatchObject({
      SiteName: SAMPLE_FACTS.name,
      SiteDomain: SAMPLE_FACTS.domain,
      SiteIDCode: SAMPLE_FACTS.idCode,
    });
    expect(html).toContain('演示站点');
  });

  test('has one h1, a footer with what the site guide asks for, and nothing the content policy refuses', async () => {
    const html = await load();
    expect(html.match(/<h1[ >]/g)).toHaveLength(1);
    for (const word of ['主办单位', '联系方式', '网站标识码', 'ICP 备案', '公安备案', '我为政府网站找错', '网站地图'])
      expect(html).toContain(word);
    expect(refusedByPolicy(html)).toEqual([]);
  });

  test('is light enough for an old telephone', async () => {
    expect(gzipSync(await load()).length).toBeLessThan(30_000);
  });
});

test('styles and script weigh less than 20 KB on the way, and the page with them less than 60 KB', async () => {
  const sizes = await Promise.all(
    ['portal.css', 'portal.js'].map(async (name) => {
      const css = await sample.app.inject({ url: `/assets/${name}` });
      expect(css.statusCode).toBe(200);
      return gzipSync(css.rawPayload).length;
    }),
  );
  expect(sizes.reduce((a, b) => a + b)).toBeLessThan(20_000);
});

test('an asset that does not exist is not found', async () => {
  expect((await get('/assets/..%2Fportal.js')).statusCode).toBe(404);
});

describe('the navigation', () => {
  const linksOf = async (url: string) => {
    const [, nav = ''] = (await get(url)).body.split('<nav class="sections"');
    return [...(nav.split('</nav>')[0] ?? '').matchAll(/href="([^"]+)"/g)].map(([, href]) => href);
  };

  test('leads to sections that hold something and to no other', async () => {
    expect(await linksOf('/')).toEqual(['/', '/sections/openness', '/sections/supervision', '/sections/interaction']);
  });

  test('an empty section keeps its address', async () => {
    expect((await get('/sections/services')).statusCode).toBe(200);
  });
});

test('the notices of the home page are those of the column they lead to', async () => {
  const [, block = ''] = (await get('/')).body.split('id="notices"');
  const notices = block.split('</section>')[0] ?? '';
  expect(notices).toContain('href="/columns/announcements"');
  expect(notices).toContain('许可决定公告第');
  expect(notices).not.toContain('结果');
});

test('the column 政府信息公开 leads to what there is and says what is not there yet', async () => {
  const { body } = await get('/government-information');
  expect(body).toContain('<a href="/catalogue">法定主动公开内容</a>');
  expect(body).toContain('政府信息公开指南、政府信息公开制度、政府信息公开年报还没有在本站公布');
});

test('a fingerprint is short in the list and whole on the page of its day', async () => {
  const { day, root } = await sample.database.ownerDb
    .selectFrom('portal.seal')
    .select(['day', 'root'])
    .executeTakeFirstOrThrow();
  expect((await get('/seals')).body).toContain(`<code>${root.slice(0, 8)}…${root.slice(-8)}</code>`);
  expect((await get(`/seals/${day}`)).body).toContain(`>${root}</code>`);
  expect((await get('/seals/1999-01-01')).statusCode).toBe(404);
  expect((await get('/seals/yesterday')).statusCode).toBe(404);
});

describe('page tags follow the annex of the site guide', () => {
  test('a column names itself, an article names itself and its column', async () => {
    expect(pageTags((await get('/columns/policies')).body)).toMatchObject({
      ColumnName: '政策文件',
      ColumnType: '政策文件',
      ColumnKeywords: '政策文件;药品监管',
    });
    for (const [path, ColumnName, ColumnType] of [
      ['/sections/openness', '政务公开', '信息公开目录'],
      ['/sections/services', '办事服务', '办事服务'],
      ['/documents', '全部文件', '信息公开目录'],
      ['/seals', '办理日志日封', '数据发布'],
    ] as const) {
      const tags = pageTags((await get(path)).body);
      expect(tags).toMatchObject({ ColumnName, ColumnType });
      expect([tags.ColumnDescription, tags.ColumnKeywords].every(Boolean)).toBe(true);
    }
    expect(pageTags((await get('/organisation')).body)).toMatchObject({ ColumnType: '机构职能' });
    expect(pageTags((await get(`/documents/${policy}`)).body)).toMatchObject({
      ColumnName: '政策文件',
      ArticleTitle: '关于印发药品经营监督检查办法的通知',
      PubDate: '2026-11-03 09:30',
      ContentSource: '法规处',
    });
  });

  test('the home page says of itself that it is the home page of this site and no article', async () => {
    expect(Object.keys(pageTags((await get('/')).body))).toEqual(['SiteName', 'SiteDomain', 'SiteIDCode']);
  });
});

describe('a document', () => {
  test('shows its facts, its text, its attachment with type and size, and why it was corrected', async () => {
    const { body } = await get(`/documents/${policy}`);
    for (const text of [
      policy,
      '演示〔2026〕8号',
      '2026年11月2日',
      '主动公开',
      '管理公开',
      'XLSX，5 字节',
      '附件第二行排印有误，已更正',
    ])
      expect(body).toContain(text);
    expect(body).toContain(`/documents/${policy}/attachments/1`);
  });

  test('leads to its interpretation, and the interpretation back to it', async () => {
    expect((await get(`/documents/${policy}`)).body).toMatch(/政策解读[\s\S]*《药品经营监督检查办法》解读/);
    expect((await get('/documents/JX000-2026-00002')).body).toMatch(
      /政策原文[\s\S]*关于印发药品经营监督检查办法的通知/,
    );
  });

  test('stands in the catalogue with index number, name, outline and the day it was formed（条例第十二条）', async () => {
    const { body } = await get('/documents?class=1');
    const item = body.slice(body.indexOf(`href="/documents/${policy}"`)).split('</li>')[0] ?? '';
    for (const said of ['关于印发药品经营监督检查办法的通知', `索引号：${policy}`, '规范监督检查。', '成文日期：'])
      expect(item.replaceAll('<!-- -->', '')).toContain(said);
  });

  test('that was withdrawn answers 410 with the reason and without its text', async () => {
    const answer = await get(`/documents/${withdrawn}`);
    expect(answer.statusCode).toBe(410);
    expect(answer.body).toContain('撤回原因：名单有误');
    expect(answer.body).not.toContain('不该再被看到的内容');
  });

  test('that was withdrawn is in no list, no feed and no search', async () => {
    for (const url of [
      '/documents?q=名单有误',
      '/search?q=名单有误',
      '/columns/policies',
      '/columns/policies/feed.xml',
      '/sitemaps/documents-1.xml',
    ])
      expect((await get(encodeURI(url))).body).not.toContain(withdrawn);
  });

  test('gives its attachment under its Chinese name, as a download that may not act on our site', async () => {
    const answer = await get(`/documents/${policy}/attachments/1`);
    expect(answer.body).toBe('hello');
    expect(answer.headers['content-disposition']).toBe("attachment; filename*=UTF-8''%E6%A3%80%E6%9F%A5%E8%A1%A8.xlsx");
    expect(answer.headers['content-security-policy']).toBe("default-src 'none'; sandbox");
    const again = await sample.app.inject({
      url: `/documents/${policy}/attachments/1`,
      headers: { 'if-none-match': String(answer.headers.etag) },
    });
    expect(again.statusCode).toBe(304);
  });

  test('gives no attachment that it does not have, and none once it is withdrawn', async () => {
    for (const which of [`${policy}/attachments/2`, `${withdrawn}/attachments/1`])
      expect((await get(`/documents/${which}`)).statusCode).toBe(404);
  });

  test('that never was is not found, politely', async () => {
    const answer = await get('/documents/JX000-2026-99999');
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toContain('没有找到这份文件');
  });

  test('with a hostile title is shown as text wherever it appears', async () => {
    for (const url of [
      '/',
      '/columns/sampling',
      '/documents/JX000-2026-00004',
      '/search?q=抽检',
      '/columns/sampling/feed.xml',
    ]) {
      const { body } = await get(encodeURI(url));
      expect(body).toContain('抽检');
      expect(body).not.toContain('<script>alert');
      expect(body).not.toContain('<img src=x');
    }
  });
});

describe('lists', () => {
  test('turn pages by plain links that keep what was chosen', async () => {
    const first = await get('/documents?class=5&unit=service');
    expect(first.body).toContain('共 45 件');
    expect(first.body).toContain('href="/documents?unit=service&amp;class=5&amp;page=3"');
    expect(
      (await get('/documents?class=5&unit=service&page=3')).body
        .match(/<ol class="documents">[\s\S]*<\/ol>/)?.[0]
        .match(/<li/g),
    ).toHaveLength(5);
  });

  test('a page beyond the last shows the last', async () => {
    expect((await get('/columns/announcements?page=999')).body).toContain('第 3 页，共 3 页');
  });

  test('count the year in China: half past midnight of 1 January there belongs to the new year', async () => {
    expect((await get('/documents?year=2026&column=sampling')).body).toContain('共 1 件');
    expect((await get('/documents?year=2025&column=sampling')).body).toContain('没有符合条件的文件');
  });

  test('leave out what the address does not make sense of', async () => {
    expect((await get('/documents?year=abcd&openness=nonsense&class=99&page=-3')).body).toContain('共 48 件');
  });

  test('find two characters in the middle of a title, a single one, and a document number', async () => {
    for (const q of ['经营', '营', '演示〔2026〕8号'])
      expect((await get(encodeURI(`/search?q=${q}`))).body).toContain(policy);
  });

  test('find nothing, and do not fail, for marks and operators', async () => {
    for (const q of ["'", '& | !', '\\', ':*', '()', '%'])
      expect((await get(`/search?q=${encodeURIComponent(q)}`)).statusCode).toBe(200);
  });
});

describe('for machines', () => {
  test('the feed of a column is Atom with absolute addresses', async () => {
    const answer = await get('/columns/policies/feed.xml');
    expect(answer.headers['content-type']).toContain('application/atom+xml');
    expect(answer.body).toContain(`<id>http://portal.example.invalid/documents/${policy}</id>`);
  });

  test('the feed of a column that does not exist is not found', async () => {
    expect((await get('/columns/none/feed.xml')).statusCode).toBe(404);
  });

  test('the seals can be fetched as JSON', async () => {
    expect((await get('/seals.json')).json()).toMatchObject({
      seals: [{ day: '2026-11-21', algorithm: 'sm3', entries: 1203 }],
    });
  });

  test('a demonstration asks not to be indexed', async () => {
    expect((await get('/robots.txt')).body).toContain('Disallow: /\n');
  });
});

describe('telling us what is wrong with a page, without script', () => {
  const typed = { page: '/documents/x', kind: 'wording', text: '“聚集”应为“聚焦”\n第二行' };
  const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

  test('a form with gaps comes back with every sentence and everything typed', async () => {
    const answer = await post('/feedback/review', { ...typed, page: '<b>我</b>', kind: '', text: '' });
    expect(answer.statusCode).toBe(422);
    for (const text of [
      'href="#kind"',
      'href="#text"',
      '请选择是哪一类问题',
      '请写明错在哪里',
      'value="&lt;b&gt;我&lt;/b&gt;"',
    ])
      expect(answer.body).toContain(text);
    expect(await htmlFindings(answer.body)).toEqual([]);
  });

  test('too long a text is refused with its length and kept', async () => {
    const answer = await post('/feedback/review', { ...typed, text: '长'.repeat(2001) });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('说明有 2001 个字，不能超过 2000 个字');
    expect(answer.body).toContain('长'.repeat(2001));
  });

  test('a text that is not what it looks like is refused with the place, and kept', async () => {
    for (const url of ['/feedback/review', '/feedback']) {
      const answer = await post(url, { ...typed, text: '标题\u202e写反了', page: '/documents/\u2066x' });
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain('说明里有看不见的控制字符 U+202E（在“标题”之后）');
      expect(answer.body).toContain('网址里有看不见的控制字符 U+2066');
      expect(answer.body).toContain('写反了');
    }
  });

  test('what is complete is shown for checking, and can be changed again', async () => {
    const review = await post('/feedback/review', typed);
    expect(review.statusCode).toBe(200);
    expect(review.body).toContain('错别字或表述有误');
    expect(await htmlFindings(review.body)).toEqual([]);
    const again = await post('/feedback/edit', { ...typed, text: hidden(review.body, 'text') });
    expect(again.body).toContain('value="/documents/x"');
    expect(again.body).toContain('checked="" value="wording"');
  });

  test('pressed twice it is kept once, with one receipt', async () => {
    const review = await post('/feedback/review', typed);
    // What nobody asked for is not kept.
    const sent = { ...typed, id: hidden(review.body, 'id'), contact: '13800000000' };
    const first = await post('/feedback', sent);
    const second = await post('/feedback', sent);
    expect(first.statusCode).toBe(303);
    expect(second.headers.location).toBe(first.headers.location);
    const kept = await sample.database.ownerDb
      .selectFrom('intake.page_feedback')
      .selectAll()
      .where('id', '=', sent.id)
      .execute();
    expect(kept).toMatchObject([{ page: '/documents/x', kind: 'wording', text: typed.text, contact: null }]);
    const receipt = await get(String(first.headers.location));
    expect(receipt.body).toContain(kept[0]?.receipt);
    expect(receipt.body).toContain('2026年11月22日提交');
    expect(await htmlFindings(receipt.body)).toEqual([]);
  });

  test('an invented receipt is not found', async () => {
    expect((await get('/feedback/receipts/20261122-AAAAAAAA-BBBB')).statusCode).toBe(404);
  });

  test('a report without the number of the check page is not kept but shown again', async () => {
    const answer = await post('/feedback', typed);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('“聚集”应为“聚焦”');
  });

  test.each(['20200101', '19000101', '20261123', '20261120'])(
    'a number made up for another day (%s) gets no receipt, only the check page anew',
    async (day) => {
      const id = `${day}-1234-4123-8123-123456789012`;
      const answer = await post('/feedback', { ...typed, id });
      expect(answer.statusCode).toBe(422);
      expect(hidden(answer.body, 'id')).toMatch(/^20261122-/);
      const kept = sample.database.ownerDb.selectFrom('intake.page_feedback').select('id').where('id', '=', id);
      expect(await kept.execute()).toEqual([]);
    },
  );

  test.each(['toString', 'constructor', '__proto__'])('%s is no kind of fault', async (kind) => {
    const answer = await post('/feedback/review', { ...typed, kind });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('请选择是哪一类问题');
  });

  test('another site cannot send it', async () => {
    const answer = await sample.app.inject({
      method: 'POST',
      url: '/feedback',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin: 'https://elsewhere.invalid',
        accept: 'text/html',
      },
      payload: '',
    });
    expect(answer.statusCode).toBe(403);
  });
});

test('a release shows at once: the page asked for again is a new one', async () => {
  const before = await get('/columns/news');
  await sample.release({
    column: 'news',
    type: 'news',
    title: '刚刚发布的动态',
    releasedAt: instant('2026-11-22T01:00:00Z'),
  });
  const after = await get('/columns/news');
  expect(before.body).not.toContain('刚刚发布的动态');
  expect(after.body).toContain('刚刚发布的动态');
  expect(after.headers.etag).not.toBe(before.headers.etag);
});
