import type { ClockDef } from '#kernel/clock.ts';

/** PUB-01: within 20 working days of the day the information was formed. A change made after release has no clock of its own yet. */
export const publicationClock: readonly ClockDef[] = [
  {
    key: 'publication.publish',
    label: '主动公开期限',
    basis: '政府信息公开条例（国务院令第711号）第二十六条',
    inForceFrom: '2008-05-01',
    limit: { n: 20, unit: 'working' },
    startsOn: ['open'],
    stopsOn: ['release', 'releaseDue', 'discard'],
    words: { open: '起草（信息形成）', release: '发布', releaseDue: '到时发布', discard: '作废' },
  },
];
