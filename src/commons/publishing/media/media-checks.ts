import { attachmentsLinked, type MediaRole, mediaUsed } from '#kernel/body/media-use.ts';
import type { Act } from '#platform/services.ts';
import type { AttachmentRef, Content } from '../contract.ts';
import { knownFile } from '../known-files.ts';

/** What each part of a body may be, and how large: a page must open on a telephone. The sizes are ours. */
const ACCEPTED: Readonly<
  Record<MediaRole, { readonly types: readonly string[]; readonly mb: number; readonly words: string }>
> = {
  picture: {
    types: ['image/png', 'image/jpeg', 'image/webp', 'image/gif'],
    mb: 5,
    words: '图片应是 PNG、JPEG、WebP 或 GIF',
  },
  video: { types: ['video/mp4', 'video/webm'], mb: 50, words: '视频应是 MP4 或 WebM' },
  captions: { types: ['text/vtt'], mb: 1, words: '字幕应是 WebVTT（.vtt）文件' },
};

/**
 * The files of a cleaned body as they may be kept: what is listed and no longer shown is left out without a word; what is shown
 * must be listed, a file the actor may open, sent in as one for a body (so that it tells nothing of where it was taken), of a
 * kind that browsers show there, and not too large. Links to attachments must lead to attachments of this content.
 */
export async function knownMedia(
  act: Act,
  body: string,
  { media: listed = [], attachments = [] }: Pick<Content, 'media' | 'attachments'>,
): Promise<{ readonly media: AttachmentRef[]; readonly defects: string[] }> {
  const media: AttachmentRef[] = [];
  const defects: string[] = [];
  for (const [hash, role] of mediaUsed(body)) {
    const ref = listed.find((one) => one.hash === hash);
    const known = ref && (await knownFile(act, ref));
    const defect = known ? defectOf(known.file, known.purpose, role) : missing(role, ref);
    if (defect) defects.push(defect);
    if (known) media.push(known.file);
  }
  const attached = new Set(attachments.map(({ hash }) => hash));
  const lost = [...attachmentsLinked(body)].filter((hash) => !attached.has(hash)).length;
  if (lost > 0) defects.push(`正文里有 ${lost} 个附件链接，所指的附件不在附件列表里，请删去链接或重新上传附件`);
  return { media, defects };
}

const NAMES: Readonly<Record<MediaRole, string>> = { picture: '图片', video: '视频', captions: '字幕' };

const missing = (role: MediaRole, ref: AttachmentRef | undefined) =>
  `正文里的${NAMES[role]}${ref ? `「${ref.name}」` : ''}没有上传、已经移除或者您不能查看，请删去后重新插入`;

function defectOf({ name, mediaType, size }: AttachmentRef, purpose: string, role: MediaRole): string | undefined {
  const { types, mb, words } = ACCEPTED[role];
  if (purpose !== 'media') return `「${name}」不是作为正文${NAMES[role]}上传的，可能带有拍摄信息，请删去后重新插入`;
  if (!types.includes(mediaType)) return `「${name}」不能用在这里：${words}`;
  if (size > mb * 1024 * 1024) return `「${name}」超过 ${mb} MB，请压缩后重新插入`;
  return undefined;
}
