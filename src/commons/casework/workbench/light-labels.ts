import type { LightColour } from '../contract.ts';

/** The lights in the words of a filter. */
export const lightLabels: Readonly<Record<LightColour, string>> = {
  red: '红灯（已超期）',
  yellow: '黄灯（3 个工作日内到期）',
  green: '绿灯（期限内）',
  paused: '暂停计时',
  none: '无期限',
};
