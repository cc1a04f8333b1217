import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addWorkdays, isWorkingDay } from '#kernel/calendar.ts';
import { addDays, datesFrom, daysBetween, type LocalDate, localDate, maxDate } from '#kernel/dates.ts';
import { eventsOf } from '#kernel/clock-laws.ts';
import { requestClocks } from './clocks.ts';
import { EVENT_WORDS, type RequestEvent } from './request-events.ts';
import { at, calendar, dueOn, type Happened, only, read, reply } from './testing/reading.ts';

const START = localDate('2019-05-15');
/** Early enough that no story reaches a year nobody has arranged. */
const receivedOn = fc.integer({ min: 0, max: 2300 }).map((n) => addDays(START, n));
const lag = fc.integer({ min: 0, max: 30 });
const due = (events: readonly Happened[], today: LocalDate) => dueOn(read(events, today));
const allEvents = Object.keys(EVENT_WORDS) as RequestEvent[];

/** Anything in any order, often on one day; letters have references or none. */
const story = fc
  .tuple(
    receivedOn,
    fc.array(
      fc.record({
        name: fc.constantFrom(...allEvents),
        after: fc.oneof(
          { weight: 2, arbitrary: fc.constant(0) },
          { weight: 3, arbitrary: fc.integer({ min: 1, max: 12 }) },
        ),
        days: fc.option(fc.integer({ min: 1, max: 25 }), { nil: undefined }),
        ref: fc.option(fc.constantFrom('甲', '乙'), { nil: undefined }),
      }),
      { maxLength: 10 },
    ),
  )
  .map(([start, rest]): Happened[] => {
    let on = start;
    const happened = rest.map(({ name, after, days, ref }) => {
      on = addDays(on, after);
      return at(name, on, { ...(days !== undefined && { days }), ...(ref !== undefined && { ref }) });
    });
    return [at('confirm', start), ...happened];
  });

/** Late enough that whatever is still out has been waited for, near enough that no wait is drawn for years. */
const afterwards = (events: readonly Happened[]) => addDays(maxDate(START, ...events.map(({ on }) => on)), 90);

test('received later is never due earlier, extended or not', () => {
  fc.assert(
    fc.property(receivedOn, lag, fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }), (on, later, days) => {
      const dueOf = (day: LocalDate) =>
        due([at('confirm', day), ...(days === undefined ? [] : [at('extend', day, { days })])], day) ?? '';
      expect(dueOf(addDays(on, later)) >= dueOf(on)).toBe(true);
    }),
  );
});

test('n days of extension are n working days after the day without it, and two counts are one count of their sum', () => {
  fc.assert(
    fc.property(receivedOn, fc.integer({ min: 1, max: 20 }), lag, (on, days, more) => {
      const base = due([at('confirm', on)], on) ?? on;
      expect(due([at('confirm', on), at('extend', base, { days })], base)).toBe(addWorkdays(base, days, calendar).on);
      const first = addWorkdays(on, days, calendar).on;
      expect(addWorkdays(first, more, calendar).on).toBe(addWorkdays(on, days + more, calendar).on);
    }),
  );
});

test('whatever happens, the last day is a working day', () => {
  fc.assert(
    fc.property(story, fc.constantFrom(...requestClocks), (events, clock) => {
      const on = dueOn(read(events, afterwards(events), only(clock)));
      if (on) expect(isWorkingDay(on, calendar)).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test('overlapping consultations exclude the working days of their union, and no more than fifteen after delivery', () => {
  const letter = fc.record({
    sent: lag,
    delivered: fc.integer({ min: 0, max: 8 }),
    answered: fc.integer({ min: 0, max: 45 }),
  });
  let overlapping = 0;
  fc.assert(
    fc.property(receivedOn, fc.array(letter, { minLength: 1, maxLength: 4 }), (on, letters) => {
      const spans = letters.map(({ sent, delivered, answered }, i) => {
        const from = addDays(on, sent);
        const arrived = addDays(from, delivered);
        const back = addDays(arrived, answered);
        const cap = addWorkdays(arrived, 15, calendar).on;
        return { ref: String(i), from, arrived, back, until: back < cap ? back : cap };
      });
      const events = spans.flatMap(({ ref, from, arrived, back }) => [
        at('consult', from, { ref }),
        at('consultDelivered', arrived, { ref }),
        at('consultAnswered', back, { ref }),
      ]);
      const base = addWorkdays(on, 20, calendar).on;
      let expected = base;
      let held: LocalDate[] = [];
      // A letter counts if it was sent while the period ran, as the others had moved it by then.
      for (let before = ''; before !== expected; ) {
        before = expected;
        held = spans
          .filter(({ from }) => from <= before)
          .flatMap(({ from, until }) => datesFrom(addDays(from, 1), until));
        const union = new Set(held.filter((day) => isWorkingDay(day, calendar)));
        expected = addWorkdays(base, union.size, calendar).on;
      }
      if (new Set(held).size < held.length) overlapping++;
      const reading = read([at('confirm', on), ...events], addDays(expected, 200));
      expect(dueOn(reading)).toBe(expected);
      const told = reading.explanation
        .filter(({ kind }) => kind === 'pause')
        .reduce((sum, { days = 0 }) => sum + days, 0);
      expect(addWorkdays(base, told, calendar).on).toBe(expected);
    }),
    { numRuns: 300 },
  );
  expect(overlapping).toBeGreaterThan(50);
});

test('the days the explanation tells, counted and not, make up the whole way to the last day', () => {
  fc.assert(
    fc.property(story, (events) => {
      const reading = read(events, afterwards(events));
      const on = dueOn(reading);
      const start = reading.strip[0]?.on;
      if (!on || !start) return;
      const lines = reading.explanation;
      const sum = (kinds: readonly string[]) =>
        lines.filter(({ kind }) => kinds.includes(kind)).reduce((total, { days = 0 }) => total + days, 0);
      const counted = 20 + sum(['extension']);
      expect(sum(['weekend', 'holiday', 'pause']) + counted).toBe(daysBetween(start, on));
      expect(reading.strip.filter(({ n }) => n !== undefined)).toHaveLength(counted);
    }),
    { numRuns: 400 },
  );
});

test('the same facts on the same days give the same answer, in whatever order they were written down', () => {
  const shuffled = story.chain((events) =>
    fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
  );
  let sameDay = 0;
  fc.assert(
    fc.property(shuffled, fc.constantFrom(...requestClocks), ([events, other], clock) => {
      if (new Set(events.map(({ on }) => on)).size < events.length) sameDay++;
      expect(read(other, afterwards(events), only(clock))).toEqual(read(events, afterwards(events), only(clock)));
    }),
    { numRuns: 400 },
  );
  expect(sameDay).toBeGreaterThan(100);
});

test('what the clock does not name changes nothing', () => {
  const named = eventsOf(reply);
  fc.assert(
    fc.property(story, (events) => {
      expect(read(events, afterwards(events))).toEqual(
        read(
          events.filter(({ name }) => named.includes(name)),
          afterwards(events),
        ),
      );
    }),
  );
});
