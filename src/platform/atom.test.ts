import { expect, test } from 'vitest';
import { instant } from '#kernel/dates.ts';
import { atomFeed } from './atom.ts';

test('a feed holds no character that XML forbids, whatever stands in a title', () => {
  const at = instant('2026-03-02T01:00:00Z');
  const entry = {
    url: 'https://example.invalid/documents/x',
    title: '甲\u0001\u000b乙\ufffe\ud800丙 <𠮷>',
    summary: '\u0008简介',
    authors: ['法规\u001f处'],
    publishedAt: at,
    changedAt: at,
  };
  const feed = atomFeed({
    title: '最新',
    subtitle: '',
    url: 'https://example.invalid/',
    feedUrl: 'https://example.invalid/feed.xml',
    rights: '',
    changedAt: at,
    entries: [entry],
  });
  expect(feed).not.toMatch(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u);
  expect(feed).toContain('甲乙丙 &lt;𠮷&gt;');
  expect(feed).toContain('法规处');
});
