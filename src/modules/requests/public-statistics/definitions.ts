import { SMALL } from './together.ts';

/** What each figure counts, in the words shown beside it and given with the data. */
export const DEFINITIONS = {
  received:
    '按收到申请之日统计，以《政府信息公开条例》第三十一条规定的日期为准；网上、传真、平常信函等须与申请人确认的，尚未确认或者确认以前撤回的不计',
  answered: '按答复之日统计，包括答复、逾期不补正和逾期不缴费不再处理、申请人撤回；一件只计一次',
  inTime:
    '办结的申请中，在期限内办结的比例。补正、征求意见、缴费等依法不计入期限的时间已经计入截止日，不算逾期；依法延长的，以延长后的截止日为准；重新办理的，以所统计的那次答复的截止日为准，当年曾逾期答复的仍计逾期',
  median: `从收到申请的次日到答复之日的工作日，含等待补正、征求意见和缴费的时间，所以不能用来判断是否逾期；办结不足 ${SMALL} 件的不计算`,
  families: '按年度报告的六类统计（国办公开办函〔2021〕30号），部分公开的只计部分公开',
  open: '统计截止日当天的情况，以往年度按当年12月31日；等待申请人补正、缴费或者征求意见的，依法不计入期限，单独列出，不算逾期；等待申请人说明理由的，期限照常计算',
  ratings: `申请人收到答复后自愿评价，按评价之日统计，一次答复评价一次；不满意、非常不满意为差评，逐件回访；经复核属于误评、恶意评价的不计；不足 ${SMALL} 件的不单独列出，避免推知评价人`,
  units: `按现在的承办单位统计；收到或者办结不足 ${SMALL} 件的单位合并列出，避免推知申请人`,
} as const;

/** Which figure each is about, where they stand in one list. */
export const DEFINED: Readonly<Record<keyof typeof DEFINITIONS, string>> = {
  received: '收到',
  answered: '办结',
  inTime: '按期率',
  median: '办理用时中位数',
  families: '处理结果',
  open: '未办结',
  ratings: '办理评价',
  units: '单位',
};
