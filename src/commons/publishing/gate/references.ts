import { RELATIONS } from '../contract.ts';
import { finding } from './finding.ts';
import type { GateCheck } from './looked-at.ts';

/** Relations that announce what is not there yet, or speak of what may have gone. */
const OF_THE_PAST: ReadonlySet<string> = new Set(['supersedes', 'amends', 'repeals', 'follows']);

/**
 * A public document neither names nor links what is not public (公文公开属性源头认定). What is still on its way may be named when it goes
 * out in the same second.
 */
export const referencesCheck: GateCheck = {
  key: 'references',
  run: async ({ db, content, companions }) => {
    if (content.disclosure !== 'active') return [];
    const named = new Map((content.relations ?? []).map(({ documentId, kind }) => [documentId, kind]));
    if (named.size === 0) return [];
    const rows = await db
      .selectFrom('document as d')
      .innerJoin('document_revision as r', 'r.id', 'd.current_revision_id')
      .select(['d.id', 'd.index_number', 'r.disclosure', 'd.released_at', 'd.withdrawn_at'])
      .where('d.id', 'in', [...named.keys()])
      .execute();
    const known = new Map(rows.map((row) => [row.id, row]));
    return [...named].flatMap(([id, kind]) => {
      const row = known.get(id);
      const out = row && row.released_at !== null && (row.withdrawn_at === null || OF_THE_PAST.has(kind));
      if (out || (row && companions.has(id))) return [];
      const what = row?.index_number ?? '（不存在）';
      const restricted = row !== undefined && row.disclosure !== 'active';
      return [
        finding({
          check: 'references',
          severity: 'block',
          stage: row && !restricted ? 'release' : 'submit',
          field: 'content.relations',
          where: `相关文件（${RELATIONS[kind]}）`,
          excerpt: what,
          sentence: restricted
            ? `主动公开的文件不能引用不公开的文件（${what}）：请去掉这一关联，或先重新认定它的公开属性`
            : row
              ? `相关文件 ${what} 还没有公开：请与它放进同一个发布组，或等它公开后再发布`
              : '相关文件不存在：请重新选择',
        }),
      ];
    });
  },
};
