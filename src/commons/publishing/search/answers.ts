import type { Instant, LocalDate } from '#kernel/dates.ts';
import { segments } from '#kernel/search-parts.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { searchContext } from '../pages/finding.ts';
import { rankedSearch } from './find.ts';

/** A released document that may already say what somebody is about to ask for. */
export interface PublishedAnswer {
  readonly title: string;
  readonly indexNumber: string;
  readonly unitName: string;
  readonly releasedAt: Instant;
}

const MOST = 3;
const LONGEST = 60;

/** What people write around the thing they ask for; it finds everything and so nothing. */
const AROUND =
  /请求|申请|公开|提供|获取|查询|了解|希望|想要|我想|贵局|贵单位|你局|你单位|关于|相关|有关|政府信息|信息|情况|资料|材料|内容|谢谢|您好|[，。；、：？！（）“”\s]+/g;

const longest = (text: string, most: number): string =>
  [...new Set(segments(text))]
    .filter((word) => !/^[0-9]+年?$/.test(word))
    .toSorted((a, b) => b.length - a.length)
    .slice(0, most)
    .join(' ');

/** Gives those that come first for what is being described, at most three; nothing that was typed is kept anywhere. */
export function answerFinder(site: PortalSite): (description: string, today: LocalDate) => Promise<PublishedAnswer[]> {
  const context = searchContext(site);
  return async (description, today) => {
    const q = [...description.replace(AROUND, ' ').trim()].slice(0, LONGEST).join('').trim();
    if ([...q.replaceAll(' ', '')].length < 2) return [];
    const here = await context(today);
    const found = new Map<string, PublishedAnswer>();
    // As described; then by its longest words alone, for nobody describes a document in the words of its title.
    for (const words of [q, longest(q, 3), longest(q, 2)]) {
      if (found.size >= MOST) break;
      const { rows } = await rankedSearch(site.services.portalDb, { q: words }, { from: 0, size: MOST }, here);
      for (const row of rows) found.set(row.indexNumber, row);
    }
    return [...found.values()]
      .slice(0, MOST)
      .map(({ title, indexNumber, unitName, releasedAt }) => ({ title, indexNumber, unitName, releasedAt }));
  };
}
