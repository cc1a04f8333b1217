import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { invalid } from '#kernel/errors.ts';
import { LIMITS, type Cover, type PageOrder, type TextPiece } from './contract.ts';
import { releaseCopy } from './copy.ts';
import type { Opener } from './engine.ts';
import { leaks, unreadPages } from './gate.ts';
import { personalOn } from './personal.ts';
import { oneEngine } from './testing/one-engine.ts';
import { scanOf } from './testing/scan.ts';
import { hitsIn } from './words.ts';

const NUMBER = '36010219900307703X';
const NAME = '张晓明';
const engine = oneEngine();
afterAll(engine.close);

const scan = (aslant = 0) =>
  scanOf([`举报人${NAME}，身份证号${NUMBER}，`, '电话13870000001，住南昌市北京西路99号。'], { aslant });
const readOf = (bytes: Buffer) => engine.open({ bytes, picture: true }, (one) => one.ask('read', { page: 1 }));
const coversOver = (pieces: readonly TextPiece[], word: string): Cover[] =>
  hitsIn(pieces, word).flatMap(({ rects }) => rects.map((rect): Cover => ({ ...rect, reason: 'privacy' })));

let pieces: readonly TextPiece[];
beforeAll(async () => {
  pieces = await readOf(scan());
});

describe('a scan', () => {
  test('has no text layer, and its words are read with their places and how sure the reader is', async () => {
    const shown = await engine.open({ bytes: scan(), picture: true }, (one) => one.ask('show', { page: 1 }));
    expect(shown).toMatchObject({ pieces: [], pictured: true });
    const [hit] = hitsIn(pieces, NAME);
    expect(hit).toMatchObject({ text: NAME, recognised: true });
    // Drawn at 40 points from the left after three signs of 16.
    const [rect] = hit?.rects ?? [];
    expect(rect?.x).toBeGreaterThan(80);
    expect(rect?.x).toBeLessThan(89);
    expect((rect?.x ?? 0) + (rect?.w ?? 0)).toBeGreaterThan(135);
    expect((rect?.x ?? 0) + (rect?.w ?? 0)).toBeLessThan(144);
    for (const { read } of pieces) expect(read).toBeGreaterThan(60);
  });

  test('has its numbers, names and addresses proposed', () => {
    const proposed = personalOn(pieces).map(({ kind, text, recognised }) => ({ kind, text, recognised }));
    expect(proposed).toContainEqual({ kind: '身份号码、证件号码', text: NUMBER, recognised: true });
    expect(proposed).toContainEqual({ kind: '电话', text: '13870000001', recognised: true });
    expect(proposed).toContainEqual({ kind: '人名', text: NAME, recognised: true });
  });

  test('that lies a little aslant is covered where its line is, not where it began', async () => {
    const slanted = await readOf(scan(0.015));
    const rects = hitsIn(slanted, NUMBER).flatMap((hit) => hit.rects);
    const [first, last] = [rects[0], rects.at(-1)];
    expect((last?.y ?? 0) - (first?.y ?? 0)).toBeGreaterThan(1);
  });
});

describe('a number of which a sign was misread', () => {
  const piece = (text: string): TextPiece => ({ text, upright: true, x: 40, y: 40, w: 300, h: 20, read: 70 });

  test.each(['36O1O219900307703X', '360l02l9900307703X', '36〇10219900307703X'])(
    '%s is proposed, and found by the number it stands for',
    (misread) => {
      expect(personalOn([piece(`身份证号${misread}`)])).toMatchObject([{ text: misread, kind: '身份号码、证件号码' }]);
      expect(hitsIn([piece(misread)], NUMBER)).toHaveLength(1);
    },
  );

  test('a word of letters is not taken for a number', () => {
    expect(personalOn([piece('批号IOIO 1 lllOOO')])).toEqual([]);
  });
});

describe('the copy of a scan', () => {
  const copyOf = (covers: readonly Cover[]) =>
    engine.open({ bytes: scan(), picture: true }, async (one, sizes) => {
      const orders = sizes.map((size): PageOrder => ({ ...size, covers }));
      return { copy: await releaseCopy(one, orders), orders };
    });
  const gate = async (covers: readonly Cover[], texts: readonly TextPiece[], open: Opener = engine.open) =>
    leaks({ ...(await copyOf(covers)), texts: [texts], words: [NAME], mayStand: [] }, open);
  /** A reader that breaks on every page; all else is asked as always. */
  const broken: Opener = (file, work) =>
    engine.open(file, (one, sizes) =>
      work(
        {
          ask: async (call, ask) => {
            if (call === 'read') throw invalid({ file: '读不出来' });
            return one.ask(call, ask);
          },
        },
        sizes,
      ),
    );

  test('passes when the word is covered', async () => {
    expect(await gate(coversOver(pieces, NAME), pieces)).toEqual([]);
  });

  test('is refused when the cover was drawn beside the word, although nothing is known of the page’s words', async () => {
    const shifted = coversOver(pieces, NAME).map((one) => ({ ...one, x: one.x + 75 }));
    expect(await gate(shifted, [])).toEqual([
      {
        kind: 'left',
        page: 1,
        word: NAME,
        sentence: `第1页还有1处「${NAME}」没有遮盖，别处已经遮盖或者查找过（文字识别在公开件上读到）`,
      },
    ]);
  });

  test('is refused when the reader breaks: a page that was not read is not a page without words', async () => {
    expect(await gate(coversOver(pieces, NAME), pieces, broken)).toMatchObject([
      { kind: 'file', sentence: expect.stringContaining('没有能够用文字识别读一遍第1页，不能放行') },
    ]);
  });

  test('is not read where nothing was covered: a broken reader does not hold up what is given whole', async () => {
    const { copy, orders } = await copyOf([]);
    expect(await leaks({ copy, orders, texts: [[]], words: [], mayStand: [] }, broken)).toEqual([]);
  });

  test('with more covered pages than are read again says how many are not', () => {
    const covered: PageOrder = { width: 10, height: 10, covers: coversOver(pieces, NAME) };
    expect(unreadPages(Array.from({ length: LIMITS.readPages + 3 }, () => covered))).toBe(3);
    expect(unreadPages([covered, { ...covered, whole: 'privacy' }])).toBe(0);
  });
});
