import { describe, expect, test } from 'vitest';
import type { ClockDef } from './clock.ts';
import { clockDefects, eventsOf } from './clock-laws.ts';

const sound: ClockDef = {
  key: 'answer',
  label: '答复期限',
  basis: '《条例》第三十三条',
  inForceFrom: '2019-05-15',
  limit: { n: 20, unit: 'working' },
  startsOn: ['receive'],
  stopsOn: ['reply'],
  pauses: [{ from: 'ask', until: ['correct'], basis: '第三十条' }],
  extensions: [{ event: 'extend', upTo: 20, times: 1, basis: '第三十三条' }],
  words: { receive: '收到', reply: '答复', ask: '告知', correct: '补正', extend: '延长' },
};

test('a sound clock has no defects, alone or after an older edition', () => {
  expect(clockDefects([sound])).toEqual([]);
  expect(clockDefects([{ ...sound, inForceFrom: '2008-05-01', inForceTo: '2019-05-14' }, sound])).toEqual([]);
  expect(eventsOf(sound)).toEqual(['receive', 'reply', 'ask', 'correct', 'extend']);
});

describe('each defect is named', () => {
  test.each<[string, readonly ClockDef[]]>([
    ['no edition', []],
    ['overlaps', [{ ...sound, inForceFrom: '2008-05-01' }, sound]],
    ['overlaps', [{ ...sound, inForceFrom: '2008-05-01', inForceTo: '2019-05-15' }, sound]],
    ['among the editions', [{ ...sound, key: 'other', inForceFrom: '2008-05-01', inForceTo: '2019-05-14' }, sound]],
    ['comes into force on no date', [{ ...sound, inForceFrom: '2019-02-30' }]],
    ['ends before', [{ ...sound, inForceTo: '2018-01-01' }]],
    ['no positive whole number', [{ ...sound, limit: { n: 0, unit: 'working' } }]],
    ['no positive whole number', [{ ...sound, limit: { n: 1.5, unit: 'hour' }, pauses: [] }]],
    ['never starts', [{ ...sound, startsOn: [] }]],
    ['never stops', [{ ...sound, stopsOn: [] }]],
    ['starts and stops', [{ ...sound, stopsOn: ['receive'] }]],
    ['no words for extend', [{ ...sound, words: { receive: '收到', reply: '答复', ask: '告知', correct: '补正' } }]],
    ['never ends', [{ ...sound, pauses: [{ from: 'ask', until: [], basis: '' }] }]],
    ['but no limit', [{ ...sound, pauses: [{ from: 'ask', until: ['correct'], atMostFrom: 'receive', basis: '' }] }]],
    [
      'no whole number of days',
      [{ ...sound, pauses: [{ from: 'ask', until: ['correct'], atMost: { n: 5, unit: 'hour' }, basis: '' }] }],
    ],
    ['begin with one event', [{ ...sound, pauses: [...(sound.pauses ?? []), ...(sound.pauses ?? [])] }]],
    ['which nothing pauses', [{ ...sound, limit: { n: 5, unit: 'hour' } }]],
    ['not capped', [{ ...sound, extensions: [{ event: 'extend', upTo: 0, times: 1, basis: '' }] }]],
  ])('%s', (says, editions) => {
    expect(clockDefects(editions).join('\n')).toContain(says);
  });
});
