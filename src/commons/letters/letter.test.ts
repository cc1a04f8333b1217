import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composed } from './composition.ts';
import { type Letter, type LetterBlock, letterDefects } from './index.ts';
import { printable, printableLines } from './printable.ts';
import { reply } from './reply.fixture.ts';

const withBody = (...body: LetterBlock[]): Letter => ({ ...reply, body });
const paragraphs = (letter: Letter) => composed(letter).body.flatMap((block) => ('text' in block ? [block.text] : []));

describe('a letter is refused', () => {
  test('with every reason at once', () => {
    const bad: Letter = { ...reply, organ: ' ', title: '\u200b', addressee: '', body: [], attachments: ['好', ''] };
    expect(letterDefects(bad)).toEqual({
      organ: '发文机关不能为空',
      title: '标题不能为空',
      addressee: '主送不能为空',
      'attachments.1': '第2个附件的名称不能为空',
      body: '正文不能为空',
    });
    expect(() => composed(bad)).toThrow('标题不能为空');
  });

  test.each<[string, Partial<Letter>, string]>([
    ['a title too long', { title: '标'.repeat(101) }, '标题不超过100字，现有101字'],
    ['an organ too long', { organ: '局'.repeat(41) }, '发文机关不超过40字，现有41字'],
    ['an empty number', { documentNumber: ' ' }, '发文字号不能为空'],
    ['an empty signature', { signedBy: '' }, '署名不能为空'],
    ['a note too long', { note: '注'.repeat(121) }, '附注不超过120字，现有121字'],
    ['too many attachments', { attachments: Array<string>(51).fill('附') }, '附件不超过50件'],
    ['copies that fill a page', { copyTo: ['省'.repeat(200), '市'.repeat(200)] }, '抄送机关合计不超过300字'],
    ['headings without text', { body: [{ kind: 'heading', level: 1, text: '一' }] }, '正文不能为空'],
    ['a paragraph of nothing', { body: [{ kind: 'text', text: '\n \n' }] }, '正文第1段不能为空'],
    [
      'a paragraph too long',
      { body: [{ kind: 'text', text: '文'.repeat(20_001) }] },
      '正文第1段不超过20000字，现有20001字',
    ],
    ['too much text', { body: Array(11).fill({ kind: 'text', text: '文'.repeat(20_000) }) }, '正文合计不超过200000字'],
    ['an empty heading', { body: [{ kind: 'heading', level: 2, text: '' }] }, '正文第1段（小标题）不能为空'],
    ['an empty list', { body: [{ kind: 'list', items: [] }] }, '正文第1段（列项）不能为空'],
    ['an empty item', { body: [{ kind: 'list', items: ['好', ' '] }] }, '正文第1段第2项不能为空'],
    ['a table without rows', { body: [{ kind: 'table', columns: ['甲'], rows: [] }] }, '正文第1段（表格）应有1至500行'],
    [
      'a table of nine columns',
      { body: [{ kind: 'table', columns: Array<string>(9).fill('甲'), rows: [[]] }] },
      '正文第1段（表格）应有1至8列',
    ],
    [
      'an uneven table',
      { body: [{ kind: 'table', columns: ['甲', '乙'], rows: [['1', '2'], ['3']] }] },
      '正文第1段（表格）第2行应有2格',
    ],
    [
      'a cell too long',
      { body: [{ kind: 'table', columns: ['甲'], rows: [['字'.repeat(301)]] }] },
      '正文第1段（表格）的一格不超过300字，现有301字',
    ],
  ])('for %s', (_what, change, sentence) => {
    expect(Object.values(letterDefects({ ...reply, ...change }))).toContain(sentence);
  });

  test('a right one is not', () => {
    expect(letterDefects(reply)).toEqual({});
  });
});

describe('a letter is composed', () => {
  test('with the marks that the standard gives to each element', () => {
    const words = composed(reply);
    expect(words.addressee).toBe('张三：');
    expect(words.date).toBe('2026年11月23日');
    expect(words.note).toBe('（此件公开发布）');
    expect(words.copies).toBe('抄送：江西省人民政府办公厅，国家药品监督管理局综合司。');
    expect(words.signature).toBe(reply.organ);
    expect(words.attachments).toEqual([
      { label: '附件：1. ', name: '2025年度药品生产企业飞行检查情况汇总表' },
      { label: '　　　2. ', name: '《江西省药品生产企业分级分类监督管理办法（试行）》及其说明' },
    ]);
  });

  test('with one attachment unnumbered, marks that are there already not doubled', () => {
    const words = composed({ ...reply, attachments: ['汇总表'], addressee: '李四：', note: '（此件不公开）' });
    expect(words.attachments).toEqual([{ label: '附件：', name: '汇总表' }]);
    expect([words.addressee, words.note]).toEqual(['李四：', '（此件不公开）']);
  });

  test('with room for the day while it has none', () => {
    const { date, ...draft } = reply;
    expect(composed(draft).date).toMatch(/^\s+年\s+月\s+日$/u);
  });

  test('with headings numbered in four ranks, each beginning anew below a higher one', () => {
    const heading = (level: 1 | 2 | 3 | 4): LetterBlock => ({ kind: 'heading', level, text: '题' });
    const letter = withBody(...([1, 2, 3, 4, 4, 3, 2, 1, 2] as const).map(heading), { kind: 'text', text: '文' });
    expect(paragraphs(letter)).toEqual([
      '一、题',
      '（一）题',
      '1. 题',
      '（1）题',
      '（2）题',
      '2. 题',
      '（二）题',
      '二、题',
      '（一）题',
      '文',
    ]);
  });

  test('with a paragraph for each line and a number for each item', () => {
    const letter = withBody({ kind: 'text', text: '甲\r\n\n　　乙\n' }, { kind: 'list', items: ['丙', '丁'] });
    expect(paragraphs(letter)).toEqual(['甲', '乙', '1. 丙', '2. 丁']);
  });
});

const ANYTHING = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0x3000 }), fc.integer({ min: 0, max: 0x10ffff })), { maxLength: 60 })
  .map((codePoints) => String.fromCodePoint(...codePoints));

describe('what is invisible is not printed', () => {
  test.each([
    ['direction marks', '张\u202e三\u202c', '张三'],
    ['control characters', 'a\u0000b\u0007c', 'abc'],
    ['zero-width blanks and byte order marks', '\ufeff张\u200b三\u2060', '张三'],
    ['selectors of variants', '葛\u{e0100}城\ufe0f', '葛城'],
    ['halves of characters', '张\ud842三', '张三'],
    ['tags', 'a\u{e0041}b', 'ab'],
    ['line ends and runs of blanks', ' 张 \t\n 三　', '张 三'],
  ])('%s', (_what, text, printed) => {
    expect(printable(text)).toBe(printed);
  });

  test('what is visible is kept, and printing twice changes nothing', () => {
    fc.assert(
      fc.property(ANYTHING, (text) => {
        const printed = printable(text);
        expect(printable(printed)).toBe(printed);
        expect(printed).not.toMatch(/\p{Cc}|\p{Cf}|\p{Cs}/u);
        const visible = (s: string) =>
          s.match(/[\p{L}\p{N}\p{P}]/gu)?.filter((c) => !/\p{Default_Ignorable_Code_Point}/u.test(c)) ?? [];
        expect(visible(printed)).toEqual(visible(text));
        expect(printableLines(text).every((line) => line !== '')).toBe(true);
      }),
    );
  });
});
