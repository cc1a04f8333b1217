import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeCalendar } from '#kernel/calendar.ts';
import { addDays, localDate } from '#kernel/dates.ts';
import { openOwings, type Rule, rulesOf } from './frequency.ts';

const calendar = makeCalendar([], []);
const day = localDate;
const rule = (more: Partial<Rule>): Rule => ({
  frequency: 'monthly',
  workdays: 10,
  dueDay: null,
  from: day('2026-01-05'),
  to: null,
  ...more,
});
const owed = (rules: readonly Rule[], releases: readonly string[], today: string) =>
  openOwings(rules, releases.map(localDate), day(today), calendar).map(({ period, dueOn }) =>
    `${period} ${dueOn}`.trim(),
  );

describe('what an item owes', () => {
  test('every month: of the month that is over, by so many working days of the next', () => {
    expect(owed([rule({})], [], '2026-01-31')).toEqual(['2026年1月 2026-02-13']);
    expect(owed([rule({})], [], '2026-02-20')).toEqual(['2026年1月 2026-02-13', '2026年2月 2026-03-13']);
    expect(owed([rule({})], ['2026-02-03'], '2026-02-20')).toEqual(['2026年2月 2026-03-13']);
  });

  test('what was released within the month speaks of the month before', () => {
    expect(owed([rule({})], ['2026-01-20'], '2026-02-05')).toEqual(['2026年1月 2026-02-13']);
  });

  test('what comes late makes good what was late, not what comes next', () => {
    expect(owed([rule({})], ['2026-03-05'], '2026-03-06')).toEqual(['2026年2月 2026-03-13']);
  });

  test('every quarter', () => {
    const quarterly = [rule({ frequency: 'quarterly' })];
    expect(owed(quarterly, [], '2026-03-31')).toEqual(['2026年第一季度 2026-04-14']);
    expect(owed(quarterly, ['2026-04-01'], '2026-04-10')).toEqual(['2026年第二季度 2026-07-14']);
  });

  test('every year by a day: of a year that begins after the day nothing is owed, and a release of January counts', () => {
    const yearly = [rule({ frequency: 'yearly', workdays: null, dueDay: '01-31', from: day('2026-02-01') })];
    expect(owed(yearly, [], '2026-06-01')).toEqual(['2027年度 2027-01-31']);
    expect(owed(yearly, [], '2027-02-01')).toEqual(['2027年度 2027-01-31', '2028年度 2028-01-31']);
    expect(owed(yearly, ['2027-01-04'], '2027-02-01')).toEqual(['2028年度 2028-01-31']);
  });

  test('the last of February is a day of every year', () => {
    const yearly = [rule({ frequency: 'yearly', workdays: null, dueDay: '02-29' })];
    expect(owed(yearly, [], '2026-01-10')[0]).toBe('2026年度 2026-02-28');
  });

  test('once: until there is one, whenever it was released', () => {
    const once = [rule({ frequency: 'once', workdays: 20 })];
    expect(owed(once, [], '2026-03-01')).toEqual(['2026-02-02']);
    expect(owed(once, ['2025-06-01'], '2026-03-01')).toEqual([]);
  });

  test('of what is formed irregularly nothing is known before it is formed', () => {
    expect(owed([rule({ frequency: 'on-forming', workdays: 20 })], [], '2026-12-01')).toEqual([]);
  });

  test('another owner or wording does not begin anew; another rhythm does, and dropping ends it', () => {
    const said = { frequency: 'monthly', workdays: 10, dueDay: null, dropped: false } as const;
    const editions = [
      { ...said, inForceFrom: day('2026-01-05') },
      { ...said, inForceFrom: day('2026-02-10') },
      { ...said, frequency: 'quarterly' as const, inForceFrom: day('2026-03-01') },
      { ...said, frequency: 'quarterly' as const, dropped: true, inForceFrom: day('2026-06-01') },
    ];
    expect(rulesOf(editions)).toEqual([
      { ...rule({}), to: day('2026-03-01') },
      { ...rule({ frequency: 'quarterly', from: day('2026-03-01') }), to: day('2026-06-01') },
    ]);
    expect(owed(rulesOf(editions), [], '2026-08-01')).toEqual([
      '2026年1月 2026-02-13',
      '2026年2月 2026-03-13',
      '2026年第一季度 2026-04-14',
    ]);
  });
});

test('one more release never adds to what is owed, and what is owed stays in order of its opening', () => {
  const dates = fc.integer({ min: 0, max: 900 }).map((n) => addDays(day('2026-01-01'), n));
  const rules = fc.oneof(
    fc.constant(rule({})),
    fc.constant(rule({ frequency: 'quarterly' })),
    fc.constant(rule({ frequency: 'yearly', workdays: null, dueDay: '03-31' })),
    fc.constant(rule({ frequency: 'once', workdays: 20 })),
  );
  fc.assert(
    fc.property(rules, fc.array(dates, { maxLength: 30 }), dates, dates, (one, releases, extra, today) => {
      const given = releases.filter((on) => on <= today);
      const before = openOwings([one], given, today, calendar).filter(({ dueOn }) => dueOn < today);
      const more = extra <= today ? [...given, extra] : given;
      const after = openOwings([one], more, today, calendar).filter(({ dueOn }) => dueOn < today);
      expect(after.length).toBeLessThanOrEqual(before.length);
      expect(after.every(({ opensOn }, at) => at === 0 || opensOn >= (after[at - 1]?.opensOn ?? ''))).toBe(true);
    }),
  );
});
