import { attachmentPurposes } from '#commons/attachments/contract.ts';
import { finding } from './finding.ts';
import { isOut } from './is-out.ts';
import type { GateCheck, LookedAt } from './looked-at.ts';
import { filesWithMark } from './secrecy-marks.ts';

/**
 * What a document that binds people is sent for review with (国办发〔2018〕115号: draft, drafting note, basis, comments and their adoption,
 * others): files on the matter, each by its purpose. They are for the reviewers and never public.
 */
export const materialsCheck: GateCheck = {
  key: 'materials',
  run: async (at) => {
    const { db, type, content, documentId } = at;
    const asked = type.materials?.(content) ?? [];
    if (asked.length === 0) return [];
    const files = documentId ? await filesOn(db, documentId) : [];
    const there = new Set(files.map(({ purpose }) => purpose));
    const handedIn = files.filter(({ purpose }) => asked.some((one) => one === purpose));
    const marked = (await filesWithMark(at, handedIn)).map(({ name }) =>
      finding({
        check: 'secrecy',
        severity: 'block',
        field: 'content.attachments',
        where: '送审材料',
        excerpt: name.slice(0, 60),
        sentence:
          '带有密级标志：涉密材料不得存入本系统，请立即由保密审查员或者政务公开办公室在“材料”里清除并按规定报告；送审也不得发往外部平台',
      }),
    );
    // What is out already is not asked for its materials again; what is handed in for a correction bears no mark either.
    if (documentId && (await isOut(db, documentId))) return marked;
    const missing = asked
      .filter((purpose) => !there.has(purpose))
      .map((purpose) =>
        finding({
          check: 'materials',
          severity: 'block',
          field: 'content.attachments',
          where: '送审材料',
          excerpt: attachmentPurposes[purpose],
          sentence: '缺少这项材料：保存以后在事项页“材料”里上传，用途选这一项；送审材料不公开',
        }),
      );
    return [...marked, ...missing];
  },
};

function filesOn(db: LookedAt['db'], matterId: string) {
  return db
    .selectFrom('attachment')
    .select(['purpose', 'name', 'hash'])
    .where('matter_id', '=', matterId)
    .where('removed_at', 'is', null)
    .execute();
}
