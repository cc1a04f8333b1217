import { type ContentType, needsInterpretation } from '../content-type.ts';
import { planGaps } from '../type-parts/interpretation-plan.ts';
import { finding } from './finding.ts';
import type { GateCheck, LookedAt } from './looked-at.ts';

/**
 * 三同步: what needs an interpretation goes out with one in the same second, or after one is out already
 * (国办发〔2016〕80号；2019 年要点第 11 条). Until release it is work to be done, but its plan, or the draft of it, stands before the leader
 * signs. The three working days that are told of elsewhere are not granted: see README.
 */
export const interpretationCheck: GateCheck = {
  key: 'interpretation',
  run: async ({ db, type, content, documentId, companions }) => {
    if (content.disclosure !== 'active' || !needsInterpretation(type, content)) return [];
    const interpreting = documentId ? await interpretationsOf(db, documentId) : [];
    if (interpreting.some(({ out }) => out)) return [];
    const together = interpreting.length > 0 ? await companions() : undefined;
    if (interpreting.some(({ id }) => together?.has(id))) return [];
    const lacking = interpreting.length > 0 ? [] : planGaps(content);
    return [
      ...(lacking.length > 0 ? [unplanned(type, lacking)] : []),
      finding({
        check: 'interpretation',
        severity: 'block',
        stage: 'release',
        field: 'content.data.interpretation',
        where: '解读',
        excerpt: '',
        sentence:
          interpreting.length > 0
            ? '解读还没有公开：请把文件和解读放进同一个发布组，同步发布'
            : `${type.label}应当同步解读：请拟写解读（相关文件里指明解读本文件），与文件放进同一个发布组`,
      }),
    ];
  },
};

/** Without a plan the office does not take the document in for issue (三同步：同步组织、同步审签). */
const unplanned = (type: ContentType, lacking: readonly string[]) =>
  finding({
    check: 'interpretation',
    severity: 'block',
    stage: 'issue',
    field: 'content.data.planForm',
    where: '解读方案',
    excerpt: '',
    sentence: `${type.label}签发前应有解读方案：还缺${lacking.join('、')}。请填写，或者拟写解读（相关文件里指明解读本文件）`,
    suggestion: '送审前填好：审签开始后再填写，文稿就有了新版本，要从头审签；另拟解读的不影响审签',
  });

/**
 * The interpretations of a document: of the type that is one, and saying so in what is out or, while they are on their way for the first
 * time, in what is being written. What a correction under way says is not out.
 */
async function interpretationsOf(db: LookedAt['db'], documentId: string): Promise<{ id: string; out: boolean }[]> {
  const rows = await db
    .selectFrom('document as d')
    .innerJoin('document_revision as r', (join) =>
      join.on('r.id', '=', (eb) => eb.fn.coalesce('d.released_revision_id', 'd.current_revision_id')),
    )
    .innerJoin('matter as m', 'm.id', 'd.id')
    .select(['d.id', 'd.released_at', 'd.withdrawn_at', 'm.state'])
    .where('d.type', '=', 'interpretation')
    .where('r.relations', '@>', JSON.stringify([{ kind: 'interprets', documentId }]))
    .where('m.state', 'not in', ['withdrawn', 'discarded'])
    .execute();
  return rows.map(({ id, released_at, withdrawn_at }) => ({ id, out: released_at !== null && withdrawn_at === null }));
}
