import { deflateRawSync } from 'node:zlib';
import {
  AlignmentType,
  Document,
  FootnoteReferenceRun,
  HeadingLevel,
  ImageRun,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { type Newsroom, openNewsroom } from '../testing/newsroom.ts';
import type { ImportedText } from '../import-contract.ts';

let room: Newsroom;
beforeAll(async () => {
  room = await openNewsroom();
});
afterAll(() => room.close());

const bring = async (bytes: Uint8Array | string, name: string, by = room.people.drafter) =>
  room.browse(by).upload('/api/drafting/import', name, typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
const brought = async (bytes: Uint8Array | string, name: string) => {
  const answer = await bring(bytes, name);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<ImportedText>();
};
const refusal = async (bytes: Uint8Array | string, name: string) =>
  (await bring(bytes, name)).json<{ fields: Record<string, string> }>().fields.file;

/** One point of colour. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function word(): Promise<Uint8Array> {
  const cell = (text: string, columnSpan = 1) => new TableCell({ columnSpan, children: [new Paragraph(text)] });
  const file = new Document({
    footnotes: { 1: { children: [new Paragraph('本通知所称企业，指药品经营企业。')] } },
    numbering: {
      config: [
        { reference: 'list', levels: [{ level: 0, format: 'decimal', text: '%1.', alignment: AlignmentType.START }] },
      ],
    },
    sections: [
      {
        children: [
          new Paragraph('赣药监办〔2026〕5号'),
          new Paragraph({ text: '关于开展药品经营检查的通知', heading: HeadingLevel.TITLE }),
          new Paragraph({
            children: [
              new TextRun('各企业'),
              new FootnoteReferenceRun(1),
              new TextRun({ text: '须自查', bold: true }),
              new TextRun('。'),
            ],
          }),
          new Paragraph({ text: '一、检查对象', heading: HeadingLevel.HEADING_1 }),
          new Paragraph({ text: '批发企业', numbering: { reference: 'list', level: 0 } }),
          new Paragraph({ text: '零售企业', numbering: { reference: 'list', level: 0 } }),
          new Paragraph({ text: '（一）时间', heading: HeadingLevel.HEADING_2 }),
          new Paragraph({ text: '二、检查安排', heading: HeadingLevel.HEADING_1 }),
          new Table({
            rows: [
              new TableRow({ children: [cell('安排', 2)] }),
              new TableRow({ children: [cell('3月'), cell('南昌')] }),
            ],
          }),
          new Paragraph({
            children: [
              new TextRun('见图'),
              new ImageRun({
                type: 'png',
                data: PNG,
                transformation: { width: 10, height: 10 },
                altText: { title: '图', name: '图', description: '检查流程图' },
              }),
            ],
          }),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(file));
}

describe('a Word document', () => {
  it('keeps headings, lists, tables, notes and pictures; title and number go to their fields', async () => {
    const text = await brought(await word(), '检查通知.docx');
    expect([text.title, text.documentNumber]).toEqual(['关于开展药品经营检查的通知', '赣药监办〔2026〕5号']);
    const [picture] = text.media;
    expect(text.media).toHaveLength(1);
    expect(text.html).toBe(
      [
        '<p>各企业<span data-kind="footnote">本通知所称企业，指药品经营企业。</span><strong>须自查</strong>。</p>',
        '<h2>一、检查对象</h2>',
        '<ol><li>批发企业</li><li>零售企业</li></ol>',
        '<h3>（一）时间</h3>',
        '<h2>二、检查安排</h2>',
        '<table><tbody><tr><td colspan="2"><p>安排</p></td></tr><tr><td><p>3月</p></td><td><p>南昌</p></td></tr></tbody></table>',
        '<p>见图</p>',
        `<figure data-kind="picture"><img src="/media/${picture?.hash}" alt="检查流程图" /></figure>`,
      ].join(''),
    );
    expect(text.warnings).toContain('自动编号按列表带入，标题前的自动编号（如“一、”）没有带入，请核对');
    expect(text.warnings.filter((warning) => warning.includes('替代文字'))).toEqual([]);
    // The picture is the sender's, ready to be published with the text.
    const kept = await room.browse(room.people.drafter).get(`/api/attachments/${picture?.id}/content`);
    expect([kept.statusCode, kept.headers['content-type']]).toEqual([200, 'image/png']);
    const saved = await room.browse(room.people.drafter).post('/api/documents', {
      type: 'announcement',
      leadUnitId: await room.unit('jx-finance'),
      content: await room.content({ bodyHtml: text.html, media: [...text.media] }),
    });
    expect(saved.statusCode).toBe(201);
  });

  it('that is swollen, broken, of the old kind or locked is refused with what to do', async () => {
    expect(await refusal(bomb(), '炸弹.docx')).toBe('文件的压缩比例异常，可能是恶意文件，不能读取');
    const whole = await word();
    expect(await refusal(whole.slice(0, whole.length / 2), '半个.docx')).toContain('文件已损坏');
    const old = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600)]);
    expect(await refusal(old, '旧版.doc')).toContain('旧版 Office 文件');
  });
});

/** A package whose text is small as it is sent and vast when it is unpacked. */
function bomb(): Uint8Array {
  const name = Buffer.from('word/document.xml');
  const plain = Buffer.alloc(40 * 1024 * 1024, 0x20);
  const packed = deflateRawSync(plain);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(plain.length, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(plain.length, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, central, name, end]);
}

describe('a page', () => {
  it('keeps its structure, runs nothing and fetches nothing; what was left out is said', async () => {
    const text = await brought(
      `<!doctype html><html><head><title>t</title><style>p{}</style></head><body><div class="nav"><h1>通告</h1><div><p onclick="x()">甲<a href="javascript:x()">乙</a><a name="m"></a></p>
      <ul><li>丙</li></ul></div>散<b>字</b></div><script>alert(1)</script><iframe src="https://elsewhere.invalid"></iframe>
      <img src="https://elsewhere.invalid/a.png"><img src="data:image/png;base64,${PNG.toString('base64')}" alt="点"></body></html>`,
      '页面.html',
    );
    expect(text.title).toBe('通告');
    expect(text.html).toMatch(
      /^<p>甲<a>乙<\/a><\/p><ul><li>丙<\/li><\/ul><p>散<strong>字<\/strong><\/p><figure data-kind="picture"><img src="\/media\/[0-9a-f]{64}" alt="点" \/><\/figure>$/,
    );
    expect(text.warnings).toEqual([
      '标题和文号已取到各自的栏目，正文里不再重复',
      '嵌入的网页没有带入',
      '1 张图片在别的地址，没有带入，请保存后用“插入图片”上传',
    ]);
  });

  it('says how many pictures came without words', async () => {
    const src = `data:image/png;base64,${PNG.toString('base64')}`;
    const { warnings } = await brought(
      `<html><body><p>甲</p><img src="${src}"><img src="${src}" alt="点"></body></html>`,
      '页面.html',
    );
    expect(warnings).toEqual(['1 张图片没有替代文字，请点图片补写']);
  });

  it('with a drawing in the dress of a picture brings its words only', async () => {
    const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>').toString('base64');
    const text = await brought(
      `<html><body><p>甲</p><img src="data:image/svg+xml;base64,${drawing}"></body></html>`,
      '页面.html',
    );
    expect([text.html, text.media]).toEqual(['<p>甲</p>', []]);
    expect(text.warnings[0]).toContain('第 1 张图片没有带入');
  });
});

test('plain text becomes paragraphs, and lines in the order of official documents become headings', async () => {
  const text = await brought(
    '关于做好抽检工作的通知\n赣药监〔2026〕12号\n各单位：\n一、总体要求\n（一）对象\n按计划进行。\n二、<b>不是标签',
    '通知.txt',
  );
  expect([text.title, text.documentNumber]).toEqual(['关于做好抽检工作的通知', '赣药监〔2026〕12号']);
  expect(text.html).toBe(
    '<p>各单位：</p><h2>一、总体要求</h2><h3>（一）对象</h3><p>按计划进行。</p><h2>二、&lt;b&gt;不是标签</h2>',
  );
});

describe('refusals', () => {
  test.each([
    ['a picture', PNG, '图.png', '不能导入PNG 图片'],
    ['nothing', '', '空.txt', '文件是空的'],
    ['a file that says it is another', PNG, '图.docx', '内容却是PNG 图片'],
  ])('%s', async (_name, bytes, name, words) => {
    expect(await refusal(bytes, name)).toContain(words);
  });

  it('is for who may draft', async () => {
    expect((await bring('正文', '文.txt', room.people.issuer)).statusCode).toBe(403);
  });
});
