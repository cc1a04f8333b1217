import { Type } from 'typebox';
import { defineContentType } from '../content-type.ts';
import { choice, closed } from '../field-contract.ts';

export const FINANCE_KINDS = {
  budget: '部门预算',
  accounts: '部门决算',
  'three-publics': '“三公”经费',
  procurement: '政府采购',
  fees: '行政事业性收费',
  performance: '绩效评价',
} as const;

export const finance = defineContentType({
  key: 'finance',
  label: '财政信息',
  about: '预算、决算、“三公”经费、政府采购、收费',
  place: 80,
  data: Type.Object(
    {
      kind: choice('财政信息类别', FINANCE_KINDS),
      year: Type.Integer({ minimum: 2000, maximum: 2100, title: '所属年度' }),
    },
    closed,
  ),
});
