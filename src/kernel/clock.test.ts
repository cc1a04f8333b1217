import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addWorkdays,
  isWorkingDay,
  makeCalendar,
  rollForward,
  type WorkCalendar,
  workdaysBetween,
} from './calendar.ts';
import { calendarFromCsv } from './calendar-csv.ts';
import { type ClockDef, type ClockReading, editionFor, editionOn, type HappenedOn, readClock } from './clock.ts';
import { addDays, datesFrom, daysBetween, instant, type LocalDate, localDate } from './dates.ts';

const reference = (name: string) =>
  readFileSync(new URL(`../../db/reference/calendar/${name}`, import.meta.url), 'utf8');
const calendar = calendarFromCsv(reference('days.csv'), reference('years.csv'));

type Event =
  | 'receive'
  | 'askCorrection'
  | 'correct'
  | 'consult'
  | 'deliver'
  | 'opinion'
  | 'extend'
  | 'reply'
  | 'withdraw';

const answer: ClockDef<Event> = {
  key: 'disclosure.answer',
  label: '答复期限',
  basis: '《政府信息公开条例》第三十三条',
  inForceFrom: '2019-05-15',
  limit: { n: 20, unit: 'working' },
  startsOn: ['receive'],
  restartsOn: [{ event: 'correct', basis: '《政府信息公开条例》第三十条' }],
  pauses: [
    {
      from: 'askCorrection',
      until: ['correct'],
      within: { n: 7, unit: 'working' },
      basis: '《政府信息公开条例》第三十条',
    },
    {
      from: 'consult',
      until: ['opinion'],
      atMost: { n: 15, unit: 'working' },
      atMostFrom: 'deliver',
      basis: '《政府信息公开条例》第三十三条',
    },
  ],
  extensions: [{ event: 'extend', upTo: 20, times: 1, basis: '《政府信息公开条例》第三十三条' }],
  stopsOn: ['reply', 'withdraw'],
  words: {
    receive: '收到申请',
    askCorrection: '告知补正',
    correct: '收到补正',
    consult: '征求第三方意见',
    deliver: '送达第三方',
    opinion: '收到第三方意见',
    extend: '批准延长',
    reply: '答复申请人',
    withdraw: '申请人撤回',
  },
};

type Happened = HappenedOn<Event>;
const at = (name: Event, on: string, more: Partial<Happened> = {}): Happened => ({ name, on: localDate(on), ...more });
const read = (events: readonly Happened[], today = '2026-01-05', def: ClockDef<Event> = answer) =>
  readClock(def, events, calendar, localDate(today));
const dueOn = (reading: ClockReading) => ('dueOn' in reading ? reading.dueOn : undefined);
const texts = (reading: ClockReading) => reading.explanation.map((line) => line.text);
const kinds = (reading: ClockReading) => reading.explanation.map((line) => line.kind);

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

describe('the explanation', () => {
  test('tells everything, in the order of the days', () => {
    const events = [
      at('receive', '2026-09-15'),
      at('consult', '2026-09-21'),
      at('opinion', '2026-09-23'),
      at('extend', '2026-10-12', { days: 3 }),
      at('extend', '2026-10-13'),
      at('reply', '2026-10-27'),
    ];
    expect(texts(read(events, '2026-12-31'))).toEqual([
      '答复期限为20个工作日，依据《政府信息公开条例》第三十三条（2019年5月15日起施行）。',
      '2026年9月15日（星期二）收到申请，当日不计算在内，自次日起按工作日计算。',
      '2026年9月19日（星期六）为周末，1天不计算。',
      '2026年9月20日（星期日）为国庆节调休上班日，计算在内。',
      '2026年9月21日（星期一）征求第三方意见，至2026年9月23日（星期三）收到第三方意见，期间2个工作日不计算，依据《政府信息公开条例》第三十三条。',
      '2026年9月25日至9月27日为中秋节放假，3天不计算。',
      '2026年10月1日至10月7日为国庆节放假，7天不计算。',
      '2026年10月10日（星期六）为国庆节调休上班日，计算在内。',
      '2026年10月11日（星期日）为周末，1天不计算。',
      '2026年10月12日（星期一）延长3个工作日，原期限最后一日为2026年10月21日（星期三），依据《政府信息公开条例》第三十三条。',
      '2026年10月13日（星期二）批准延长：按规定只能延长1次，不再延长。',
      '2026年10月17日至10月18日为周末，2天不计算。',
      '2026年10月24日至10月25日为周末，2天不计算。',
      '期限最后一日为2026年10月26日（星期一）。',
      '2026年10月27日（星期二）答复申请人，逾期1天，其中工作日1天。',
    ]);
  });

  test.each<[string, Happened[], string, string]>([
    [
      'a restart',
      [at('receive', '2026-09-15'), at('askCorrection', '2026-09-23'), at('correct', '2026-10-12')],
      '2026-10-13',
      '2026年10月12日（星期一）收到补正，期限自次日起重新计算，此前的日子不再计入，依据《政府信息公开条例》第三十条。',
    ],
    [
      'a late notice of correction',
      [at('receive', '2026-09-15'), at('askCorrection', '2026-09-24')],
      '2026-09-25',
      '2026年9月24日（星期四）告知补正：超过规定时限才告知，期限不暂停（最后一日为2026-09-23）。',
    ],
    [
      'a late extension',
      [at('receive', '2026-09-15'), at('extend', '2026-10-20')],
      '2026-10-21',
      '2026年10月20日（星期二）批准延长：期限在此之前已经届满，不予延长（最后一日为2026-10-19）。',
    ],
    [
      'an open pause',
      [at('receive', '2026-03-02'), at('consult', '2026-03-10')],
      '2026-03-16',
      '2026年3月10日（星期二）征求第三方意见，自次日起暂停计算，尚未恢复，期间4个工作日不计算，依据《政府信息公开条例》第三十三条。',
    ],
    [
      'what is left in a pause',
      [at('receive', '2026-03-02'), at('consult', '2026-03-10')],
      '2026-03-16',
      '目前暂停计算，此前已计6个工作日，尚余14个工作日；恢复计算后才能确定期限最后一日。',
    ],
    [
      'a pause that ended by itself',
      [at('receive', '2026-03-02'), at('consult', '2026-03-10'), at('deliver', '2026-03-12')],
      '2026-04-07',
      '2026年3月10日（星期二）征求第三方意见，至2026年4月2日（星期四）满15个工作日，期间17个工作日不计算，依据《政府信息公开条例》第三十三条。',
    ],
    [
      'a pause with a limit',
      [at('receive', '2026-03-02'), at('consult', '2026-03-10'), at('deliver', '2026-03-12')],
      '2026-03-16',
      '目前暂停计算，此前已计6个工作日，尚余14个工作日；最晚等到2026年4月2日（星期四），届时期限最后一日为2026年4月23日（星期四）。',
    ],
    [
      'a cap on an extension',
      [at('receive', '2026-09-15'), at('extend', '2026-10-15', { days: 30 })],
      '2026-10-16',
      '2026年10月15日（星期四）延长20个工作日（提出30，按规定最多20），原期限最后一日为2026年10月19日（星期一），依据《政府信息公开条例》第三十三条。',
    ],
    [
      'being overdue',
      [at('receive', '2026-03-02')],
      '2026-04-07',
      '截至2026年4月7日（星期二）尚未办结，已逾期8天，其中工作日5天。',
    ],
    [
      'an extension that names no days',
      [at('receive', '2026-03-02'), at('extend', '2026-03-05', { days: 0 })],
      '2026-03-06',
      '2026年3月5日（星期四）批准延长：没有写明延长多久，不予延长。',
    ],
  ])('%s', (_name, events, today, line) => {
    expect(texts(read(events, today))).toContain(line);
  });

  test('without words for the events it is still whole', () => {
    const { words: _, ...wordless } = answer;
    const reading = read(
      [
        at('receive', '2026-03-02'),
        at('consult', '2026-03-10'),
        at('opinion', '2026-03-12'),
        at('reply', '2026-03-20'),
      ],
      '2026-03-20',
      wordless,
    );
    expect(texts(reading)[1]).toBe('2026年3月2日（星期一）期限起算，当日不计算在内，自次日起按工作日计算。');
    expect(texts(reading).at(-1)).toBe('2026年3月20日（星期五）办结，在期限内。');
    expect(kinds(reading).filter((kind) => kind === 'pause')).toHaveLength(1);
  });
});

describe('laws that hold for every clock', () => {
  const startDay = fc.integer({ min: 0, max: 2500 }).map((n) => addDays(localDate('2019-06-01'), n));
  const lag = fc.integer({ min: 0, max: 45 });
  const names = fc.constantFrom<Event>(
    'askCorrection',
    'correct',
    'consult',
    'deliver',
    'opinion',
    'extend',
    'reply',
    'withdraw',
    'receive',
  );
  const story = fc
    .tuple(
      startDay,
      fc.array(fc.tuple(names, lag, fc.option(fc.integer({ min: 1, max: 25 }), { nil: undefined })), { maxLength: 8 }),
    )
    .map(([start, rest]): Happened[] => {
      let on = start;
      return [
        { name: 'receive', on },
        ...rest.map(([name, after, days]) => {
          on = addDays(on, after);
          return { name, on, ...(days !== undefined && { days }) };
        }),
      ];
    });

  test('pauses add exactly the working days of their union: due = addWorkdays(base, excluded)', () => {
    const pause = fc.tuple(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 0, max: 40 }));
    fc.assert(
      fc.property(
        startDay,
        fc.array(pause, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(0, 5, 20),
        (start, offsets, extra) => {
          const spans = offsets.map(([from, length], i) => ({
            ref: String(i),
            from: addDays(start, from),
            until: addDays(start, from + length),
          }));
          const events = spans.flatMap(({ ref, from, until }): Happened[] => [
            { name: 'consult', on: from, ref },
            { name: 'opinion', on: until, ref },
          ]);
          if (extra > 0) events.push({ name: 'extend', on: addDays(start, 1), days: extra });
          const base = addWorkdays(start, 20 + extra, calendar).on;
          // The rule as the regulation pack writes it, by sets: a letter sent no later than the current due date is excluded.
          let due = base;
          for (let before = ''; before !== due; ) {
            before = due;
            const sent = spans.filter((span) => span.from <= due);
            const excluded = new Set(
              sent.flatMap((s) => datesFrom(addDays(s.from, 1), s.until)).filter((d) => isWorkingDay(d, calendar)),
            );
            due = addWorkdays(base, excluded.size, calendar).on;
          }
          const reading = read([{ name: 'receive', on: start }, ...events], due);
          expect(dueOn(reading)).toBe(due);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('the strip counts the limit and the extensions exactly, day after day, and ends on the due date', () => {
    fc.assert(
      fc.property(story, (events) => {
        const reading = read(events, '2026-06-30');
        if (!('dueOn' in reading)) return;
        const extended = reading.explanation
          .filter((line) => line.kind === 'extension')
          .reduce((sum, line) => sum + (line.days ?? 0), 0);
        const counted = reading.strip.filter((day) => day.n !== undefined);
        expect(counted.map((day) => day.n)).toEqual(Array.from({ length: 20 + extended }, (_, i) => i + 1));
        expect(counted.every((day) => isWorkingDay(day.on, calendar))).toBe(true);
        expect(reading.strip.map((day) => day.on)).toEqual(
          datesFrom(reading.strip[0]?.on ?? reading.dueOn, reading.dueOn),
        );
        expect(reading.strip[0]?.kind).toBe('start');
        expect(reading.strip.at(-1)).toMatchObject({ on: reading.dueOn, kind: 'due' });
      }),
      { numRuns: 300 },
    );
  });

  test('the explanation leaves no day out: counted, weekend, holiday, pause and roll make up the whole way', () => {
    const unit = fc.constantFrom<ClockDef['limit']>(
      { n: 20, unit: 'working' },
      { n: 30, unit: 'calendar' },
      { n: 2, unit: 'month' },
    );
    fc.assert(
      fc.property(story, unit, (events, limit) => {
        const reading = read(events, '2026-06-30', { ...answer, limit });
        if (!('dueOn' in reading)) return;
        const told = reading.explanation
          .filter((line) => ['weekend', 'holiday', 'pause', 'roll'].includes(line.kind))
          .reduce((sum, line) => sum + (line.days ?? 0), 0);
        const counted = reading.strip.filter((day) => day.n !== undefined).length;
        expect(told + counted).toBe(daysBetween(reading.strip[0]?.on ?? reading.dueOn, reading.dueOn));
      }),
      { numRuns: 300 },
    );
  });

  test('never due on a rest day, whatever the unit; received later is never due earlier', () => {
    const limit = fc.constantFrom<ClockDef['limit']>(
      { n: 20, unit: 'working' },
      { n: 60, unit: 'calendar' },
      { n: 3, unit: 'month' },
      { n: 1, unit: 'year' },
    );
    fc.assert(
      fc.property(startDay, lag, limit, (start, later, period) => {
        const due = (on: LocalDate) => dueOn(read([{ name: 'receive', on }], on, { ...answer, limit: period })) ?? on;
        expect(isWorkingDay(due(start), calendar)).toBe(true);
        expect(due(addDays(start, later)) >= due(start)).toBe(true);
      }),
    );
  });

  test('the same events give the same reading, in whatever order they were typed in', () => {
    const typedIn = story.chain((events) => {
      const onDaysOfTheirOwn = events.filter((event, i) => events.findIndex((e) => e.on === event.on) === i);
      const all = { minLength: onDaysOfTheirOwn.length };
      return fc.tuple(fc.constant(onDaysOfTheirOwn), fc.shuffledSubarray(onDaysOfTheirOwn, all));
    });
    fc.assert(
      fc.property(typedIn, ([events, shuffled]) => {
        expect(read(shuffled, '2022-06-30')).toEqual(read(events, '2022-06-30'));
        expect(read(events, '2022-06-30')).toEqual(read(events, '2022-06-30'));
      }),
    );
  });

  test('once late, always late: what happens afterwards never makes it right', () => {
    fc.assert(
      fc.property(story, names, lag, (events, name, after) => {
        const last = events.at(-1)?.on ?? localDate('2019-06-01');
        const today = addDays(last, 30);
        const before = read(events, today);
        const late = before.state === 'overdue' || (before.state === 'stopped' && !before.onTime);
        fc.pre(late);
        const more = read([...events, { name, on: addDays(today, after) }], addDays(today, after + 1));
        expect(more.state === 'overdue' || (more.state === 'stopped' && !more.onTime)).toBe(true);
        expect(dueOn(more)).toBe(dueOn(before));
      }),
    );
  });

  test('what remains agrees with the calendar', () => {
    fc.assert(
      fc.property(startDay, fc.integer({ min: 0, max: 60 }), (start, after) => {
        const today = addDays(start, after);
        const reading = read([{ name: 'receive', on: start }], today);
        if (reading.state !== 'running' && reading.state !== 'overdue') throw new Error(reading.state);
        expect(reading.remaining.working).toBe(workdaysBetween(today, reading.dueOn, calendar));
        expect(reading.state).toBe(today > reading.dueOn ? 'overdue' : 'running');
      }),
    );
  });

  test('a calendar-day limit is the day plus the limit, rolled forward', () => {
    fc.assert(
      fc.property(startDay, fc.integer({ min: 1, max: 90 }), (start, n) => {
        const def: ClockDef<Event> = { ...answer, limit: { n, unit: 'calendar' } };
        expect(dueOn(read([{ name: 'receive', on: start }], start, def))).toBe(
          rollForward(addDays(start, n), calendar).on,
        );
      }),
    );
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
