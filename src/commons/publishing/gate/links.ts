import { sql } from 'kysely';
import type { Db, Tx } from '#platform/db.ts';
import { finding } from './finding.ts';
import type { GateCheck } from './looked-at.ts';

const HREF = /<a\b[^>]*\bhref="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g;
const DOCUMENT = /^\/documents\/([^/?#]+)/;
/** Addresses of the staff's side: for a reader they lead nowhere. */
const INTERNAL = /^\/(workbench|api|expert)(\/|$)/;

/** Links of the text to this site itself: to documents that stand there, and to nothing of the staff's side. */
export const linksCheck: GateCheck = {
  key: 'links',
  run: async ({ db, content, companions }) => {
    const links = [...content.bodyHtml.matchAll(HREF)].map(([, href = '', words = '']) => ({
      href: href.replaceAll('&amp;', '&'),
      words: words.replaceAll(/<[^>]*>/g, '').slice(0, 40),
    }));
    const wrong = (at: { href: string; words: string }, sentence: string, stage: 'submit' | 'release') =>
      finding({
        check: 'links',
        severity: 'block',
        stage,
        field: 'content.bodyHtml',
        where: `正文的链接「${at.words}」`,
        excerpt: at.href.slice(0, 120),
        sentence,
      });
    const targets = await documentsAt(
      db,
      links.flatMap(({ href }) => documentIn(href) ?? []),
    );
    const waiting = [...targets.values()].some(({ released_at }) => !released_at);
    const together = waiting ? await companions() : undefined;
    const out: ReturnType<typeof wrong>[] = [];
    for (const link of links) {
      if (INTERNAL.test(link.href))
        out.push(wrong(link, '链接指向工作台内部地址，公众打不开：请改为门户地址或去掉', 'submit'));
      const index = documentIn(link.href);
      if (!index) continue;
      const target = targets.get(index);
      if (!target) out.push(wrong(link, '链接指向的文件不存在：请核对地址', 'submit'));
      else if (target.disclosure !== 'active' && !target.released_at)
        out.push(wrong(link, '主动公开的文件不能链接不公开的文件：请去掉这一链接', 'submit'));
      else if (target.withdrawn_at) out.push(wrong(link, '链接指向的文件已经撤回：请去掉或更换', 'submit'));
      else if (!target.released_at && !together?.has(target.id))
        out.push(wrong(link, '链接指向的文件还没有公开：请与它同步发布，或等它公开', 'release'));
    }
    return out;
  },
};

/** The index number of the document an address leads to. */
function documentIn(href: string): string | undefined {
  const [, index] = DOCUMENT.exec(href) ?? [];
  return index && decoded(index);
}

/** The documents with these index numbers, asked for at once however many there are. */
async function documentsAt(db: Db | Tx, indexNumbers: readonly string[]) {
  if (indexNumbers.length === 0) return new Map<string, never>();
  const rows = await db
    .selectFrom('document as d')
    .innerJoin('document_revision as r', 'r.id', 'd.current_revision_id')
    .select(['d.id', 'd.index_number', 'd.released_at', 'd.withdrawn_at', 'r.disclosure'])
    .where(sql<boolean>`d.index_number = any(${[...new Set(indexNumbers)]}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.index_number, row]));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
