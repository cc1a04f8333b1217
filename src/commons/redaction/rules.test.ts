import { expect, test } from 'vitest';
import type { RuleKind, TextPiece } from './contract.ts';
import { ruleHitsOn } from './rules.ts';

const line = (text: string, y = 20): TextPiece => ({ text, x: 0, y, w: 600, h: 12, upright: true });
const found = (kind: RuleKind, text: string, words: readonly string[] = []) =>
  ruleHitsOn([line(text)], kind, words).map((hit) => hit.text);

test.each<[RuleKind, string, readonly string[]]>([
  [
    'phone',
    '联系电话0791-88158000，手机 138 7001 2345、１３９７００１２３４５',
    ['0791-88158000', '13870012345', '１３９７００１２３４５'],
  ],
  ['phone', '批号1387001234567，合同编号A13870012345', []],
  ['identity', '身份证36010219900307703X，旧证360102900307703', ['36010219900307703X', '360102900307703']],
  ['identity', '金额123456789012345678元', []],
  ['plate', '车辆赣A·12345和赣AD12345、京A1234警', ['赣A·12345', '赣AD12345', '京A1234警']],
  ['plate', '赣药监公开〔2026〕12号', []],
  ['account', '账号：1502 2060 0930 0012 345，开户行工商银行', ['1502206009300012345']],
  ['account', '卡号 6222021502000012345；批号20260307', ['6222021502000012345']],
])('%s in %s', (kind, text, expected) => {
  expect(found(kind, text)).toEqual(expected);
});

test('words are found wherever they stand, over the end of a line too', () => {
  expect(ruleHitsOn([line('检查员张晓'), line('明，复核王小二', 40)], 'words', ['张晓明', '王小二'])).toMatchObject([
    { text: '张晓明', rects: [{ y: 20 }, { y: 40 }] },
    { text: '王小二' },
  ]);
});

test('a page of the worst sort is gone through at once', () => {
  const worst = [
    line('1 '.repeat(20_000)),
    line('账号'.repeat(10_000)),
    line('赣A'.repeat(10_000)),
    line('0'.repeat(20_000)),
  ];
  const began = process.cpuUsage().user;
  for (const kind of ['phone', 'identity', 'plate', 'account'] as const) ruleHitsOn(worst, kind, []);
  expect((process.cpuUsage().user - began) / 1_000).toBeLessThan(3_000);
});
