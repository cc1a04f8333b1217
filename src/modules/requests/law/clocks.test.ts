import { describe, expect, test } from 'vitest';
import { addCalendarDays, addWorkdays, workdaysBetween } from '#kernel/calendar.ts';
import { clockDefects, eventsOf } from '#kernel/clock-laws.ts';
import { localDate } from '#kernel/dates.ts';
import { requestClocks } from './clocks.ts';
import {
  coMakerClock,
  confirmationClock,
  correctionNoticeClock,
  paymentClock,
  recordCorrectionClock,
  thirdPartyClock,
} from './other-clocks.ts';
import { EVENT_WORDS } from './request-events.ts';
import { at, calendar, dueOn, type Happened, only, read, reply, words } from './testing/reading.ts';

describe('the declarations', () => {
  test.each(requestClocks.map((clock) => [only(clock).code, clock] as const))('%s has no defect', (_code, clock) => {
    expect(clockDefects(clock)).toEqual([]);
  });

  test('name only events there are, and leave none unused', () => {
    const used = new Set(requestClocks.flatMap((clock) => eventsOf(only(clock))));
    expect([...used].sort()).toEqual(Object.keys(EVENT_WORDS).sort());
  });
});

describe('the worked vectors of the regulation pack §1.5', () => {
  test.each<[string, Happened[], string]>([
    ['received', [at('confirm', '2026-03-02')], '2026-03-30'],
    ['across National Day', [at('confirm', '2026-09-15')], '2026-10-19'],
    ['extended', [at('confirm', '2026-09-15'), at('extend', '2026-10-12')], '2026-11-16'],
    [
      'corrected: counted anew, not resumed',
      [at('confirm', '2026-09-15'), at('noticeCorrection', '2026-09-23'), at('correct', '2026-10-12')],
      '2026-11-09',
    ],
    [
      'corrected and extended',
      [
        at('confirm', '2026-09-15'),
        at('noticeCorrection', '2026-09-23'),
        at('correct', '2026-10-12'),
        at('extend', '2026-11-02'),
      ],
      '2026-12-07',
    ],
    ['across the Spring Festival', [at('confirm', '2026-02-13')], '2026-03-19'],
    [
      'fifteen days of consultation',
      [at('confirm', '2026-03-02'), at('consult', '2026-03-10'), at('consultAnswered', '2026-03-31')],
      '2026-04-21',
    ],
  ])('%s', (_name, events, due) => {
    expect(dueOn(read(events, due))).toBe(due);
  });

  test('the last day for a correction notice', () => {
    expect(dueOn(read([at('confirm', '2026-09-15')], '2026-09-16', only(correctionNoticeClock)))).toBe('2026-09-23');
  });
});

/** Peers §6 and regulation pack §13.4: seven, twenty and forty working days; the traps are what engines without make-up days answer. */
const GOLDEN: [string, string | undefined, string, string | undefined, string[]][] = [
  ['2022-09-30', '2022-10-14', '2022-11-02', '2022-11-30', ['2022-11-04', '2022-10-28']],
  ['2023-01-13', '2023-01-29', '2023-02-15', '2023-03-15', ['2023-02-17', '2023-02-10']],
  ['2023-04-14', '2023-04-24', '2023-05-15', '2023-06-12', ['2023-05-17', '2023-05-12']],
  ['2023-09-22', '2023-10-09', '2023-10-26', '2023-11-23', ['2023-10-30', '2023-10-20']],
  ['2024-01-31', '2024-02-08', '2024-03-04', '2024-04-01', ['2024-03-06', '2024-02-28']],
  ['2024-02-05', '2024-02-20', '2024-03-08', '2024-04-08', ['2024-03-11', '2024-03-04']],
  ['2024-09-10', '2024-09-20', '2024-10-14', '2024-11-11', ['2024-10-17', '2024-10-08']],
  ['2025-01-14', '2025-01-23', '2025-02-17', '2025-03-17', ['2025-02-19', '2025-02-11']],
  ['2025-01-20', '2025-02-05', '2025-02-21', '2025-03-21', ['2025-02-25', '2025-02-17']],
  ['2025-04-17', '2025-04-27', '2025-05-19', '2025-06-17', ['2025-05-20', '2025-05-15']],
  ['2025-09-26', '2025-10-13', '2025-10-30', '2025-11-27', ['2025-11-03', '2025-10-24']],
  ['2026-02-09', '2026-02-25', '2026-03-13', '2026-04-13', ['2026-03-17', '2026-03-09']],
  ['2026-09-14', '2026-09-22', '2026-10-16', '2026-11-13', ['2026-10-20', '2026-10-12']],
  ['2025-02-20', undefined, '2025-03-20', undefined, ['2025-03-19']],
  ['2026-03-02', undefined, '2026-03-30', undefined, []],
  ['2026-09-15', '2026-09-23', '2026-10-19', '2026-11-16', []],
  ['2026-01-30', undefined, '2026-03-05', undefined, []],
  ['2026-02-13', '2026-03-02', '2026-03-19', undefined, []],
  ['2026-04-30', undefined, '2026-06-01', undefined, []],
  ['2025-12-31', undefined, '2026-01-29', undefined, []],
  ['2025-09-26', undefined, '2025-10-30', undefined, []],
  ['2025-01-24', undefined, '2025-02-27', undefined, []],
  ['2024-02-08', undefined, '2024-03-13', undefined, []],
];

test.each(GOLDEN)('received %s: 7 working days %s, 20 %s, 40 %s', (received, seven, twenty, forty, traps) => {
  const start = at('confirm', received);
  const due = dueOn(read([start], received));
  expect(due).toBe(twenty);
  expect(traps).not.toContain(due);
  if (seven) expect(dueOn(read([start], received, only(correctionNoticeClock)))).toBe(seven);
  if (forty) expect(dueOn(read([start, at('extend', twenty)], twenty))).toBe(forty);
});

describe('the counting vectors of the regulation pack §13.4', () => {
  const workdays = (from: string, n: number) => addWorkdays(localDate(from), n, calendar).on;
  test.each([
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-10-09', 1, '2026-10-10'],
    ['2026-10-09', 2, '2026-10-12'],
    ['2026-04-30', 5, '2026-05-11'],
    ['2026-06-18', 15, '2026-07-10'],
  ])('%s and %i working days: %s', (from, n, on) => {
    expect(workdays(from, n)).toBe(on);
  });

  test.each([
    ['2026-02-01', 15, '2026-02-24'],
    ['2026-09-01', 30, '2026-10-08'],
    ['2026-08-02', 60, '2026-10-08'],
    ['2026-04-02', 60, '2026-06-01'],
    ['2026-03-04', 30, '2026-04-03'],
  ])('%s and %i days: %s', (from, n, on) => {
    expect(addCalendarDays(localDate(from), n, calendar).on).toBe(on);
  });

  test('between two days', () => {
    expect(workdaysBetween(localDate('2026-03-10'), localDate('2026-03-31'), calendar)).toBe(15);
  });
});

describe('the other clocks', () => {
  test.each([
    [confirmationClock, at('open', '2026-10-09'), '2026-10-10'],
    [thirdPartyClock, at('consultDelivered', '2026-06-18'), '2026-07-10'],
    [coMakerClock, at('consultDelivered', '2026-06-18'), '2026-07-10'],
    [paymentClock, at('noticeFee', '2026-09-01'), '2026-10-08'],
    [recordCorrectionClock, at('confirm', '2026-09-15'), '2026-10-19'],
  ] as const)('%#: the last day', (clock, start, due) => {
    expect(dueOn(read([start], start.on, only(clock)))).toBe(due);
  });
});

describe('correction, art. 30', () => {
  const confirmed = at('confirm', '2026-09-15');

  test('on the seventh working day it stops the clock, on the eighth it does not', () => {
    expect(read([confirmed, at('noticeCorrection', '2026-09-23')], '2026-12-01').state).toBe('paused');
    expect(read([confirmed, at('noticeCorrection', '2026-09-24')], '2026-09-25')).toMatchObject({
      state: 'running',
      dueOn: '2026-10-19',
    });
  });

  test('a corrected text after a late notice renews nothing', () => {
    const late = read([confirmed, at('noticeCorrection', '2026-09-24'), at('correct', '2026-10-12')], '2026-10-13');
    expect(dueOn(late)).toBe('2026-10-19');
    expect(words(late)).toContain('超过规定时限才告知');
  });

  test('a second notice stops nothing, and a text nobody asked for renews nothing', () => {
    const events = [confirmed, at('noticeCorrection', '2026-09-16'), at('correct', '2026-09-18')];
    const again = [at('noticeCorrection', '2026-09-21'), at('correct', '2026-09-28'), at('correct', '2026-10-09')];
    const base = dueOn(read(events, '2026-10-13'));
    expect(base).toBe(addWorkdays(localDate('2026-09-18'), 20, calendar).on);
    expect(dueOn(read([...events, ...again], '2026-10-13'))).toBe(base);
    expect(dueOn(read([confirmed, at('correct', '2026-10-09')], '2026-10-13'))).toBe('2026-10-19');
  });

  test('not corrected in time: the request is given up, and that was in time', () => {
    const lapsed = read([confirmed, at('noticeCorrection', '2026-09-16'), at('lapse', '2026-11-30')], '2026-12-01');
    expect(lapsed).toMatchObject({ state: 'stopped', onTime: true, stoppedOn: '2026-11-30' });
  });
});

describe('consultation, arts 32-34', () => {
  const confirmed = at('confirm', '2026-03-02');

  test('two letters of which each has its fifteen days; the days both hold are left out once', () => {
    const events = [
      confirmed,
      at('consult', '2026-03-10', { ref: '甲' }),
      at('consultDelivered', '2026-03-12', { ref: '甲' }),
      at('consult', '2026-03-16', { ref: '乙' }),
      at('consultDelivered', '2026-03-17', { ref: '乙' }),
      at('consultAnswered', '2026-03-25', { ref: '乙' }),
    ];
    // 甲 is never answered: until 2 April, fifteen working days from its delivery; 乙 lies within.
    const excluded = workdaysBetween(localDate('2026-03-10'), localDate('2026-04-02'), calendar);
    expect(dueOn(read(events, '2026-04-10'))).toBe(addWorkdays(localDate('2026-03-02'), 20 + excluded, calendar).on);
  });

  test('the answer to one letter does not end the other', () => {
    const events = [confirmed, at('consult', '2026-03-10', { ref: '甲' }), at('consult', '2026-03-10', { ref: '乙' })];
    expect(read([...events, at('consultAnswered', '2026-03-12', { ref: '甲' })], '2026-03-13').state).toBe('paused');
    expect(
      read([...events, ...['甲', '乙'].map((ref) => at('consultAnswered', '2026-03-12', { ref }))], '2026-03-13').state,
    ).toBe('running');
  });

  test('a letter the office gives up stops waiting on that day', () => {
    const closed = read([confirmed, at('consult', '2026-03-10'), at('consultClosed', '2026-03-12')], '2026-03-13');
    expect(dueOn(closed)).toBe(addWorkdays(localDate('2026-03-02'), 22, calendar).on);
  });

  test('while a delivered letter is out, the latest day is known', () => {
    const events = [confirmed, at('consult', '2026-03-10'), at('consultDelivered', '2026-03-12')];
    expect(read(events, '2026-03-16')).toMatchObject({
      state: 'paused',
      waitsUntil: '2026-04-02',
      latestDueOn: '2026-04-23',
    });
  });
});

describe('extension, art. 33', () => {
  test.each<[string, Happened[], string]>([
    ['on the last day', [at('extend', '2026-03-30', { days: 5 })], '2026-04-07'],
    ['on the day after it is nothing', [at('extend', '2026-03-31')], '2026-03-30'],
    ['never more than twenty', [at('extend', '2026-03-10', { days: 30 })], '2026-04-28'],
    ['never twice', [at('extend', '2026-03-10', { days: 5 }), at('extend', '2026-03-11')], '2026-04-07'],
  ])('%s', (_name, events, due) => {
    expect(dueOn(read([at('confirm', '2026-03-02'), ...events], '2026-03-31'))).toBe(due);
  });

  test('used before the text was corrected, it is used', () => {
    const events = [
      at('confirm', '2026-03-02'),
      at('extend', '2026-03-03'),
      at('noticeCorrection', '2026-03-04'),
      at('correct', '2026-03-10'),
      at('extend', '2026-03-12'),
    ];
    expect(dueOn(read(events, '2026-03-13'))).toBe(addWorkdays(localDate('2026-03-10'), 20, calendar).on);
  });
});

describe('unreasonable volume, art. 35', () => {
  const asked = [at('confirm', '2026-03-02'), at('askReasons', '2026-03-04')];
  const given = [...asked, at('giveReasons', '2026-03-09')];

  test('asking for reasons does not stop the clock, and says so', () => {
    const reading = read(asked, '2026-03-06');
    expect(reading).toMatchObject({ state: 'running', dueOn: '2026-03-30' });
    expect(words(reading)).toContain('要求申请人说明理由，期限照常计算');
  });

  test('a reasonable delay has no number in the law, so it must be said; after reasons, and once', () => {
    expect(dueOn(read([...given, at('setDelay', '2026-03-10', { days: 40 })], '2026-03-10'))).toBe(
      addWorkdays(localDate('2026-03-02'), 60, calendar).on,
    );
    expect(dueOn(read([...given, at('setDelay', '2026-03-10')], '2026-03-10'))).toBe('2026-03-30');
    expect(dueOn(read([...asked, at('setDelay', '2026-03-10', { days: 40 })], '2026-03-10'))).toBe('2026-03-30');
    const twice = [10, 10].map((days, i) => at('setDelay', `2026-03-1${i}`, { days }));
    expect(dueOn(read([...given, ...twice], '2026-03-12'))).toBe(addWorkdays(localDate('2026-03-02'), 30, calendar).on);
  });
});

describe('the fee', () => {
  const noticed = [at('confirm', '2026-03-02'), at('noticeFee', '2026-03-10')];

  test('once paid, the period is counted anew from the next day', () => {
    expect(read(noticed, '2026-04-20').state).toBe('paused');
    expect(dueOn(read([...noticed, at('payFee', '2026-04-02')], '2026-04-03'))).toBe(
      addWorkdays(localDate('2026-04-02'), 20, calendar).on,
    );
  });

  test('asked for after the period it stops nothing, and a payment nobody asked for renews nothing', () => {
    const late = [at('confirm', '2026-03-02'), at('noticeFee', '2026-03-31'), at('payFee', '2026-04-02')];
    expect(read(late, '2026-04-03')).toMatchObject({ state: 'overdue', dueOn: '2026-03-30' });
    expect(dueOn(read([at('confirm', '2026-03-02'), at('payFee', '2026-03-05')], '2026-03-06'))).toBe('2026-03-30');
  });

  test('is asked for once: a second notice stops nothing more', () => {
    const paid = [...noticed, at('payFee', '2026-04-02')];
    const base = dueOn(read(paid, '2026-04-03'));
    const again = read([...paid, at('noticeFee', '2026-04-07'), at('payFee', '2026-04-20')], '2026-04-21');
    expect(dueOn(again)).toBe(base);
    expect(words(again)).toContain('按规定只能告知1次');
  });

  test('unpaid, it is given up', () => {
    expect(read([...noticed, at('unpaid', '2026-04-20')], '2026-04-21')).toMatchObject({
      state: 'stopped',
      onTime: true,
    });
  });

  test('after payment the seven days for a correction notice are over: they count from receipt', () => {
    const paid = [...noticed, at('payFee', '2026-04-02'), at('noticeCorrection', '2026-04-03')];
    expect(read(paid, '2026-04-07').state).toBe('running');
  });
});

describe('what ends it', () => {
  test.each(reply.stopsOn)('%s', (name) => {
    expect(read([at('confirm', '2026-03-02'), at(name, '2026-03-30')], '2026-12-01')).toMatchObject({
      state: 'stopped',
      onTime: true,
    });
    expect(read([at('confirm', '2026-03-02'), at(name, '2026-03-31')], '2026-12-01')).toMatchObject({
      state: 'stopped',
      onTime: false,
      lateByDays: 1,
    });
  });

  test('an extension after it was late does not make it timely again', () => {
    const late = [at('confirm', '2026-03-02'), at('extend', '2026-04-01'), at('reply', '2026-04-10')];
    expect(read(late, '2026-12-01')).toMatchObject({ state: 'stopped', onTime: false });
  });
});
