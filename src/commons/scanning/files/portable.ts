import { extractTextItems, getDocumentProxy } from 'unpdf';
import { type ExtractionLimits, unusable } from '#platform/extraction/blocks.ts';
import { addMetadata } from './common-parts.ts';
import { addHidden, addText, emptyReading, type Reading } from './piece.ts';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;
type Items = Awaited<ReturnType<typeof extractTextItems>>['items'];

/** PDF: the text layer page by page (text under black bars included), notes and fields, properties, attached files, layers. */
export async function readPdf(bytes: Uint8Array, limits: ExtractionLimits): Promise<Reading> {
  const document = await open(bytes);
  try {
    if (document.numPages > limits.pages) throw unusable(`PDF 超过 ${limits.pages} 页，不能检查，请拆分后再上传`);
    const reading = emptyReading();
    const { items } = await extractTextItems(document);
    addPages(reading, items);
    await addAnnotations(reading, document);
    await addProperties(reading, document);
    await addAttachments(reading, document);
    await addLayersAndScripts(reading, document);
    return reading;
  } finally {
    await document.loadingTask.destroy();
  }
}

async function open(bytes: Uint8Array): Promise<Pdf> {
  try {
    return await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') throw unusable('PDF 设有密码');
    throw unusable('PDF 已损坏，无法打开');
  }
}

function addPages(reading: Reading, items: Items): void {
  const texts = items.map((page) => linesOf(page).join('\n'));
  const unread = texts.flatMap((text, n) => (legible(text) ? [] : [n + 1]));
  if (unread.length === texts.length) {
    const shown = '这个 PDF 是扫描件或图片，没有文字层';
    reading.remarks.push({ rule: 'unreadable/file', where: '正文', content: shown, shown, confidence: 'certain' });
  } else if (unread.length > 0) {
    const shown = `第 ${unread.join('、')} 页`;
    reading.remarks.push({ rule: 'unreadable/pages', where: shown, content: shown, shown, confidence: 'likely' });
  }
  for (const [n, text] of texts.entries())
    if (text !== '') addText(reading, `第 ${n + 1} 页`, [text], { visible: true });
}

/** A page of which nothing, or only boxes and question marks, can be read is as good as a picture. */
function legible(text: string): boolean {
  const bare = text.replace(/\s/g, '');
  const known = bare.match(/[\p{L}\p{N}\p{P}\p{Sm}★☆]/gu)?.length ?? 0;
  return known >= 2 && known >= bare.length * 0.7 && !/^[-—–－\d]{1,8}$/.test(bare);
}

function linesOf(page: Items[number]): string[] {
  const lines: string[] = [];
  let last: { y: number; right: number; size: number } | undefined;
  for (const { str, x, y, width, fontSize } of page) {
    if (str.trim() === '') continue;
    const size = fontSize || 10;
    if (last && Math.abs(y - last.y) < last.size * 0.4) {
      const gap = x - last.right > size * 0.25 ? ' ' : '';
      lines.push(`${lines.pop() ?? ''}${gap}${str}`);
    } else lines.push(str);
    last = { y, right: x + width, size };
  }
  return lines;
}

async function addAnnotations(reading: Reading, document: Pdf): Promise<void> {
  const notes: string[] = [];
  const values: string[] = [];
  for (let n = 1; n <= document.numPages; n++) {
    const page = await document.getPage(n);
    for (const one of (await page.getAnnotations()) as readonly Record<string, unknown>[]) {
      const said = [contentOf(one.contentsObj), contentOf(one.titleObj)].filter((text) => text !== '');
      if (one.subtype === 'Link' || one.subtype === 'Widget') values.push(...said);
      else if (said[0]) notes.push(`第 ${n} 页：${said.join('，')}`);
      if (typeof one.fieldValue === 'string') values.push(one.fieldValue);
      if (typeof one.url === 'string') values.push(one.url.replace(/^mailto:/i, ''));
      await addAttached(reading, document, one.file, one.fileId);
    }
    page.cleanup();
  }
  addHidden(reading, 'hidden/comments', '注释', notes);
  addText(reading, '表单和链接', values);
}

const contentOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'str' in value && typeof value.str === 'string'
    ? value.str.trim()
    : '';

async function addProperties(reading: Reading, document: Pdf): Promise<void> {
  const { info, metadata } = await document.getMetadata();
  const facts = { ...(info as Record<string, unknown>) };
  const text = (key: string) => (typeof facts[key] === 'string' ? facts[key].trim() : '');
  const creator: unknown = metadata?.get('dc:creator');
  const people = [
    text('Author'),
    ...(Array.isArray(creator) ? creator.map(String) : typeof creator === 'string' ? [creator] : []),
  ];
  const custom = Object.entries((facts.Custom ?? {}) as Record<string, unknown>).map(
    ([key, value]) => `${key}：${String(value)}`,
  );
  const others = [
    ['标题', text('Title')],
    ['主题', text('Subject')],
    ['标记', text('Keywords')],
  ].flatMap(([label, value]) => (value ? [`${label}：${value}`] : []));
  addMetadata(
    reading,
    [...new Set(people.filter((one) => one !== ''))].map((one) => `作者：${one}`),
    others,
  );
  addHidden(reading, 'metadata/properties', '文件属性（自定义）', custom, 'possible');
}

async function addAttachments(reading: Reading, document: Pdf): Promise<void> {
  for (const [id, file] of (await document.getAttachments()) ?? []) await addAttached(reading, document, file, id);
}

async function addAttached(reading: Reading, document: Pdf, file: unknown, id: unknown): Promise<void> {
  if (typeof file !== 'object' || file === null || !('filename' in file)) return;
  const name = String(file.filename);
  const given = 'content' in file && file.content instanceof Uint8Array ? file.content : undefined;
  const bytes = given ?? (typeof id === 'string' ? await document.getAttachmentContent(id) : undefined);
  if (reading.inner.some((one) => one.name === name && one.bytes.length === (bytes?.length ?? 0))) return;
  reading.remarks.push({
    rule: 'hidden/embedded',
    where: 'PDF 内的附件',
    content: name,
    shown: name,
    confidence: 'certain',
  });
  reading.inner.push({ name, bytes: bytes ?? new Uint8Array() });
}

async function addLayersAndScripts(reading: Reading, document: Pdf): Promise<void> {
  const layers = await document.getOptionalContentConfig();
  const hidden = [...layers].flatMap(([, group]: [string, unknown]) =>
    typeof group === 'object' && group !== null && 'visible' in group && group.visible === false
      ? ['name' in group ? String(group.name) : '未命名']
      : [],
  );
  addHidden(reading, 'hidden/layer', '图层', hidden, 'likely');
  const scripts: unknown = await document.getJSActions();
  if (typeof scripts === 'object' && scripts !== null && Object.keys(scripts).length > 0)
    reading.remarks.push({
      rule: 'hidden/macros',
      where: '脚本',
      content: JSON.stringify(scripts),
      shown: 'PDF 内有脚本',
      confidence: 'likely',
    });
}
