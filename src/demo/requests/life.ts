import { addWorkdays, previousWorkday } from '#kernel/calendar.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Services } from '#platform/services.ts';
import { type Entry, workHour } from '../publishing/diary.ts';
import type { DemoRequest, Happening, LetterWritten } from './case.ts';
import type { Hands } from './hands.ts';

/** Everything that happens to one request, each by the person whose part it is. `nth` spreads minutes. */
export function lifeOf(services: Services, today: LocalDate, demo: DemoRequest, hands: Hands, nth: number): Entry[] {
  const calendar = services.calendar();
  const after = (on: LocalDate, days: number) => (days === 0 ? on : addWorkdays(on, days, calendar).on);
  const arrivedOn = workdaysBefore(services, today, demo.ago + 1);
  const minute = (nth * 7) % 50;
  const arrival: Entry = { at: workHour(services, arrivedOn, 8, minute), run: hands.arrive };
  const { confirmedAfter = 0 } = demo;
  if (confirmedAfter === 'never') return [arrival];
  const receivedOn = after(arrivedOn, confirmedAfter);
  const confirmation: Entry = { at: workHour(services, receivedOn, 9, minute), run: hands.confirm };
  if (!demo.unit) return [arrival, confirmation];
  return [
    arrival,
    confirmation,
    { at: workHour(services, receivedOn, 9, minute + 5), run: hands.assign },
    ...(demo.happened ?? []).flatMap((happening, at) =>
      entriesOf(services, happening, at, hands, (days) => after(receivedOn, happening.on + days), minute),
    ),
  ];
}

function entriesOf(
  services: Services,
  happening: Happening,
  at: number,
  hands: Hands,
  day: (later: number) => LocalDate,
  minute: number,
): Entry[] {
  const hour = (on: number, h: number, m = minute) => workHour(services, day(on), h, m);
  if ('letter' in happening) return lettersWay(happening, at, hands, hour);
  const first = { at: hour(0, 9, minute + 9) };
  if ('search' in happening) return [{ ...first, run: () => hands.search(happening) }];
  if ('step' in happening) return [{ ...first, run: () => hands.take(happening) }];
  if ('mergedInto' in happening) return [{ ...first, run: () => hands.merge(happening) }];
  if ('converted' in happening)
    return [
      { ...first, run: () => hands.consider(happening) },
      { at: hour(1, 14), run: () => hands.makePublic(happening) },
    ];
  if ('paidOnPlatform' in happening) return [{ ...first, run: hands.payOnPlatform }];
  if ('filed' in happening) return [{ ...first, run: hands.fileAway }];
  if ('record' in happening)
    return [
      { ...first, run: () => hands.attach(happening) },
      { at: hour(0, 11), run: () => hands.examine(happening) },
    ];
  if ('dispute' in happening) {
    const { decided } = happening;
    return [
      { ...first, run: () => hands.takeOn(at, happening) },
      ...(decided ? [{ at: hour(decided.after, 9), run: () => hands.decided(at, decided) }] : []),
    ];
  }
  if ('rated' in happening)
    return [
      { at: hour(0, 19), run: () => hands.rate(at, happening) },
      ...(happening.calls ?? []).map((call) => ({ at: hour(call.after, 10), run: () => hands.callBack(at, call) })),
    ];
  return [{ ...first, run: () => hands.endConsultation(happening) }];
}

/** Written in the morning, examined before noon, signed and sent in the afternoon; it arrives some days later. */
function lettersWay(
  written: LetterWritten,
  at: number,
  hands: Hands,
  hour: (later: number, hour: number) => Entry['at'],
): Entry[] {
  const { until, arrives, returned } = written;
  const way: Entry[] = [
    { at: hour(0, 10), run: () => hands.write(at, written) },
    { at: hour(0, 11), run: hands.approve },
    { at: hour(0, 14), run: hands.issue },
    { at: hour(0, 15), run: () => hands.send(written) },
  ];
  if (until) return way.slice(0, { proposed: 1, approved: 2, issued: 3 }[until]);
  let left = 0;
  if (returned) {
    const { again } = returned;
    way.push({ at: hour(returned.after, 9), run: () => hands.cameBack(at, returned) });
    if (!again) return way;
    left = returned.after + again.after;
    way.push({ at: hour(left, 15), run: () => hands.sendAgain(at, again) });
  }
  return arrives === undefined ? way : [...way, { at: hour(left + arrives, 16), run: () => hands.arrived(at) }];
}

function workdaysBefore(services: Services, today: LocalDate, days: number): LocalDate {
  let on = today;
  for (let n = 0; n < days; n += 1) on = previousWorkday(on, services.calendar());
  return on;
}
