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
