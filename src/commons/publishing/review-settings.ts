import { Type } from 'typebox';
import { keptSettings } from '#platform/system/settings.ts';

/**
 * How soon a review passed over in an emergency is made up for, and how often what is not public is judged anew. 条例第十八条 asks for a
 * periodic re-assessment and names no period; no rule of ours names one for the review: all of these are the bureau's.
 */
export const reviewSettings = keptSettings({
  key: 'publication-reviews',
  label: '紧急发布补审和定期评估',
  schema: Type.Object(
    {
      makeUpWorkdays: Type.Integer({
        title: '紧急发布后多少个工作日内补办处室审核',
        description: '已经发布的，仍按发布时的期限',
        minimum: 1,
        maximum: 10,
      }),
      reassessMonths: Type.Integer({
        title: '不主动公开的信息每隔多少个月重新评估',
        description: '条例第十八条要求定期评估，没有规定间隔；已经排定的评估日期不变',
        minimum: 1,
        maximum: 36,
      }),
      reassessAskedDays: Type.Integer({
        title: '评估日期前多少日提醒',
        description: '提醒拟稿单位负责人',
        minimum: 1,
        maximum: 90,
      }),
    },
    { additionalProperties: false },
  ),
  usual: { makeUpWorkdays: 3, reassessMonths: 12, reassessAskedDays: 30 },
});
