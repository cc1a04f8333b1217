import { Type } from 'typebox';
import { invalid, refused } from '#kernel/errors.ts';
import { defineSeries } from '#kernel/numbering.ts';
import { defineKind } from '#commons/casework/index.ts';
import { bureauOf, unitById } from '#commons/organisations/index.ts';
import { pageFeedbackClock } from './clocks.ts';
import { whatWasWritten } from './what-was-written.ts';
import { pageFeedbackWorkflow } from './workflow.ts';

const result = (title: string) =>
  Type.Object(
    { result: Type.String({ minLength: 2, maxLength: 1000, title, 'x-widget': 'textarea' }) },
    { additionalProperties: false },
  );

export const pageFeedbackKind = defineKind({
  key: 'page-feedback',
  label: '网站找错',
  workflow: pageFeedbackWorkflow,
  policy: {
    mend: { label: '改正网页问题', roles: ['clerk', 'drafter', 'department-head'], scope: 'lead' },
    explain: { label: '说明网页情况', roles: ['clerk', 'drafter', 'department-head'], scope: 'lead' },
    transfer: { label: '转办网页问题', roles: ['clerk', 'department-head', 'openness-officer'], scope: 'bureau' },
  },
  fields: {
    mend: result('改正情况'),
    explain: result('说明内容'),
    transfer: Type.Object(
      {
        unitId: Type.String({ format: 'uuid', title: '转往单位', 'x-widget': 'unit' }),
        reason: Type.String({ minLength: 2, maxLength: 500, title: '转办原因', 'x-widget': 'textarea' }),
      },
      { additionalProperties: false },
    ),
  },
  clock: pageFeedbackClock,
  series: defineSeries({ key: 'page-feedback', label: '网站找错编号', pattern: '找错〔{year}〕{n}号' }),
  officeRole: 'openness-officer',
  about: whatWasWritten,
  perform: {
    async transfer(act, matter, fields) {
      const unit = await unitById(act.tx, String(fields.unitId));
      if (!unit || unit.closedOn || bureauOf(unit) !== matter.bureauId)
        throw invalid({ unitId: '请选择本局现有的机构' });
      if (unit.id === matter.leadUnitId) throw refused([`${unit.name}已经在办理，不需要转办`]);
      return { leadUnitId: unit.id };
    },
  },
});
