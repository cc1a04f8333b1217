import { boundDefects } from '#kernel/body/bounds.ts';
import { invalid } from '#kernel/errors.ts';
import { elementsIn, readBody } from '#kernel/body/html.ts';
import type { Actor } from '#kernel/policy.ts';
import { addAttachment, type ReceivedFile } from '#commons/attachments/index.ts';
import { act, type Services } from '#platform/services.ts';
import type { AttachmentRef } from '../contract.ts';
import type { ImportedText } from '../import-contract.ts';
import { bodyWith, receivePictures } from './import-pictures.ts';
import { readText } from './import-read.ts';

const LONGEST = 600_000;

/**
 * Brings a finished text into the editor (`readText`). Nothing is saved but its pictures, for whoever sent it; one that cannot be
 * kept is named and left out. Refuses also what is too long for a body.
 */
export async function importText(
  services: Services,
  actor: Actor,
  bytes: Uint8Array,
  fileName: string,
): Promise<ImportedText> {
  const { title, documentNumber, blocks, pictures, warnings } = await readText(bytes, fileName);
  const { files, refused } = await receivePictures(services, actor, pictures, fileName);
  const html = bodyWith(blocks, files);
  if (readBody(html).length === 0) throw invalid({ file: '文件里没有可以带入的文字，请选择有内容的文件' });
  if (html.length > LONGEST) throw invalid({ file: '文件的文字太长，不能作为一份文件的正文，请拆分后再导入' });
  const tooMuch = boundDefects(html);
  if (tooMuch.length > 0) throw invalid({ file: tooMuch.join('；') });
  return {
    html,
    media: await kept(services, actor, files),
    title,
    documentNumber,
    warnings: [
      ...warnings,
      ...refused.map(({ number, why }) => `第 ${number} 张图片没有带入：${why}；改好后可用“插入图片”上传`),
      ...wordless(html),
    ],
  };
}

/** The pictures of the sender's, in one transaction; the same picture twice is one. */
async function kept(
  services: Services,
  actor: Actor,
  files: ReadonlyMap<string, ReceivedFile>,
): Promise<AttachmentRef[]> {
  const distinct = new Map([...files.values()].map((file) => [file.hash, file]));
  return act(services, actor, async (a) => {
    const media: AttachmentRef[] = [];
    for (const file of distinct.values()) {
      const id = await addAttachment(a, { file, purpose: 'media' });
      media.push({ id, name: file.name, hash: file.hash, size: file.size, mediaType: file.mediaType });
    }
    return media;
  });
}

/** Pictures whose file brought no words along: each needs its own before the text goes out. */
function wordless(html: string): string[] {
  const count = elementsIn(readBody(html), ({ tag, attributes }) => tag === 'img' && !attributes.alt?.trim()).length;
  return count > 0 ? [`${count} 张图片没有替代文字，请点图片补写`] : [];
}
