import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addWorkdays, isWorkingDay, rollForward, workdaysBetween } from './calendar.ts';
import type { ClockDef } from './clock.ts';
import { answer, calendar, dueOn, type Event, type Happened, read } from './clock-sample.fixture.ts';
import { addDays, datesFrom, daysBetween, type LocalDate, localDate } from './dates.ts';

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
