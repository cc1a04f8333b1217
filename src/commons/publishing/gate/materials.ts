import { attachmentPurposes } from '#commons/attachments/contract.ts';
import { finding } from './finding.ts';
import { isOut } from './is-out.ts';
import type { GateCheck, LookedAt } from './looked-at.ts';

/**
 * What a document that binds people is sent for review with (国办发〔2018〕115号: draft, drafting note, basis, comments and their adoption,
 * others): files on the matter, each by its purpose. They are for the reviewers and never public.
 */
export const materialsCheck: GateCheck = {
  key: 'materials',
  run: async ({ db, type, content, documentId }) => {
    const asked = type.materials?.(content) ?? [];
    if (asked.length === 0 || (documentId && (await isOut(db, documentId)))) return [];
    const there = documentId ? await purposesOn(db, documentId) : new Set();
    return asked
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
  },
};

async function purposesOn(db: LookedAt['db'], matterId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('attachment')
    .select('purpose')
    .distinct()
    .where('matter_id', '=', matterId)
    .where('removed_at', 'is', null)
    .execute();
  return new Set(rows.map(({ purpose }) => purpose));
}
