import { Type } from 'typebox';
import { defineContentType } from '../content-type.ts';
import { choice, closed } from '../field-contract.ts';

export const PERSONNEL_KINDS = {
  appointment: '人事任免',
  recruitment: '公务员招录',
  hiring: '事业单位招聘',
  honour: '表彰奖励',
  training: '教育培训',
} as const;

export const personnel = defineContentType({
  key: 'personnel',
  label: '人事信息',
  about: '任免、招录、招聘、表彰、培训',
  place: 70,
  statutoryClass: 'optional',
  data: Type.Object({ kind: choice('人事信息类别', PERSONNEL_KINDS) }, closed),
});
