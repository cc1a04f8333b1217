import type { ClockDef } from '#kernel/clock.ts';

/** The law says 可以 (first paragraph) and 及时 (second), and no number: twenty working days to the decision are ours [D]. */
export const conversionClock: readonly ClockDef[] = [
  {
    key: 'request-conversion.decision',
    code: 'FOI-44',
    label: '是否转为主动公开的决定期限',
    basis: '《政府信息公开条例》第四十四条没有规定天数，本机关设定',
    inForceFrom: '2019-05-15',
    limit: { n: 20, unit: 'working' },
    startsOn: ['open', 'reconsider'],
    pauses: [],
    extensions: [],
    stopsOn: ['decide'],
    words: { open: '收到建议或者发现多人申请同一信息', reconsider: '重新研究', decide: '作出决定' },
  },
];
