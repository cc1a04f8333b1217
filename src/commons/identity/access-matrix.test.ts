import { expect, test } from 'vitest';
import { definePolicy } from '#kernel/policy.ts';
import type { MatterKind } from '#commons/casework/index.ts';
import { accessMatrix } from './index.ts';

const feature = {
  key: 'tea',
  label: '茶水',
  serves: [],
  policy: definePolicy({
    'tea.read': { label: '看', roles: 'public' },
    'tea.make': { label: '泡茶', roles: ['clerk', 'system'], scope: 'lead' },
    'tea.own': { label: '端走自己的', roles: 'staff', scope: 'self' },
  }),
};

test('each action is a line that marks who may, and how far', () => {
  const lines = accessMatrix([feature], []).split('\n');
  const cells = (action: string) => lines.find((line) => line.includes(`\`${action}\``))?.split(' | ') ?? [];
  const head = lines.find((line) => line.startsWith('| 操作'))?.split(' | ') ?? [];
  const mark = (action: string, column: string) =>
    cells(action)[head.findIndex((label) => label.replace(' |', '') === column)]?.replace(' |', '');
  expect(mark('tea.make', '经办人')).toBe('牵头');
  expect(mark('tea.make', '系统')).toBe('牵头');
  expect(mark('tea.make', '公众')).toBe('');
  expect(mark('tea.make', '督查员')).toBe('');
  expect(mark('tea.read', '公众')).toBe('●');
  expect(mark('tea.read', '督查员')).toBe('●');
  expect(mark('tea.own', '公众')).toBe('');
  expect(mark('tea.own', '全体人员')).toBe('本人');
});

test('a kind of matter is a table of its steps', () => {
  const kind = {
    key: 'cup',
    label: '杯子',
    policy: { wash: { label: '洗', roles: ['clerk'] } },
  } as unknown as MatterKind;
  expect(accessMatrix([], [kind])).toMatch(/## 事项：杯子（cup）[\s\S]+`wash`/);
});
