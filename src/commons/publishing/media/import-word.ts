import mammoth from 'mammoth';
import { listZipEntries, unpack } from '#platform/extraction/index.ts';
import { invalid } from '#kernel/errors.ts';

/** A picture of a text that is being brought in, under the name that stands in its place. */
export interface Picture {
  readonly place: string;
  readonly bytes: () => Promise<Uint8Array>;
}

/** Styles that mean something here; what they look like does not. */
const STYLES = [
  "p[style-name='Title'] => h1.doc-title:fresh",
  "p[style-name='标题'] => h1.doc-title:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  'u => u',
];

/** A Word document as HTML with names in place of its pictures. What a package may not be was refused when its type was judged. */
export async function readWord(
  bytes: Uint8Array,
): Promise<{ readonly html: string; readonly pictures: readonly Picture[]; readonly warnings: readonly string[] }> {
  const pictures: Picture[] = [];
  const convertImage = mammoth.images.imgElement(async (image) => {
    const place = `picture:${pictures.length}`;
    pictures.push({ place, bytes: async () => image.readAsBuffer() });
    return { src: place };
  });
  try {
    const options = { convertImage, styleMap: STYLES, externalFileAccess: false, ignoreEmptyParagraphs: true };
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, options);
    return { html: value, pictures, warnings: leftOut(bytes) };
  } catch (error) {
    if (error instanceof Error && error.name === 'AppError') throw error;
    throw invalid({ file: '文件已损坏，无法打开，请在原软件中重新保存后再导入' });
  }
}

/** Parts of a package whose content does not come along. */
const PARTS: readonly (readonly [part: RegExp, sentence: string])[] = [
  [/^word\/comments\.xml$/, '批注没有带入'],
  [/^word\/(?:header|footer)\d*\.xml$/, '页眉、页脚没有带入'],
  [/^word\/charts\//, '图表没有带入，请用“插入图表”按数据重做'],
  [/^word\/diagrams\//, 'SmartArt 图形没有带入'],
  [/^word\/embeddings\//, '嵌入的对象没有带入，需要公开的请作为附件上传'],
];
/** Marks within the text that say that something was changed or lost. */
const MARKS: readonly (readonly [mark: RegExp, sentence: string])[] = [
  [/<w:(?:ins|del)\b/, '文档里有没有处理的修订：按“接受修订”后的文字带入，请核对'],
  [/<m:oMath\b/, '公式没有带入，请改写成文字或图片'],
  [/<w:numPr\b/, '自动编号按列表带入，标题前的自动编号（如“一、”）没有带入，请核对'],
  [/<w:vanish\b/, '文档里有隐藏文字，请逐字核对是否带入了不该公开的内容'],
];

function leftOut(bytes: Uint8Array): string[] {
  const entries = listZipEntries(bytes);
  const parts = PARTS.filter(([part]) => entries.some(({ name }) => part.test(name)));
  const text = entries.find(({ name }) => name === 'word/document.xml');
  const xml = text ? new TextDecoder().decode(unpack(bytes, text)) : '';
  return [...parts, ...MARKS.filter(([mark]) => mark.test(xml))].map(([, sentence]) => sentence);
}
