import type { ClockDef } from '#kernel/clock.ts';

/**
 * WEB-01. The national text was not at hand; provinces that implement the site guide give three working days. Until a province's own
 * rule is entered here it is a promise of the site, and says so.
 */
export const pageFeedbackClock: readonly ClockDef[] = [
  {
    key: 'page-feedback.answer',
    code: 'WEB-01',
    label: '网站找错办理期限',
    basis: '本站承诺，参照政府网站发展指引（国办发〔2017〕47号）的省级实施规定',
    inForceFrom: '2017-05-15',
    limit: { n: 3, unit: 'working' },
    startsOn: ['open'],
    pauses: [],
    extensions: [],
    stopsOn: ['mend', 'explain'],
    words: { open: '收到网民留言', mend: '改正', explain: '说明' },
  },
];
