import { type Extraction, type ExtractionLimits, unusable } from './blocks.ts';
import { decodeText } from './decode.ts';

/** Kinds that are taken apart by somebody else's library, or may be shaped to keep it busy. */
export type FormattedKind = 'html' | 'docx' | 'xlsx' | 'pdf';

/** The blocks of a file of one of these kinds. What each needs is loaded for it alone. */
export async function readBlocks(
  bytes: Uint8Array,
  extension: FormattedKind,
  limits: ExtractionLimits,
): Promise<Extraction> {
  switch (extension) {
    case 'html': {
      const { blocksOfHtml } = await import('./html.ts');
      return { kind: 'html', blocks: blocksOfHtml(textOf(bytes, limits), limits), warnings: [] };
    }
    case 'docx': {
      const { blocksOfDocx } = await import('./office.ts');
      return { kind: 'docx', ...(await blocksOfDocx(bytes, limits)) };
    }
    case 'xlsx': {
      const { blocksOfXlsx } = await import('./office.ts');
      return { kind: 'xlsx', blocks: await blocksOfXlsx(bytes, limits), warnings: [] };
    }
    case 'pdf': {
      const { blocksOfPdf } = await import('./pdf.ts');
      const warnings = ['PDF 不保留段落和表格结构，分段可能有误，请核对；如有 .docx 原件请优先使用'];
      return { kind: 'pdf', blocks: await blocksOfPdf(bytes, limits), warnings };
    }
  }
}

/** The text of what is text. Refuses what is garbled or too much. */
export function textOf(bytes: Uint8Array, limits: ExtractionLimits): string {
  const decoded = decodeText(bytes);
  if ('refusal' in decoded) throw unusable(decoded.refusal);
  if (decoded.text.length > limits.characters) {
    throw unusable(`文件的文字超过 ${limits.characters} 字，不能读取，请拆分后再上传`);
  }
  return decoded.text;
}
