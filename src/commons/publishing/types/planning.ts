import { Type } from 'typebox';
import { defineContentType } from '../content-type.ts';
import { closed } from '../field-contract.ts';
import { maybe, text } from '../type-parts/fields.ts';

export const planning = defineContentType({
  key: 'planning',
  label: '规划计划',
  about: '发展规划、专项规划、年度计划及其执行情况',
  place: 60,
  data: Type.Object({ period: maybe(text('规划期', 40, '例如 2026—2030 年')) }, closed),
});
