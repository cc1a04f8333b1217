import { sql } from 'kysely';
import { detach } from '#commons/attachments/index.ts';
import { attachmentPurposes, reviewPurposes } from '#commons/attachments/contract.ts';
import type { FixedFiles, MatterRow } from '#commons/casework/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { Act } from '#platform/services.ts';

/** What leads back to the draft, by the state in which the materials are fixed. */
const BACK: Readonly<Record<string, string>> = {
  departmentReview: '请先收回或者退回拟稿',
  scheduled: '请先取消定时、退回拟稿',
  released: '请先发起更正或者变更',
  changeOwed: '请先重新发起变更',
  kept: '请先重新认定公开属性',
};

const words = reviewPurposes.map((purpose) => attachmentPurposes[purpose]).join('、');
const SECRET = '发现涉密的，由保密审查员或者政务公开办公室立即清除';

/**
 * What a document is sent for review with is what was reviewed (国办发〔2018〕115号: the review is of the draft and its materials): once sent,
 * the files of these purposes stay as they are until the text is a draft again, whose signatures count no more. They are the same for
 * whoever signs here and for the platform outside. Those with which a text went out stay for good: while another is drafted in its place,
 * files may be added for that one and none of the others taken away.
 */
export async function fixedMaterials(
  db: Db | Tx,
  { id, state }: Pick<MatterRow, 'id' | 'state'>,
): Promise<FixedFiles | undefined> {
  if (state !== 'drafting')
    return {
      purposes: reviewPurposes,
      because: `送审材料（${words}）已随文稿送审，不能增加或移除：需要更改的，${BACK[state] ?? '请先退回拟稿'}，改后重新送审；${SECRET}`,
    };
  const only = (await materialsOn(db, id)).filter(({ stays }) => stays).map((one) => one.id);
  if (only.length === 0) return undefined;
  return {
    purposes: reviewPurposes,
    only: new Set(only),
    because: `已公开的文本审核时用过的送审材料（${words}）不能移除，存档应与公开的文本一致：需要补充或者替换的，请另行上传，随这次的文稿送审；${SECRET}`,
  };
}

/** The materials that hang on a document now, and which of them a text of it went out with. */
function materialsOn(db: Db | Tx, documentId: string) {
  return db
    .selectFrom('attachment as a')
    .select(['a.id', sql<boolean>`released_with(a.id)`.as('stays')])
    .where('a.matter_id', '=', documentId)
    .where('a.purpose', 'in', [...reviewPurposes])
    .where('a.removed_at', 'is', null)
    .execute();
}

/** What was added for a text that is given up goes with it: what hangs there is again what the text that is out was reviewed with. */
export async function letGoMaterials(act: Act, documentId: string, reason: string): Promise<void> {
  const added = (await materialsOn(act.tx, documentId)).filter(({ stays }) => !stays).map(({ id }) => id);
  await detach(act, documentId, added, reason);
}

/** Keeps which materials lay before whoever gave this signature. */
export async function recordMaterials(tx: Tx, signatureId: string, documentId: string): Promise<void> {
  const there = await materialsOn(tx, documentId);
  if (there.length === 0) return;
  await tx
    .insertInto('signed_material')
    .values(there.map(({ id }) => ({ signature_id: signatureId, attachment_id: id })))
    .execute();
}
