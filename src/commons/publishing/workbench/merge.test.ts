import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { contentFrom, factsOf, mergeFacts } from './merge-facts.ts';
import { decidedBody, mergeBodies } from './merge-bodies.ts';
import type { BodyElement, BodyNode } from '#kernel/body/html.ts';
import { writeBody } from '#kernel/body/html.ts';
import { keyOf, plainOf } from './text-tree.ts';

const el = (tag: string, ...children: BodyNode[]): BodyElement => ({ tag, attributes: {}, children });
const p = (text: string) => el('p', text);
const ol = (...items: string[]) => el('ol', ...items.map((text) => el('li', p(text))));
const table = (...rows: string[][]) =>
  el('table', el('tbody', ...rows.map((cells) => el('tr', ...cells.map((text) => el('td', text))))));

const ONE = '各药品批发企业应当于三月底前报送年度报告。';
const ONE_MINE = '各药品批发企业应当于四月底前报送年度报告。';
const ONE_THEIRS = '各药品批发企业应当于五月底前报送年度报告。';
const TWO = '报送方式为网上办事大厅，不接收纸质材料。';
const TWO_THEIRS = '报送方式为网上办事大厅，也接收纸质材料。';

describe('what the editor writes otherwise is the same text', () => {
  test.each([
    ['a paragraph in a cell', table(['年报']), el('table', el('tr', el('td', p('年报'))))],
    [
      'the body of a table and white space',
      table(['甲', '乙']),
      el('table', '\n', el('tr', ' ', el('td', ' 甲 '), el('td', '乙'))),
    ],
    [
      'an attribute that says the usual',
      el('th', '期限'),
      { tag: 'th', attributes: { scope: 'col' }, children: ['期限'] },
    ],
  ])('%s', (_, one, other) => expect(keyOf(one)).toBe(keyOf(other)));

  test.each([
    ['emphasis', p('重要'), el('p', el('strong', '重要'))],
    ['a heading for a paragraph', p('范围'), el('h2', '范围')],
    [
      'another picture',
      { tag: 'img', attributes: { src: '/media/a' }, children: [] },
      { tag: 'img', attributes: { src: '/media/b' }, children: [] },
    ],
  ])('but not %s', (_, one, other) => expect(keyOf(one)).not.toBe(keyOf(other)));
});

describe('two people change one body', () => {
  it('different paragraphs: both changes stand', () => {
    const merged = mergeBodies([p(ONE), p(TWO)], [p(ONE_MINE), p(TWO)], [p(ONE), p(TWO_THEIRS)]);
    expect(decidedBody(merged, {})).toEqual([p(ONE_MINE), p(TWO_THEIRS)]);
  });

  it('different items of one list and different rows of one table: both changes stand', () => {
    const lists = mergeBodies([ol(ONE, TWO)], [ol(ONE_MINE, TWO)], [ol(ONE, TWO_THEIRS)]);
    expect(decidedBody(lists, {})?.map(plainOf)).toEqual([`${ONE_MINE}\n${TWO_THEIRS}`]);
    const tables = mergeBodies(
      [table(['年报', ONE], ['季报', TWO])],
      [table(['年报', ONE_MINE], ['季报', TWO])],
      [table(['年报', ONE], ['季报', TWO_THEIRS])],
    );
    expect(writeBody(decidedBody(tables, {}) ?? [])).toBe(
      `<table><tbody><tr><td>年报</td><td>${ONE_MINE}</td></tr><tr><td>季报</td><td>${TWO_THEIRS}</td></tr></tbody></table>`,
    );
  });

  it('the same item of a list: the list is for a person to decide', () => {
    const merged = mergeBodies([ol(ONE)], [ol(ONE_MINE)], [ol(ONE_THEIRS)]);
    expect(decidedBody(merged, {})).toBeUndefined();
  });

  test.each([
    ['theirs', [p(ONE_THEIRS), p(TWO)]],
    ['mine', [p(ONE_MINE), p(TWO)]],
    ['both', [p(ONE_THEIRS), p(ONE_MINE), p(TWO)]],
    ['own', [p('改写一'), p('改写二'), p(TWO)]],
  ] as const)('an overlap decided as %s', (choice, result) => {
    const merged = mergeBodies([p(ONE), p(TWO)], [p(ONE_MINE), p(TWO)], [p(ONE_THEIRS), p(TWO)]);
    const at = merged.findIndex(({ kind }) => kind === 'conflict');
    expect(decidedBody(merged, {})).toBeUndefined();
    expect(decidedBody(merged, { [at]: { choice, own: '改写一\n\n改写二' } })).toEqual(result);
  });

  it('what is kept of both holds every text anybody wrote', () => {
    const body = fc.array(fc.stringMatching(/^[甲乙丙]{1,4}$/).map(p), { maxLength: 6 });
    fc.assert(
      fc.property(body, body, body, (base, mine, theirs) => {
        const merged = mergeBodies(base, mine, theirs);
        const all = Object.fromEntries(merged.map((_, at) => [at, { choice: 'both' as const }]));
        const kept = new Set(decidedBody(merged, all)?.map(plainOf));
        const old = new Set(base.map(plainOf));
        for (const block of [...mine, ...theirs]) if (!old.has(plainOf(block))) expect(kept).toContain(plainOf(block));
      }),
    );
  });
});

describe('two people change what is declared', () => {
  const base = factsOf({ title: '通知', keywords: '报送', data: { period: 3, note: '一' } });

  it('different fields, also of the structured part: both changes stand', () => {
    const mine = factsOf({ title: '通知', keywords: '年报', data: { period: 4, note: '一' } });
    const theirs = factsOf({ title: '公告', keywords: '报送', data: { period: 3 } });
    const merged = mergeFacts(base, mine, theirs);
    expect(merged.open).toEqual([]);
    expect(contentFrom(merged.agreed, '<p>文</p>')).toEqual({
      title: '公告',
      keywords: '年报',
      data: { period: 4 },
      bodyHtml: '<p>文</p>',
    });
  });

  it('the same field differently is open; the same change is not', () => {
    const merged = mergeFacts(base, { ...base, title: '甲', keywords: '丙' }, { ...base, title: '乙', keywords: '丙' });
    expect(merged.open).toEqual(['title']);
    expect(merged.taken).toEqual([{ key: 'keywords', by: 'both' }]);
  });

  it('of files what either added stays, what either removed goes, and one changed by both is open', () => {
    const file = (id: string, name = id) => ({ id, name });
    const files = (...list: object[]) => ({ attachments: list });
    const merge = (mine: object, theirs: object) =>
      mergeFacts(files(file('a'), file('b')), mine as never, theirs as never);
    expect(merge(files(file('a'), file('b'), file('c')), files(file('b'), file('d'))).agreed.attachments).toEqual([
      file('b'),
      file('d'),
      file('c'),
    ]);
    expect(merge(files(file('a', '甲'), file('b')), files(file('a', '乙'), file('b'))).open).toEqual(['attachments']);
  });

  it('of pictures everything either side has stays, and what the joined body does not show goes', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((letter) => ({ hash: letter.repeat(64), name: letter }));
    const facts = (...media: unknown[]) => ({ media });
    // One took a out and added c; the other added d and kept the paragraph with a in it.
    const merged = mergeFacts(facts(a, b), facts(b, c), facts(a, b, d));
    expect(merged.open).toEqual([]);
    const shown = [a, b, c, d].map((file) => `<img src="/media/${file?.hash}">`);
    expect(contentFrom(merged.agreed, shown.join('')).media).toEqual([a, b, d, c]);
    expect(contentFrom(merged.agreed, `${shown[0]}${shown[2]}`).media).toEqual([a, c]);
  });

  it('whichever fields two people change, a field only one of them changed is theirs', () => {
    const record = fc.dictionary(
      fc.constantFrom('title', 'keywords', 'summary', 'source'),
      fc.constantFrom('一', '二', '三'),
    );
    fc.assert(
      fc.property(record, record, record, (old, mine, theirs) => {
        const { agreed, open } = mergeFacts(old, mine, theirs);
        for (const key of ['title', 'keywords', 'summary', 'source']) {
          if (mine[key] === old[key]) expect(agreed[key]).toBe(theirs[key]);
          else if (theirs[key] === old[key]) expect(agreed[key]).toBe(mine[key]);
          else if (mine[key] !== theirs[key]) expect(open).toContain(key);
        }
      }),
    );
  });
});
