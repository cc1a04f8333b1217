import { inflateSync } from 'node:zlib';

// Reads the skeleton of a PDF as it lies there, without following it as readers do: what a reader would not show is found all the same.

/** Names that a picture of pages has no use for. */
const FORBIDDEN = {
  Prev: '含有修改以前的版本',
  ObjStm: '含有不能核对的对象流',
  XRef: '含有不能核对的对象流',
  Encrypt: '设有密码',
  Metadata: '含有元数据',
  EmbeddedFile: '带有附件',
  EmbeddedFiles: '带有附件',
  Filespec: '带有附件',
  JavaScript: '带有脚本',
  JS: '带有脚本',
  OpenAction: '带有打开时的动作',
  AA: '带有动作',
  AcroForm: '带有表单',
  XFA: '带有表单',
  Annots: '带有批注',
  OCProperties: '带有图层',
  OCG: '带有图层',
  Outlines: '带有书签',
  StructTreeRoot: '带有文字结构',
  Font: '带有字体',
  PieceInfo: '带有软件私有数据',
  Thumb: '带有缩略图',
  SMask: '含有透明的图片',
  Author: '文件属性没有清除',
  Title: '文件属性没有清除',
  Subject: '文件属性没有清除',
  Keywords: '文件属性没有清除',
  Creator: '文件属性没有清除',
  Producer: '文件属性没有清除',
  ModDate: '文件属性没有清除',
  CropBox: '页面经过裁切，裁去的内容还在',
} as const satisfies Readonly<Record<string, string>>;

export interface Skeleton {
  /** For people; none when the file is pictures of pages and nothing else. */
  readonly defects: readonly string[];
  /** Everything outside pictures, opened: what could be read by whoever looks. */
  readonly readable: Buffer;
}

/** Looks at a copy that is to be released. Anything that cannot be followed is a defect: it fails closed. */
export function skeletonOf(bytes: Buffer, pages: number): Skeleton {
  const found = new Set<string>();
  const streams = streamsOf(bytes);
  if (!streams) return { defects: ['文件的结构无法核对'], readable: bytes };
  const { outside } = streams;
  if (!outside.startsWith('%PDF-')) found.add('不是 PDF');
  if (count(outside, /%%EOF/g) !== 1 || !/%%EOF\s*$/.test(outside))
    found.add('含有修改以前的版本，或者文件末尾有多余的内容');
  if (count(outside, /\bstartxref\b/g) !== 1) found.add('含有修改以前的版本');
  const names = new Set(
    [...outside.matchAll(/\/((?:[^\s/<>()[\]{}%#]|#[0-9A-Fa-f]{2})+)/g)].map(([, name = '']) => unescaped(name)),
  );
  for (const [name, what] of Object.entries(FORBIDDEN))
    if (names.has(name) && !(name === 'Font' && emptyFonts(outside))) found.add(what);
  const pictures = streams.all.filter(({ picture }) => picture);
  if (pictures.length !== pages) found.add(`应当有${pages}幅图，实际有${pictures.length}幅`);
  if (streams.all.length - pictures.length !== pages) found.add('含有页面以外的内容');
  for (const { picture, data } of streams.all)
    if (picture && data[0] === 0xff && hasCameraData(data)) found.add('图片带有拍摄信息');
  const opened = streams.all.flatMap(({ picture, data }) => (picture ? [] : [openedStream(data)]));
  return { defects: [...found], readable: Buffer.concat([Buffer.from(outside, 'latin1'), ...opened]) };
}

const count = (text: string, what: RegExp): number => [...text.matchAll(what)].length;
const unescaped = (name: string): string =>
  name.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
const emptyFonts = (text: string): boolean =>
  !/\/Font\s*(?:<<\s*[^>\s]|\d)/.test(text) && !/\/Type\s*\/Font\b/.test(text);

interface Stream {
  readonly data: Buffer;
  readonly picture: boolean;
}

/** Every stream, by the length its dictionary says; undefined where one does not end where it should. */
function streamsOf(bytes: Buffer): { outside: string; all: Stream[] } | undefined {
  const text = bytes.toString('latin1');
  const all: Stream[] = [];
  let outside = '';
  let from = 0;
  for (;;) {
    const keyword = /\bstream\r?\n/g;
    keyword.lastIndex = from;
    const found = keyword.exec(text);
    if (!found) return { outside: outside + text.slice(from), all };
    const before = text.slice(from, found.index);
    const dictionary = before.slice(before.lastIndexOf(' obj'));
    const length = Number(/\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(dictionary)?.[1] ?? Number.NaN);
    const start = found.index + found[0].length;
    if (!Number.isInteger(length) || !/^\s*endstream\b/.test(text.slice(start + length, start + length + 20)))
      return undefined;
    all.push({ data: bytes.subarray(start, start + length), picture: /\/Subtype\s*\/Image\b/.test(dictionary) });
    outside += `${before}\n`;
    from = start + length;
  }
}

function openedStream(data: Buffer): Buffer {
  try {
    return inflateSync(data, { maxOutputLength: 1_000_000 });
  } catch {
    return data;
  }
}

/** EXIF or XMP in a JPEG: segments APP1 and above, before the picture begins. */
function hasCameraData(jpeg: Buffer): boolean {
  for (let at = 2; at + 4 < jpeg.length && jpeg[at] === 0xff; ) {
    const marker = jpeg[at + 1] ?? 0;
    if (marker === 0xda) return false;
    if ((marker >= 0xe1 && marker <= 0xed) || marker === 0xef || marker === 0xfe) return true;
    at += 2 + jpeg.readUInt16BE(at + 2);
  }
  return false;
}
