import { addDays, addHours, civilDate, hoursBetween, type Instant, startOfDay } from '#kernel/dates.ts';

const NIGHT_FROM = 22;
const NIGHT_TO = 7;

/** Nobody is woken: from ten in the evening until seven a text message waits for the morning, Beijing time. Ours. */
export function outsideNight(at: Instant): Instant {
  const day = civilDate(at);
  const hour = hoursBetween(startOfDay(day), at);
  if (hour < NIGHT_TO) return addHours(startOfDay(day), NIGHT_TO);
  return hour >= NIGHT_FROM ? addHours(startOfDay(addDays(day, 1)), NIGHT_TO) : at;
}
