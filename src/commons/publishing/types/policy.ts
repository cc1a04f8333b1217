import { Type } from 'typebox';
import type { Content } from '../contract.ts';
import { defineContentType } from '../content-type.ts';
import { choice, closed } from '../field-contract.ts';
import { maybe, text } from '../type-parts/fields.ts';
import { planDefects, planFields } from '../type-parts/interpretation-plan.ts';

/** Whether an interpretation goes out in step, decided when the document is drafted (国办发〔2016〕80号：同步组织、同步审签、同步部署). */
export const INTERPRETATION_PLANS = {
  'in-step': '与文件同步解读、同步发布',
  'not-needed': '不需要解读（说明理由）',
} as const;

export const policy = defineContentType({
  key: 'policy',
  label: '政策文件',
  about: '本机关印发的通知、意见、方案等，不具有普遍约束力的文件',
  place: 10,
  // Not generally binding: article 20 (一) speaks of what is.
  statutoryClass: 'optional',
  interpretation: 'declared',
  data: Type.Object(
    {
      interpretation: choice('解读方案', INTERPRETATION_PLANS, { 'x-public': false }),
      interpretationReason: maybe(
        Type.String({ maxLength: 300, title: '不需要解读的理由', 'x-public': false, 'x-widget': 'textarea' }),
      ),
      ...planFields,
      supersedes: maybe(text('替代的文件', 200, '本文件印发后停止执行的旧文件名称、文号')),
    },
    closed,
  ),
  defects: (content: Content) => ({
    ...planDefects(content),
    ...(content.data?.interpretation === 'not-needed' && !String(content.data.interpretationReason ?? '').trim()
      ? { 'content.data.interpretationReason': '不需要解读的，请写明理由' }
      : {}),
  }),
});
