import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { align, textLikeness } from './alignment.ts';
import { type Merged, mergeThree } from './three-way.ts';

const words = { key: (text: string) => text, like: textLikeness };
const merge = (base: string[], mine: string[], theirs: string[]) => mergeThree(base, mine, theirs, words);
const agreed = (merged: readonly Merged<string>[]) =>
  merged.flatMap((place) =>
    place.kind === 'agreed' ? place.items : [`?${place.mine.join('|')}?${place.theirs.join('|')}?`],
  );

const A = '各药品批发企业应当于三月底前报送年度报告。';
const B = '报送方式为网上办事大厅，不接收纸质材料。';
const C = '逾期不报送的，按照有关规定处理。';

describe('paragraphs of two versions side by side', () => {
  test.each([
    [
      'a rewritten paragraph is one that changed',
      [A, B],
      [A, '报送方式为网上办事大厅，也接收纸质材料。'],
      ['same', 'changed'],
    ],
    [
      'another paragraph in its place is removed and added',
      [A, B],
      [A, '本通知自印发之日起施行'],
      ['same', 'removed', 'added'],
    ],
    ['an added paragraph leaves the others the same', [A, C], [A, B, C], ['same', 'added', 'same']],
    ['nothing before', [], [A], ['added']],
  ])('%s', (_, before, after, kinds) => {
    expect(align(before, after, words).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('holds every paragraph of both exactly once, in order', () => {
    fc.assert(
      fc.property(paragraphs(), paragraphs(), (before, after) => {
        const aligned = align(before, after, words);
        expect(aligned.flatMap((place) => (place.kind === 'added' ? [] : [place.before]))).toEqual(before);
        expect(aligned.flatMap((place) => (place.kind === 'removed' ? [] : [place.after]))).toEqual(after);
      }),
    );
  });
});

describe('two people change one text', () => {
  const A2 = '各药品批发企业应当于四月底前报送年度报告。';
  const B2 = '报送方式为网上办事大厅，也接收纸质材料。';
  test.each([
    ['different paragraphs, though neighbours: both count', [A, B, C], [A2, B, C], [A, B2, C], [A2, B2, C]],
    ['the same change: once', [A, B], [A2, B], [A2, B], [A2, B]],
    ['one adds, the other changes elsewhere', [A, B], [A, B, C], [A2, B], [A2, B, C]],
    ['one takes a paragraph away, the other leaves it alone', [A, B, C], [A, C], [A2, B, C], [A2, C]],
    ['nobody changed anything', [A, B], [A, B], [A, B], [A, B]],
    ['all was taken away by one, nothing done by the other', [A, B], [], [A, B], []],
  ])('%s', (_, base, mine, theirs, result) => {
    expect(agreed(merge(base, mine, theirs))).toEqual(result);
  });

  test.each([
    ['the same paragraph differently', [A, B], [A2, B], ['各药品批发企业应当于五月底前报送年度报告。', B]],
    ['one took away what the other changed', [A, B], [B], [A2, B]],
    ['both added at the same place', [A], [A, B], [A, C]],
  ])('%s: a person decides, with all three texts', (_, base, mine, theirs) => {
    const conflicts = merge(base, mine, theirs).filter(({ kind }) => kind === 'conflict');
    expect(conflicts).toHaveLength(1);
  });

  it('changes to different paragraphs are both applied', () => {
    fc.assert(
      fc.property(distinct(), fc.infiniteStream(fc.integer({ min: 0, max: 2 })), (base, who) => {
        const owners = base.map(() => who.next().value as number);
        const by = (side: number) => base.map((text, at) => (owners[at] === side ? `${text}改${side}` : text));
        expect(agreed(merge(base, by(1), by(2)))).toEqual(
          base.map((text, at) => (owners[at] === 0 ? text : `${text}改${owners[at]}`)),
        );
      }),
    );
  });

  it('of what anybody wrote nothing is lost, and nothing is made up', () => {
    fc.assert(
      fc.property(paragraphs(), paragraphs(), paragraphs(), (base, mine, theirs) => {
        const merged = merge(base, mine, theirs);
        const kept = new Set(
          merged.flatMap((place) => (place.kind === 'agreed' ? place.items : [...place.mine, ...place.theirs])),
        );
        const old = new Set(base);
        for (const text of [...mine, ...theirs]) if (!old.has(text)) expect(kept).toContain(text);
        const known = new Set([...base, ...mine, ...theirs]);
        for (const text of kept) expect(known).toContain(text);
      }),
    );
  });

  it('who changes sides gets the same agreement', () => {
    fc.assert(
      fc.property(paragraphs(), paragraphs(), paragraphs(), (base, mine, theirs) => {
        const kinds = (places: readonly Merged<string>[]) => places.map(({ kind }) => kind);
        const there = merge(base, mine, theirs);
        const back = merge(base, theirs, mine);
        expect(kinds(back)).toEqual(kinds(there));
        expect(merge(base, base, theirs).every(({ kind }) => kind === 'agreed')).toBe(true);
        expect(agreed(merge(base, base, theirs))).toEqual(theirs);
        expect(agreed(merge(base, mine, base))).toEqual(mine);
      }),
    );
  });
});

/** Few letters, so that paragraphs repeat, resemble and move. */
function paragraphs() {
  return fc.array(fc.stringMatching(/^[甲乙丙]{1,4}$/), { maxLength: 8 });
}

/** Paragraphs that have nothing in common with one another but are alike when changed. */
function distinct() {
  return fc
    .uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 9 })
    .map((numbers) =>
      numbers.map((n) => Array.from({ length: 6 }, (_, at) => String.fromCharCode(0x4e00 + n * 6 + at)).join('')),
    );
}
