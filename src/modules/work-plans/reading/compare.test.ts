import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf } from '#platform/extraction/index.ts';
import { compareReadings } from './compare.ts';
import { fingerprintOf } from './fingerprint.ts';
import { readWorkPlan } from './read-work-plan.ts';
import { differenceOf } from '#kernel/text-difference.ts';

const read = (...items: string[]) => readWorkPlan(linesOf(['2022年要点', '一、公开', ...items].join('\n')));
const budget = '公开预算。在网站公开预算信息。（财务科负责）';
const policy = '解读政策。同步解读重要政策。6月底前完成。（法规科牵头，办公室配合）';
const training = '组织培训。每年培训一次工作人员。（办公室负责）';

test('the same plan has no differences, whatever its punctuation', () => {
  expect(compareReadings(read(`1.${budget}`, `2.${policy}`), read(`1.${budget}`, `2.${policy}`))).toEqual([]);
  expect(compareReadings(read(`1.${budget}`), read(`1．${budget.replace('（', '(').replace('）', ')')}`))).toEqual([]);
});

test('an item put in front moves the others but does not change them', () => {
  const differences = compareReadings(
    read(`1.${budget}`, `2.${policy}`),
    read(`1.${training}`, `2.${budget}`, `3.${policy}`),
  );
  expect(differences).toMatchObject([
    { kind: 'added', next: { item: { title: '组织培训' } } },
    { kind: 'changed', text: [], units: false, deadlines: false, moved: true },
    { kind: 'changed', text: [], units: false, deadlines: false, moved: true },
  ]);
});

test('a removed item is told with what it was', () => {
  const differences = compareReadings(read(`1.${budget}`, `2.${policy}`), read(`1.${budget}`));
  expect(differences).toMatchObject([{ kind: 'removed', previous: { section: '公开', item: { title: '解读政策' } } }]);
});

test('changed words are shown character by character', () => {
  const [change] = compareReadings(
    read(`1.${budget}`),
    read(`1.${budget.replace('在网站公开', '在省局网站全面公开')}`),
  );
  expect(change).toMatchObject({ kind: 'changed', units: false, deadlines: false, moved: false });
  expect(change?.kind === 'changed' && change.text).toEqual([
    { kind: 'same', text: '公开预算\n在' },
    { kind: 'added', text: '省局' },
    { kind: 'same', text: '网站' },
    { kind: 'added', text: '全面' },
    { kind: 'same', text: '公开预算信息。' },
  ]);
});

test('other units and another deadline are changes of their own', () => {
  const units = compareReadings(read(`1.${policy}`), read(`1.${policy.replace('办公室配合', '办公室、财务科配合')}`));
  expect(units).toMatchObject([{ kind: 'changed', text: [], units: true, deadlines: false }]);
  const deadline = compareReadings(read(`1.${policy}`), read(`1.${policy.replace('6月底前', '9月底前')}`));
  expect(deadline).toMatchObject([{ kind: 'changed', units: false, deadlines: true }]);
});

test('a retitled item with the same wording is the same item', () => {
  const differences = compareReadings(read(`1.${policy}`), read(`1.${policy.replace('解读政策', '做好解读')}`));
  expect(differences.map(({ kind }) => kind)).toEqual(['changed']);
});

const characters = fc.string({ unit: fc.constantFrom('公', '开', '政', '务', '，', '𠮷', 'a'), maxLength: 60 });

test('a difference gives back both texts, and equal texts have none', () => {
  fc.assert(
    fc.property(characters, characters, (before, after) => {
      const segments = differenceOf(before, after);
      const without = (kind: string) =>
        segments
          .filter((one) => one.kind !== kind)
          .map(({ text }) => text)
          .join('');
      expect([without('added'), without('removed')]).toEqual([before, after]);
      expect(differenceOf(before, before).every(({ kind }) => kind === 'same')).toBe(true);
    }),
  );
});

test('texts with nothing in common are one removal and one addition', () => {
  const [before, after] = ['甲'.repeat(3_000), '乙'.repeat(3_000)];
  expect(differenceOf(before, after)).toEqual([
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ]);
});

test('the fingerprint ignores format and sees every word and unit', () => {
  const original = fingerprintOf(read(`1.${budget}`));
  expect(original).toMatch(/^[0-9a-f]{64}$/);
  expect(fingerprintOf(read(` 1．${budget.replace('（', '(').replace('）', ')')} `))).toBe(original);
  expect(fingerprintOf(read(`1.${budget.replace('预算信息', '决算信息')}`))).not.toBe(original);
  expect(fingerprintOf(read(`1.${budget.replace('财务科', '办公室')}`))).not.toBe(original);
});
