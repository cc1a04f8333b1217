import { addDays, type LocalDate } from '#kernel/dates.ts';
import { offersTold } from '#modules/requests/index.ts';
import type { Services } from '#platform/services.ts';
import { type MovingClock, workHour } from '../publishing/index.ts';

/** People who were shown published answers while they wrote, by how many days ago: some found it enough, some applied all the same. */
const DAYS: readonly (readonly [daysAgo: number, shown: number, opened: number, found: number, anyway: number])[] = [
  [68, 3, 2, 1, 1],
  [41, 2, 1, 1, 1],
  [23, 4, 2, 2, 1],
  [9, 3, 2, 1, 2],
  [2, 2, 1, 1, 1],
];

/** What became of published answers offered to whoever was about to apply. */
export async function offersHelped(services: Services, clock: MovingClock, today: LocalDate): Promise<void> {
  for (const [daysAgo, shown, opened, found, anyway] of DAYS) {
    clock.moveTo(workHour(services, addDays(today, -daysAgo), 11, 20));
    await offersTold(services, [
      ...times(shown, 'shown'),
      ...times(opened, 'opened'),
      ...times(found, 'found'),
      ...times(anyway, 'anyway'),
    ]);
  }
}

const times = <const T>(n: number, what: T): readonly T[] => Array.from({ length: n }, () => what);
