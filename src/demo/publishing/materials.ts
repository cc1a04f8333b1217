import { addAttachment, attachmentPurposes, receiveFile } from '#commons/attachments/index.ts';
import type { Content, ContentType } from '#commons/publishing/index.ts';
import type { Actor } from '#kernel/policy.ts';
import { act, type Services } from '#platform/services.ts';

/** What a document that binds people is sent for review with, each as a file the drafter hangs on the matter. */
export async function handInMaterials(
  services: Services,
  drafter: Actor,
  type: ContentType,
  matterId: string,
  content: Content,
): Promise<void> {
  for (const purpose of type.materials?.(content) ?? []) {
    const label = attachmentPurposes[purpose];
    const words = `${label}\n《${content.title}》\n${ABOUT[purpose] ?? '见正文。'}\n`;
    const file = await receiveFile(services, drafter, Buffer.from(words), `${label}.txt`, purpose);
    await act(services, drafter, (a) => addAttachment(a, { file, matterId, purpose }));
  }
}

const ABOUT: Readonly<Record<string, string>> = {
  'drafting-note': '说明起草的必要性、过程和主要内容。起草中走访了企业、检查人员和基层监管所。',
  basis: '列明所依据的法律、行政法规、部门规章的条款。',
  comments: '公开征求意见期间收到的意见逐条整理，采纳的写明条款，不采纳的写明理由。',
  'fair-competition': '经审查，不含排除、限制竞争的内容。',
};
