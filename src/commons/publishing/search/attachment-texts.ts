import type { Act } from '#platform/services.ts';
import type { AttachmentText } from './entry.ts';

/** Of one file; more than a book. */
const KEPT_CHARACTERS = 200_000;

/** The texts of attachments as read when they were received, under the number they have on the page; a scan is found by its name only. */
export async function attachmentTexts(
  { tx }: Pick<Act, 'tx'>,
  attachments: readonly { readonly name: string; readonly hash: string }[],
): Promise<AttachmentText[]> {
  if (attachments.length === 0) return [];
  const rows = await tx
    .selectFrom('stored_file')
    .select(['hash', 'text'])
    .where(
      'hash',
      'in',
      attachments.map(({ hash }) => hash),
    )
    .execute();
  const texts = new Map(rows.map(({ hash, text }) => [hash, text]));
  return attachments.map(({ name, hash }, i) => ({
    n: i + 1,
    name,
    text: (texts.get(hash) ?? '').slice(0, KEPT_CHARACTERS),
  }));
}
