import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readableDifference, type TextSegment } from './text-difference.ts';

const said = (segments: readonly TextSegment[]) =>
  segments.map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `+${text}+` : `-${text}-`)).join('');

describe('how a sentence changed, as people read it', () => {
  test.each([
    ['a number changes as a whole', '罚款1,200元。', '罚款1,300元。', '罚款-1,200-+1,300+元。'],
    ['a share changes as a whole', '合格率98.5%以上', '合格率99%以上', '合格率-98.5%-+99%+以上'],
    ['a word of letters changes as a whole', '执行GMP规范', '执行GSP规范', '执行-GMP-+GSP+规范'],
    ['characters change one by one', '应当于三月底前报送', '应当于四月底前报送', '应当于-三-+四+月底前报送'],
    [
      'a character left between two changes was rewritten with them',
      '逾期不报的企业应通报',
      '逾期未报者企业应通报',
      '逾期-不报的-+未报者+企业应通报',
    ],
    [
      'another sentence altogether',
      '各药品批发企业',
      '本通知自印发之日起施行',
      '-各药品批发企业-+本通知自印发之日起施行+',
    ],
    ['nothing changed', '同一句话。', '同一句话。', '同一句话。'],
    ['all of it is new', '', '新的一句。', '+新的一句。+'],
  ])('%s', (_, before, after, difference) => {
    expect(said(readableDifference(before, after))).toBe(difference);
  });

  it('what is the same and what is gone make the old text, what is the same and what is new the new one', () => {
    const text = fc.stringMatching(/^[甲乙丙丁，。1-3a-c ]{0,24}$/);
    fc.assert(
      fc.property(text, text, (before, after) => {
        const segments = readableDifference(before, after);
        const without = (kind: TextSegment['kind']) =>
          segments
            .filter((segment) => segment.kind !== kind)
            .map((segment) => segment.text)
            .join('');
        expect([without('added'), without('removed')]).toEqual([before, after]);
      }),
    );
  });
});
