import { editionOn } from '#kernel/clock.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { type Band, ITEM_BANDS, PAGE_BANDS, STEP } from '../law/fees.ts';
import { confirmationClock, paymentClock, recordCorrectionClock, thirdPartyClock } from '../law/other-clocks.ts';
import { replyClock } from '../law/reply-clock.ts';
import type { OfficeFacts } from './office-facts.ts';

/** A line of the table of periods: read from the clocks themselves, so that guide and reckoning never differ. */
export interface Deadline {
  readonly what: string;
  readonly within: string;
  readonly basis: string;
}

/** Working days, by the edition of the rules in force: for the answer, at most more, for asking what is unclear (条例第三十条、第三十三条). */
export interface ReplyPeriods {
  readonly reply: number;
  readonly extension: number | undefined;
  readonly correction: number | undefined;
}

export function replyPeriodsOn(today: LocalDate): ReplyPeriods {
  const { limit, pauses, extensions } = editionOn(replyClock, today);
  return {
    reply: limit.n,
    extension: extensions?.find(({ event }) => event === 'extend')?.upTo,
    correction: pauses?.find(({ from }) => from === 'noticeCorrection')?.within?.n,
  };
}

/** The office's own period for correcting a record (条例第四十一条 gives none), in working days. */
export const recordCorrectionDaysOn = (today: LocalDate): number => editionOn(recordCorrectionClock, today).limit.n;

/** The periods an applicant may count on, by the edition of the rules in force. That of the fee, and what paying renews, are [K] (`law/other-clocks.ts`). */
export function deadlinesOn(today: LocalDate): Deadline[] {
  const reply = editionOn(replyClock, today);
  const periods = replyPeriodsOn(today);
  const confirmation = editionOn(confirmationClock, today);
  const consulted = editionOn(thirdPartyClock, today);
  const payment = editionOn(paymentClock, today);
  const correction = reply.pauses?.find(({ from }) => from === 'noticeCorrection');
  const extension = reply.extensions?.find(({ event }) => event === 'extend');
  const delay = reply.extensions?.find(({ event }) => event === 'setDelay');
  const days = (n: number | undefined) => `${n ?? ''}个工作日`;
  return [
    {
      what: '与您确认收到（网上、邮件、传真）',
      within: `提交后${days(confirmation.limit.n)}内（本机关自定）`,
      basis: '《政府信息公开条例》第三十一条以双方确认之日为收到之日',
    },
    {
      what: '内容不明确，一次性告知补正',
      within: `收到之日起${days(periods.correction)}内；答复期限从收到补正之日重新计算`,
      basis: correction?.basis ?? '',
    },
    { what: '答复', within: `当场，或者收到之日起${days(periods.reply)}内`, basis: reply.basis },
    {
      what: '延长',
      within: `一次，最多${days(periods.extension)}，经政府信息公开工作机构负责人同意并告知您`,
      basis: extension?.basis ?? '',
    },
    {
      what: '征求第三方或者其他机关的意见',
      within: `第三方自收到征求意见书之日起${days(consulted.limit.n)}内提出；所需时间不计入答复期限`,
      basis: '《政府信息公开条例》第三十二条、第三十三条第三款、第三十四条',
    },
    {
      what: '逾期不补正',
      within: '按补正通知写明的期限；无正当理由逾期的，视为放弃申请',
      basis: '《政府信息公开条例》第三十条',
    },
    {
      what: '缴纳信息处理费（决定收费的）',
      within: `自收到收费通知次日起${payment.limit.n}日内；答复期限从缴费的次日起重新计算；逾期不缴的，视为放弃申请`,
      basis: payment.basis,
    },
    {
      what: '申请的数量、频次明显超过合理范围',
      within: '可能要求您说明理由，期限照常计算；理由合理但不能按期答复的，确定延迟答复的合理期限并告知您',
      basis: delay?.basis ?? '',
    },
  ];
}

/** The tariff in sentences (办法 arts 3-5). */
export function feeLines(): string[] {
  const words = (bands: readonly Band[], piece: string) =>
    bands
      .map(({ from, to, price }) => {
        const range = to === undefined ? `${from}${piece}以上` : `${from}至${to}${piece}`;
        return price === 0 ? `${range}不收费` : `${range}的部分每${piece}${price}元`;
      })
      .join('，');
  return [
    `按件：同一申请人一个自然月内累计${words(ITEM_BANDS, '件')}，以后每增加${STEP.items}件，每件增加${STEP.price}元；`,
    `按量：一份申请${words(PAGE_BANDS, '页')}（A4纸）。`,
  ];
}

/** What can be done, with the names the installation has stated (行政复议法 arts 20, 23; 行政诉讼法 arts 45, 46; 条例 arts 47, 51). 行政查询事项 has the choice (`law/reply-kinds.ts`). */
export function remedyLines({ reviewOrgan, court, complaints }: OfficeFacts): string[] {
  const organ = reviewOrgan ?? '行政复议机关（答复书上写明）';
  const at = court ?? '有管辖权的人民法院（答复书上写明）';
  const afterReview = court ? `${court}或者其他有管辖权的人民法院` : '有管辖权的人民法院';
  return [
    `依照《政府信息公开条例》第十四条至第十六条不予公开（属于行政查询事项的除外），或者部分不予公开的，对不予公开不服：应当先自收到答复之日起60日内向${organ}申请行政复议，对复议决定不服或者复议机关逾期不作决定的，自收到决定书之日或者复议期满之日起15日内向${afterReview}提起行政诉讼（《行政复议法》第二十条、第二十三条第一款第四项，《行政诉讼法》第四十五条）。`,
    `期限届满没有答复的：应当先自答复期限届满之日起60日内向${organ}申请行政复议，对复议决定不服或者复议机关逾期不作决定的，自收到决定书之日或者复议期满之日起15日内向${afterReview}提起行政诉讼（《行政复议法》第二十条、第二十三条第一款第三项，《行政诉讼法》第四十五条）。`,
    `对其他答复和不再处理申请的告知不服的：可以自收到答复之日起60日内向${organ}申请行政复议，也可以自收到答复之日起6个月内直接向${at}提起行政诉讼；先申请复议的，对复议决定不服或者复议机关逾期不作决定的，自收到决定书之日或者复议期满之日起15日内向${afterReview}提起行政诉讼（《行政复议法》第二十条，《行政诉讼法》第四十五条、第四十六条）。`,
    `认为本机关没有依法履行公开义务的：可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报（《政府信息公开条例》第四十七条、第五十一条）${complaints ? `。本机关受理投诉：${complaints}` : ''}。`,
  ];
}
