import { afterAll, describe, expect, test } from 'vitest';
import type { Cover, PageOrder, TextPiece } from './contract.ts';
import { releaseCopy } from './copy.ts';
import { type Engine, withFile as ownProcess } from './engine.ts';
import { leaks } from './gate.ts';
import { skeletonOf } from './pdf-form.ts';
import { HOSTILE, onePage, pages, SECRET, words } from './testing/hostile.ts';
import { oneEngine } from './testing/one-engine.ts';
import { hitsIn } from './words.ts';

const engine = oneEngine();
afterAll(engine.close);
const withFile = engine.open;

interface Made {
  readonly copy: Buffer;
  readonly orders: readonly PageOrder[];
  readonly texts: readonly (readonly TextPiece[])[];
}

/** A file through the machine: what each page is to lose is said by `covers`. */
function copyOf(
  bytes: Buffer,
  covers: (pieces: readonly TextPiece[], page: number) => readonly Cover[] = () => [],
): Promise<Made> {
  return withFile({ bytes, picture: false }, async (engine, sizes) => {
    const texts: (readonly TextPiece[])[] = [];
    for (const page of sizes.keys()) texts.push((await engine.ask('show', { page: page + 1 })).pieces);
    const orders = sizes.map((size, page) => ({ ...size, covers: covers(texts[page] ?? [], page) }));
    return { copy: await releaseCopy(engine, orders), orders, texts };
  });
}

const gate = (made: Made, more: { words?: string[]; mayStand?: string[] } = {}) =>
  leaks({ ...made, words: more.words ?? [], mayStand: more.mayStand ?? [] }, withFile);
const everyWord = (word: string) => (pieces: readonly TextPiece[]) =>
  hitsIn(pieces, word).flatMap(({ rects }) => rects.map((rect): Cover => ({ ...rect, reason: 'privacy' })));
const sentences = (found: readonly { readonly sentence: string }[]) => found.map(({ sentence }) => sentence);

describe('what is hidden in a file', () => {
  test.each(Object.entries(HOSTILE))('%s: is not in the copy, which passes', async (_what, { file }) => {
    const made = await copyOf(file(), everyWord(SECRET));
    expect(sentences(await gate(made, { words: [SECRET] }))).toEqual([]);
    const { readable, defects } = skeletonOf(made.copy, made.orders.length + (made.orders[0]?.covers.length ? 1 : 0));
    expect(defects).toEqual([]);
    for (const form of [Buffer.from(SECRET), Buffer.from(SECRET, 'utf16le'), Buffer.from(SECRET, 'utf16le').swap16()]) {
      expect(readable.includes(form)).toBe(false);
      expect(made.copy.includes(form)).toBe(false);
    }
  });

  test.each(Object.entries(HOSTILE))('%s: the file itself would never pass for a copy', async (_what, { file }) => {
    const size = { width: 400, height: 300 };
    expect(await gate({ copy: file(), orders: [{ ...size, covers: [] }], texts: [[]] })).not.toEqual([]);
  });
});

describe('a copy with covers', () => {
  const page = () => onePage({ content: words(`举报人${SECRET}，电话13870000001`, 40, 120) });

  test('holds pictures of its pages and a sheet that says what was covered; the same orders make the same file', async () => {
    const made = await copyOf(page(), everyWord(SECRET));
    expect(made.orders[0]?.covers).toHaveLength(1);
    expect(await gate(made, { words: [SECRET] })).toEqual([]);
    expect((await copyOf(page(), everyWord(SECRET))).copy.equals(made.copy)).toBe(true);
  });

  test('is refused when a cover is not where it should be', async () => {
    const made = await copyOf(page(), everyWord(SECRET));
    const elsewhere = made.orders.map((order) => ({
      ...order,
      covers: order.covers.map((one) => ({ ...one, x: one.x - 30 })),
    }));
    expect(sentences(await gate({ ...made, orders: elsewhere }))).toContain('第1页第1处没有盖严');
  });

  test('is refused when a page that is withheld has something on it', async () => {
    const made = await copyOf(page());
    const withheld = made.orders.map((order) => ({ ...order, whole: 'process' as const }));
    expect(sentences(await gate({ ...made, orders: withheld }))).toContain('第1页应当整页不公开，公开件里却有内容');
  });

  test('is refused when it has bytes behind its end, or a page too many', async () => {
    const made = await copyOf(page());
    const longer = Buffer.concat([made.copy, Buffer.from(SECRET)]);
    expect(sentences(await gate({ ...made, copy: longer }))).toContain(
      '公开件含有修改以前的版本，或者文件末尾有多余的内容',
    );
    expect(sentences(await gate({ ...made, orders: [...made.orders, ...made.orders] }))).toContain(
      '公开件页数不对：应当有2页，实际有1页',
    );
  });

  test('a withheld page has nothing left of it, and says why', async () => {
    const { copy, orders, texts } = await withFile({ bytes: page(), picture: false }, async (engine, sizes) => {
      const withheld = sizes.map((size): PageOrder => ({ ...size, covers: [], whole: 'process' }));
      return {
        copy: await releaseCopy(engine, withheld),
        orders: withheld,
        texts: [(await engine.ask('show', { page: 1 })).pieces],
      };
    });
    expect(await gate({ copy, orders, texts }, { words: [SECRET, '公开的内容'] })).toEqual([]);
  });
});

describe('a word that is covered in one place', () => {
  const twice = () => onePage({ content: words(SECRET, 40, 120) + words(`联系人${SECRET}`, 40, 60) });
  const first = (pieces: readonly TextPiece[]) => everyWord(SECRET)(pieces).slice(0, 1);

  test('and stands in another is told with its page, until somebody says that it may', async () => {
    const made = await copyOf(twice(), first);
    expect(await gate(made)).toEqual([
      { kind: 'left', page: 1, word: SECRET, sentence: `第1页还有1处「${SECRET}」没有遮盖，别处已经遮盖或者查找过` },
    ]);
    expect(await gate(made, { mayStand: [SECRET] })).toEqual([]);
  });

  test('is not hidden by a cover over half of its line', async () => {
    const flat = (pieces: readonly TextPiece[]) => everyWord(SECRET)(pieces).map((one) => ({ ...one, h: one.h * 0.4 }));
    expect(sentences(await gate(await copyOf(twice(), flat)))).toContain(
      '第1页有遮盖只盖住了字的一部分，请加高到盖住整行',
    );
  });
});

describe('what is certainly personal on a page withheld whole', () => {
  const NUMBER = '36010219900307703X';
  const made = (second: string) =>
    withFile(
      { bytes: pages(`举报人${SECRET}，身份证号${NUMBER}`, second), picture: false },
      async (engine, sizes): Promise<Made> => {
        const texts: (readonly TextPiece[])[] = [];
        for (const page of sizes.keys()) texts.push((await engine.ask('show', { page: page + 1 })).pieces);
        const orders = sizes.map(
          (size, i): PageOrder => ({ ...size, covers: [], ...(i === 0 && { whole: 'privacy' }) }),
        );
        return { copy: await releaseCopy(engine, orders), orders, texts };
      },
    );

  test('and stands on a page that is given is told with both pages, until somebody says that it may', async () => {
    const copy = await made(`登记的号码是${NUMBER.toLowerCase()}`);
    const sentence = `第2页还有1处「${NUMBER}」没有遮盖，它在整页不公开的第1页上`;
    expect(await gate(copy)).toEqual([{ kind: 'left', page: 2, word: NUMBER, sentence }]);
    expect(await gate(copy, { mayStand: [NUMBER] })).toEqual([]);
  });

  test('does not take the other words of that page with it: whoever wants a name looked for says so', async () => {
    const copy = await made(`举报人${SECRET}`);
    expect(await gate(copy)).toEqual([]);
    expect(sentences(await gate(copy, { words: [SECRET] }))).toEqual([
      `第2页还有1处「${SECRET}」没有遮盖，别处已经遮盖或者查找过`,
    ]);
  });
});

test('each file is opened in a process of its own: another that is opened meanwhile does not take its place', async () => {
  const text = (engine: Engine) => engine.ask('show', { page: 1 }).then(({ pieces }) => pieces.map((one) => one.text));
  await ownProcess({ bytes: pages('甲'), picture: false }, async (first) => {
    const other = await ownProcess({ bytes: pages('乙', '丙'), picture: false }, async (second, sizes) => [
      sizes.length,
      await text(second),
    ]);
    expect([other, await text(first)]).toEqual([[2, ['乙']], ['甲']]);
  });
});

describe('what cannot be opened is said in a sentence', () => {
  const open = (bytes: Buffer, pages = 500) =>
    withFile({ bytes, picture: false, pages }, async (_engine, sizes) => sizes.length);

  test('something that is no PDF', async () => {
    await expect(open(Buffer.from('%PDF-1.7 broken'))).rejects.toThrow('这个 PDF 已损坏，打不开，请重新导出后再上传');
  });

  test('too many pages', async () => {
    await expect(open(onePage({}), 0)).rejects.toThrow('这份文件有 1 页，超过 0 页，请拆分后分别上传');
  });

  test('a picture that is none', async () => {
    await expect(withFile({ bytes: Buffer.from('no picture'), picture: true }, async () => 1)).rejects.toThrow(
      '这张图片已损坏',
    );
  });
});
