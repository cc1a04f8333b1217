import { expect, it } from 'vitest';
import { bearsSecrecyMark } from './at-intake.ts';

it.each([
  ['bears the mark', '<p>机密★10年</p>', true],
  ['bears it cut by a comment', '<p>机<!-- x -->密★10年</p>', true],
  ['bears it cut by a style', '<p>机<style>p{}</style>密★10年</p>', true],
  ['bears it cut by words of a film that is not kept', '<p>机<video>x</video>密★10年</p>', true],
  ['bears it in words that are not kept', '<p>正文</p><video>机密★10年</video>', true],
  ['speaks of secrets only', '<p>严守国家机密，人人有责。</p>', false],
])('a body that %s', async (_what, bodyHtml, bears) => {
  expect(await bearsSecrecyMark({ content: { title: '通知', bodyHtml }, beside: [], files: [] })).toBe(bears);
});
