import { type Content, RELATIONS } from '../contract.ts';
import type { GateFinding } from './contract.ts';
import { finding } from './finding.ts';
import type { GateCheck, LookedAt } from './looked-at.ts';

/** Relations that announce what is not there yet, or speak of what may have gone. */
const OF_THE_PAST: ReadonlySet<string> = new Set(['supersedes', 'amends', 'repeals', 'follows']);

/**
 * A public document neither names nor links what is not public (公文公开属性源头认定). What is still on its way may be named when it goes
 * out in the same second.
 */
export const referencesCheck: GateCheck = {
  key: 'references',
  run: async ({ db, content, companions, documentId }) => {
    if (content.disclosure !== 'active') return [];
    const files = await restrictedFiles(db, content, documentId);
    const named = new Map((content.relations ?? []).map(({ documentId, kind }) => [documentId, kind]));
    if (named.size === 0) return files;
    const rows = await db
      .selectFrom('document as d')
      .innerJoin('document_revision as r', 'r.id', 'd.current_revision_id')
      .select(['d.id', 'd.index_number', 'r.disclosure', 'd.released_at', 'd.withdrawn_at'])
      .where('d.id', 'in', [...named.keys()])
      .execute();
    const known = new Map(rows.map((row) => [row.id, row]));
    const together = rows.some(({ released_at }) => released_at === null) ? await companions() : undefined;
    const documents = [...named].flatMap(([id, kind]) => {
      const row = known.get(id);
      const out = row && row.released_at !== null && (row.withdrawn_at === null || OF_THE_PAST.has(kind));
      if (out || (row && together?.has(id))) return [];
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
    return [...files, ...documents];
  },
};

/** Files that hang on what is not for the public: the same bytes may not go out with something else. */
async function restrictedFiles(
  db: LookedAt['db'],
  content: Content,
  documentId: string | undefined,
): Promise<GateFinding[]> {
  const files = [...(content.attachments ?? []), ...(content.media ?? [])];
  if (files.length === 0) return [];
  const rows = await db
    .selectFrom('attachment as a')
    .innerJoin('matter as m', 'm.id', 'a.matter_id')
    .select('a.hash')
    .distinct()
    .where(
      'a.hash',
      'in',
      files.map(({ hash }) => hash),
    )
    .where('m.restricted', '=', true)
    .where('a.removed_at', 'is', null)
    .$if(documentId !== undefined, (query) => query.where('m.id', '<>', documentId ?? ''))
    .execute();
  const kept = new Set(rows.map(({ hash }) => hash));
  return files
    .filter(({ hash }) => kept.has(hash))
    .map(({ name }) =>
      finding({
        check: 'references',
        severity: 'block',
        field: 'content.attachments',
        where: `附件「${name}」`,
        excerpt: '',
        sentence: '这个文件也是不公开文件的附件，不能随公开文件发布：请去掉，或先重新认定那份文件的公开属性',
      }),
    );
}
