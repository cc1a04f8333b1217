import { describe, expect, test } from 'vitest';
import { localDate } from '#kernel/dates.ts';
import { CHANNEL_RULES, type Channel, dayOfReceipt, type ReceiptFacts } from './receipt-days.ts';

const today = localDate('2026-10-20');
const [arrivedOn, confirmedOn] = [localDate('2026-10-12'), localDate('2026-10-14')];
const evidence = '登记回执第 7 号';
const of = (channel: Channel, facts: ReceiptFacts) => dayOfReceipt(channel, facts, today);

describe('the day a request counts as received, art. 31 and 国办公开办函〔2015〕207号', () => {
  test.each<[Channel, string, string]>([
    ['counter', '2026-10-12', '第三十一条第一项'],
    ['registered-mail', '2026-10-12', '第三十一条第二项'],
    ['ordinary-mail', '2026-10-14', '第三十一条第二项'],
    ['other-office', '2026-10-14', '207号'],
    ['fax', '2026-10-14', '第三十一条第三项'],
    ['email', '2026-10-14', '第三十一条第三项'],
    ['web', '2026-10-14', '第三十一条第三项'],
    ['oral', '2026-10-12', '第二十九条'],
  ])('%s: %s', (channel, on, basis) => {
    expect(of(channel, { arrivedOn, confirmedOn, evidence })).toMatchObject({
      on,
      basis: expect.stringContaining(basis),
    });
  });

  test('every channel is in the matrix above', () => {
    expect(Object.keys(CHANNEL_RULES)).toHaveLength(8);
  });
});

const channels = Object.entries(CHANNEL_RULES) as [Channel, (typeof CHANNEL_RULES)[Channel]][];

test.each(channels)('%s: with nothing known, everything is asked for at once', (channel, rule) => {
  const receipt = of(channel, {});
  const missing = 'missing' in receipt ? receipt.missing : [];
  expect(missing).toHaveLength(rule.counts === 'arrivedOn' ? 2 : 3);
  expect(missing.join()).toContain(rule.arrived);
  expect(missing.join()).toContain(rule.evidence);
});

test('before both sides have confirmed, nothing runs', () => {
  expect(of('web', { arrivedOn, evidence })).toEqual({
    missing: ['没有填写双方确认之日：与申请人确认收到之前，答复期限还没有起算'],
  });
});

test('whoever cannot be reached is registered, and waited for', () => {
  expect(of('ordinary-mail', { arrivedOn, evidence, unreachable: true })).toEqual({
    missing: ['申请人联系不上：先予登记，恢复联系并确认之日为收到申请之日'],
  });
  expect(of('ordinary-mail', { arrivedOn, confirmedOn, evidence, unreachable: true })).toMatchObject({
    on: confirmedOn,
  });
});

test('an ordinary letter confirmed a day late counts from the confirmation, with a remark; on the day there is none', () => {
  expect(of('ordinary-mail', { arrivedOn, confirmedOn, evidence })).toMatchObject({
    remarks: [expect.stringContaining('当日与申请人确认')],
  });
  expect(of('ordinary-mail', { arrivedOn, confirmedOn: arrivedOn, evidence })).toMatchObject({ remarks: [] });
  expect(of('fax', { arrivedOn, confirmedOn, evidence })).toMatchObject({ remarks: [] });
});

test.each<[string, Channel, ReceiptFacts, string]>([
  [
    'confirmed before it came',
    'web',
    { arrivedOn, confirmedOn: localDate('2026-10-11'), evidence },
    '不能早于网上提交之日',
  ],
  ['a day that has not come', 'counter', { arrivedOn: localDate('2026-10-21'), evidence }, '还没有到'],
  [
    'a confirmation that has not come',
    'fax',
    { arrivedOn, confirmedOn: localDate('2026-10-21'), evidence },
    '还没有到',
  ],
  ['blank evidence', 'counter', { arrivedOn, evidence: '  ' }, '没有登记依据'],
])('%s is not accepted', (_why, channel, facts, sentence) => {
  const receipt = of(channel, facts);
  expect('missing' in receipt && receipt.missing.join()).toContain(sentence);
});

test('what is handed in needs no confirmation, and one that was noted does no harm', () => {
  expect(of('counter', { arrivedOn, evidence })).toMatchObject({ on: arrivedOn });
  expect(of('counter', { arrivedOn, confirmedOn: localDate('2026-10-01'), evidence })).toMatchObject({ on: arrivedOn });
});
