import { type Static, Type } from 'typebox';
import type { LocalDate } from '#kernel/dates.ts';
import { choice } from '../choice.ts';

// What the workbench reads and sends about reviews and suits. Pure data: the browser imports this file.

/** The three groups of the annual report's fourth part (国办公开办函〔2021〕30号). */
export const DISPUTE_KINDS = {
  review: '行政复议',
  suit: '行政诉讼（未经复议直接起诉）',
  'suit-after-review': '行政诉讼（复议后起诉）',
} as const;
export type DisputeKind = keyof typeof DISPUTE_KINDS;

/** Its columns; without an outcome it is 尚未审结. What stands in which is in {@link OUTCOMES_MEAN}. */
export const DISPUTE_OUTCOMES = { upheld: '结果维持', corrected: '结果纠正', other: '其他结果' } as const;
export type DisputeOutcome = keyof typeof DISPUTE_OUTCOMES;

/**
 * What each column holds, for the form here and beside the figures of the annual report. The template names the columns and does not say what falls under
 * them [K]. A court no longer upholds: a suit that the organ wins ends in 判决驳回诉讼请求 (行政诉讼法 art. 69), a review for doing nothing in 驳回行政复议请求
 * (行政复议法 art. 69). To dismiss the suit or the application itself decides nothing about the matter.
 */
export const OUTCOMES_MEAN: Readonly<Record<DisputeOutcome, string>> = {
  upheld: '决定维持、判决驳回诉讼请求、决定驳回行政复议请求的',
  corrected: '决定或者判决撤销、变更、确认违法、责令履行的',
  other: '终止、撤回（撤诉）、调解和解、驳回起诉、驳回复议申请等程序性结果',
};
const OUTCOME_HINT = `${(Object.keys(DISPUTE_OUTCOMES) as DisputeOutcome[])
  .map((key) => `${DISPUTE_OUTCOMES[key]}：${OUTCOMES_MEAN[key]}`)
  .join('；')}（填报说明没有逐项列明，请法制机构确认）`;
const outcomeField = (title: string) => choice(title, DISPUTE_OUTCOMES, OUTCOME_HINT);

const day = (title: string) => Type.String({ format: 'date', title });
const note = Type.Optional(Type.String({ title: '备注', maxLength: 1_000, 'x-widget': 'textarea' }));

/** POST /api/requests/:id/disputes → {id}. */
export const NewDisputeBody = Type.Object(
  {
    kind: choice('种类', DISPUTE_KINDS),
    organ: Type.String({ title: '受理机关（复议机关或者法院全称）', minLength: 4, maxLength: 100 }),
    caseNumber: Type.String({ title: '案号', minLength: 2, maxLength: 60 }),
    filedOn: day('受理日期'),
    note,
  },
  { additionalProperties: false },
);
export type NewDispute = Static<typeof NewDisputeBody>;

/** POST /api/requests/:id/disputes/:disputeId/outcome → 204. */
export const OutcomeBody = Type.Object(
  { outcome: outcomeField('结果'), decidedOn: day('作出决定、裁判的日期'), note },
  { additionalProperties: false },
);
export type Outcome = Static<typeof OutcomeBody>;

/** PUT /api/requests/:id/disputes/:disputeId → 204: everything that was recorded, as it should have been, and why. */
export const CorrectedDisputeBody = Type.Object(
  {
    ...NewDisputeBody.properties,
    outcome: Type.Optional(outcomeField('结果（没有审结的不选）')),
    decidedOn: Type.Optional(day('作出决定、裁判的日期（没有审结的不填）')),
    reason: Type.String({ title: '更正原因', minLength: 2, maxLength: 500, 'x-widget': 'textarea' }),
  },
  { additionalProperties: false },
);
export type CorrectedDispute = Static<typeof CorrectedDisputeBody>;

/** GET /api/requests/:id/disputes. */
export interface DisputesOfRequest {
  readonly disputes: readonly DisputeLine[];
  readonly mayRecord: boolean;
  /** Names from the settings: what a form begins with. */
  readonly organs: Readonly<Record<DisputeKind, string>>;
}

export interface DisputeLine {
  readonly id: string;
  readonly kind: DisputeKind;
  readonly kindLabel: string;
  readonly organ: string;
  readonly caseNumber: string;
  readonly filedOn: LocalDate;
  readonly outcome: DisputeOutcome | null;
  readonly outcomeLabel: string;
  readonly decidedOn: LocalDate | null;
  readonly note: string;
  /** Since it was decided the request has been taken up again. */
  readonly handledAnew: boolean;
  /** What is unusual about it by law, for whoever looks; keeps nobody from anything. */
  readonly remark?: string;
}
