import mammoth from 'mammoth';
import { beforeAll, describe, expect, test } from 'vitest';
import { defaultLimits, extractText, guardZip, listZipEntries, unpack } from '#platform/extraction/index.ts';
import { type Letter, letterDocx } from './index.ts';
import { reply } from './reply.fixture.ts';

async function partsOf(letter: Letter): Promise<Record<string, string>> {
  const bytes = await letterDocx(letter);
  return Object.fromEntries(
    listZipEntries(bytes).map((entry) => [entry.name, new TextDecoder().decode(unpack(bytes, entry))]),
  );
}

const htmlOf = async (letter: Letter) => (await mammoth.convertToHtml({ buffer: await letterDocx(letter) })).value;
const textOf = async (letter: Letter) => (await mammoth.extractRawText({ buffer: await letterDocx(letter) })).value;

let parts: Record<string, string>;
beforeAll(async () => {
  parts = await partsOf(reply);
});

describe('a Word file', () => {
  test('has the page of the standard: A4, the margins, a grid of 22 lines that fit exactly', () => {
    const section = /<w:sectPr[\s\S]*<\/w:sectPr>/u.exec(parts['word/document.xml'] ?? '')?.[0] ?? '';
    const attribute = (name: string) => Number(new RegExp(`w:${name}="(\\d+)"`, 'u').exec(section)?.[1]);
    const size = /<w:pgSz[^>]*>/u.exec(section)?.[0] ?? '';
    expect(size).toContain('w:w="11906"');
    expect(size).toContain('w:h="16838"');
    expect([attribute('top'), attribute('left'), attribute('right'), attribute('header')]).toEqual([
      2098, 1587, 1474, 1701,
    ]);
    expect(Math.abs(attribute('bottom') - 1984)).toBeLessThan(57);
    expect(attribute('linePitch')).toBe(580);
    expect(16838 - attribute('top') - attribute('bottom')).toBe(22 * 580);
    expect(section).toContain('<w:titlePg/>');
  });

  test('sets 28 characters of 3号 in a line', () => {
    const normal = /w:styleId="Normal">[\s\S]*?<\/w:style>/u.exec(parts['word/styles.xml'] ?? '')?.[0] ?? '';
    expect(normal).toContain('<w:sz w:val="32"/>');
    const closer = Number(/<w:rFonts[^>]*><w:spacing w:val="(-?\d+)"/u.exec(normal)?.[1]);
    const width = 11906 - 1587 - 1474;
    expect(28 * (320 + closer)).toBeLessThanOrEqual(width);
    expect(29 * (320 + closer)).toBeGreaterThan(width);
  });

  test('names the typefaces of official documents and what to take instead', () => {
    const fonts = parts['word/fontTable.xml'] ?? '';
    for (const name of ['仿宋_GB2312', '方正小标宋简体', '黑体', '楷体_GB2312']) {
      expect(parts['word/styles.xml']).toContain(`w:eastAsia="${name}"`);
      expect(fonts).toMatch(new RegExp(`w:name="${name}"><w:altName w:val="[^"]+,`, 'u'));
    }
    expect(Object.keys(parts).filter((name) => /fonts\//u.test(name))).toEqual([]);
  });

  test('has the red head on the first page only and numbers on the others', () => {
    const section = /<w:sectPr[\s\S]*<\/w:sectPr>/u.exec(parts['word/document.xml'] ?? '')?.[0] ?? '';
    const relations = parts['word/_rels/document.xml.rels'] ?? '';
    const part = (kind: 'header' | 'footer', type: string) => {
      const tag =
        section.match(new RegExp(`<w:${kind}Reference[^>]*>`, 'gu'))?.find((one) => one.includes(`w:type="${type}"`)) ??
        '';
      const id = /r:id="([^"]+)"/u.exec(tag)?.[1] ?? '';
      const relation = relations.match(/<Relationship [^>]*>/gu)?.find((one) => one.includes(`Id="${id}"`)) ?? '';
      return parts[`word/${/Target="([^"]+)"/u.exec(relation)?.[1]}`] ?? '';
    };
    expect(part('header', 'first')).toContain(reply.organ);
    expect(part('header', 'first')).toContain('thickThinSmallGap');
    expect(part('footer', 'first')).toContain('thinThickSmallGap');
    expect(part('footer', 'first')).not.toContain('PAGE');
    for (const type of ['default', 'even']) {
      expect(part('header', type)).not.toContain('<w:t');
      expect(part('footer', type)).toContain('PAGE');
    }
    expect(part('footer', 'default')).toContain('<w:jc w:val="right"/>');
    expect(part('footer', 'even')).toContain('<w:jc w:val="left"/>');
    expect(parts['word/settings.xml']).toContain('evenAndOddHeaders');
  });

  test('keeps the signature together, right of the middle, and the copies in a frame at the foot', () => {
    const paragraphs: readonly string[] = (parts['word/document.xml'] ?? '').match(/<w:p>.*?<\/w:p>/gu) ?? [];
    const organ = paragraphs.findLast((one) => one.includes(`>${reply.organ}<`)) ?? '';
    const date = paragraphs.find((one) => one.includes('2026年11月23日')) ?? '';
    expect(organ).toContain('<w:keepNext/>');
    expect(date).toMatch(
      /<w:ind w:right="1264"\/><w:jc w:val="right"\/>|<w:ind w:right="1263"\/><w:jc w:val="right"\/>/u,
    );
    const copies = paragraphs.find((one) => one.includes('抄送：')) ?? '';
    expect(copies).toMatch(/<w:framePr[^>]*w:vAnchor="margin"[^>]*w:yAlign="bottom"/u);
    expect(paragraphs.indexOf(copies)).toBe(paragraphs.length - 2);
  });

  test('tells title and organ, and neither days nor people', () => {
    const core = parts['docProps/core.xml'] ?? '';
    expect(
      core
        .replace(/<[^>]*>/gu, '|')
        .split('|')
        .filter((word) => word.trim()),
    ).toEqual([reply.title, reply.organ]);
    expect(`${parts['docProps/app.xml']}${parts['docProps/custom.xml']}`.replace(/<[^>]*>/gu, '').trim()).toBe('');
  });

  test('is read back by another program: words in order, headings, table, list', async () => {
    const html = await htmlOf(reply);
    expect(html).toMatch(
      /<h1>一、关于申请事项<\/h1>.*<h2>（一）可以公开的部分<\/h2>.*<table>.*<h1>二、关于救济途径<\/h1>/u,
    );
    expect(html).toMatch(/<th>\s*<p>序号<\/p>\s*<\/th>/u);
    const text = (await textOf(reply)).replace(/\s/gu, '');
    expect(text).toMatch(/^赣药监公开〔2026〕12号江西省药品监督管理局关于张三政府信息公开申请的答复张三：/u);
    expect(text).toContain('附件：1.2025年度药品生产企业飞行检查情况汇总表2.《江西省');
    expect(text).toMatch(/江西省药品监督管理局2026年11月23日（此件公开发布）抄送：.*。$/u);
  });

  test('is taken by our own door for files', async () => {
    const bytes = await letterDocx(reply);
    await guardZip(bytes, defaultLimits);
    const { blocks } = await extractText(bytes, '答复.docx');
    expect(JSON.stringify(blocks)).toContain('现答复如下');
  });
});

describe('hostile words', () => {
  test('are words: markup, formulae, fields', async () => {
    const said = "=cmd|'/c calc'!A1 <w:p/> &amp; ]]> { MERGEFIELD x } <script>";
    const letter: Letter = {
      ...reply,
      organ: '省<局>&"',
      title: `答复 ${said}`.slice(0, 60),
      body: [{ kind: 'text', text: said }],
    };
    expect(await textOf(letter)).toContain(said);
    const hostile = await partsOf(letter);
    expect(hostile['word/document.xml']).not.toMatch(/instrText[^<]*MERGEFIELD|<script>/u);
    expect(hostile['docProps/core.xml']).toContain('省&lt;局&gt;&amp;&quot;');
  });

  test('control and direction characters and halves do not reach the file', async () => {
    const letter: Letter = {
      ...reply,
      title: '答\u202e复\u0000',
      body: [{ kind: 'text', text: '甲\u0001\u200f乙\ud842丙\ufffe' }],
    };
    const text = await textOf(letter);
    expect(text).toContain('甲乙丙');
    expect((await partsOf(letter))['word/document.xml']).not.toMatch(/\p{Cc}|\p{Cf}|\p{Cs}|\ufffe/u);
  });

  test('ten thousand characters are all there', async () => {
    const text = '药品监督，'.repeat(2_000);
    expect(await textOf({ ...reply, body: [{ kind: 'text', text }] })).toContain(text);
  });

  test('what is wrong is refused as for the PDF', async () => {
    await expect(async () => letterDocx({ ...reply, title: '' })).rejects.toMatchObject({
      fields: { title: '标题不能为空' },
    });
  });
});
