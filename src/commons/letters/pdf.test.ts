import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { localDate } from '#kernel/dates.ts';
import { type Letter, letterPdf, packagedFonts } from './index.ts';
import { PITCH, mm } from './page-form.ts';
import { type Printed, readPdf } from './printed-pdf.fixture.ts';
import { reply } from './reply.fixture.ts';

const read = async (letter: Letter) => readPdf(await letterPdf(letter));
const PAGE_NUMBER = /^— \d+ —$/u;
const wordsOf = (pieces: readonly Printed[]) =>
  pieces
    .filter(({ text }) => !PAGE_NUMBER.test(text))
    .map(({ text }) => text)
    .join('')
    .replace(/\s/gu, '');
const found = (pieces: readonly Printed[], text: string): Printed => {
  const piece = pieces.findLast((one) => one.text.startsWith(text));
  if (!piece) throw new Error(`不在页上：${text}`);
  return piece;
};
const LEFT = mm(28);
const RIGHT = mm(210 - 26);
const middleOf = ({ x, right }: Printed) => (x + right) / 2;
/** A line ends where its last glyph does; a mark that hangs has its blank half outside. */
const HANGING = 8.5;

describe('the page', () => {
  test('is A4 and its text stands in the text area, on 22 lines', async () => {
    const { sizes, pieces, pages } = await read({
      ...reply,
      body: Array(3).fill({ kind: 'text', text: '国'.repeat(700) }),
    });
    for (const [width = 0, height = 0] of sizes) {
      expect(width).toBeCloseTo(595.28, 1);
      expect(height).toBeCloseTo(841.89, 1);
    }
    const second = pieces.filter(({ page, size }) => page === 2 && Math.round(size) === 16);
    const lines = [...new Set(second.map(({ y }) => y.toFixed(1)))].map(Number);
    expect(lines).toHaveLength(22);
    for (const [i, y] of lines.entries()) expect(Math.abs(y - (lines[0] ?? 0) - i * PITCH)).toBeLessThan(0.2);
    expect((lines[0] ?? 0) - 16 * 0.88).toBeGreaterThanOrEqual(mm(37) - 0.5);
    expect((lines[21] ?? 0) + 16 * 0.12).toBeLessThanOrEqual(mm(297 - 35) + 0.5);
    expect(pages).toBeGreaterThan(2);
  });

  test('has 28 characters in a full line, from the left edge of the text to the right', async () => {
    const { pieces } = await read({ ...reply, body: [{ kind: 'text', text: '国'.repeat(200) }] });
    const full = pieces.filter(({ text }) => /^国+$/u.test(text) && text.length === 28);
    expect(full.length).toBeGreaterThanOrEqual(5);
    for (const line of full) {
      expect(line.x).toBeCloseTo(LEFT, 1);
      expect(Math.abs(line.right - RIGHT)).toBeLessThan(0.7);
    }
    const first = found(
      pieces.filter(({ text }) => text.length === 26),
      '国',
    );
    expect(first.x).toBeCloseTo(LEFT + (2 * (RIGHT - LEFT)) / 28, 1);
  });

  test('no text stands outside the paper, whatever the letter says', async () => {
    const { pieces } = await read({
      ...reply,
      body: [
        {
          kind: 'text',
          text: `请见https://www.example.gov.cn/${'a1/'.repeat(60)}，${'x'.repeat(300)}，${'9'.repeat(200)}。`,
        },
        {
          kind: 'table',
          columns: Array<string>(8).fill('很长的列名称'),
          rows: [Array<string>(8).fill('W'.repeat(50))],
        },
      ],
    });
    for (const piece of pieces) {
      expect(piece.x).toBeGreaterThanOrEqual(LEFT - 0.5);
      expect(piece.right).toBeLessThanOrEqual(RIGHT + HANGING);
    }
  });
});

describe('the elements', () => {
  test('are read in the order of the standard, every character of them', async () => {
    const { pieces } = await read(reply);
    const text = wordsOf(pieces);
    const order = [
      '江西省药品监督管理局赣药监公开〔2026〕12号江西省药品监督管理局关于张三政府信息公开申请的答复张三：',
      '一、关于申请事项',
      '共计12,345条、涉及企业286家，其中，停产整改35家（占12.2%），立案调查8家。',
      '（一）可以公开的部分序号企业名称1江西某某制药有限公司2南昌某某药业有限公司二、关于救济途径',
      '1.可以依法申请行政复议；2.也可以依法提起行政诉讼。',
      '附件：1.2025年度药品生产企业飞行检查情况汇总表2.',
      '江西省药品监督管理局2026年11月23日（此件公开发布）抄送：江西省人民政府办公厅，国家药品监督管理局综合司。',
    ];
    const places = order.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('of the head: the name is centred 30 mm from the edge, the number at the right below the line', async () => {
    const { pieces } = await read(reply);
    const name = pieces[0];
    if (!name) throw new Error('没有版头');
    expect(name.text).toBe(reply.organ);
    expect(middleOf(name)).toBeCloseTo(mm(105), 0);
    expect(Math.abs(name.y - name.size * 0.88 - mm(30))).toBeLessThan(1.5);
    const number = found(pieces, '赣药监公开');
    expect(number.right).toBeCloseTo(RIGHT, 0);
    expect(number.y).toBeGreaterThan(mm(30) + name.size + mm(4) + 14);
  });

  test('title lines are centred, of 22 points, two lines below the number', async () => {
    const { pieces } = await read(reply);
    const lines = pieces.filter(({ size }) => Math.round(size) === 22);
    expect(lines.map(({ text }) => text)).toEqual(['江西省药品监督管理局关于张三', '政府信息公开申请的答复']);
    for (const line of lines) expect(middleOf(line)).toBeCloseTo(LEFT + mm(78), 0);
    const gap = (lines[0]?.y ?? 0) - 22 * 0.88 - (found(pieces, '赣药监公开').y + 2);
    expect(gap).toBeGreaterThan(1.7 * PITCH);
    expect(gap).toBeLessThan(2.3 * PITCH);
  });

  test('the date ends four characters from the edge, the organ stands on its middle in the line above', async () => {
    const { pieces } = await read(reply);
    const date = found(pieces, '2026年11月23日');
    const organ = found(pieces, reply.organ);
    expect(date.right).toBeCloseTo(RIGHT - 4 * (mm(156) / 28), 0);
    expect(middleOf(organ)).toBeCloseTo(middleOf(date), 0);
    expect(date.y - organ.y).toBeCloseTo(PITCH, 1);
  });

  test('a long signature is set in lines and stays in the text area', async () => {
    const { pieces } = await read({ ...reply, signedBy: '局'.repeat(40) });
    for (const line of pieces.filter(({ text }) => /^局+$/u.test(text))) {
      expect(line.x).toBeGreaterThanOrEqual(LEFT);
      expect(line.right).toBeLessThanOrEqual(RIGHT + 0.5);
    }
  });

  test('further lines of an attachment begin below its first character', async () => {
    const { pieces } = await read({ ...reply, attachments: [`甲${'表'.repeat(40)}`, '乙'] });
    const rest = found(pieces, '表表');
    const second = found(pieces, '2. 乙');
    expect(second.right - second.size).toBeCloseTo(rest.x, 0);
    expect(second.x).toBeLessThan(rest.x - 12);
  });

  test('pages are numbered from the second, outside: left on even ones, right on odd ones, 7 mm below the text', async () => {
    const { pieces, pages } = await read({ ...reply, body: Array(60).fill({ kind: 'text', text: '国'.repeat(27) }) });
    const numbers = pieces.filter(({ text }) => PAGE_NUMBER.test(text));
    expect(numbers.map(({ page, text }) => [page, text])).toEqual(
      Array.from({ length: pages - 1 }, (_, i) => [i + 2, `— ${i + 2} —`]),
    );
    for (const number of numbers) {
      expect(Math.round(number.size)).toBe(14);
      expect(Math.abs(number.y - 14 * 0.3 - mm(262 + 7))).toBeLessThan(1.5);
      if (number.page % 2 === 0) expect(number.x).toBeCloseTo(LEFT + 14, 0);
      else expect(number.right).toBeCloseTo(RIGHT - 14, 0);
    }
  });

  // So many paragraphs that the last of them comes to stand on each of the lines around the end of the page.
  test.each([4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14])(
    'the signature is never alone on its page (%i more paragraphs)',
    async (more) => {
      const body = Array.from({ length: 1 + more }, (_, i) => ({ kind: 'text' as const, text: `第${i + 1}段。` }));
      const { pieces, pages } = await read({ ...reply, body, attachments: [] });
      const last = pieces.filter(({ page }) => page === pages);
      expect(last.filter(({ text }) => text.startsWith('第')).length).toBeGreaterThanOrEqual(Math.min(2, 1 + more));
      const places = ['江西省药品监督管理局', '2026年11月23日', '（此件公开发布）', '抄送：'].map((text) =>
        found(pieces, text),
      );
      expect(new Set(places.map(({ page }) => page))).toEqual(new Set([pages]));
      for (const [i, place] of places.slice(1).entries()) expect(place.y).toBeGreaterThan((places[i]?.y ?? 0) + 15);
    },
  );

  test('a heading does not end a page, and the head of a table is repeated', async () => {
    const rows = Array.from({ length: 120 }, (_, i) => [String(i + 1), `企业${i + 1}`]);
    const { pieces, pages } = await read({
      ...reply,
      body: [
        ...Array(14).fill({ kind: 'text', text: '短。' }),
        { kind: 'heading', level: 1, text: '末行之题' },
        { kind: 'table', columns: ['序号', '企业名称'], rows },
      ],
    });
    const heading = found(pieces, '一、末行之题');
    expect(
      pieces.filter(({ page, y }) => page === heading.page && y > heading.y && y < mm(262)).length,
    ).toBeGreaterThan(0);
    const heads = pieces.filter(({ text }) => text === '序号');
    expect(heads.length).toBeGreaterThanOrEqual(pages - 2);
    for (const [, name = ''] of rows) expect(pieces.filter(({ text }) => text === name)).toHaveLength(1);
  });
});

test('a row of a table is not parted where it need not be', async () => {
  const rows = Array.from({ length: 30 }, (_, i) => [`行${i}甲`, '很长的一格，要分几行才写得下。'.repeat(5)]);
  const { pieces } = await read({ ...reply, body: [{ kind: 'table', columns: ['甲', '乙'], rows }] });
  for (const page of new Set(pieces.map((piece) => piece.page))) {
    const cells = pieces
      .filter((piece) => piece.page === page)
      .map(({ text }) => text)
      .join('');
    expect(cells.match(/很长的一格/gu)?.length ?? 0).toBe(5 * (cells.match(/行\d+甲/gu)?.length ?? 0));
  }
});

describe('the file', () => {
  test('tells title and organ, and nothing else of itself', async () => {
    const { info, metadata } = await read(reply);
    const { Title, Author, ...rest } = info as Record<string, unknown>;
    expect([Title, Author]).toEqual([reply.title, reply.organ]);
    for (const key of ['Producer', 'Creator', 'CreationDate', 'ModDate', 'Subject', 'Keywords', 'Custom'])
      expect(rest).not.toHaveProperty(key);
    expect(metadata).toBeNull();
  });

  test('has bookmarks, and tags in the order of reading', async () => {
    const { outline, tags } = await read(reply);
    const titles = (items: { title: string; items: unknown[] }[]): unknown[] =>
      items.map(({ title, items: below }) => [title, ...titles(below as typeof items)]);
    expect(titles(outline as never)).toEqual([
      [reply.title, ['一、关于申请事项', ['（一）可以公开的部分']], ['二、关于救济途径']],
    ]);
    const roles = JSON.stringify(tags).match(/"role":"\w+"/gu) ?? [];
    expect(roles.filter((role) => role === '"role":"H1"')).toHaveLength(1);
    for (const role of ['Document', 'H2', 'H3', 'P', 'Table', 'TR', 'TH', 'TD'])
      expect(roles).toContain(`"role":"${role}"`);
  });

  test('is the same for the same letter, and another for another', async () => {
    const [one, same, other] = await Promise.all([
      letterPdf(reply),
      letterPdf(reply),
      letterPdf({ ...reply, date: localDate('2026-11-24') }),
    ]);
    expect(one.equals(same)).toBe(true);
    expect(one.equals(other)).toBe(false);
    expect(one.length).toBeLessThan(200_000);
  });

  test('is the same after another letter in which its glyphs stood for other characters', async () => {
    const [word, radicals] = ['一金水', '⼀⾦⽔'];
    const of = (text: string): Letter => ({ ...reply, body: [{ kind: 'text', text: `甲${text}乙` }] });
    const before = await letterPdf(of(word));
    const between = await letterPdf(of(radicals));
    expect((await letterPdf(of(word))).equals(before)).toBe(true);
    expect(wordsOf((await readPdf(between)).pieces)).toContain(`甲${radicals}乙`);
  });

  test('a draft without number, day, note, attachments and copies is printed', async () => {
    const { organ, title, addressee, body } = reply;
    const { pieces } = await read({ organ, title, addressee, body });
    expect(wordsOf(pieces)).toContain('张三：');
    expect(wordsOf(pieces)).toMatch(/江西省药品监督管理局年月日$/u);
  });
});

describe('hostile words', () => {
  test('characters that no font has are named, all of them, and nothing is printed', async () => {
    const letter: Letter = { ...reply, addressee: '𠮷某', body: [{ kind: 'text', text: '姓名\ue000，表情😀。' }] };
    await expect(letterPdf(letter)).rejects.toMatchObject({
      status: 422,
      fields: { characters: expect.stringMatching(/𠮷（U\+20BB7）.*\ue000（U\+E000）.*😀（U\+1F600）/u) },
    });
  });

  test('what the first font of a face lacks is set in the next', async () => {
    const folder = path.resolve('node_modules/playwright-core/lib/vite/traceViewer');
    const icons = readdirSync(folder).find((name) => name.endsWith('.ttf')) ?? '';
    const own = packagedFonts();
    const fonts = { ...own, body: [...own.body, path.join(folder, icons)] };
    const letter: Letter = { ...reply, body: [{ kind: 'text', text: '姓名张\uea60三。' }] };
    expect(wordsOf((await readPdf(await letterPdf(letter, fonts))).pieces)).toContain('姓名张\uea60三。');
    await expect(letterPdf(letter)).rejects.toThrow('U+EA60');
  });

  test('rare characters of names are printed and can be found again', async () => {
    const name = '㛃䶮喆堃祎玥赟翀頔𬭎𬱖𫍯镕〇';
    expect(wordsOf((await read({ ...reply, addressee: name })).pieces)).toContain(`${name}：`);
  });

  test('direction marks and control characters do not reach the page; formulae and markup are words', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is to stay what it is
    const said = '=HYPERLINK("http://x")+@SUM(1)<b>&amp;</b>${x}{{y}}%s\\n(a)';
    const { pieces, info } = await read({
      ...reply,
      title: `答复\u202e<x>&(y)`,
      body: [{ kind: 'text', text: `\u202e${said}\u0000\u0007` }],
    });
    expect(wordsOf(pieces)).toContain(said);
    expect(wordsOf(pieces)).toContain('答复<x>&(y)');
    expect((info as { Title?: string }).Title).toBe('答复<x>&(y)');
    expect(wordsOf(pieces)).not.toMatch(/\p{Cc}|\p{Cf}/u);
  });

  test('ten thousand characters in one paragraph are all there', async () => {
    const text = Array.from({ length: 10_000 }, (_, i) => '药品监督管理局，公开。《'.charAt((i * 7) % 12)).join('');
    const { pieces } = await read({ ...reply, body: [{ kind: 'text', text }] });
    expect(wordsOf(pieces)).toContain(text);
  });
});
