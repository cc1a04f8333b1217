import { addAttachment, receiveFile } from '#commons/attachments/index.ts';
import { attachmentPurposes } from '#commons/attachments/contract.ts';
import type { Actor } from '#kernel/policy.ts';
import { act, type Services } from '#platform/services.ts';

const MATERIALS = ['drafting-note', 'basis', 'comments', 'fair-competition'] as const;

/** Hangs on a document what it is sent for review with, once. */
export async function handInMaterials(services: Services, drafter: Actor, matterId: string): Promise<void> {
  const there = await services.db
    .selectFrom('attachment')
    .select('id')
    .where('matter_id', '=', matterId)
    .where('purpose', '=', 'drafting-note')
    .execute();
  if (there.length > 0) return;
  for (const purpose of MATERIALS) {
    const name = `${attachmentPurposes[purpose]}.txt`;
    const file = await receiveFile(services, drafter, Buffer.from(`${name}：${matterId}`), name, purpose);
    await act(services, drafter, (a) => addAttachment(a, { file, matterId, purpose }));
  }
}
