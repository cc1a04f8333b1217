import type { ClockDef } from '#kernel/clock.ts';
import { type RequestEvent, wordsOf } from './request-events.ts';

const article = (number: string) => `《政府信息公开条例》第${number}条`;
const FEE = '《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）';

/** As a day is taken: first what comes in or goes out about the request, last what ends it. */
const DAY: readonly RequestEvent[] = [
  'reopen',
  'confirm',
  'noticeCorrection',
  'correct',
  'supplement',
  'noticeFee',
  'letterReturned',
  'correctionResent',
  'feeResent',
  'payFee',
  'consult',
  'consultDelivered',
  'consultAnswered',
  'consultClosed',
  'askReasons',
  'giveReasons',
  'extend',
  'setDelay',
  'reply',
  'lapse',
  'unpaid',
  'merge',
  'split',
  'withdraw',
];

/**
 * FOI-03: twenty working days from the day the request was received, 政府信息公开条例 (国务院令第711号, in force 2019-05-15) arts 30-35.
 *
 * - Art. 31 says which day that is (`receipt-days.ts`); the day itself is not counted.
 * - Art. 30: one correction notice, within seven working days of receipt; the period is counted anew from the day the corrected request came.
 *   A late or second notice stops nothing, and a text nobody asked for renews nothing: both ours, from 一次性 and 收到补正的申请. What comes on a late notice is a
 *   supplement.
 * - Arts 32-34: what consulting third parties and other organs takes is not counted, each letter at most fifteen working days from the day it was
 *   delivered; a day that two letters hold is left out once, and the day of sending is counted as used (ours).
 * - Art. 33: extended once, by at most twenty, agreed to by the head of the disclosure office and told to the applicant before the day is over
 *   (that it must be before is ours, as the pack has it [K]).
 * - Art. 35: asking an applicant who asks too much for reasons stops nothing, the law names no such effect. Where the reasons are good and the time
 *   is too short, a reasonable delay is set: no number in the law, so `days` must say how many working days; once (ours).
 * - The fee notice goes out within the period; once it is paid the period is counted anew from the next day (办法 arts 6-8, known and not read [K]).
 *   One notice for each round (ours: one fee is asked for one handling). The date of `noticeFee` here is the day it was sent.
 * - A notice that comes back undelivered stops the period no longer from that day; sent again, it stops it again (ours: nobody waits for one who was not told,
 *   and a notice told in time is not late because the post failed). `ref` is the letter.
 * - Handled together with another request of the same applicant, each keeps its own period (ours). Of one that was split, each part has the period of the
 *   whole, and the whole has none any more (ours, from 一事一申请).
 * - Taken up again after an answer, it has a period of its own from the day the decision came: what that decision says, or twenty working days again (ours;
 *   行政复议法 and 行政诉讼法 leave it to the decision). In it no correction notice stops the period, the seven days being those from the receipt of the
 *   application, and a period the decision names is not extended; its own twenty days are, once (`handling/reply-period.ts`; ours, from 一次性 and 延长一次 of the pack).
 */
export const replyClock: readonly ClockDef<RequestEvent>[] = [
  {
    key: 'request.reply',
    code: 'FOI-03',
    label: '答复期限',
    basis: article('三十三'),
    inForceFrom: '2019-05-15',
    limit: { n: 20, unit: 'working' },
    startsOn: ['confirm', 'reopen'],
    restartsOn: [
      { event: 'correct', basis: article('三十'), awaited: true },
      { event: 'payFee', basis: FEE, awaited: true },
    ],
    pauses: [
      {
        from: 'noticeCorrection',
        until: ['correct', 'letterReturned'],
        within: { n: 7, unit: 'working' },
        times: 1,
        basis: article('三十'),
      },
      { from: 'correctionResent', until: ['correct', 'letterReturned'], basis: article('三十') },
      {
        from: 'consult',
        until: ['consultAnswered', 'consultClosed'],
        atMost: { n: 15, unit: 'working' },
        atMostFrom: 'consultDelivered',
        basis: `${article('三十三')}第三款`,
      },
      { from: 'noticeFee', until: ['payFee', 'letterReturned'], times: 1, basis: FEE },
      { from: 'feeResent', until: ['payFee', 'letterReturned'], basis: FEE },
    ],
    extensions: [
      { event: 'extend', upTo: 20, times: 1, basis: `${article('三十三')}第二款` },
      { event: 'setDelay', times: 1, basis: article('三十五'), onlyAfter: 'giveReasons' },
    ],
    unmovedBy: [
      { event: 'askReasons', basis: article('三十五') },
      { event: 'giveReasons', basis: article('三十五') },
      { event: 'supplement', basis: article('三十') },
      { event: 'merge', basis: '本机关办理要求（并案的申请各自计算期限）' },
    ],
    stopsOn: ['reply', 'lapse', 'unpaid', 'split', 'withdraw'],
    sameDay: DAY,
    words: wordsOf(DAY),
  },
];
