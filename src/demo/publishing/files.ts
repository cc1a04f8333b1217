import { addAttachment, receiveFile } from '#commons/attachments/index.ts';
import type { Content } from '#commons/publishing/index.ts';
import type { Actor } from '#kernel/policy.ts';
import { act, type Services } from '#platform/services.ts';
import type { DemoDocument, DemoFile } from './document.ts';

/** The text with what hangs on it, each file sent in by the drafter as the editor sends it. */
export async function withFiles(
  services: Services,
  actor: Actor,
  { files = [], picture, film }: DemoDocument,
  content: Content,
): Promise<Content> {
  const attachments = [];
  for (const file of files) attachments.push(await sent(services, actor, file, 'draft'));
  const media = [];
  let bodyHtml = content.bodyHtml;
  if (picture) {
    const shown = await sent(services, actor, picture, 'media');
    media.push(shown);
    bodyHtml += `<figure data-kind="picture"><img src="/media/${shown.hash}" alt="${picture.alt}" /><figcaption>${picture.caption}</figcaption></figure>`;
  }
  if (film) {
    const shown = await sent(services, actor, film, 'media');
    const captions = await sent(services, actor, film.captions, 'media');
    media.push(shown, captions);
    const { width, height, title, transcript } = film;
    const track = `<track kind="captions" src="/media/${captions.hash}" srclang="zh-CN" label="中文字幕" />`;
    const words = transcript.map((line) => `<p>${line}</p>`).join('');
    bodyHtml += `<figure data-kind="video"><video src="/media/${shown.hash}" width="${width}" height="${height}">${track}</video><figcaption>${title}</figcaption><section data-kind="transcript">${words}</section></figure>`;
  }
  return {
    ...content,
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(media.length > 0 ? { media, bodyHtml } : {}),
  };
}

async function sent(services: Services, actor: Actor, { name, bytes }: DemoFile, purpose: 'draft' | 'media') {
  const file = await receiveFile(services, actor, await bytes(), name, purpose);
  const id = await act(services, actor, (a) => addAttachment(a, { file, purpose }));
  return { id, name: file.name, hash: file.hash, size: file.size, mediaType: file.mediaType };
}
