import { Type } from 'typebox';
import type { Content } from '../contract.ts';
import { defineContentType } from '../content-type.ts';
import { choice, closed } from '../field-contract.ts';
import { INTERPRETATION_FORMS } from '../type-parts/interpretation-forms.ts';
import { maybe, template, text } from '../type-parts/fields.ts';

const MEDIA = /<(figure|img|video|table)\b/;

export const interpretation = defineContentType({
  key: 'interpretation',
  label: '政策解读',
  about: '对政策文件、规范性文件的解读；谁起草、谁解读',
  place: 30,
  columns: ['interpretations'],
  statutoryClass: 'optional',
  data: Type.Object(
    {
      form: choice('解读形式', INTERPRETATION_FORMS),
      interpreter: maybe(text('解读人', 80, '单位负责人是第一解读人')),
    },
    closed,
  ),
  template: template(
    ['制定背景和依据', '目标和主要内容', '适用范围和执行标准', '关键词解释', '新旧政策差异'],
    ['背景', '主要内容'],
  ),
  defects: ({ data, relations, bodyHtml }: Content) => ({
    ...(relations?.some(({ kind }) => kind === 'interprets')
      ? {}
      : { 'content.relations': '请指明解读的是哪一份文件（相关文件，关系选「解读」）' }),
    ...(data?.form === 'picture' && !MEDIA.test(bodyHtml)
      ? { 'content.bodyHtml': '图解应有图片；没有图片的，请把解读形式改为文字解读' }
      : {}),
  }),
});
