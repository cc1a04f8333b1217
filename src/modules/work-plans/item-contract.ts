import { type Static, Type } from 'typebox';
import type { ActOffer, Light } from '#commons/casework/contract.ts';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import type { Rhythm } from './rhythm.ts';
import { closed, uuid, day } from './field-contract.ts';
import type { DueBasis } from './import-contract.ts';

// One item of a plan: its measures, reports, notices, extensions and evaluations.

export { type Rhythm, rhythmLabels } from './rhythm.ts';

export type MeasureState = 'underway' | 'done';
export const measureStates = { underway: '推进中', done: '已完成' } as const satisfies Record<MeasureState, string>;

/** What a report says of one measure. */
export interface MeasureSaid {
  readonly text: string;
  readonly state: MeasureState;
  readonly line: string | null;
}

export interface ReportLine {
  readonly id: string;
  readonly itemId: string;
  readonly itemNumber: string;
  readonly itemTitle: string;
  readonly unit: string;
  readonly kind: 'lead' | 'cooperating' | 'completion';
  readonly reportedOn: LocalDate;
  readonly percent: number;
  readonly text: string;
  readonly by: string;
  readonly verdict: 'accepted' | 'returned' | null;
  readonly reason: string | null;
  readonly measures: readonly MeasureSaid[];
  readonly offers: readonly ActOffer[];
}
export const reportKinds = { lead: '牵头单位', cooperating: '参与单位', completion: '报请核验' } as const;

export interface EvaluationLine {
  readonly id: string;
  readonly itemId: string | null;
  readonly itemTitle: string | null;
  readonly method: string;
  readonly conclusion: string;
  readonly adjustment: string | null;
  readonly madeOn: LocalDate;
  readonly by: string;
  readonly documentId: string | null;
  readonly opinions: readonly {
    readonly speaker: string;
    readonly channel: string;
    readonly heardOn: LocalDate;
    readonly verbatim: string;
  }[];
}

/** GET /api/work-items/:id */
export interface ItemDetail {
  readonly id: string;
  readonly version: number;
  readonly plan: { readonly id: string; readonly title: string };
  readonly section: string;
  readonly number: string;
  readonly title: string;
  readonly text: string;
  readonly annotations: readonly string[];
  readonly dueBasis: DueBasis;
  readonly firstDueOn: LocalDate | null;
  readonly rhythm: Rhythm | null;
  readonly nextReportOn: LocalDate | null;
  readonly openClasses: readonly { readonly text: string; readonly personName: string }[];
  readonly measures: readonly {
    readonly id: string;
    readonly text: string;
    readonly unit: string;
    readonly dueOn: LocalDate | null;
    readonly doneOn: LocalDate | null;
    readonly light: Light;
    /** As last reported, reports that were returned left out. */
    readonly said: { readonly state: MeasureState; readonly line: string | null; readonly on: LocalDate } | null;
  }[];
  readonly reports: readonly ReportLine[];
  readonly notices: readonly {
    readonly id: string;
    readonly number: string;
    readonly unit: string;
    readonly demand: string;
    readonly replyBy: LocalDate;
    readonly issuedOn: LocalDate;
    readonly issuedBy: string;
    readonly reply: string | null;
    readonly repliedOn: LocalDate | null;
    readonly light: Light;
    readonly offers: readonly ActOffer[];
  }[];
  readonly extensions: readonly {
    readonly id: string;
    readonly fromOn: LocalDate;
    readonly toOn: LocalDate;
    readonly reason: string;
    readonly askedBy: string;
    readonly askedAt: Instant;
    readonly granted: boolean | null;
    readonly opinion: string | null;
    readonly decidedBy: string | null;
  }[];
  readonly evaluations: readonly EvaluationLine[];
}

/** POST /api/work-plans/:id/evaluations */
export const EvaluationBody = Type.Object(
  {
    itemId: Type.Optional(uuid('任务')),
    method: Type.String({ title: '评估方式', minLength: 4, maxLength: 1000, 'x-widget': 'textarea' }),
    conclusion: Type.String({ title: '评估结论', minLength: 10, maxLength: 5000, 'x-widget': 'textarea' }),
    adjustment: Type.Optional(Type.String({ title: '调整完善', maxLength: 5000, 'x-widget': 'textarea' })),
    opinions: Type.Array(
      Type.Object(
        {
          speaker: Type.String({ title: '意见提出方', minLength: 2, maxLength: 100 }),
          channel: Type.String({ title: '收集渠道', minLength: 2, maxLength: 100 }),
          heardOn: day('收集日期'),
          verbatim: Type.String({ title: '意见原话', minLength: 2, maxLength: 2000, 'x-widget': 'textarea' }),
        },
        closed,
      ),
      { title: '利益相关方意见', minItems: 1, maxItems: 200 },
    ),
  },
  closed,
);
export type EvaluationInput = Static<typeof EvaluationBody>;
