import { invalid } from '#kernel/errors.ts';
import { type BodyElement, elementsIn } from '#kernel/body/html.ts';
import { decodeText, defaultLimits, detectType, linesOf } from '#platform/extraction/index.ts';
import { headOf, type KnownHead } from './import-head.ts';
import { flattened, headedByOrder, levelled, readForeign, withFootnotes } from './import-tree.ts';
import { type Picture, readWord } from './import-word.ts';

/** A finished text as it was read, before any of it is kept. */
export interface ReadText {
  /** Title and number, where they stood at its head and were taken out of it. */
  readonly title: string | null;
  readonly documentNumber: string | null;
  readonly blocks: readonly BodyElement[];
  /** The pictures named in the blocks. */
  readonly pictures: readonly Picture[];
  /** What did not come along, and what should be looked at. */
  readonly warnings: readonly string[];
}

/**
 * Reads a finished text: .docx, .html or plain text, by its content. Headings, lists, tables, links, notes and pictures come
 * along; what does not is said. Nothing in it is run or fetched, nothing is kept. Where title and number are known already, only
 * lines that say exactly them are taken out of the text. Refuses other kinds, and what is broken, swollen or too large.
 */
export async function readText(bytes: Uint8Array, fileName: string, known?: KnownHead): Promise<ReadText> {
  if (bytes.length > defaultLimits.bytes) throw invalid({ file: '文件超过 20 MB，请压缩图片后再导入' });
  const { extension, label } = await detectType(bytes, fileName);
  const { blocks, pictures, warnings } = await blocksOf(bytes, extension, label);
  const head = headOf(withFootnotes(blocks), known);
  const { blocks: headed, found } = headedByOrder(levelled(head.blocks));
  return {
    title: head.title,
    documentNumber: head.documentNumber,
    blocks: headed,
    pictures,
    warnings: [
      ...(head.title || head.documentNumber ? ['标题和文号已取到各自的栏目，正文里不再重复'] : []),
      ...(found > 0 ? [`文件没有使用标题样式，已按“一、”“（一）”的次序识别出 ${found} 个标题，请核对`] : []),
      ...warnings,
    ],
  };
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
