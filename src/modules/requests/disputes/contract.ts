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

/** Its columns; without an outcome it is 尚未审结. */
export const DISPUTE_OUTCOMES = { upheld: '结果维持', corrected: '结果纠正', other: '其他结果' } as const;
export type DisputeOutcome = keyof typeof DISPUTE_OUTCOMES;

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
  { outcome: choice('结果', DISPUTE_OUTCOMES), decidedOn: day('作出决定、裁判的日期'), note },
  { additionalProperties: false },
);
export type Outcome = Static<typeof OutcomeBody>;

/** PUT /api/requests/:id/disputes/:disputeId → 204: everything that was recorded, as it should have been, and why. */
export const CorrectedDisputeBody = Type.Object(
  {
    ...NewDisputeBody.properties,
    outcome: Type.Optional(choice('结果（没有审结的不选）', DISPUTE_OUTCOMES)),
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
  /** What is unusual about it by law, for whoever looks; keeps nobody from anything. */
  readonly remark?: string;
}
