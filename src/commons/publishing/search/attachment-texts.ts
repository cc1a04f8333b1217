import type { Act } from '#platform/services.ts';
import type { AttachmentText } from './entry.ts';

/** The texts of attachments that have been read before, under the number they have on the page, those not read yet by their names. */
export async function attachmentTexts(
  { tx }: Pick<Act, 'tx'>,
  attachments: readonly { readonly name: string; readonly hash: string }[],
): Promise<AttachmentText[]> {
  if (attachments.length === 0) return [];
  const rows = await tx
    .selectFrom('file_text')
    .select(['hash', 'text'])
    .where(
      'hash',
      'in',
      attachments.map(({ hash }) => hash),
    )
    .execute();
  const texts = new Map(rows.map(({ hash, text }) => [hash, text]));
  return attachments.map(({ name, hash }, i) => ({ n: i + 1, name, text: texts.get(hash) ?? '' }));
}
