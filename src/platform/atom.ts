import { Feed } from 'feed';
import type { Instant } from '#kernel/dates.ts';
import { xmlText } from '#kernel/xml-text.ts';

export interface AtomEntry {
  /** Absolute address; also what tells the entry from others for ever. */
  readonly url: string;
  readonly title: string;
  readonly summary?: string | undefined;
  readonly authors: readonly string[];
  readonly publishedAt: Instant;
  readonly changedAt: Instant;
}

/** An Atom 1.0 feed. `url` is the page it belongs to, `feedUrl` its own address, both absolute; `changedAt` when it has no entries yet. */
export function atomFeed(given: {
  readonly title: string;
  readonly subtitle: string;
  readonly url: string;
  readonly feedUrl: string;
  readonly rights: string;
  readonly changedAt: Instant;
  readonly entries: readonly AtomEntry[];
}): string {
  const { title, subtitle, url, feedUrl, rights, entries } = given;
  const changedAt = entries.reduce(
    (latest, entry) => (entry.changedAt > latest ? entry.changedAt : latest),
    given.changedAt,
  );
  const feed = new Feed({
    title,
    description: subtitle,
    id: url,
    link: url,
    language: 'zh-CN',
    copyright: rights,
    feedLinks: { atom: feedUrl },
    updated: new Date(changedAt),
    generator: 'Sunlit',
  });
  for (const entry of entries)
    feed.addItem({
      title: asHtml(entry.title),
      id: entry.url,
      link: entry.url,
      ...(entry.summary ? { description: asHtml(entry.summary) } : {}),
      author: entry.authors.map((name) => ({ name: xmlText(name) })),
      published: new Date(entry.publishedAt),
      date: new Date(entry.changedAt),
    });
  return feed.atom1();
}

/** Titles and summaries go out marked as HTML, so a `<` of ours must be written as one. */
const asHtml = (text: string): string =>
  xmlText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
