import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readability, type WritingContext, writingFindings } from './writing-checks.ts';

const HASH = 'ab'.repeat(32);
const found = (html: string, context?: WritingContext) =>
  writingFindings(html, context).map(({ check, severity }) => `${check} ${severity}`);

/** As official documents are written: nothing in it may be found fault with. */
const ORDINARY = `<p>各设区市市场监督管理局，省局机关各处室、直属各单位：</p>
<p>为加强药品网络销售监督管理，保障公众用药安全，根据<cite data-kind="law">《药品网络销售监督管理办法》第五条</cite>，现就有关事项通知如下。</p>
<h2>一、总体要求</h2><p>坚持问题导向，落实企业主体责任<span data-kind="footnote">本通知所称企业，指药品网络销售企业。</span>。</p>
<h3>（一）检查对象</h3><p>本省药品网络销售企业。</p>
<ol><li><p>批发企业；</p></li><li><p>零售连锁企业。</p></li></ol>
<table><caption>检查安排</caption><tbody><tr><th scope="col">时间</th><th scope="col">地区</th></tr><tr><td>3月</td><td>南昌</td></tr></tbody></table>
<figure data-kind="picture"><img src="/media/${HASH}" alt="检查员在仓库核对药品批号"></figure>
<figure data-kind="picture"><img src="/media/${HASH}" alt="" data-decorative="yes"></figure>
<p>详见<a href="https://www.nmpa.gov.cn/">国家药监局网站</a>。</p>`;

test('an ordinary document gives no findings', () => {
  expect(writingFindings(ORDINARY)).toEqual([]);
});

describe('each of these is found, and alone', () => {
  const video = (inside: string) =>
    `<figure data-kind="video"><video src="/media/${HASH}">${inside.includes('track') ? `<track kind="captions" src="/media/${HASH}">` : ''}</video><figcaption>发布会</figcaption>${inside.includes('words') ? '<section data-kind="transcript"><p>各位好。</p></section>' : ''}</figure>`;
  const chart = (cell: string) =>
    `<figure data-kind="chart" data-chart="bar"><table><caption>受理</caption><thead><tr><th scope="col">月</th><th scope="col">件</th></tr></thead><tbody><tr><th scope="row">1月</th><td>${cell}</td></tr></tbody></table></figure>`;
  test.each([
    ['a heading that leaves out a level', '<h2>一</h2><p>甲。</p><h4>1</h4><p>乙。</p>', ['heading-order advice']],
    ['a first heading that is not the first level', '<h3>（一）</h3><p>甲。</p>', ['heading-order advice']],
    ['an empty heading', '<h2> </h2><p>甲。</p>', ['heading-empty advice']],
    ['a paragraph that plays a heading', '<p><strong>工作安排</strong></p><p>甲。</p>', ['heading-lost advice']],
    [
      'a table without headings',
      '<table><caption>表</caption><tbody><tr><td>1</td></tr><tr><td>2</td></tr></tbody></table>',
      ['table-header advice'],
    ],
    [
      'a table without a caption',
      '<table><tbody><tr><th>甲</th></tr><tr><td>2</td></tr></tbody></table>',
      ['table-caption advice'],
    ],
    [
      'a picture without words',
      `<figure data-kind="picture"><img src="/media/${HASH}" alt=""></figure>`,
      ['picture-words block'],
    ],
    [
      'a picture whose words say nothing',
      `<figure data-kind="picture"><img src="/media/${HASH}" alt="IMG_2031.JPG"></figure>`,
      ['picture-words block'],
    ],
    ['a video without captions', video('words'), ['video block']],
    ['a video without a transcript', video('track'), ['video block']],
    ['a video with both', video('track words'), []],
    ['a chart of words', chart('若干'), ['chart block']],
    ['a chart of numbers', chart('1,024'), []],
    ['a link that says 点击这里', '<p>请<a href="/x">点击这里</a>办理。</p>', ['link-words advice']],
    ['a link that says 下载', '<p>表格：<a href="/x">下载</a></p>', ['link-words advice']],
    ['a link that is an address', '<p>见<a href="https://a.cn/b">https://a.cn/b</a>。</p>', ['link-words advice']],
    ['a link without words', '<p>见<a href="/x"></a>。</p>', ['link-words advice']],
    ['a long sentence', `<p>${'长'.repeat(81)}。</p>`, ['sentence-long advice']],
    ['a long paragraph', `<p>${'十个字是一句话罢了。'.repeat(41)}</p>`, ['paragraph-long advice']],
    ['an empty paragraph', '<p>甲。</p><p></p><p>乙。</p>', ['paragraph-empty advice']],
    ['a list numbered by hand', '<p>1.甲；</p><p>2.乙。</p>', ['list-by-hand advice']],
    ['one paragraph that begins with a number is none', '<p>1.甲；</p><p>乙。</p>', []],
    ['the order of official documents is none', '<p>（一）甲。</p><p>（二）乙。</p>', []],
    ['a decimal is none', '<p>1.5万件。</p><p>2.3万件。</p>', []],
  ])('%s', (_name, html, expected) => {
    expect(found(html)).toEqual(expected);
  });

  test('a part the type requires', () => {
    const context = { requiredParts: ['公示期间'] };
    expect(found('<h2>一、公示期间</h2><p>甲。</p>', context)).toEqual([]);
    expect(found('<p>公示期间为五日。</p>', context)).toEqual(['required-part block']);
  });

  test('a link to an attachment that is not there', () => {
    const html = `<p><a data-kind="attachment" href="#attachment-${HASH}">检查表</a></p>`;
    expect(found(html, { attachments: [] })).toEqual(['attachment-link block']);
    expect(found(html, { attachments: [HASH] })).toEqual([]);
  });
});

test('a finding names its place and says what to do', () => {
  expect(writingFindings('<p>甲。</p><h3>（一）检查对象</h3>')).toEqual([
    {
      check: 'heading-order',
      severity: 'advice',
      sentence: '标题跳级：前面还没有一级标题，就用了二级标题',
      where: { block: 1, words: '正文第 2 段' },
      excerpt: '（一）检查对象',
      suggestion: '改为一级标题',
    },
  ]);
});

test('a picture without words is told by the name of its file, where that is known', () => {
  const html = `<figure data-kind="picture"><img src="/media/${HASH}" alt=""></figure>`;
  const excerpts = (media: readonly { hash: string; name: string }[]) =>
    writingFindings(html, { media }).map(({ excerpt }) => excerpt);
  expect(excerpts([{ hash: HASH, name: '办法-图1.png' }])).toEqual(['办法-图1.png']);
  expect(excerpts([])).toEqual([`图片 ${HASH.slice(0, 8)}`]);
});

test('whatever the text, looking at it ends and breaks nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const html = `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`;
      for (const { where, excerpt } of writingFindings(html)) {
        expect(where.block).toBe(0);
        expect(excerpt.length).toBeLessThanOrEqual(25);
      }
    }),
  );
});

describe('readability', () => {
  test('counts sentences of running text', () => {
    expect(readability('<p>十个字是一句话罢了。十个字是一句话罢了！</p>')).toEqual({
      characters: 20,
      sentences: 2,
      average: 10,
      long: 0,
      verdict: '易读',
    });
    expect(readability(`<p>${'长'.repeat(120)}。</p>`).verdict).toBe('难读');
    expect(readability('').sentences).toBe(0);
  });
});
