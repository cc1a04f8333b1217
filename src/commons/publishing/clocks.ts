import type { ClockDef } from '#kernel/clock.ts';
import { isLocalDate, type LocalDate, localDate } from '#kernel/dates.ts';

const FIRST_DAY = localDate('2008-05-01');

const clock = {
  key: 'publication.publish',
  label: '主动公开期限',
  limit: { n: 20, unit: 'working' },
  startsOn: ['open'],
  stopsOn: ['release', 'releaseDue', 'keep', 'discard'],
  words: {
    open: '信息形成（成文日期）',
    release: '发布',
    releaseDue: '到时发布',
    keep: '定稿留存',
    discard: '作废',
  },
} as const satisfies Omit<ClockDef, 'basis' | 'inForceFrom'>;

/**
 * PUB-01: within 20 working days of the day the information was formed, which is the date the document bears and not the day
 * its draft was begun here. A change made after release has no clock of its own yet.
 */
export const publicationClock: readonly ClockDef[] = [
  {
    ...clock,
    basis: '政府信息公开条例（国务院令第492号）第十八条',
    inForceFrom: FIRST_DAY,
    inForceTo: '2019-05-14',
  },
  { ...clock, basis: '政府信息公开条例（国务院令第711号）第二十六条', inForceFrom: '2019-05-15' },
];

/**
 * The day the period counts from, given the date a document bears. What was formed before there was such a period counts from the
 * day there was. A date that is none, or has not come, is refused with the draft; until then it counts as today.
 */
export function countedFrom(formedOn: string, today: LocalDate): LocalDate {
  if (!isLocalDate(formedOn) || formedOn > today) return today;
  return formedOn < FIRST_DAY ? FIRST_DAY : formedOn;
}
