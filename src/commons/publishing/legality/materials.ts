import { attachmentPurposes, reviewPurposes } from '#commons/attachments/contract.ts';
import type { FixedFiles, MatterRow } from '#commons/casework/index.ts';

/** What leads back to the draft, by the state in which the materials are fixed. */
const BACK: Readonly<Record<string, string>> = {
  departmentReview: '请先收回或者退回拟稿',
  scheduled: '请先取消定时、退回拟稿',
  released: '请先发起更正或者变更',
  changeOwed: '请先重新发起变更',
  kept: '请先重新认定公开属性',
};

/**
 * What a document is sent for review with is what was reviewed (国办发〔2018〕115号: the review is of the draft and its materials): once sent,
 * the files of these purposes stay as they are until the text is a draft again, whose signatures count no more. They are the same for
 * whoever signs here and for the platform outside.
 */
export function fixedMaterials({ state }: Pick<MatterRow, 'state'>): FixedFiles | undefined {
  if (state === 'drafting') return undefined;
  const words = reviewPurposes.map((purpose) => attachmentPurposes[purpose]).join('、');
  return {
    purposes: reviewPurposes,
    because: `送审材料（${words}）已随文稿送审，不能增加或移除：需要更改的，${BACK[state] ?? '请先退回拟稿'}，改后重新送审`,
  };
}
