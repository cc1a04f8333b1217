import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { htmlFindings, refusedByPolicy } from '#portal/testing/valid-html.ts';
import { Body, numbersCited } from './body.tsx';

const HASH = 'ab'.repeat(32);
const OTHER = 'cd'.repeat(32);
const page = (html: string, cited = new Map<string, string>()) =>
  renderToStaticMarkup(
    <Body
      html={html}
      indexNumber="JX000-2026-00001"
      attachments={[{ hash: HASH, name: '检查表.xlsx', size: 20_480 }]}
      cited={cited}
    />,
  );
/** As a whole page, for the validator. */
const whole = (body: string) =>
  `<!DOCTYPE html><html lang="zh-CN"><head><title>正文</title></head><body><h1>标题</h1>${body}</body></html>`;

describe('hostile HTML in the database', () => {
  test.each([
    '<script>alert(1)</script>',
    '<p onclick="alert(1)">x</p>',
    '<a href="javascript:alert(1)">x</a>',
    '<img src="x" onerror="alert(1)">',
    '<svg onload="alert(1)"></svg>',
    '<iframe src="https://example.invalid"></iframe>',
    '<p style="position:fixed">x</p>',
    '<form action="/x"><input name="a"></form>',
    '<video src="https://example.invalid/a.mp4" autoplay onplay="alert(1)"></video>',
    `<figure data-kind="video"><video src="/media/${HASH}" onerror="alert(1)"><source src="x"></video></figure>`,
    '<p>&lt;script&gt;alert(1)&lt;/script&gt;<b data-kind="<img src=x onerror=alert(1)>">甲</b></p>',
  ])('%s runs nothing', (html) => {
    const body = page(html);
    expect(refusedByPolicy(body)).toEqual([]);
    expect(body).not.toMatch(/<script|<iframe|<form|<input|<source|javascript:|example\.invalid/i);
  });
});

describe('footnotes', () => {
  const html =
    '<p>甲<span data-kind="footnote">第一条注释。</span>乙<span data-kind="footnote">第二条 &lt;注释&gt;。</span></p><p>丙<span data-kind="footnote"> </span></p>';

  test('are numbered in the text and told at the end, with a way there and back', async () => {
    const body = page(html);
    expect(body).toContain('<a id="note-ref-2" href="#note-2" aria-label="注释 2">[2]</a>');
    expect(body).toContain('<li id="note-2">第二条 &lt;注释&gt;。<a class="note-back" href="#note-ref-2"');
    expect(body).not.toContain('note-ref-3');
    expect(await htmlFindings(whole(body))).toEqual([]);
  });

  test('where there are none, nothing is said of them', () => {
    expect(page('<p>甲</p>')).toBe('<div class="prose"><p>甲</p></div>');
  });
});

describe('a chart', () => {
  const chart = (kind: string, rows: string) =>
    `<figure data-kind="chart" data-chart="${kind}" data-unit="件"><table><caption>各月受理数</caption><thead><tr><th scope="col">月份</th><th scope="col">受理</th></tr></thead><tbody>${rows}</tbody></table></figure>`;
  const row = (name: string, value: string) => `<tr><th scope="row">${name}</th><td>${value}</td></tr>`;

  test.each(['bar', 'line', 'pie'])('of kind %s is a picture with the same numbers in a table', async (kind) => {
    const body = page(chart(kind, row('1月', '1,204') + row('2月', '980')));
    expect(body).toMatch(/<img src="data:image\/svg\+xml,/);
    // A phone is given letters it can show: another drawing, not the wide one made small.
    expect(body).toMatch(/<source media="\(max-width: 559px\)" srcSet="data:image\/svg\+xml,[^"]+" width="340"/);
    expect(body).toContain('各月受理数（单位：件）');
    expect(body).toContain('<td>1,204</td>');
    expect(body).toMatch(/alt="(柱状|折线|饼)图：各月受理数，2 项，单位件，具体数字见下表"/);
    expect(await htmlFindings(whole(body))).toEqual([]);
    expect(refusedByPolicy(body)).toEqual([]);
  });

  test('whose numbers cannot be read stays the table it is', () => {
    const body = page(chart('bar', row('1月', '约一千')));
    expect(body).not.toContain('<img');
    expect(body).toContain('<td>约一千</td>');
  });
});

describe('a video', () => {
  test('has its captions, its transcript and the means to play it', async () => {
    const body = page(
      `<figure data-kind="video"><video src="/media/${HASH}" width="640" height="360"><track kind="captions" src="/media/${OTHER}" srclang="zh-CN" label="中文字幕"></video><figcaption>发布会</figcaption><section data-kind="transcript"><p>各位记者好。</p></section></figure>`,
    );
    expect(body).toContain(`<video controls="" preload="metadata" src="/media/${HASH}" width="640" height="360">`);
    expect(body).toContain(
      `<track kind="captions" src="/media/${OTHER}" srcLang="zh-CN" label="中文字幕" default=""/>`,
    );
    expect(body).toContain('<summary>视频文字稿</summary><p>各位记者好。</p>');
    expect(await htmlFindings(whole(body))).toEqual([]);
  });
});

describe('what a text cites', () => {
  test('leads to the document when it is out, however its brackets were typed, else stays text', () => {
    const html =
      '<p><cite data-kind="document">赣药监办[2026]5号</cite>、<cite data-kind="document">国办发〔2016〕80号</cite></p>';
    expect(numbersCited(html)).toEqual(['赣药监办〔2026〕5号', '国办发〔2016〕80号']);
    expect(page(html, new Map([['赣药监办〔2026〕5号', '/documents/X']]))).toBe(
      '<div class="prose"><p><a href="/documents/X"><cite class="cite-document">赣药监办[2026]5号</cite></a>、<cite class="cite-document">国办发〔2016〕80号</cite></p></div>',
    );
  });

  test('an attachment of its own is a link that says kind and size; one that is not there is plain text', () => {
    expect(page(`<p><a data-kind="attachment" href="#attachment-${HASH}">检查表</a></p>`)).toContain(
      '<a href="/documents/JX000-2026-00001/attachments/1">检查表</a>（XLSX，20 KB）',
    );
    expect(page(`<p><a data-kind="attachment" href="#attachment-${OTHER}">检查表</a></p>`)).toContain('<p>检查表</p>');
  });
});

test('a picture has its address, its words and its caption; one that is decoration has empty words', async () => {
  const body = page(
    `<figure data-kind="picture"><img src="/media/${HASH}" alt="检查员在核对批号" width="800" height="600"><figcaption>检查现场</figcaption></figure><figure data-kind="picture"><img src="/media/${OTHER}" alt="" data-decorative="yes"></figure>`,
  );
  expect(body).toContain(
    `<img src="/media/${HASH}" alt="检查员在核对批号" width="800" height="600"/><figcaption>检查现场</figcaption>`,
  );
  expect(body).toContain(`<img src="/media/${OTHER}" alt=""/>`);
  expect(await htmlFindings(whole(body))).toEqual([]);
});

test('a table can be scrolled by the keyboard and is named by its caption', () => {
  expect(page('<table><caption>名单</caption><tbody><tr><td>甲</td></tr></tbody></table>')).toContain(
    '<div class="scroll" role="region" aria-label="表格：名单，可横向滚动" tabindex="0"><table>',
  );
});
