import { Type } from 'typebox';
import { keptSettings } from '#platform/system/settings.ts';

const whole = (title: string, minimum: number, maximum: number, description?: string) =>
  Type.Integer({ title, minimum, maximum, ...(description ? { description } : {}) });

/** How columns are watched. The thresholds are those of 国办秘函〔2019〕19号 as they were when this was delivered; the warnings are ours. */
export const columnSettings = keptSettings({
  key: 'columns',
  label: '栏目更新',
  schema: Type.Object(
    {
      leastDocuments: whole('开放栏目至少要有的文件数', 1, 100, '达到才能向公众开放，避免空白栏目'),
      firstWarning: whole('第一次提醒（期限的百分之几）', 1, 99, '提醒更新人'),
      secondWarning: whole('第二次提醒（期限的百分之几）', 1, 99, '提醒更新人和责任单位负责人'),
      homeDays: whole('首页多少日没有更新为不合格', 1, 365, '单项否决：首页不更新'),
      newsDays: whole('动态要闻类多少日没有更新算一个', 1, 365),
      noticeDays: whole('通知公告、政策文件类多少日没有更新算一个', 1, 1000),
      vetoInspected: whole('上两类合计达到几个为不合格', 1, 100, '单项否决：栏目不更新'),
      vetoOverdue: whole('应更新未更新的栏目达到几个为不合格', 1, 100, '单项否决：栏目不更新'),
      vetoEmpty: whole('空白栏目达到几个为不合格', 1, 100, '单项否决：栏目不更新'),
    },
    { additionalProperties: false },
  ),
  usual: {
    leastDocuments: 3,
    firstWarning: 70,
    secondWarning: 90,
    homeDays: 14,
    newsDays: 14,
    // Six months, as every column of the kind is measured in days.
    noticeDays: 180,
    vetoInspected: 5,
    vetoOverdue: 10,
    vetoEmpty: 5,
  },
});

export type ColumnSettings = Awaited<ReturnType<typeof columnSettings.current>>;
