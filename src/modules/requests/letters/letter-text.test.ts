import { expect, test } from 'vitest';
import { localDate } from '#kernel/dates.ts';
import { type LetterFacts, letterBody } from './letter-text.ts';
import type { LetterKindKey } from './letter-kinds.ts';

const facts: LetterFacts = {
  number: '依申请〔2026〕7号',
  arrivedOn: localDate('2026-03-02'),
  description: '监督抽检报告',
  servedOnline: false,
  bodies: { reviewOrgan: '江西省人民政府', court: '南昌铁路运输法院', reviewUrl: '' },
  together: [],
  relief: undefined,
  records: [],
} as unknown as LetterFacts;
const textOf = (kind: LetterKindKey, content: object) =>
  letterBody(kind, content, facts)
    .map((block) => ('text' in block ? block.text : ''))
    .join('\n');
const asked = (partyKind: string) =>
  textOf('consultation', { partyKind, party: '某单位', information: '抽检报告中的检验方法' });

test('what silence is taken for is told to each as the law has it for them, and nothing to whom it says nothing of', () => {
  expect(asked('third-party')).toContain('第三十二条');
  expect(asked('third-party')).not.toContain('视为同意');
  expect(asked('co-maker')).toContain('视为同意公开');
  expect(asked('other-organ')).not.toMatch(/视为同意|第三十四条/);
});

test('a letter to somebody who asked nothing does not thank them for an application', () => {
  expect(asked('third-party')).toContain('本机关收到一件政府信息公开申请（依申请〔2026〕7号）');
  expect(asked('third-party')).not.toContain('收悉');
  expect(textOf('extension', { days: 10, reason: '档案多' })).toContain('2026年3月2日提交的政府信息公开申请');
});
