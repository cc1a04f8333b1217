import { Type } from 'typebox';
import type { Content } from '../contract.ts';
import { defineContentType } from '../content-type.ts';
import { closed } from '../field-contract.ts';
import { day, maybe, text } from '../type-parts/fields.ts';

export const specialTopic = defineContentType({
  key: 'special-topic',
  label: '专题',
  about: '围绕一项工作把有关文件、解读、动态集中在一页',
  place: 100,
  statutoryClass: 'optional',
  data: Type.Object({ slogan: maybe(text('导语', 120)), endsOn: maybe(day('专题结束日期')) }, closed),
  defects: ({ relations }: Content) =>
    relations?.some(({ kind }) => kind === 'collects')
      ? {}
      : { 'content.relations': '专题至少要收录一份文件（相关文件，关系选「收录」）' },
});
