import { describe, expect, test } from 'vitest';
import { foreignPictures, sanitise } from './sanitise.ts';

const OWN = `/media/${'a1'.repeat(32)}`;
const ELSEWHERE = [
  'https://elsewhere.invalid/p.png',
  'http://elsewhere.invalid/p.png',
  '//elsewhere.invalid/p.png',
  '/\\elsewhere.invalid/p.png',
  '/\t/elsewhere.invalid/p.png',
  '\\\\elsewhere.invalid\\p.png',
  'data:image/png;base64,AAAA',
  'p.png',
  '/documents/YJ2026-00001/attachments/1',
  `/media/${'a1'.repeat(31)}`,
  '',
];

describe('pictures in a body', () => {
  test('that are files of this site stay', () => {
    const html = `<p>甲<img src="${OWN}" alt="现场" /></p>`;
    expect(sanitise(html)).toBe(html);
    expect(foreignPictures(html)).toEqual([]);
  });

  test.each(ELSEWHERE)('from elsewhere (%j) are left out and named', (src) => {
    const html = `<p>甲<img src="${src}" alt="追踪">乙</p>`;
    expect(sanitise(html)).toBe('<p>甲乙</p>');
    expect(foreignPictures(html)).toHaveLength(1);
  });

  test('without an address, or with several, are left out', () => {
    expect(sanitise('<p>甲<img srcset="https://elsewhere.invalid/p.png 2x">乙</p>')).toBe('<p>甲乙</p>');
    expect(sanitise(`<img src="${OWN}" srcset="https://elsewhere.invalid/p.png 2x">`)).toBe(`<img src="${OWN}" />`);
  });
});

test('what is written with other tags of the same meaning is kept under ours', () => {
  expect(sanitise('<h1>甲</h1><div>乙<b>丙</b><i>丁</i></div>')).toBe(
    '<h2>甲</h2><p>乙<strong>丙</strong><em>丁</em></p>',
  );
});

describe('marks that mean something only in one way', () => {
  test.each([
    ['<p>甲<span>乙</span></p>', '<p>甲乙</p>'],
    ['<p>甲<span data-kind="footnote" class="x">乙</span></p>', '<p>甲<span data-kind="footnote">乙</span></p>'],
    ['<p><cite>甲</cite><cite data-kind="law">乙</cite></p>', '<p>甲<cite data-kind="law">乙</cite></p>'],
    ['<section data-kind="menu"><p>甲</p></section>', '<p>甲</p>'],
    [
      '<figure data-kind="chart" data-chart="radar" data-unit="件"></figure>',
      '<figure data-kind="chart" data-unit="件"></figure>',
    ],
    [
      '<table><tbody><tr><th scope="x" colspan="9999">甲</th></tr></tbody></table>',
      '<table><tbody><tr><th>甲</th></tr></tbody></table>',
    ],
    ['<video autoplay src="https://elsewhere.invalid/a.mp4">甲</video>', ''],
  ])('%s', (html, kept) => {
    expect(sanitise(html)).toBe(kept);
  });
});
