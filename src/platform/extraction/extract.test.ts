import { createRequire } from 'node:module';
import { Document, Packer, Paragraph } from 'docx';
import { writeXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { AppError } from '#kernel/errors.ts';
import { defaultLimits, type ExtractionLimits } from './blocks.ts';
import { detectType } from './detect.ts';
import { readElsewhere } from './elsewhere.ts';
import { extractText } from './extract.ts';
import { blocksOfHtml } from './html.ts';
import { zip } from '../testing/zip.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const wide = (text: string) => Buffer.from(text, 'utf16le');

async function refusalOf(bytes: Uint8Array, name: string, limits?: Partial<ExtractionLimits>): Promise<string> {
  const error: unknown = await extractText(bytes, name, { ...defaultLimits, ...limits }).catch(
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AppError);
  if (!(error instanceof AppError)) throw error;
  expect([error.code, error.reasons.length]).toEqual(['invalid', 1]);
  return error.fields.file ?? '';
}

const wordParts = { '[Content_Types].xml': utf8('<Types/>'), 'word/document.xml': utf8('<w:document/>') };
const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
  Buffer.from('IHDR'),
  Buffer.alloc(13),
  Buffer.alloc(4),
  Buffer.alloc(4),
  Buffer.from('IDAT'),
  Buffer.alloc(4),
]);

/** pdfkit ships no types; this is the part the tests use. */
interface Page {
  text(text: string, options?: object): Page;
  fontSize(points: number): Page;
  rect(x: number, y: number, width: number, height: number): Page;
  fill(colour: string): Page;
  addPage(): Page;
  on(event: 'data' | 'end', listener: (chunk: Buffer) => void): void;
  end(): void;
}
const PdfDocument: new (options: object) => Page = createRequire(import.meta.url)('pdfkit');

function pdf(write: (page: Page) => void, options: object = {}): Promise<Buffer> {
  const document = new PdfDocument(options);
  const chunks: Buffer[] = [];
  document.on('data', (chunk) => chunks.push(chunk));
  write(document);
  document.end();
  return new Promise((resolve) => document.on('end', () => resolve(Buffer.concat(chunks))));
}

/** A page of Chinese as office software writes it: characters by number, with a table back to Unicode. */
function chinesePdf(lines: readonly { readonly text: string; readonly x: number }[]): Buffer {
  const hex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex');
  const drawn = lines
    .map(({ text, x }, at) => `BT /F 16 Tf 1 0 0 1 ${x} ${760 - at * 28} Tm <${hex(text)}> Tj ET`)
    .join('\n');
  const used = [...new Set(lines.flatMap(({ text }) => [...text]))].map((one) => `<${hex(one)}> <${hex(one)}>`);
  const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def
1 begincodespacerange <0000> <FFFF> endcodespacerange ${used.length} beginbfchar ${used.join(' ')} endbfchar endcmap end end`;
  const stream = (text: string) => `<< /Length ${text.length} >>\nstream\n${text}\nendstream`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    stream(drawn),
    '<< /Type /Font /Subtype /Type0 /BaseFont /FangSong /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>',
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /FangSong /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor 8 0 R >>',
    stream(map),
    '<< /Type /FontDescriptor /FontName /FangSong /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 800 /StemV 80 >>',
  ];
  let file = '%PDF-1.7\n';
  const offsets = objects.map((object, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  return Buffer.from(
    `${file}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF`,
    'latin1',
  );
}

const word = (...lines: string[]) =>
  Packer.toBuffer(new Document({ sections: [{ children: lines.map((line) => new Paragraph(line)) }] }));
const paragraphs = (...texts: string[]) => texts.map((text) => ({ type: 'paragraph', text }));

test('plain text gives a paragraph for every line that is not blank', async () => {
  const { kind, blocks, warnings } = await extractText(
    utf8('\ufeff 第一行\r\n\r\n\u3000\u3000第二行\u00a0\n'),
    '要点.txt',
  );
  expect([kind, blocks, warnings]).toEqual(['txt', paragraphs('第一行', '第二行'), []]);
});

test('GB18030 text is read', async () => {
  const text = '推进重要决策公开，出台和调整涉及医药产业发展有关政策措施。';
  expect((await extractText(iconv.encode(text, 'gb18030'), '要点.txt')).blocks).toEqual(paragraphs(text));
});

test.each([
  ['Big5', iconv.encode('推進重要決策公開，出台和調整涉及醫藥產業發展有關政策措施', 'big5')],
  ['Shift JIS', iconv.encode('重要な政策の公開を推進し、産業の発展に関する措置を調整する', 'shift_jis')],
  [
    'Korean',
    iconv.encode('중요한 정책 결정을 공개하고 산업 발전에 관한 조치를 조정하며 국민의 의견을 널리 듣는다', 'euc-kr'),
  ],
  ['broken UTF-8', Buffer.from(utf8('推进重要决策公开，出台和调整涉及医药产业发展')).subarray(1)],
  ['what a wrong conversion left behind', utf8('推进锟斤拷锟斤拷公开')],
  ['Latin', iconv.encode('Les décisions importantes seront publiées à l’été', 'latin1')],
])('garbled text is refused, not shown: %s', async (_, bytes) => {
  expect(await refusalOf(bytes, '要点.txt')).toMatch(/编码无法识别.*UTF-8/);
});

test('a page gives headings, paragraphs and tables, and nothing of its scripts', async () => {
  const page = `<!doctype html><html><head><title>t</title><style>p{}</style></head><body>
    <h1>要点</h1><p>甲<b>乙</b><br>丙</p><script>document.write('坏')</script><ol start="3"><li>丁</li><li>戊</li></ol>
    <table><tr><td rowspan=2>任务</td><td colspan=2>要求</td></tr><tr><td>一<p>二</td><td>三</td></tr></table></body></html>`;
  expect((await extractText(utf8(page), '要点.html')).blocks).toEqual([
    { type: 'heading', level: 1, text: '要点' },
    ...paragraphs('甲乙', '丙', '3. 丁', '4. 戊'),
    {
      type: 'table',
      rows: [
        ['任务', '要求', '要求'],
        ['任务', '一\n二', '三'],
      ],
    },
  ]);
});

test('a table that only lays out the page is read through', async () => {
  const page = '<html><table><tr><td><p>甲</p><table><tr><td>1</td><td>2</td></tr></table></td></tr></table></html>';
  expect((await extractText(utf8(page), 'a.html')).blocks).toEqual([
    ...paragraphs('甲'),
    { type: 'table', rows: [['1', '2']] },
  ]);
});

test('a Word document is read, and automatic numbers are announced', async () => {
  const { kind, blocks, warnings } = await extractText(await word('一、任务', '（一）公开。'), '方案.docx');
  expect([kind, blocks, warnings]).toEqual(['docx', paragraphs('一、任务', '（一）公开。'), []]);
  const children = [new Paragraph({ text: '公开', numbering: { reference: 'n', level: 0 } })];
  const levels = [{ level: 0, format: 'decimal' as const, text: '%1.' }];
  const numbered = new Document({ numbering: { config: [{ reference: 'n', levels }] }, sections: [{ children }] });
  const read = await extractText(await Packer.toBuffer(numbered), '方案.docx');
  expect([read.blocks, read.warnings.length]).toEqual([paragraphs('1. 公开'), 1]);
});

test('a sheet is a table with its merged cells filled in', async () => {
  const merges = [{ startRow: 0, startCol: 0, endRow: 1, endCol: 0 }];
  const file = await writeXlsx({
    sheets: [
      {
        name: '表',
        rows: [
          ['任务', '要求'],
          ['', 3],
        ],
        merges,
      },
    ],
  });
  expect((await extractText(file, '表.xlsx')).blocks).toEqual([
    {
      type: 'table',
      rows: [
        ['任务', '要求'],
        ['任务', '3'],
      ],
    },
  ]);
});

test('a CSV file is a table', async () => {
  const { kind, blocks } = await extractText(utf8('任务,单位\n"公开,解读",办公室\n'), '表.csv');
  expect([kind, blocks]).toEqual([
    'csv',
    [
      {
        type: 'table',
        rows: [
          ['任务', '单位'],
          ['公开,解读', '办公室'],
        ],
      },
    ],
  ]);
});

test('the lines of a PDF are joined into its paragraphs', async () => {
  const long = 'Open government means that decisions are published, explained and answered for. '.repeat(3).trim();
  const file = await pdf((page) =>
    page.fontSize(14).text('Work points', { paragraphGap: 8 }).text(long).text('The end.'),
  );
  const { blocks, warnings } = await extractText(file, 'plan.pdf');
  expect(blocks).toEqual(paragraphs('Work points', long, 'The end.'));
  expect(warnings).toHaveLength(1);
});

test('the lines of a Chinese PDF are joined, indents and page numbers understood', async () => {
  const file = chinesePdf([
    { text: '二〇二二年工作要点', x: 220 },
    { text: '一、深化公开', x: 112 },
    { text: '一是推进重要决策公开，广泛听取公众意见，让群众', x: 112 },
    { text: '讲真话。（法规处牵头，各相关处配合）', x: 80 },
    { text: '二是做好解读。', x: 112 },
    { text: '— 1 —', x: 280 },
  ]);
  const { blocks } = await extractText(file, '要点.pdf');
  expect(blocks).toEqual(
    paragraphs(
      '二〇二二年工作要点',
      '一、深化公开',
      '一是推进重要决策公开，广泛听取公众意见，让群众讲真话。（法规处牵头，各相关处配合）',
      '二是做好解读。',
    ),
  );
});

const refusals: [string, () => Uint8Array | Promise<Uint8Array>, string, RegExp, Partial<ExtractionLimits>?][] = [
  ['an empty file', () => new Uint8Array(), 'a.txt', /文件是空的/],
  ['blanks only', () => utf8(' \n\u3000\n'), 'a.txt', /没有文字/],
  ['a page without text', () => utf8('<html><script>1</script></html>'), 'a.html', /没有文字/],
  ['a name that does not fit', () => utf8('文字'), 'a.pdf', /后缀是 \.pdf，内容却是纯文本/],
  ['a page named as text', () => utf8('<!DOCTYPE html><html>字</html>'), 'a.txt', /后缀是 \.txt，内容却是网页/],
  ['a picture', () => png, 'a.png', /PNG 图片没有可以读取的文字/],
  ['a picture named as Word', () => png, 'a.docx', /后缀是 \.docx，内容却是PNG 图片/],
  ['SVG', () => utf8('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'a.svg', /不支持 XML 或 SVG/],
  ['RTF', () => utf8('{\\rtf1 text}'), 'a.rtf', /RTF.*另存为 \.docx/],
  ['a program', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), 'a.exe', /不支持这种文件/],
  ['random bytes', () => Buffer.from([1, 2, 3, 0, 0xff, 0xfe, 9]), 'a.dat', /不是可以读取的文字/],
  [
    'old Word',
    () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512)]),
    'a.doc',
    /旧版.*另存为 \.docx/,
  ],
  [
    'Word with a password',
    () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), wide('EncryptedPackage')]),
    'a.docx',
    /设有密码/,
  ],
  ['an archive', () => zip({ '要点.txt': utf8('文字') }), 'a.zip', /不接受压缩包/],
  ['a locked package', () => zip(wordParts, {}, 1), 'a.docx', /设有密码/],
  ['macros', () => zip({ ...wordParts, 'word/vbaProject.bin': utf8('x') }), 'a.docm', /含有宏/],
  [
    'declared macros',
    () =>
      zip({
        ...wordParts,
        '[Content_Types].xml': utf8('<x ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'),
      }),
    'a.docx',
    /含有宏/,
  ],
  ['OFD', () => zip({ 'OFD.xml': utf8('<x/>') }), 'a.ofd', /暂不能读取 OFD/],
  ['a torn package', async () => (await word('文字')).subarray(0, 900), 'a.docx', /已损坏/],
  ['an empty Word body', () => zip(wordParts), 'a.docx', /已损坏|没有文字/],
  ['a torn PDF', () => utf8('%PDF-1.7\nnothing'), 'a.pdf', /PDF 已损坏/],
  ['a scanned PDF', () => pdf((page) => page.rect(10, 10, 300, 300).fill('gray')), 'a.pdf', /扫描件或图片/],
  [
    'a PDF with a password',
    () => pdf((page) => page.text('secret'), { userPassword: 'x', pdfVersion: '1.7' }),
    'a.pdf',
    /PDF 设有密码/,
  ],
  ['too many bytes', () => utf8('字'.repeat(999)), 'a.txt', /文件超过/, { bytes: 100 }],
  ['too many pages', () => pdf((page) => page.text('one').addPage().text('two')), 'a.pdf', /超过 1 页/, { pages: 1 }],
  ['too many characters', () => utf8('字'.repeat(99)), 'a.txt', /超过 50 字/, { characters: 50 }],
  [
    'too many characters on a page',
    () => utf8(`<html><p>${'字'.repeat(30)}<p>${'字'.repeat(30)}</html>`),
    'a.html',
    /超过 50 字|超过/,
    { characters: 50 },
  ],
  [
    'too many cells',
    () => writeXlsx({ sheets: [{ name: '表', rows: Array.from({ length: 20 }, () => [1, 2, 3]) }] }),
    'a.xlsx',
    /超过 50 格/,
    { cells: 50 },
  ],
  [
    'cells merged without measure',
    () =>
      utf8(
        '<html><table><tr><td colspan=99 rowspan=9>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table></html>',
      ),
    'a.html',
    /超过 50 格/,
    { cells: 50 },
  ],
  ['too many CSV cells', () => utf8('1,2,3\n'.repeat(20)), 'a.csv', /超过 50 格/, { cells: 50 }],
  ['too many parts', async () => word('文字'), 'a.docx', /部件超过 3 个/, { entries: 3 }],
  ['a page nested without end', () => utf8(`<html>${'<div>'.repeat(5_000)}字`), 'a.html', /层次过深/],
];

test.each(refusals)('refused with one sentence: %s', async (_, make, name, sentence, limits) => {
  expect(await refusalOf(await make(), name, limits)).toMatch(sentence);
});

test('a zip bomb is refused by its ratio before it is unpacked', async () => {
  const bomb = zip({ ...wordParts, 'word/media/a.xml': new Uint8Array(40 * 1024 * 1024) });
  expect(bomb.length).toBeLessThan(100_000);
  expect(await refusalOf(bomb, 'a.docx')).toMatch(/压缩比例异常/);
});

test('a zip bomb made of many parts is refused by what it claims in all', async () => {
  const part = Buffer.alloc(900 * 1024, 'ab');
  const many = Object.fromEntries(Array.from({ length: 150 }, (_, at) => [`word/${at}.xml`, part]));
  expect(await refusalOf(zip({ ...wordParts, ...many }), 'a.docx')).toMatch(/展开后超过 100 MB/);
});

test('a zip bomb that lies about its size is refused while being unpacked', async () => {
  const bomb = zip({ ...wordParts, 'word/a.xml': new Uint8Array(40 * 1024 * 1024) }, { 'word/a.xml': 1_000 });
  expect(await refusalOf(bomb, 'a.docx')).toMatch(/已损坏/);
});

test('a sheet that reaches for the far corner is refused, not allocated', async () => {
  const rows: (string | number)[][] = [['a']];
  rows[9_999] = Array.from({ length: 100 }, () => 1);
  const sparse = Array.from({ length: 10_000 }, (_, at) => rows[at] ?? []);
  expect(await refusalOf(await writeXlsx({ sheets: [{ name: '表', rows: sparse }] }), 'a.xlsx')).toMatch(
    /超过 200000 格/,
  );
});

test.each([
  ['a.TXT', 'txt', utf8('文字')],
  ['表.csv', 'csv', utf8('甲,乙')],
  ['', 'html', utf8('<!doctype html><p>字')],
  ['page.HTM', 'html', utf8('<p>字</p>')],
  ['scan.png', 'png', png],
  ['photo.jpeg', 'jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0])],
  ['版式.ofd', 'ofd', zip({ 'OFD.xml': utf8('<x/>') })],
  ['noname', 'docx', zip(wordParts)],
])('“%s” is known by its content as %s', async (name, extension, bytes) => {
  expect((await detectType(bytes, name)).extension).toBe(extension);
});

test.each([
  ['a page', '<html><script>alert(1)</script></html>\n', 'a.pdf', /开头夹有别的内容/],
  ['a script', '#!/bin/sh\nrm -rf ~\n', 'a.pdf', /开头夹有别的内容/],
  ['bytes of a program', 'MZ\u0090\u0000\u0003', 'a.pdf', /开头夹有别的内容/],
  ['a package', 'PK\u0003\u0004', 'a.pdf', /已损坏/],
])('a PDF that begins as something else is not taken for one: %s', async (_what, before, name, sentence) => {
  const bytes = Buffer.concat([Buffer.from(before, 'latin1'), Buffer.from('%PDF-1.7\n%âãÏÓ\n', 'latin1')]);
  await expect(detectType(bytes, name)).rejects.toThrow(sentence);
});

test('a PDF after blanks and a byte order mark is one, and a text that speaks of its header is a text', async () => {
  const after = (before: string) => Buffer.from(`${before}%PDF-1.7\n%âãÏÓ\n`, 'latin1');
  for (const before of ['', '\r\n \u0000', '\u00ef\u00bb\u00bf'])
    expect((await detectType(after(before), 'a.pdf')).extension).toBe('pdf');
  expect((await detectType(utf8('文件头应为 %PDF-1.7'), 'a.txt')).extension).toBe('txt');
});

test('what keeps whoever reads it busy is given up after its time, and nobody else waits for it', async () => {
  // Nothing known keeps it busy beyond its length: of this it has less time than a page so long takes on any machine.
  const page = utf8(`<ol>${'<li>'.repeat(300_000)}</ol>`);
  let alive = 0;
  const beat = setInterval(() => (alive += 1), 5);
  const reading = readElsewhere(page, 'html', defaultLimits, 100);
  await expect(reading).rejects.toMatchObject({
    reasons: ['这份文件内容过于复杂，读不出来：请另存为只含正文的 .docx 或 .txt 后再上传'],
  });
  clearInterval(beat);
  expect(alive).toBeGreaterThan(5);
  // Its process is gone, and the next file is read.
  expect((await readElsewhere(utf8('<html><p>字</p>'), 'html', defaultLimits)).blocks).toEqual(paragraphs('字'));
});

test('what was made to be slow is judged at once: comments before a page, tags that never end', async () => {
  const began = performance.now();
  const comments = '<!---->'.repeat(280);
  await expect(detectType(utf8(`${comments}字`), 'a.pdf')).rejects.toThrow('纯文本');
  await expect(detectType(utf8('<a '.repeat(500_000)), 'a.html')).rejects.toThrow('纯文本');
  expect((await detectType(utf8(`<?xml version="1.0"?>\n${comments}\n<html>`), 'a.html')).extension).toBe('html');
  expect(performance.now() - began).toBeLessThan(5_000);
});

test('a list of a hundred thousand items is numbered, and a row as long is laid out, each in one go', () => {
  const limits = { ...defaultLimits, cells: 1_000_000 };
  const began = process.cpuUsage().user;
  const items = blocksOfHtml(`<ol start="3">${'<li>项</li>'.repeat(100_000)}</ol>`, limits);
  expect(items.at(0)).toMatchObject({ text: '3. 项' });
  expect(items.at(-1)).toMatchObject({ text: '100002. 项' });
  const [table] = blocksOfHtml(`<table><tr>${'<td>格</td>'.repeat(100_000)}</tr></table>`, limits);
  expect(table?.type === 'table' && table.rows[0]?.length).toBe(100_000);
  expect((process.cpuUsage().user - began) / 1_000_000).toBeLessThan(8);
});
