import { describe, expect, test } from 'vitest';
import { addWorkdays } from './calendar.ts';
import type { ClockDef } from './clock.ts';
import { clockDefects } from './clock-laws.ts';
import { answer, at, calendar, dueOn, type Event, type Happened, read, texts } from './clock-sample.fixture.ts';
import { localDate } from './dates.ts';

const received = at('receive', '2026-03-02');
const workdaysAfter = (on: string, n: number) => addWorkdays(localDate(on), n, calendar).on;

/** Correction once, and renewed only by what was asked for; another period without a number of its own, after somebody was heard. */
const strict: ClockDef<Event> = {
  ...answer,
  restartsOn: [{ event: 'correct', basis: '第三十条', awaited: true }],
  pauses: [
    { from: 'askCorrection', until: ['correct'], within: { n: 7, unit: 'working' }, times: 1, basis: '第三十条' },
  ],
  extensions: [{ event: 'extend', times: 1, basis: '第三十五条', onlyAfter: 'opinion' }],
  unmovedBy: [
    { event: 'consult', basis: '第三十五条' },
    { event: 'opinion', basis: '第三十五条' },
  ],
};
const readStrict = (...events: Happened[]) => read([received, ...events], '2026-03-20', strict);

describe('a pause that may be begun once', () => {
  const once = [at('askCorrection', '2026-03-04'), at('correct', '2026-03-09')];

  test('is not begun again after the clock was restarted, though the days would allow it', () => {
    const again = readStrict(...once, at('askCorrection', '2026-03-10'), at('correct', '2026-03-16'));
    expect(again).toMatchObject({ state: 'running', dueOn: workdaysAfter('2026-03-09', 20) });
    expect(texts(again)).toContain('2026年3月10日（星期二）告知补正：按规定只能告知1次，期限不再暂停。');
    expect(texts(again).join()).toContain('收到补正：此前的告知没有使期限暂停，期限也不重新计算');
  });

  test('without that number it is', () => {
    const twice = read([received, ...once, at('askCorrection', '2026-03-10')], '2026-03-20');
    expect(twice.state).toBe('paused');
  });

  test('counts its days from the first start, not from a restart by something else', () => {
    const paid: ClockDef<Event> = {
      ...strict,
      restartsOn: [{ event: 'deliver', basis: '' }, ...(strict.restartsOn ?? [])],
    };
    const late = read([received, at('deliver', '2026-03-12'), at('askCorrection', '2026-03-13')], '2026-03-20', paid);
    expect(late).toMatchObject({ state: 'running', dueOn: workdaysAfter('2026-03-12', 20) });
    expect(texts(late).join()).toContain('超过规定时限才告知，期限不暂停（最后一日为2026年3月11日）');
  });

  test('a restart that begins another obligation begins these days too', () => {
    const anew: ClockDef<Event> = { ...strict, restartsOn: [{ event: 'deliver', basis: '', anew: true }] };
    expect(
      read([received, at('deliver', '2026-03-12'), at('askCorrection', '2026-03-13')], '2026-03-20', anew).state,
    ).toBe('paused');
  });
});

describe('a restart by what was awaited', () => {
  test.each<[string, Happened[]]>([
    ['nothing was asked for', [at('correct', '2026-03-09')]],
    ['it came already', [at('askCorrection', '2026-03-04'), at('correct', '2026-03-05'), at('correct', '2026-03-09')]],
  ])('is none where %s', (_why, events) => {
    const reading = readStrict(...events);
    expect(dueOn(reading)).toBe(workdaysAfter(events.length === 1 ? '2026-03-02' : '2026-03-05', 20));
    expect(texts(reading)).toContain('2026年3月9日（星期一）收到补正：此前没有为此暂停计算，期限不重新计算。');
  });
});

test('a restart tells what had been asked for, though its days are behind', () => {
  const lines = texts(readStrict(at('askCorrection', '2026-03-04'), at('correct', '2026-03-09')));
  expect(lines.slice(2, 4)).toEqual([
    '2026年3月4日（星期三）告知补正，自次日起暂停计算，依据第三十条。',
    '2026年3月9日（星期一）收到补正，期限自次日起重新计算，此前的日子不再计入，依据第三十条。',
  ]);
});

describe('an extension of which the law names no number', () => {
  test('grants what was decided, after what must come first', () => {
    const granted = readStrict(at('opinion', '2026-03-09'), at('extend', '2026-03-10', { days: 45 }));
    expect(dueOn(granted)).toBe(workdaysAfter('2026-03-02', 65));
  });

  test.each<[string, Happened[], string]>([
    ['it is not said how long', [at('opinion', '2026-03-09'), at('extend', '2026-03-10')], '没有写明延长多久'],
    [
      'what must come first has not come',
      [at('extend', '2026-03-10', { days: 9 })],
      '此前没有「收到第三方意见」的记录',
    ],
    [
      'it comes afterwards',
      [at('extend', '2026-03-10', { days: 9 }), at('opinion', '2026-03-11')],
      '此前没有「收到第三方意见」的记录',
    ],
  ])('grants nothing where %s', (_why, events, words) => {
    const refused = readStrict(...events);
    expect(dueOn(refused)).toBe(workdaysAfter('2026-03-02', 20));
    expect(texts(refused).join()).toContain(words);
  });
});

test('what moves nothing is told, and moves nothing', () => {
  const reading = readStrict(at('consult', '2026-03-05'));
  expect(dueOn(reading)).toBe(workdaysAfter('2026-03-02', 20));
  expect(texts(reading)).toContain('2026年3月5日（星期四）征求第三方意见，期限照常计算，第三十五条没有规定因此暂停。');
});

describe('what happened on one day', () => {
  const ordered: ClockDef<Event> = {
    ...answer,
    sameDay: ['receive', 'askCorrection', 'correct', 'consult', 'deliver', 'opinion', 'extend', 'reply', 'withdraw'],
  };
  const day = [at('opinion', '2026-03-04'), at('consult', '2026-03-04')];

  test('is taken in the order of the definition, not of the typing', () => {
    expect(read([received, ...day], '2026-03-20', ordered).state).toBe('running');
    expect(read([received, ...day], '2026-03-20', ordered)).toEqual(
      read([...day.toReversed(), received], '2026-03-20', ordered),
    );
  });

  test('is taken as it was written down where the definition says nothing', () => {
    expect(read([received, ...day], '2026-03-20').state).toBe('paused');
  });

  test('two letters of one day are told by their references, two extensions by their days', () => {
    const letters = ['b', 'a'].map((ref) => at('consult', '2026-03-04', { ref }));
    const grants = [9, 4].map((days) => at('extend', '2026-03-05', { days }));
    const all = [received, ...letters, ...grants];
    expect(read(all, '2026-03-20', ordered)).toEqual(read(all.toReversed(), '2026-03-20', ordered));
  });

  test('every event has its place', () => {
    expect(clockDefects([ordered])).toEqual([]);
    expect(clockDefects([{ ...ordered, sameDay: ['receive'] }]).join()).toContain('does not order every event');
  });
});

describe('defects of such bounds', () => {
  test.each<[string, Partial<ClockDef<Event>>]>([
    ['a number of times', { pauses: [{ from: 'askCorrection', until: ['correct'], times: 0, basis: '' }] }],
    ['both moves the clock and does not', { unmovedBy: [{ event: 'extend', basis: '' }] }],
    ['nothing tells of opinion', { unmovedBy: [] }],
  ])('%s', (says, wrong) => {
    expect(clockDefects([strict])).toEqual([]);
    expect(clockDefects([{ ...strict, ...wrong }]).join()).toContain(says);
  });
});
