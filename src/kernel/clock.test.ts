import { describe, expect, test } from 'vitest';
import { addWorkdays, makeCalendar, type WorkCalendar } from './calendar.ts';
import { type ClockDef, editionFor, editionOn, readClock } from './clock.ts';
import { answer, at, calendar, dueOn, type Event, type Happened, read, texts } from './clock-sample.fixture.ts';
import { instant, localDate } from './dates.ts';

describe('the reply clock of the FOI regulation: worked vectors', () => {
  test.each<[string, Happened[], string]>([
    ['an ordinary month', [at('receive', '2026-03-02')], '2026-03-30'],
    ['across Spring Festival', [at('receive', '2026-02-13')], '2026-03-19'],
    ['across Mid-Autumn and National Day', [at('receive', '2026-09-15')], '2026-10-19'],
    ['extended by twenty', [at('receive', '2026-09-15'), at('extend', '2026-10-15')], '2026-11-16'],
    ['extended by five', [at('receive', '2026-09-15'), at('extend', '2026-10-15', { days: 5 })], '2026-10-26'],
    ['extended on the last day', [at('receive', '2026-09-15'), at('extend', '2026-10-19')], '2026-11-16'],
    [
      'asked for thirty, given the twenty the law allows',
      [at('receive', '2026-09-15'), at('extend', '2026-10-15', { days: 30 })],
      '2026-11-16',
    ],
    [
      'a second extension grants nothing',
      [at('receive', '2026-09-15'), at('extend', '2026-10-15'), at('extend', '2026-11-10')],
      '2026-11-16',
    ],
    [
      'an extension after the due date grants nothing',
      [at('receive', '2026-09-15'), at('extend', '2026-10-20')],
      '2026-10-19',
    ],
    [
      'corrected: counted anew, not resumed',
      [at('receive', '2026-09-15'), at('askCorrection', '2026-09-23'), at('correct', '2026-10-12')],
      '2026-11-09',
    ],
    [
      'corrected and extended',
      [
        at('receive', '2026-09-15'),
        at('askCorrection', '2026-09-23'),
        at('correct', '2026-10-12'),
        at('extend', '2026-11-05'),
      ],
      '2026-12-07',
    ],
    [
      'asked for correction after seven working days: the old count runs on',
      [at('receive', '2026-09-15'), at('askCorrection', '2026-09-24'), at('correct', '2026-10-12')],
      '2026-10-19',
    ],
    [
      'a reminder of a correction asked for in time does not undo it',
      [
        at('receive', '2026-09-15'),
        at('askCorrection', '2026-09-23'),
        at('askCorrection', '2026-09-28'),
        at('correct', '2026-10-12'),
      ],
      '2026-11-09',
    ],
    [
      'consulting a third party is not counted',
      [at('receive', '2026-03-02'), at('consult', '2026-03-10'), at('opinion', '2026-03-31')],
      '2026-04-21',
    ],
    [
      'two letters that overlap are counted once',
      [
        at('receive', '2026-03-02'),
        at('consult', '2026-03-10'),
        at('consult', '2026-03-12'),
        at('opinion', '2026-03-20'),
        at('opinion', '2026-03-31'),
      ],
      '2026-04-21',
    ],
    [
      'references tell letters apart: the first one out comes back last',
      [
        at('receive', '2026-03-02'),
        at('consult', '2026-03-10', { ref: 'a' }),
        at('consult', '2026-03-12', { ref: 'b' }),
        at('opinion', '2026-03-20', { ref: 'b' }),
        at('opinion', '2026-03-31', { ref: 'a' }),
      ],
      '2026-04-21',
    ],
    [
      'a letter not answered ends by itself fifteen working days after delivery',
      [at('receive', '2026-03-02'), at('consult', '2026-03-10'), at('deliver', '2026-03-12')],
      '2026-04-23',
    ],
    [
      'an opinion that comes after those fifteen days changes nothing',
      [
        at('receive', '2026-03-02'),
        at('consult', '2026-03-10'),
        at('deliver', '2026-03-12'),
        at('opinion', '2026-04-20'),
      ],
      '2026-04-23',
    ],
    [
      'consulted on the very last day',
      [at('receive', '2026-03-02'), at('consult', '2026-03-30'), at('opinion', '2026-04-02')],
      '2026-04-02',
    ],
    [
      'consulted after the last day: too late',
      [at('receive', '2026-03-02'), at('consult', '2026-03-31'), at('opinion', '2026-04-10')],
      '2026-03-30',
    ],
    ['a second receipt does not start again', [at('receive', '2026-03-02'), at('receive', '2026-03-05')], '2026-03-30'],
    [
      'what is typed in late counts by its legal date',
      [at('receive', '2026-03-02'), at('opinion', '2026-03-31'), at('consult', '2026-03-10')],
      '2026-04-21',
    ],
  ])('%s', (_name, events, due) => {
    const reading = read(events, '2026-12-31');
    expect(dueOn(reading)).toBe(due);
    expect(reading.strip.at(-1)).toMatchObject({ on: due, kind: 'due' });
  });
});

describe('the state of a clock', () => {
  const received = at('receive', '2026-03-02');

  test('nothing has started it', () => {
    expect(read([at('consult', '2026-03-10')])).toEqual({ state: 'idle', explanation: [], strip: [] });
  });

  test.each([
    ['2026-03-27', 'running', { working: 1, calendar: 3 }],
    ['2026-03-30', 'running', { working: 0, calendar: 0 }],
    ['2026-03-31', 'overdue', { working: -1, calendar: -1 }],
    ['2026-04-07', 'overdue', { working: -5, calendar: -8 }],
  ])('on %s it is %s', (today, state, remaining) => {
    expect(read([received], today)).toMatchObject({ state, remaining, dueOn: '2026-03-30', provisional: false });
  });

  test.each([
    ['2026-03-30', true, 0],
    ['2026-03-31', false, 1],
    ['2026-04-07', false, 8],
  ])('replied on %s: in time %s, late by %i', (on, onTime, lateByDays) => {
    expect(read([received, at('reply', on)], '2026-12-31')).toMatchObject({
      state: 'stopped',
      stoppedOn: on,
      onTime,
      lateByDays,
    });
  });

  test('late stays late: nothing recorded after an overdue reply or after the due date mends it', () => {
    const late = [received, at('reply', '2026-04-07')];
    const mending = [
      at('extend', '2026-04-01'),
      at('extend', '2026-04-08'),
      at('consult', '2026-03-31'),
      at('correct', '2026-04-02'),
      at('receive', '2026-04-03'),
      at('reply', '2026-04-10'),
    ];
    for (const event of mending) {
      expect(read([...late, event])).toMatchObject({
        state: 'stopped',
        onTime: false,
        lateByDays: 8,
        dueOn: '2026-03-30',
      });
      if (event.name !== 'reply')
        expect(read([received, event], '2026-04-15')).toMatchObject({ state: 'overdue', dueOn: '2026-03-30' });
    }
  });

  test('waiting for the applicant is not our delay', () => {
    const waiting = [received, at('askCorrection', '2026-03-06')];
    const reading = read(waiting, '2027-03-01');
    expect(reading).toMatchObject({ state: 'paused', since: '2026-03-06', remaining: { working: 16 } });
    expect(reading).not.toHaveProperty('dueOn');
    expect(reading.strip.at(-1)?.on).toBe('2027-03-01');
    expect(read([...waiting, at('withdraw', '2027-02-01')], '2027-03-01')).toMatchObject({
      state: 'stopped',
      onTime: true,
    });
  });

  test('a wait with a limit says how long it lasts at most, and goes on by itself the day after', () => {
    const events = [received, at('consult', '2026-03-10'), at('deliver', '2026-03-12')];
    expect(read(events, '2026-04-02')).toMatchObject({
      state: 'paused',
      since: '2026-03-10',
      waitsUntil: '2026-04-02',
      latestDueOn: '2026-04-23',
      remaining: { working: 14 },
    });
    expect(read(events, '2026-04-03')).toMatchObject({ state: 'running', dueOn: '2026-04-23' });
  });

  test('a letter on its way has no limit until it is delivered', () => {
    expect(read([received, at('consult', '2026-03-10')], '2026-06-01')).toMatchObject({
      state: 'paused',
      since: '2026-03-10',
    });
  });

  test('a pause begun after the due date does not hide that it is overdue', () => {
    expect(read([received, at('consult', '2026-03-31')], '2026-04-01')).toMatchObject({
      state: 'overdue',
      dueOn: '2026-03-30',
    });
  });

  test('an open pause ends when the clock stops', () => {
    expect(read([received, at('consult', '2026-03-10'), at('reply', '2026-03-31')], '2026-12-31')).toMatchObject({
      state: 'stopped',
      onTime: true,
      dueOn: '2026-04-21',
    });
  });

  test('a letter still out keeps the new period waiting when the clock starts again', () => {
    const events = [
      at('receive', '2026-03-02'),
      at('askCorrection', '2026-03-03'),
      at('consult', '2026-03-04'),
      at('correct', '2026-03-10'),
    ];
    expect(read(events, '2026-03-20')).toMatchObject({
      state: 'paused',
      since: '2026-03-04',
      remaining: { working: 20 },
    });
    expect(read([...events, at('opinion', '2026-03-12')], '2026-03-20')).toMatchObject({
      state: 'running',
      dueOn: '2026-04-10',
    });
  });

  test('an extension used before a restart is used', () => {
    const merging: ClockDef<Event> = {
      ...answer,
      pauses: [],
      restartsOn: [{ event: 'deliver', basis: '《市场监督管理行政处罚程序规定》第十八条' }],
    };
    const reading = read(
      [received, at('extend', '2026-03-10'), at('deliver', '2026-03-20'), at('extend', '2026-03-25')],
      '2026-03-26',
      merging,
    );
    expect(dueOn(reading)).toBe(addWorkdays(localDate('2026-03-20'), 20, calendar).on);
    expect(texts(reading).join()).toContain('只能延长1次');
  });

  test.each([
    [true, '2026-05-22', '期限自次日起重新计算'],
    [undefined, '2026-03-30', '期限在此之前已经届满，不重新计算'],
  ] as const)(
    'a restart after the period ran out counts only where it begins another obligation (anew: %s)',
    (anew, due, words) => {
      const judged: ClockDef<Event> = {
        ...answer,
        pauses: [],
        restartsOn: [{ event: 'deliver', basis: '《政府信息公开条例》第十八条', ...(anew && { anew }) }],
      };
      const reading = read([at('receive', '2026-03-02'), at('deliver', '2026-04-22')], '2026-04-23', judged);
      expect(dueOn(reading)).toBe(due);
      expect(texts(reading).join()).toContain(words);
    },
  );

  test('a date counted into a year not announced is provisional, and moves when it is', () => {
    const reading = read([at('receive', '2026-12-18')], '2026-12-20');
    expect(reading).toMatchObject({ state: 'running', dueOn: '2027-01-18', provisional: true });
    expect(texts(reading).join()).toContain('2027年节假日安排尚未公布');
    const year = { year: 2027, version: 1, noticeTitle: '假想的2027年安排' };
    const announced = makeCalendar(
      [
        ...calendar.days.values(),
        { on: localDate('2027-01-01'), kind: 'holiday', name: '元旦', version: 1 },
        { on: localDate('2027-01-04'), kind: 'holiday', name: '元旦', version: 1 },
      ],
      [...calendar.years.values(), year],
    );
    expect(readClock(answer, [at('receive', '2026-12-18')], announced, localDate('2026-12-20'))).toMatchObject({
      dueOn: '2027-01-19',
      provisional: false,
    });
  });
});

describe('calendar days, months, years and hours', () => {
  const simple = (n: number, unit: ClockDef['limit']['unit']): ClockDef<Event> => ({ ...answer, limit: { n, unit } });

  test.each([
    ['sixty days end on a holiday and roll', simple(60, 'calendar'), '2026-08-02', '2026-10-08'],
    ['thirty days', simple(30, 'calendar'), '2026-03-04', '2026-04-03'],
    ['fifteen days end in Spring Festival', simple(15, 'calendar'), '2026-02-01', '2026-02-24'],
    ['three months', simple(3, 'month'), '2026-03-02', '2026-06-02'],
    ['one month from the 31st ends on the last of February', simple(1, 'month'), '2024-01-31', '2024-02-29'],
    ['six months end on a Sunday', simple(6, 'month'), '2026-05-29', '2026-11-30'],
    ['one year', simple(1, 'year'), '2024-02-29', '2025-02-28'],
  ])('%s', (_name, def, from, due) => {
    expect(dueOn(read([at('receive', from)], from, def))).toBe(due);
  });

  test('the roll is told, and its days are named', () => {
    const reading = read([at('receive', '2026-08-02')], '2026-08-03', simple(60, 'calendar'));
    expect(reading.explanation.find((line) => line.kind === 'roll')).toEqual({
      kind: 'roll',
      from: '2026-10-01',
      to: '2026-10-08',
      days: 7,
      text: '最后一日2026年10月1日（星期四）为国庆节放假，顺延至其后第一个工作日2026年10月8日（星期四）。',
    });
  });

  test('paused calendar days are added at the end', () => {
    const events = [at('receive', '2026-03-02'), at('consult', '2026-03-10'), at('opinion', '2026-03-20')];
    expect(dueOn(read(events, '2026-03-21', simple(30, 'calendar')))).toBe('2026-04-13');
    expect(dueOn(read(events, '2026-03-21', simple(1, 'month')))).toBe('2026-04-13');
  });

  test('an extension of months adds months, not days', () => {
    const def = {
      ...simple(3, 'month'),
      extensions: [{ event: 'extend', upTo: 3, times: 1, basis: '《代表法》' } as const],
    };
    expect(dueOn(read([at('receive', '2026-03-31'), at('extend', '2026-05-01')], '2026-05-02', def))).toBe(
      '2026-09-30',
    );
  });

  const hours = simple(48, 'hour');
  const start: Happened = at('receive', '2026-09-30', { at: instant('2026-09-30T23:30:00+08:00') });
  const readAt = (events: readonly Happened[], now: string) =>
    readClock(hours, events, calendar, localDate('2026-10-01'), instant(now));

  test('hours run through nights and holidays, to the minute', () => {
    const dueAt = instant('2026-10-02T23:30:00+08:00');
    expect(readAt([start], '2026-10-02T23:30:00+08:00')).toMatchObject({
      state: 'running',
      dueAt,
      dueOn: '2026-10-02',
      remaining: { hours: 0 },
    });
    expect(readAt([start], '2026-10-03T00:30:00+08:00')).toMatchObject({
      state: 'overdue',
      dueAt,
      remaining: { hours: -1 },
      lateByDays: 1,
    });
    const reply = at('reply', '2026-10-02', { at: instant('2026-10-02T23:31:00+08:00') });
    expect(readAt([start, reply], '2026-10-09T00:00:00+08:00')).toMatchObject({
      state: 'stopped',
      onTime: false,
      lateByDays: 0,
    });
    expect(texts(readAt([start, reply], '2026-10-09T00:00:00+08:00'))).toEqual([
      '答复期限为48小时，依据《政府信息公开条例》第三十三条（2019年5月15日起施行）。',
      '2026年9月30日 23:30收到申请，自该时刻起连续计算，夜间、周末和节假日都不扣除。',
      '期限在2026年10月2日 23:30届满。',
      '2026年10月2日 23:31答复申请人，已超过期限。',
    ]);
  });

  test('hours cannot be counted without the moment', () => {
    expect(() => readAt([at('receive', '2026-09-30')], '2026-10-01T00:00:00Z')).toThrow(RangeError);
    expect(() => readClock(hours, [start], calendar, localDate('2026-10-01'))).toThrow(RangeError);
  });
});

describe('editions of the law', () => {
  const editions: readonly ClockDef<Event>[] = [
    { ...answer, inForceFrom: '2008-05-01', inForceTo: '2019-05-14', limit: { n: 15, unit: 'working' } },
    answer,
  ];

  test.each([
    ['2008-05-01', 15],
    ['2019-05-14', 15],
    ['2019-05-15', 20],
    ['2026-03-02', 20],
  ])('received on %s: %i working days', (on, n) => {
    expect(editionOn(editions, localDate(on)).limit.n).toBe(n);
    expect(editionFor(editions, [at('reply', '2030-01-01'), at('receive', on)])?.limit.n).toBe(n);
  });

  test('before any law there is no clock', () => {
    expect(() => editionOn(editions, localDate('2008-04-30'))).toThrow(RangeError);
    expect(editionFor(editions, [at('receive', '2008-04-30')])).toBeUndefined();
    expect(editionFor(editions, [at('reply', '2020-01-01')])).toBeUndefined();
  });
});

test('a calendar that changes moves only what is counted through the change', () => {
  const moved: WorkCalendar = makeCalendar(
    [...calendar.days.values(), { on: localDate('2026-03-18'), kind: 'holiday', name: '临时放假', version: 1 }],
    calendar.years.values(),
  );
  expect(readClock(answer, [at('receive', '2026-03-02')], moved, localDate('2026-03-02'))).toMatchObject({
    dueOn: '2026-03-31',
  });
  expect(readClock(answer, [at('receive', '2026-04-02')], moved, localDate('2026-04-02'))).toEqual(
    read([at('receive', '2026-04-02')], '2026-04-02'),
  );
});
