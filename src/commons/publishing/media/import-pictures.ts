import { AppError } from '#kernel/errors.ts';
import { type BodyElement, type BodyNode, elementsIn, textIn, writeBody } from '#kernel/body/html.ts';
import { mediaPath } from '#kernel/body/vocabulary.ts';
import type { Actor } from '#kernel/policy.ts';
import { type ReceivedFile, receiveFile } from '#commons/attachments/index.ts';
import { detectType } from '#platform/extraction/index.ts';
import { sanitise } from '#platform/sanitise.ts';
import type { Services } from '#platform/services.ts';
import type { Picture } from './import-word.ts';

const MOST_PICTURES = 60;
const LARGEST_PICTURE = 5 * 1024 * 1024;

export interface ReceivedPictures {
  /** By the name that stands in their place. */
  readonly files: ReadonlyMap<string, ReceivedFile>;
  /** Those that cannot be taken in: which (from 1), and what to do. */
  readonly refused: readonly { readonly number: number; readonly why: string }[];
}

/**
 * Takes the pictures of a text in through the file door: by their content, kept bare of what their maker did not mean to show,
 * each at most 5 MB, 60 in all. A virus is refused wholly.
 */
export async function receivePictures(
  services: Services,
  actor: Actor,
  pictures: readonly Picture[],
  fileName: string,
): Promise<ReceivedPictures> {
  const files = new Map<string, ReceivedFile>();
  const refused: { readonly number: number; readonly why: string }[] = [];
  const base = fileName.replace(/\.[a-z0-9]{1,8}$/i, '').slice(0, 60) || '导入';
  for (const [at, { place, bytes }] of pictures.entries()) {
    const number = at + 1;
    const got =
      at >= MOST_PICTURES
        ? `超过 ${MOST_PICTURES} 张`
        : await received(services, actor, await bytes(), `${base}-图${number}`);
    if (typeof got === 'string') refused.push({ number, why: got });
    else files.set(place, got);
  }
  return { files, refused };
}

async function received(
  services: Services,
  actor: Actor,
  bytes: Uint8Array,
  name: string,
): Promise<ReceivedFile | string> {
  if (bytes.length > LARGEST_PICTURE) return '超过 5 MB，请压缩';
  try {
    const { mime } = await detectType(bytes);
    if (!mime.startsWith('image/')) return '不是图片，请核对原文件';
    return await receiveFile(services, actor, bytes, name, 'media');
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'infected') throw error;
    return '格式不支持（如 EMF、WMF、TIFF），请另存为 PNG';
  }
}

/** The body of a text with its pictures in place (by hash), cleaned; a picture without a file is left out. */
export const bodyWith = (
  blocks: readonly BodyElement[],
  files: ReadonlyMap<string, { readonly hash: string }>,
): string => sanitise(writeBody(blocks.flatMap((block) => placed(block, files))));

/** A block with its pictures in place; they stand by themselves, after the words they were among. */
function placed(block: BodyElement, refs: ReadonlyMap<string, { readonly hash: string }>): BodyNode[] {
  const images = elementsIn([block], ({ tag }) => tag === 'img');
  if (images.length === 0) return [block];
  const figures = images.flatMap(({ attributes }): BodyNode[] => {
    const ref = refs.get(attributes.src ?? '');
    if (!ref) return [];
    const alt = (attributes.alt ?? '').trim().slice(0, 300);
    return [
      {
        tag: 'figure',
        attributes: { 'data-kind': 'picture' },
        children: [{ tag: 'img', attributes: { src: mediaPath(ref.hash), alt }, children: [] }],
      },
    ];
  });
  const words = without(block);
  return [...(textIn(words).trim() === '' ? [] : [words]), ...figures];
}

const without = (element: BodyElement): BodyElement => ({
  ...element,
  children: element.children.flatMap((node): BodyNode[] => {
    if (typeof node === 'string') return [node];
    return node.tag === 'img' ? [] : [without(node)];
  }),
});
