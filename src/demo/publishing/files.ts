import { addAttachment, receiveFile } from '#commons/attachments/index.ts';
import type { Content } from '#commons/publishing/index.ts';
import type { Actor } from '#kernel/policy.ts';
import { act, type Services } from '#platform/services.ts';
import type { DemoDocument, DemoFile } from './document.ts';

/** The text with what hangs on it, each file sent in by the drafter as the editor sends it. */
export async function withFiles(
  services: Services,
  actor: Actor,
  { files = [], picture }: DemoDocument,
  content: Content,
): Promise<Content> {
  const attachments = [];
  for (const file of files) attachments.push(await sent(services, actor, file, 'draft'));
  const shown = picture && (await sent(services, actor, picture, 'media'));
  return {
    ...content,
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(picture && shown
      ? {
          media: [shown],
          bodyHtml: `${content.bodyHtml}<figure data-kind="picture"><img src="/media/${shown.hash}" alt="${picture.alt}" /><figcaption>${picture.caption}</figcaption></figure>`,
        }
      : {}),
  };
}

async function sent(services: Services, actor: Actor, { name, bytes }: DemoFile, purpose: 'draft' | 'media') {
  const file = await receiveFile(services, actor, await bytes(), name, purpose);
  const id = await act(services, actor, (a) => addAttachment(a, { file, purpose }));
  return { id, name: file.name, hash: file.hash, size: file.size, mediaType: file.mediaType };
}
