import { defineSeries } from '#kernel/numbering.ts';

export const workItemSeries = defineSeries({ key: 'work-item', label: '工作任务编号', pattern: '任务〔{year}〕{n}号' });

/** 督办通知 are numbered as letters of the bureau. */
export const supervisionSeries = defineSeries({
  key: 'supervision-notice',
  label: '督办通知文号',
  pattern: '赣药监督办〔{year}〕{n}号',
});
