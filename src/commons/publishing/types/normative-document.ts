import { Type } from 'typebox';
import type { LocalDate } from '#kernel/dates.ts';
import type { Content } from '../contract.ts';
import { defineContentType, LEGAL_CHAIN } from '../content-type.ts';
import { closed } from '../field-contract.ts';
import { consultationFields, consulted } from '../type-parts/consultation.ts';
import { maybe, text } from '../type-parts/fields.ts';
import { planDefects, planFields } from '../type-parts/interpretation-plan.ts';

/**
 * 行政规范性文件：公开征求意见、合法性审核、集体审议、统一编号、同步解读，公布前不得作为管理依据 (国办发〔2018〕37号、115号).
 * Whether it needs an assessment of risk is judged by people: that material may be sent along and is not asked for.
 */
export const normativeDocument = defineContentType({
  key: 'normative-document',
  label: '规范性文件',
  about: '涉及公民、法人权利义务，具有普遍约束力，在一定期限内反复适用的文件',
  place: 20,
  schemaOrg: 'Legislation',
  chain: LEGAL_CHAIN,
  documentNumber: 'required',
  interpretation: 'required',
  commentsAsked: true,
  materials: (content) => [
    'drafting-note',
    'basis',
    'comments',
    ...(consulted(content).touchesMarket === 'yes' ? (['fair-competition'] as const) : []),
  ],
  deliberated: true,
  columns: ['policies'],
  data: Type.Object(
    {
      unifiedNumber: maybe(text('统一编号', 60, '规范性文件统一登记编号')),
      effectiveOn: Type.String({ format: 'date', title: '施行日期', 'x-in-ledger': true }),
      validUntil: maybe(
        Type.String({
          format: 'date',
          title: '有效期至',
          description: '不填的按一般规定：五年，暂行、试行的两年',
          'x-in-ledger': true,
        }),
      ),
      ...consultationFields,
      ...planFields,
    },
    closed,
  ),
  // A meeting comes after the legality review and filing after release: a step and the ledger record them.
  formerFields: ['filingNumber', 'deliberation', 'deliberatedOn'],
  // 未经公布的规范性文件不得作为行政管理依据 (国办发〔2018〕37号).
  bindsFrom: ({ data }: Content) => data?.effectiveOn as LocalDate | undefined,
  defects: (content: Content) => {
    const { data, formedOn } = content;
    const { effectiveOn, validUntil, commentsFrom, commentsUntil } = data as Readonly<Record<string, string>>;
    return {
      ...planDefects(content),
      ...(effectiveOn && formedOn && effectiveOn < formedOn
        ? { 'content.data.effectiveOn': '施行日期不能早于成文日期' }
        : {}),
      ...(effectiveOn && validUntil && validUntil <= effectiveOn
        ? { 'content.data.validUntil': '有效期应晚于施行日期' }
        : {}),
      ...(commentsFrom && commentsUntil && commentsUntil < commentsFrom
        ? { 'content.data.commentsUntil': '征求意见的结束日期不能早于开始日期' }
        : {}),
    };
  },
});
