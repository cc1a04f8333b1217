import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type LocalDate, localDate } from '#kernel/dates.ts';
import { ENDED, type NormEvent, refusalOf, standingOn } from './standing.ts';

const day = localDate;
const dates = { effectiveOn: day('2026-04-01'), validUntil: day('2031-03-31') };
const event = (id: number, kind: NormEvent['kind'], effectOn: string, more: Partial<NormEvent> = {}): NormEvent => ({
  id,
  kind,
  effectOn: day(effectOn),
  ...more,
});
const on = (events: readonly NormEvent[], date: string) => {
  const { standing, since } = standingOn(dates, events, day(date));
  return `${standing} ${since}`;
};

describe('what a normative document is', () => {
  const repealed = [event(1, 'repealed', '2028-01-01')];
  test.each<[string, NormEvent[], string, string]>([
    ['before its day', [], '2026-03-31', 'pending 2026-04-01'],
    ['on its day', [], '2026-04-01', 'in-force 2026-04-01'],
    ['on its last day', [], '2031-03-31', 'in-force 2026-04-01'],
    ['on the day after', [], '2031-04-01', 'expired 2031-04-01'],
    ['before another document repeals it', repealed, '2027-12-31', 'in-force 2026-04-01'],
    ['from the day that document takes effect', repealed, '2028-01-01', 'repealed 2028-01-01'],
    ['long after: repealed, not expired', repealed, '2035-01-01', 'repealed 2028-01-01'],
    ['repealed before it ever took effect', [event(1, 'repealed', '2026-03-10')], '2027-01-01', 'repealed 2026-03-10'],
    ['amended', [event(1, 'amended', '2027-05-01')], '2027-05-01', 'amended 2027-05-01'],
    ['amended and over', [event(1, 'amended', '2027-05-01')], '2031-04-01', 'expired 2031-04-01'],
    ['declared invalid', [event(1, 'declared-invalid', '2027-05-01')], '2027-06-01', 'declared-invalid 2027-05-01'],
    [
      'continued for longer',
      [event(1, 'continued', '2030-12-01', { validUntil: day('2036-03-31') })],
      '2032-01-01',
      'in-force 2026-04-01',
    ],
    ['continued without another limit', [event(1, 'continued', '2030-12-01')], '2032-01-01', 'expired 2031-04-01'],
    [
      'a repeal called off before its day',
      [...repealed, event(2, 'called-off', '2027-01-01', { calledOffId: 1 })],
      '2029-01-01',
      'in-force 2026-04-01',
    ],
    [
      'of two ends the first',
      [event(1, 'repealed', '2028-01-01'), event(2, 'declared-invalid', '2027-01-01')],
      '2029-01-01',
      'declared-invalid 2027-01-01',
    ],
  ])('%s', (_name, events, date, expected) => {
    expect(on(events, date)).toBe(expected);
  });

  test('what has ceased, and what is decided to cease, is not changed any more', () => {
    expect(refusalOf('amended', dates, repealed, day('2028-01-01'))).toBe('这份文件自2028年1月1日起已废止，不能再修改');
    expect(refusalOf('continued', dates, repealed, day('2027-01-01'))).toBe(
      '这份文件已决定自2028年1月1日起废止，不能再继续有效',
    );
    expect(refusalOf('repealed', dates, [], day('2031-04-01'))).toContain('有效期届满');
    expect(refusalOf('repealed', dates, [], day('2027-01-01'))).toBeUndefined();
  });
});

/** Years of office life: every day something may be asked for, and only what is not refused is recorded. */
const life = fc
  .array(
    fc.record({
      wait: fc.integer({ min: 0, max: 500 }),
      change: fc.constantFrom('amended', 'repealed', 'declared-invalid', 'continued'),
      ahead: fc.integer({ min: 0, max: 200 }),
      years: fc.option(fc.integer({ min: 1, max: 5 })),
    }),
    { maxLength: 12 },
  )
  .map((asked) => {
    let today: LocalDate = day('2026-03-01');
    const recorded: { readonly at: LocalDate; readonly event: NormEvent }[] = [];
    for (const { wait, change, ahead, years } of asked) {
      today = addDays(today, wait);
      const events = recorded.map((one) => one.event);
      if (refusalOf(change, dates, events, today) !== undefined) continue;
      const until = standingOn(dates, events, today).validUntil;
      const effectOn = change === 'continued' ? today : addDays(today, ahead);
      const longer = change === 'continued' && years && until ? { validUntil: addDays(until, 365 * years) } : {};
      recorded.push({ at: today, event: { id: recorded.length + 1, kind: change, effectOn, ...longer } });
    }
    return recorded;
  });
const dateAfter = fc.integer({ min: 0, max: 5000 }).map((n) => addDays(day('2026-03-01'), n));

describe('whatever happens to it', () => {
  test('what has ceased never comes back', () => {
    fc.assert(
      fc.property(life, dateAfter, dateAfter, (recorded, one, other) => {
        const [earlier, later] = one <= other ? [one, other] : [other, one];
        const events = recorded.map(({ event: happened }) => happened);
        const before = standingOn(dates, events, earlier);
        if (!ENDED.has(before.standing)) return;
        expect(standingOn(dates, events, later)).toMatchObject({ standing: before.standing, since: before.since });
      }),
    );
  });

  test('what it was on a day does not depend on what was recorded afterwards', () => {
    fc.assert(
      fc.property(life, dateAfter, (recorded, date) => {
        const then = recorded.filter(({ at }) => at <= date).map(({ event: happened }) => happened);
        const all = recorded.map(({ event: happened }) => happened);
        expect(standingOn(dates, all, date)).toEqual(standingOn(dates, then, date));
      }),
    );
  });
});
