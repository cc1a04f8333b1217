import type { ClockDef } from '#kernel/clock.ts';
import { type RequestEvent, wordsOf } from './request-events.ts';

type Clock = readonly ClockDef<RequestEvent>[];
/** The day the regulation as it is now came into force (国务院令第711号). */
const IN_FORCE = '2019-05-15';

/** FOI-01, ours: what came by mail without signature, by fax or through the network is confirmed with the applicant within a working day, for art. 31 makes the day of receipt depend on it. */
export const confirmationClock: Clock = [
  clock({
    key: 'request.confirmation',
    code: 'FOI-01',
    label: '确认收到申请的时限',
    basis: '本机关办理要求，参照《政府信息公开条例》第三十一条',
    inForceFrom: IN_FORCE,
    limit: { n: 1, unit: 'working' },
    startsOn: ['open'],
    stopsOn: ['confirm', 'withdraw'],
  }),
];

/** FOI-02, art. 30: the last day on which a correction notice still stops the reply clock. That it passes is nobody's fault where nothing was unclear. */
export const correctionNoticeClock: Clock = [
  clock({
    key: 'request.correction-notice',
    code: 'FOI-02',
    label: '告知补正的时限',
    basis: '《政府信息公开条例》第三十条',
    inForceFrom: IN_FORCE,
    limit: { n: 7, unit: 'working' },
    startsOn: ['confirm'],
    stopsOn: ['noticeCorrection', 'reply', 'merge', 'split', 'withdraw'],
  }),
];

/** FOI-04, art. 32: a third party's opinion. Silence leaves the decision to the organ. Read with the events of one letter. */
export const thirdPartyClock: Clock = [
  clock({
    key: 'request.third-party-opinion',
    code: 'FOI-04',
    label: '第三方提出意见的期限',
    basis: '《政府信息公开条例》第三十二条',
    inForceFrom: IN_FORCE,
    limit: { n: 15, unit: 'working' },
    startsOn: ['consultDelivered'],
    stopsOn: ['consultAnswered', 'consultClosed', 'reply', 'withdraw'],
  }),
];

/** FOI-05, art. 34: the opinion of an organ that made the information jointly. Silence is consent to disclosure. Read with the events of one letter. */
export const coMakerClock: Clock = [
  clock({
    key: 'request.co-maker-opinion',
    code: 'FOI-05',
    label: '共同制作机关提出意见的期限',
    basis: '《政府信息公开条例》第三十四条',
    inForceFrom: IN_FORCE,
    limit: { n: 15, unit: 'working' },
    startsOn: ['consultDelivered'],
    stopsOn: ['consultAnswered', 'consultClosed', 'reply', 'withdraw'],
  }),
];

/**
 * FOI-06: thirty days from the day after the fee notice was received; then the request is given up. The articles (办法 arts 6-8) are known
 * and were not read [K]. The date of `noticeFee` here is the day the applicant received it, not the day it was sent.
 */
export const paymentClock: Clock = [
  clock({
    key: 'request.payment',
    code: 'FOI-06',
    label: '缴纳信息处理费的期限',
    basis: '《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）',
    inForceFrom: '2021-01-01',
    limit: { n: 30, unit: 'calendar' },
    startsOn: ['noticeFee'],
    stopsOn: ['payFee', 'unpaid', 'reply', 'withdraw'],
    words: { noticeFee: '申请人收到收费通知' },
  }),
];

/** FOI-41, art. 41: records about oneself that are wrong. The regulation names no period; twenty working days are ours. */
export const recordCorrectionClock: Clock = [
  clock({
    key: 'request.record-correction',
    code: 'FOI-41',
    label: '更正政府信息记录的期限',
    basis: '《政府信息公开条例》第四十一条（条例没有规定期限，本机关参照第三十三条承诺）',
    inForceFrom: IN_FORCE,
    limit: { n: 20, unit: 'working' },
    startsOn: ['confirm'],
    stopsOn: ['reply', 'split', 'withdraw'],
  }),
];

/** A clock without pauses: its events have their usual words and, on one day, the order start before end. */
function clock(def: ClockDef<RequestEvent>): ClockDef<RequestEvent> {
  const events = [...def.startsOn, ...def.stopsOn];
  return { ...def, sameDay: events, words: { ...wordsOf(events), ...def.words } };
}
