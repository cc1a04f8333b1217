import { Document, Packer, Paragraph } from 'docx';
import { writeXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { zip } from '#platform/testing/zip.ts';
import { inventedBankCard, inventedCitizenId } from './invented.ts';
import {
  commentOf,
  noteOf,
  ofdOf,
  paragraph,
  relations,
  rowOf,
  rowsOf,
  run,
  slidesOf,
  storyOf,
  wordOf,
  workbookOf,
} from './parts.ts';
import { chinesePdf, layeredPdf, pdfOf } from './pdf-pages.ts';
import { jpegWith, pngWith } from './pictures.ts';

/** A file built by the test, with what has to be found in it: rule and a part of the place. */
export interface LabelledFile {
  readonly about: string;
  readonly name: string;
  readonly build: () => Uint8Array | Promise<Uint8Array>;
  readonly expected: readonly (readonly [rule: string, where: string])[];
}

const ID = inventedCitizenId(1);
const ID2 = inventedCitizenId(2);
const CARD = inventedBankCard(1);
const PLAIN = '现将监督抽检结果予以公布，请各单位按照职责做好后续处置工作。';
const utf8 = (text: string) => new TextEncoder().encode(text);
const identity = (where: string) => ['identity/citizen-id', where] as const;
const plain = paragraph(run(PLAIN));
const core = (inside: string) => `<cp:coreProperties xmlns:cp="c" xmlns:dc="d">${inside}</cp:coreProperties>`;

const WORD: readonly LabelledFile[] = [
  file(
    'a number in the body',
    'a.docx',
    () =>
      Packer.toBuffer(
        new Document({ creator: '', sections: [{ children: [new Paragraph(PLAIN), new Paragraph(`身份证号${ID}`)] }] }),
      ),
    [identity('正文第 2 段')],
  ),
  file('a number cut over runs', 'a.docx', () => wordOf(paragraph(run(ID.slice(0, 7)), run(ID.slice(7)))), [
    identity('正文第 1 段'),
  ]),
  file(
    'a number in a table cell',
    'a.docx',
    () =>
      wordOf(`<w:tbl><w:tr><w:tc>${paragraph(run('王小明'))}</w:tc><w:tc>${paragraph(run(ID))}</w:tc></w:tr></w:tbl>`),
    [identity('正文第 2 段')],
  ),
  file(
    'a mark in the page head',
    'a.docx',
    () => wordOf(plain, { 'word/header1.xml': storyOf('hdr', paragraph(run('机密　江西省局'))) }),
    [['mark/classification', '页眉']],
  ),
  file(
    'a mark in the page foot',
    'a.docx',
    () => wordOf(plain, { 'word/footer1.xml': storyOf('ftr', paragraph(run('内部资料 注意保存'))) }),
    [['mark/internal', '页脚']],
  ),
  file(
    'a watermark',
    'a.docx',
    () =>
      wordOf(plain, {
        'word/header1.xml': storyOf(
          'hdr',
          '<w:p><w:r><w:pict><v:shape><v:textpath string="秘密"/></v:shape></w:pict></w:r></w:p>',
        ),
      }),
    [['mark/classification', '水印']],
  ),
  file(
    'a footnote',
    'a.docx',
    () =>
      wordOf(plain, {
        'word/footnotes.xml': storyOf('footnotes', `<w:footnote>${paragraph(run(`见${ID}`))}</w:footnote>`),
      }),
    [identity('脚注')],
  ),
  file(
    'an endnote',
    'a.docx',
    () => wordOf(plain, { 'word/endnotes.xml': storyOf('endnotes', `<w:endnote>${paragraph(run(ID))}</w:endnote>`) }),
    [identity('尾注')],
  ),
  file(
    'a comment',
    'a.docx',
    () =>
      wordOf(plain, {
        'word/comments.xml': storyOf('comments', `<w:comment w:author="x">${paragraph(run(`此人${ID}`))}</w:comment>`),
      }),
    [['hidden/comments', '批注'], identity('批注')],
  ),
  file(
    'a deleted revision',
    'a.docx',
    () => wordOf(paragraph(run('留下'), `<w:del w:author="x"><w:r><w:delText>${ID}</w:delText></w:r></w:del>`)),
    [['hidden/revisions', '已删除'], identity('已删除')],
  ),
  file(
    'a moved revision',
    'a.docx',
    () => wordOf(paragraph(`<w:moveFrom>${run('移走的话')}</w:moveFrom>`, run('其余'))),
    [['hidden/revisions', '已删除']],
  ),
  file(
    'an inserted revision',
    'a.docx',
    () => wordOf(paragraph(run('号码'), `<w:ins w:author="x">${run(ID)}</w:ins>`)),
    [['hidden/revisions', '插入'], identity('正文')],
  ),
  file('hidden text', 'a.docx', () => wordOf(paragraph(run(PLAIN), run(ID, '<w:vanish/>'))), [
    ['hidden/text', '正文隐藏文字'],
    identity('正文隐藏文字'),
  ]),
  file('white text', 'a.docx', () => wordOf(paragraph(run(PLAIN), run('看不见的底价', '<w:color w:val="FFFFFF"/>'))), [
    ['hidden/text', '正文隐藏文字'],
  ]),
  file(
    'text hidden by its style',
    'a.docx',
    () =>
      wordOf(paragraph(run(PLAIN), run('底稿', '<w:rStyle w:val="H"/>')), {
        'word/styles.xml': storyOf('styles', '<w:style w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'),
      }),
    [['hidden/text', '正文隐藏文字']],
  ),
  file(
    'a text box',
    'a.docx',
    () =>
      wordOf(paragraph(`<w:r><w:pict><w:txbxContent>${paragraph(run(`卡号${CARD}`))}</w:txbxContent></w:pict></w:r>`)),
    [['bank-card/number', '正文']],
  ),
  file(
    'an alternative text',
    'a.docx',
    () => wordOf(paragraph(`<w:r><w:drawing><w:docPr descr="扫描件 ${ID}"/></w:drawing></w:r>`)),
    [identity('替代文字')],
  ),
  file(
    'a field code',
    'a.docx',
    () => wordOf(paragraph(`<w:r><w:instrText> QUOTE ${ID} </w:instrText></w:r>`, run('略'))),
    [identity('域代码')],
  ),
  file(
    'an author and a company',
    'a.docx',
    () =>
      wordOf(plain, {
        'docProps/core.xml': core('<dc:creator>王小明</dc:creator>'),
        'docProps/app.xml': '<Properties><Company>某某局信息中心</Company></Properties>',
      }),
    [
      ['metadata/author', '文件属性'],
      ['metadata/properties', '文件属性'],
    ],
  ),
  file(
    'a custom property',
    'a.docx',
    () =>
      wordOf(plain, {
        'docProps/custom.xml': `<Properties><property name="经办"><lpwstr>${ID}</lpwstr></property></Properties>`,
      }),
    [['metadata/properties', '自定义'], identity('自定义')],
  ),
  file('data of an add-in', 'a.docx', () => wordOf(plain, { 'customXml/item1.xml': `<d><n>${ID}</n></d>` }), [
    ['hidden/data', 'customXml'],
    identity('customXml'),
  ]),
  file(
    'a workbook embedded',
    'a.docx',
    () =>
      wordOf(plain, {
        'word/embeddings/sheet1.xlsx': workbookOf([{ name: '名单', state: 'hidden', xml: rowsOf([ID]) }]),
      }),
    [
      ['hidden/embedded', '嵌入'],
      ['hidden/sheet', '内嵌文件「sheet1.xlsx」隐藏工作表「名单」'],
      identity('隐藏工作表「名单」A1'),
    ],
  ),
  file(
    'an object nobody can read',
    'a.docx',
    () => wordOf(plain, { 'word/embeddings/oleObject1.bin': Buffer.from('d0cf11e0a1b11ae1', 'hex') }),
    [
      ['hidden/embedded', '嵌入'],
      ['unreadable/file', 'oleObject1.bin'],
    ],
  ),
  file(
    'a path of this machine',
    'a.docx',
    () =>
      wordOf(plain, {
        'word/_rels/document.xml.rels': relations(['hyperlink', 'file:///C:/Users/wang/草稿.docx', true]),
      }),
    [['metadata/path', '链接']],
  ),
  file(
    'a picture with a place',
    'a.docx',
    () => wordOf(plain, { 'word/media/image1.jpg': jpegWith({ place: true }) }),
    [
      ['unreadable/pictures', '文中图片'],
      ['metadata/place', 'image1.jpg'],
    ],
  ),
  file('macros', 'a.docm', () => wordOf(plain, { 'word/vbaProject.bin': new Uint8Array(20) }), [
    ['hidden/macros', '宏'],
  ]),
  file(
    'a chunk of a page',
    'a.docx',
    () => wordOf(plain, { 'word/afchunk1.html': `<html><body><p>证号${ID}</p></body></html>` }),
    [identity('afchunk1.html')],
  ),
  file('a chart', 'a.docx', () => wordOf(plain, { 'word/charts/chart1.xml': `<c><v>${ID}</v></c>` }), [
    identity('chart1.xml'),
  ]),
  file(
    'nothing to find',
    'clean.docx',
    () =>
      Packer.toBuffer(
        new Document({
          creator: '',
          sections: [{ children: [new Paragraph(PLAIN), new Paragraph('联系电话：0791-88158000。')] }],
        }),
      ),
    [],
  ),
];

const sheet = (xml: string, name = 'Sheet1') => ({ name, xml });
const EXCEL: readonly LabelledFile[] = [
  file(
    'a hidden sheet',
    'x.xlsx',
    () =>
      workbookOf([
        sheet(rowsOf(['品名', '批号'])),
        { name: 'Sheet2', state: 'hidden', xml: rowsOf(['姓名', '证号'], ['甲', ID]) },
      ]),
    [['hidden/sheet', '隐藏工作表「Sheet2」'], identity('附件「x.xlsx」隐藏工作表「Sheet2」B2')],
  ),
  file(
    'a very hidden sheet',
    'x.xlsx',
    () => workbookOf([sheet(rowsOf(['品名'])), { name: '底稿', state: 'veryHidden', xml: rowsOf([ID]) }]),
    [['hidden/sheet', '底稿'], identity('「底稿」A1')],
  ),
  file(
    'a hidden row',
    'x.xlsx',
    () => workbookOf([sheet(`<sheetData>${rowOf(1, ['品名'])}${rowOf(2, ['底数', ID], 'hidden="1"')}</sheetData>`)]),
    [['hidden/cells', '隐藏的行列'], identity('B2（隐藏）')],
  ),
  file(
    'a row of no height',
    'x.xlsx',
    () =>
      workbookOf([
        sheet(`<sheetData>${rowOf(1, ['品名'])}${rowOf(2, ['底数'], 'ht="0" customHeight="1"')}</sheetData>`),
      ]),
    [['hidden/cells', '隐藏的行列']],
  ),
  file(
    'a hidden column',
    'x.xlsx',
    () => workbookOf([sheet(`<cols><col min="2" max="3" hidden="1"/></cols>${rowsOf(['品名', ID])}`)]),
    [['hidden/cells', '隐藏的行列'], identity('B1（隐藏）')],
  ),
  file(
    'a format that shows nothing',
    'x.xlsx',
    () =>
      workbookOf([sheet(`<sheetData><row r="1"><c r="A1" s="1"><v>${ID.slice(0, 15)}</v></c></row></sheetData>`)], {
        'xl/styles.xml':
          '<styleSheet><numFmts><numFmt numFmtId="200" formatCode=";;;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs></styleSheet>',
      }),
    [['hidden/cells', '隐藏的行列']],
  ),
  file(
    'a comment on a cell',
    'x.xlsx',
    () =>
      workbookOf([{ ...sheet(rowsOf(['品名'])), relations: relations(['comments', '../comments1.xml']) }], {
        'xl/comments1.xml': `<comments><commentList><comment ref="A1"><text><r><t>核对 ${ID}</t></r></text></comment></commentList></comments>`,
      }),
    [['hidden/comments', '批注'], identity('批注')],
  ),
  file(
    'a threaded comment',
    'x.xlsx',
    () =>
      workbookOf(
        [{ ...sheet(rowsOf(['品名'])), relations: relations(['threadedComment', '../threadedComments/t1.xml']) }],
        {
          'xl/threadedComments/t1.xml': `<ThreadedComments><threadedComment ref="A1"><text>${ID}</text></threadedComment></ThreadedComments>`,
        },
      ),
    [['hidden/comments', '批注'], identity('批注')],
  ),
  file(
    'a hidden name',
    'x.xlsx',
    () =>
      workbookOf(
        [sheet(rowsOf(['品名']))],
        {},
        `<definedNames><definedName name="秘" hidden="1">"${ID}"</definedName></definedNames>`,
      ),
    [['hidden/names', '定义名称'], identity('定义名称')],
  ),
  file(
    'a link to another workbook',
    'x.xlsx',
    () =>
      workbookOf([sheet(rowsOf(['品名']))], {
        'xl/externalLinks/externalLink1.xml': `<externalLink><cell><v>${ID}</v></cell></externalLink>`,
        'xl/externalLinks/_rels/externalLink1.xml.rels': relations([
          'externalLinkPath',
          'file:///D:/内部/名单.xlsx',
          true,
        ]),
      }),
    [['hidden/external', '外部链接'], identity('外部链接'), ['metadata/path', '链接']],
  ),
  file(
    'source data of a pivot table',
    'x.xlsx',
    () => workbookOf([sheet(rowsOf(['品名']))], { 'xl/pivotCache/pivotCacheRecords1.xml': `<r><s v="${ID}"/></r>` }),
    [['hidden/source-data', '数据透视表'], identity('数据透视表')],
  ),
  file(
    'a mark in the page head of a sheet',
    'x.xlsx',
    () =>
      workbookOf([
        sheet(`${rowsOf(['品名'])}<headerFooter><oddHeader>&amp;L秘密&amp;R第 &amp;P 页</oddHeader></headerFooter>`),
      ]),
    [['mark/classification', '页眉页脚']],
  ),
  file(
    'a text left behind by a deleted cell',
    'x.xlsx',
    () =>
      workbookOf([sheet('<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>')], {
        'xl/sharedStrings.xml': `<sst><si><t>品名</t></si><si><t>${ID}</t></si></sst>`,
      }),
    [['hidden/data', '残留文字'], identity('残留文字')],
  ),
  file(
    'columns of people',
    'x.xlsx',
    () =>
      workbookOf([
        sheet(
          rowsOf(
            ['姓名', '家庭住址', '手机号'],
            ['王小明', '南昌市东湖区某街道沿江路18号3栋2单元501室', '13900001234'],
          ),
        ),
      ]),
    [
      ['phone/mobile', 'C2'],
      ['address/home', 'B2'],
    ],
  ),
  file(
    'a mobile kept as a number',
    'x.xlsx',
    () => workbookOf([sheet('<sheetData><row r="1"><c r="A1"><v>1.3900001234E10</v></c></row></sheetData>')]),
    [['phone/mobile', 'A1']],
  ),
  file(
    'a workbook of a library',
    'x.xlsx',
    () =>
      writeXlsx({
        sheets: [
          {
            name: '名单',
            rows: [
              ['姓名', '证号'],
              ['甲', ID2],
            ],
          },
        ],
      }),
    [identity('工作表「名单」B2')],
  ),
  file(
    'an author',
    'x.xlsx',
    () =>
      workbookOf([sheet(rowsOf(['品名']))], {
        'docProps/core.xml': core('<cp:lastModifiedBy>李小红</cp:lastModifiedBy>'),
      }),
    [['metadata/author', '文件属性']],
  ),
  file(
    'nothing to find',
    'clean.xlsx',
    () =>
      workbookOf([
        sheet(
          rowsOf(['序号', '药品通用名称', '批准文号', '批号'], ['1', '感冒灵颗粒', '国药准字Z36020001', '20260103']),
        ),
      ]),
    [],
  ),
];

const OTHERS: readonly LabelledFile[] = [
  file('a slide', 's.pptx', () => slidesOf([{ text: PLAIN }, { text: `证号${ID}` }]), [identity('第 2 张幻灯片')]),
  file('a hidden slide', 's.pptx', () => slidesOf([{ text: PLAIN }, { text: `证号${ID}`, hidden: true }]), [
    ['hidden/slide', '第 2 张'],
    identity('第 2 张'),
  ]),
  file(
    'notes and comments of a slide',
    's.pptx',
    () =>
      slidesOf(
        [
          {
            text: PLAIN,
            relations: relations(['notesSlide', '../notesSlides/n1.xml'], ['comments', '../comments/c1.xml']),
          },
        ],
        { 'ppt/notesSlides/n1.xml': noteOf(`口径：${ID}`), 'ppt/comments/c1.xml': commentOf('这页不要放') },
      ),
    [['hidden/notes', '备注'], identity('备注'), ['hidden/comments', '批注']],
  ),
  file('the text layer of a PDF', 'p.pdf', () => pdfOf((page) => page.text(`A line of text. No. ${ID} end.`)), [
    identity('第 1 页'),
  ]),
  file(
    'text under a black bar',
    'p.pdf',
    () => pdfOf((page) => page.text(`Name and number ${ID}`, 50, 50).rect(40, 40, 400, 40).fill('black')),
    [identity('第 1 页')],
  ),
  file(
    'a number cut by a line end',
    'p.pdf',
    () => pdfOf((page) => page.text(`A line of text ${ID.slice(0, 9)}`, 50, 50).text(ID.slice(9), 50, 70)),
    [identity('第 1 页')],
  ),
  file(
    'a mark at the head of a PDF',
    'p.pdf',
    () => chinesePdf(['000012', 60, 800], ['秘密★一年', 400, 800], ['关于印发方案的通知', 150, 700]),
    [['mark/classification', '第 1 页']],
  ),
  file(
    'the author of a PDF',
    'p.pdf',
    () => pdfOf((page) => page.text('A page of plain text'), { info: { Author: '王小明', Title: '内部资料' } }),
    [
      ['metadata/author', '文件属性'],
      ['mark/internal', '文件属性'],
    ],
  ),
  file(
    'a note in a PDF',
    'p.pdf',
    () => pdfOf((page) => page.text('A page of plain text').note(50, 50, 20, 20, `check ${ID}`)),
    [['hidden/comments', '注释'], identity('注释')],
  ),
  file(
    'a file within a PDF',
    'p.pdf',
    () => pdfOf((page) => page.text('A page of plain text').file(utf8(`证号 ${ID}`), { name: 'inner.txt' })),
    [['hidden/embedded', 'PDF 内的附件'], identity('inner.txt')],
  ),
  file('a layer switched off', 'p.pdf', layeredPdf, [['hidden/layer', '图层']]),
  file('a scanned PDF', 'scan.pdf', () => pdfOf((page) => page.rect(10, 10, 300, 300).fill('gray')), [
    ['unreadable/file', '正文'],
  ]),
  file(
    'a PDF with one scanned page',
    'half.pdf',
    () => pdfOf((page) => page.text('A page of plain text').addPage().rect(10, 10, 300, 300).fill('gray')),
    [['unreadable/pages', '第 2 页']],
  ),
  file(
    'a PDF with a password',
    'lock.pdf',
    () => pdfOf((page) => page.text('secret'), { userPassword: 'x', pdfVersion: '1.7' }),
    [['unreadable/file', 'lock.pdf']],
  ),
  file('a torn PDF', 'torn.pdf', () => utf8('%PDF-1.7\nnothing'), [['unreadable/file', 'torn.pdf']]),
  file(
    'a page with a comment and a hidden element',
    'h.html',
    () =>
      utf8(
        `<html><head><meta name="author" content="王小明"></head><body><p>${PLAIN}</p><!-- 原稿 ${ID} --><p style="display:none">内线 ${ID2}</p></body></html>`,
      ),
    [
      ['hidden/comments', '网页注释'],
      identity('网页注释'),
      ['hidden/text', '隐藏元素'],
      identity('隐藏元素'),
      // A hidden paragraph is read with the others, too.
      identity('正文'),
      ['metadata/author', '网页属性'],
    ],
  ),
  file('text', 't.txt', () => utf8(`${PLAIN}\n身份证：${ID}`), [identity('第 2 段')]),
  file('text in GB18030', 't.txt', () => new Uint8Array(iconv.encode(`${PLAIN}\n身份证：${ID}`, 'gb18030')), [
    identity('第 2 段'),
  ]),
  file('a table of text', 't.csv', () => utf8(`姓名,证号\n王小明,${ID}\n`), [identity('第 2 行第 2 列')]),
  file('an OFD', 'o.ofd', () => ofdOf([PLAIN, `证号${ID}`], '王小明'), [
    identity('第 1 页'),
    ['metadata/author', '文件属性'],
  ]),
  file(
    'an OFD with an annotation and a file',
    'o.ofd',
    () =>
      ofdOf([PLAIN], '', {
        'Doc_0/Annots/Annotation_1.xml': '<a><TextObject><TextCode>不要公开</TextCode></TextObject></a>',
        'Doc_0/Attachs/in.txt': utf8(`证号 ${ID}`),
      }),
    [['hidden/comments', '注释'], ['hidden/embedded', '附件'], identity('in.txt')],
  ),
  file('an OFD of pictures', 'o.ofd', () => ofdOf([]), [['unreadable/file', '正文']]),
  file(
    'a photograph with a place and a name',
    'f.jpg',
    () => jpegWith({ artist: 'Wang Xiaoming', place: true, comment: `id ${ID}` }),
    [
      ['metadata/place', 'f.jpg'],
      ['metadata/author', '图片属性'],
      identity('图片属性'),
      ['unreadable/pictures', 'f.jpg'],
    ],
  ),
  file('a picture with a text inside', 'f.png', () => pngWith('Wang Xiaoming'), [
    ['metadata/author', '图片属性'],
    ['unreadable/pictures', 'f.png'],
  ]),
  file('an archive', 'z.zip', () => zip({ 'a.txt': ID }), [['unreadable/file', 'z.zip']]),
  file(
    'an old Word file',
    'old.doc',
    () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
    [['unreadable/file', 'old.doc']],
  ),
  file('a broken package', 'b.docx', () => wordOf(plain).subarray(0, 300), [['unreadable/file', 'b.docx']]),
  file(
    'a package with a declaration that could expand',
    'e.docx',
    () =>
      wordOf(plain, { 'word/document.xml': '<!DOCTYPE a [<!ENTITY b "c">]><w:document><w:t>&b;</w:t></w:document>' }),
    [['unreadable/file', 'e.docx']],
  ),
  file('bytes of no kind', 'x.bin', () => Uint8Array.from({ length: 200 }, (_, n) => (n * 37) % 256), [
    ['unreadable/file', 'x.bin'],
  ]),
  file('a file that is not what its name says', 'x.pdf', () => utf8(PLAIN), [['unreadable/file', 'x.pdf']]),
  file(
    'nothing to find',
    'clean.pdf',
    () => chinesePdf(['关于公布监督抽检结果的通告', 150, 780], ['（2026年第12号）', 200, 750]),
    [],
  ),
];

export const LABELLED_FILES: readonly LabelledFile[] = [...WORD, ...EXCEL, ...OTHERS];

function file(
  about: string,
  name: string,
  build: LabelledFile['build'],
  expected: LabelledFile['expected'],
): LabelledFile {
  return { about, name, build, expected };
}
