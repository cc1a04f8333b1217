import type { WrittenPart } from '../figures.ts';

/** What belongs into each written part (国办公开办函〔2021〕30号; 条例第五十条). What part six holds beside fees is usual practice ([K]). */
export const PART_ABOUT: Readonly<Record<WrittenPart, string>> = {
  overview: '写主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面的情况。',
  problems: '写存在的主要问题和改进情况。',
  other: '本年度收取政府信息公开信息处理费的，在这里报告件数和金额；没有其他事项的，写明“无其他需要报告的事项”。',
};
