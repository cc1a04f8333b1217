import type { ClockDef } from '#kernel/clock.ts';

/** PUB-01: within 20 working days of the day the information was formed or changed. */
export const publicationClock: readonly ClockDef[] = [
  {
    key: 'publication.publish',
    label: '主动公开期限',
    basis: '政府信息公开条例（国务院令第711号）第二十六条',
    inForceFrom: '2008-05-01',
    limit: { n: 20, unit: 'working' },
    startsOn: ['open'],
    restartsOn: [{ event: 'correct', basis: '政府信息公开条例第二十六条：信息变更之日起重新计算' }],
    pauses: [],
    extensions: [],
    stopsOn: ['release', 'releaseDue', 'discard', 'abandonCorrection'],
  },
];
