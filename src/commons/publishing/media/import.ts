import { AppError, invalid } from '#kernel/errors.ts';
import { type BodyElement, type BodyNode, elementsIn, readBody, textIn, writeBody } from '#kernel/body/html.ts';
import { mediaPath } from '#kernel/body/vocabulary.ts';
import type { Actor } from '#kernel/policy.ts';
import { addAttachment, type ReceivedFile, receiveFile } from '#commons/attachments/index.ts';
import { decodeText, defaultLimits, detectType, linesOf } from '#platform/extraction/index.ts';
import { sanitise } from '#platform/sanitise.ts';
import { act, type Services } from '#platform/services.ts';
import type { AttachmentRef } from '../contract.ts';
import type { ImportedText } from '../import-contract.ts';
import { headOf } from './import-head.ts';
import { flattened, headedByOrder, levelled, readForeign, withFootnotes } from './import-tree.ts';
import { type Picture, readWord } from './import-word.ts';

const MOST_PICTURES = 60;
const LARGEST_PICTURE = 5 * 1024 * 1024;
const LONGEST = 600_000;

/**
 * Brings a finished text into the editor: .docx, .html or plain text, by its content. Headings, lists, tables, links, notes and
 * pictures come along; what does not is said. Nothing in it is run or fetched; nothing is saved but its pictures, for whoever
 * sent it. Refuses other kinds, what is broken, swollen or too long.
 */
export async function importText(
  services: Services,
  actor: Actor,
  bytes: Uint8Array,
  fileName: string,
): Promise<ImportedText> {
  if (bytes.length > defaultLimits.bytes) throw invalid({ file: '文件超过 20 MB，请压缩图片后再导入' });
  const { extension, label } = await detectType(bytes, fileName);
  const { blocks, pictures, warnings } = await blocksOf(bytes, extension, label);
  const head = headOf(withFootnotes(blocks));
  const { blocks: headed, found } = headedByOrder(levelled(head.blocks));
  const { refs, lost } = await keepPictures(services, actor, pictures, fileName);
  const html = sanitise(writeBody(headed.flatMap((block) => placed(block, refs))));
  if (readBody(html).length === 0) throw invalid({ file: '文件里没有可以带入的文字，请选择有内容的文件' });
  if (html.length > LONGEST) throw invalid({ file: '文件的文字太长，不能作为一份文件的正文，请拆分后再导入' });
  return {
    html,
    media: [...new Map([...refs.values()].map((ref) => [ref.hash, ref])).values()],
    title: head.title,
    documentNumber: head.documentNumber,
    warnings: [
      ...(head.title || head.documentNumber ? ['标题和文号已取到各自的栏目，正文里不再重复'] : []),
      ...(found > 0 ? [`文件没有使用标题样式，已按“一、”“（一）”的次序识别出 ${found} 个标题，请核对`] : []),
      ...warnings,
      ...lost,
      ...wordless(html),
    ],
  };
}

/** Pictures whose file brought no words along: each needs its own before the text goes out. */
function wordless(html: string): string[] {
  const count = elementsIn(readBody(html), ({ tag, attributes }) => tag === 'img' && !attributes.alt?.trim()).length;
  return count > 0 ? [`${count} 张图片没有替代文字，请点图片补写`] : [];
}

interface Read {
  readonly blocks: readonly BodyElement[];
  readonly pictures: readonly Picture[];
  readonly warnings: readonly string[];
}

async function blocksOf(bytes: Uint8Array, extension: string, label: string): Promise<Read> {
  if (extension === 'txt') return { blocks: linesOf(textOf(bytes)).map(asParagraph), pictures: [], warnings: [] };
  if (extension === 'docx') {
    const { html, pictures, warnings } = await readWord(bytes);
    return { blocks: flattened(readForeign(html, () => undefined)), pictures, warnings };
  }
  if (extension === 'html') return ofPage(textOf(bytes));
  throw invalid({ file: `不能导入${label}，请使用 .docx、.html 或 .txt 文件` });
}

const asParagraph = (block: ReturnType<typeof linesOf>[number]): BodyElement => ({
  tag: 'p',
  attributes: {},
  children: [block.type === 'table' ? '' : block.text],
});

function textOf(bytes: Uint8Array): string {
  const decoded = decodeText(bytes);
  if ('refusal' in decoded) throw invalid({ file: decoded.refusal });
  if (decoded.text.length > defaultLimits.characters) throw invalid({ file: '文件的文字太长，请拆分后再导入' });
  return decoded.text;
}

/** A page: its pictures come along where the page itself holds them; those of other addresses are not fetched. */
function ofPage(html: string): Read {
  const missed = new Set<string>();
  const blocks = flattened(readForeign(html, (what) => missed.add(what)));
  const sources = elementsIn(blocks, ({ tag }) => tag === 'img').map(({ attributes }) => attributes.src ?? '');
  const held = [...new Set(sources.filter((src) => DATA.test(src)))];
  const elsewhere = sources.filter((src) => !DATA.test(src)).length;
  return {
    blocks,
    pictures: held.map((place) => ({ place, bytes: async () => Buffer.from(place.replace(DATA, ''), 'base64') })),
    warnings: [
      ...[...missed].map((what) => `${what}没有带入`),
      ...(elsewhere > 0 ? [`${elsewhere} 张图片在别的地址，没有带入，请保存后用“插入图片”上传`] : []),
    ],
  };
}

const DATA = /^data:image\/[a-z+.-]+;base64,/i;

/** Keeps the pictures for the sender, in one transaction; one that cannot be kept is named and left out. */
async function keepPictures(
  services: Services,
  actor: Actor,
  pictures: readonly Picture[],
  fileName: string,
): Promise<{ readonly refs: ReadonlyMap<string, AttachmentRef>; readonly lost: readonly string[] }> {
  const lost: string[] = [];
  const received: { readonly place: string; readonly file: ReceivedFile }[] = [];
  const base = fileName.replace(/\.[a-z0-9]{1,8}$/i, '').slice(0, 60) || '导入';
  for (const [at, { place, bytes }] of pictures.entries()) {
    const why = at >= MOST_PICTURES ? `超过 ${MOST_PICTURES} 张` : await receive(await bytes(), `${base}-图${at + 1}`);
    if (typeof why === 'string') lost.push(`第 ${at + 1} 张图片没有带入：${why}`);
    else received.push({ place, file: why });
  }
  const refs = await act(services, actor, async (a) => {
    const kept = new Map<string, AttachmentRef>();
    for (const { place, file } of received) {
      const id = await addAttachment(a, { file, purpose: 'media' });
      kept.set(place, { id, name: file.name, hash: file.hash, size: file.size, mediaType: file.mediaType });
    }
    return kept;
  });
  return { refs, lost };

  async function receive(bytes: Uint8Array, name: string): Promise<ReceivedFile | string> {
    if (bytes.length > LARGEST_PICTURE) return '超过 5 MB，请压缩后用“插入图片”上传';
    try {
      const { mime } = await detectType(bytes);
      if (!mime.startsWith('image/')) return '不是图片';
      return await receiveFile(services, actor, bytes, name, 'media');
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'infected') throw error;
      return '格式不支持（如 EMF、WMF、TIFF），请另存为 PNG 后用“插入图片”上传';
    }
  }
}

/** A block with its pictures in place; they stand by themselves, after the words they were among. */
function placed(block: BodyElement, refs: ReadonlyMap<string, AttachmentRef>): BodyNode[] {
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
