import { fileTypeFromBuffer } from 'file-type';
import { defaultLimits, type ExtractionLimits, unusable } from './blocks.ts';
import { decodeText } from './decode.ts';
import { guardZip, listZipEntries, unpack, type ZipEntry } from './zip.ts';

export interface DetectedType {
  readonly mime: string;
  /** Without the dot, as we store and offer it. */
  readonly extension: string;
  /** What people call it. */
  readonly label: string;
}

/**
 * What may be kept at all. Not on the list, on purpose: archives (they hide what is inside), macro-enabled and legacy
 * Office files, SVG and XML (they can carry script), RTF, executables. OFD (GB/T 33190) is kept but not read.
 */
export const acceptedTypes = {
  pdf: type('application/pdf', 'pdf', 'PDF 文件'),
  docx: type('application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx', 'Word 文档'),
  xlsx: type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx', 'Excel 表格'),
  ofd: type('application/ofd', 'ofd', 'OFD 版式文件'),
  png: type('image/png', 'png', 'PNG 图片'),
  jpg: type('image/jpeg', 'jpg', 'JPEG 图片'),
  gif: type('image/gif', 'gif', 'GIF 图片'),
  webp: type('image/webp', 'webp', 'WebP 图片'),
  mp4: type('video/mp4', 'mp4', 'MP4 视频'),
  webm: type('video/webm', 'webm', 'WebM 视频'),
  vtt: type('text/vtt', 'vtt', 'WebVTT 字幕'),
  txt: type('text/plain', 'txt', '纯文本'),
  csv: type('text/csv', 'csv', 'CSV 表格'),
  html: type('text/html', 'html', '网页'),
} as const satisfies Record<string, DetectedType>;

export type AcceptedKind = keyof typeof acceptedTypes;

const otherSpellings: Partial<Record<AcceptedKind, readonly string[]>> = {
  jpg: ['jpeg', 'jpe'],
  html: ['htm'],
  txt: ['text', 'csv'],
  mp4: ['m4v'],
};

/**
 * What a file is by its bytes. The name only tells the three kinds of text apart (.csv, .html, .txt) and must not
 * contradict the content. Refuses, in one sentence, whatever is not on the list, and packages that are not harmless to unpack.
 */
export async function detectType(
  bytes: Uint8Array,
  fileName = '',
  limits: ExtractionLimits = defaultLimits,
): Promise<DetectedType> {
  const extension = extensionOf(fileName);
  const kind = await kindOf(bytes, extension, limits);
  const found = acceptedTypes[kind];
  if (extension !== '' && extension !== found.extension && !otherSpellings[kind]?.includes(extension)) {
    throw unusable(`文件名的后缀是 .${extension}，内容却是${found.label}，请核对后换用正确的文件`);
  }
  return found;
}

async function kindOf(bytes: Uint8Array, extension: string, limits: ExtractionLimits): Promise<AcceptedKind> {
  if (bytes.length === 0) throw unusable('文件是空的，请选择有内容的文件');
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06]))
    return ofPackage(bytes, limits);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw unusable(ofCompound(bytes));
  const head = latin(bytes.subarray(0, 1024));
  if (/^[\0\s\u00ef\u00bb\u00bf]*%PDF-/.test(head)) return 'pdf';
  if (head.startsWith('{\\rtf')) throw unusable('暂不支持 RTF 文件，请另存为 .docx 后再上传');
  const decoded = decodeText(bytes);
  if ('text' in decoded) return ofText(decoded.text, extension);
  // Readers open it wherever its header stands within the first kilobyte (ISO 32000); for others it is then what stands before: a page, a script, a package.
  if (head.includes('%PDF-')) throw unusable('PDF 文件的开头夹有别的内容，不能接收，请重新导出 PDF 后再上传');
  const found = (await fileTypeFromBuffer(bytes))?.ext;
  if (found === 'png' || found === 'jpg' || found === 'gif' || found === 'webp') return found;
  if (found === 'mp4' || found === 'webm') return found;
  if (found === 'm4v') return 'mp4';
  if (found === undefined) throw unusable(decoded.refusal);
  throw unusable(`不支持这种文件（${found}），请使用 .docx、.pdf、.xlsx、.html 或 .txt 文件`);
}

async function ofPackage(bytes: Uint8Array, limits: ExtractionLimits): Promise<AcceptedKind> {
  await guardZip(bytes, limits);
  const entries = listZipEntries(bytes);
  const has = (name: string) => entries.some((entry) => entry.name === name);
  if (entries.some((entry) => /vbaProject\.bin$/i.test(entry.name)) || declaresMacros(bytes, entries)) {
    throw unusable('文件含有宏，存在安全风险，请另存为不含宏的 .docx 或 .xlsx 后再上传');
  }
  if (has('word/document.xml')) return 'docx';
  if (has('xl/workbook.xml')) return 'xlsx';
  if (has('OFD.xml')) return 'ofd';
  throw unusable('不接受压缩包，请解压后上传其中的文件');
}

function declaresMacros(bytes: Uint8Array, entries: readonly ZipEntry[]): boolean {
  const entry = entries.find(({ name }) => name === '[Content_Types].xml');
  if (entry === undefined || entry.encrypted || entry.bytes > 1024 * 1024) return false;
  return /macroEnabled/i.test(new TextDecoder().decode(unpack(bytes, entry)));
}

function ofCompound(bytes: Uint8Array): string {
  // Stream names inside the container are UTF-16LE: every second byte is zero.
  const names = latin(bytes).replaceAll('\0', '');
  if (names.includes('EncryptedPackage')) return '文件设有密码，请取消密码后再上传';
  return '这是旧版 Office 文件（.doc、.xls、.ppt、.wps），请另存为 .docx 或 .xlsx 后再上传';
}

function ofText(text: string, extension: string): AcceptedKind {
  const start = text.trimStart().slice(0, 2_000);
  if (start === '') throw unusable('文件里没有文字，请选择有内容的文件');
  if (/^WEBVTT(?:[ \t\r\n]|$)/.test(start)) return 'vtt';
  if (/^<(!doctype html|html|head|body)\b/i.test(withoutPreamble(start))) return 'html';
  // Stops at the next bracket: a text full of tags that never end is read through once.
  if (/^(html?)$/.test(extension) && /<\/?[a-z][^<>]*>/i.test(text)) return 'html';
  if (/^(<\?xml|<svg|<!doctype)/i.test(start)) {
    throw unusable('不支持 XML 或 SVG 文件，请使用 .docx、.pdf、.xlsx、.html 或 .txt 文件');
  }
  return extension === 'csv' ? 'csv' : 'txt';
}

/** What follows the declaration and the comments a page may begin with. Each is passed once: what anybody may send is not matched by patterns that go back. */
function withoutPreamble(start: string): string {
  let rest = start.replace(/^<\?xml[^>]*>/i, '').trimStart();
  while (rest.startsWith('<!--')) {
    const end = rest.indexOf('-->', 4);
    if (end === -1) return '';
    rest = rest.slice(end + 3).trimStart();
  }
  return rest;
}

function type(mime: string, extension: string, label: string): DetectedType {
  return { mime, extension, label };
}

/** The lower-case suffix of a file name without its dot, '' when there is none. */
const extensionOf = (fileName: string) => /[^/\\]\.([a-z0-9]{1,8})$/i.exec(fileName.trim())?.[1]?.toLowerCase() ?? '';

const startsWith = (bytes: Uint8Array, magic: readonly number[]) => magic.every((byte, at) => bytes[at] === byte);
const latin = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);
