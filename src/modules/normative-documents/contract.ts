import { type Static, Type } from 'typebox';
import { choice, closed, reason } from '#commons/publishing/field-contract.ts';
import type { Instant, LocalDate } from '#kernel/dates.ts';

// What the workbench sends and receives about normative documents. Pure data: the browser imports this file.

/** What a normative document is on a day. */
export const STANDINGS = {
  pending: '尚未施行',
  'in-force': '现行有效',
  amended: '已修改（现行有效）',
  repealed: '已废止',
  expired: '已失效（有效期届满）',
  'declared-invalid': '已宣布失效',
} as const;
export type Standing = keyof typeof STANDINGS;

export const EVENTS = {
  entered: '登记',
  corrected: '更正',
  amended: '修改',
  repealed: '废止',
  'declared-invalid': '宣布失效',
  expired: '有效期届满',
  continued: '继续有效',
  filed: '备案',
  'called-off': '撤销未生效的变更',
  withdrawn: '网页撤回',
  returned: '网页恢复',
} as const;
export type EventKind = keyof typeof EVENTS;

const version = Type.Integer({ minimum: 1, title: '版本' });

/** GET /api/normative-documents: the ledger's filters, as they stand in the address. */
export const LedgerQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 100, title: '标题、文号或编号' })),
    standing: Type.Optional(Type.String({ maxLength: 20, title: '效力' })),
    unit: Type.Optional(Type.String({ maxLength: 40, title: '起草单位' })),
    year: Type.Optional(Type.String({ maxLength: 4, title: '年份' })),
    due: Type.Optional(Type.String({ maxLength: 10, title: '待办' })),
    asOf: Type.Optional(Type.String({ format: 'date', title: '截至' })),
    page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1, title: '页码' }),
    size: Type.Integer({ minimum: 1, maximum: 100, default: 20, title: '每页条数' }),
    sort: Type.Optional(Type.String({ maxLength: 20, title: '排序' })),
  },
  closed,
);
export type LedgerQuery = Static<typeof LedgerQuery>;

/** A document as a line of the ledger, as it stood on the day asked for. */
export interface LedgerLine {
  readonly id: string;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly unifiedNumber: string | null;
  readonly unitId: string;
  readonly unitName: string;
  readonly formedOn: LocalDate;
  readonly releasedOn: LocalDate;
  readonly effectiveOn: LocalDate;
  readonly validUntil: LocalDate | null;
  readonly standing: Standing;
  readonly standingLabel: string;
  readonly since: LocalDate;
  /** Until the last day; null without one, or once it has ceased. */
  readonly daysLeft: number | null;
  /** Of the opinion of the legality review; what was signed before the field was there has none. */
  readonly reviewNumber: string | null;
  readonly filingNumber: string | null;
  readonly filedOn: LocalDate | null;
  readonly filingDueOn: LocalDate;
  readonly withdrawn: boolean;
}

export interface EventLine {
  readonly id: number;
  readonly kind: EventKind;
  readonly label: string;
  readonly effectOn: LocalDate;
  readonly reason: string;
  readonly basis: string | null;
  readonly by: { readonly id: string; readonly title: string } | null;
  readonly calledOff: boolean;
  readonly madeBy: string | null;
  readonly madeAt: Instant;
}

/** GET /api/normative-documents/:id */
export interface LedgerDetail extends LedgerLine {
  readonly version: number;
  readonly indexNumber: string;
  readonly legalityReview: {
    readonly signer: string;
    readonly opinion: string;
    readonly number: string | null;
    readonly signedAt: Instant;
  } | null;
  readonly commentsAt: string | null;
  readonly commentsFrom: string | null;
  readonly commentsUntil: string | null;
  /** Where the day announced was a rest day: the working day after it, on which the period ended. */
  readonly commentsEndedOn: LocalDate | null;
  readonly deliberation: string | null;
  readonly deliberatedOn: string | null;
  readonly interpretations: readonly { readonly id: string; readonly title: string }[];
  /** Newest first. */
  readonly events: readonly EventLine[];
  readonly mayFile: boolean;
}

/** POST /api/normative-documents/:id/filing */
export const Filing = Type.Object(
  {
    version,
    number: Type.String({ minLength: 2, maxLength: 60, title: '备案号', pattern: '\\S' }),
    on: Type.String({ format: 'date', title: '备案日期' }),
  },
  closed,
);
export type Filing = Static<typeof Filing>;

/** What may become of a document in a cleaning. */
export const OUTCOMES = {
  continue: '继续有效',
  amend: '修改',
  repeal: '废止',
  'declare-invalid': '宣布失效',
} as const;
export type Outcome = keyof typeof OUTCOMES;

/** POST /api/normative-cleanings */
export const NewCleaning = Type.Object(
  {
    title: Type.String({ minLength: 4, maxLength: 100, title: '清理名称', pattern: '\\S' }),
    scope: Type.String({ minLength: 2, maxLength: 500, title: '清理范围', 'x-widget': 'textarea' }),
    basis: Type.String({ minLength: 2, maxLength: 300, title: '清理依据' }),
    until: Type.Optional(
      Type.String({ format: 'date', title: '清理这一天以前公布的', description: '不填为全部现行有效的文件' }),
    ),
    unitIds: Type.Optional(
      Type.Array(Type.String({ format: 'uuid' }), {
        title: '起草单位',
        description: '不选为全部单位',
        maxItems: 100,
        uniqueItems: true,
        'x-widget': 'units',
      }),
    ),
    deadline: Type.String({ format: 'date', title: '各单位提出意见的期限' }),
  },
  closed,
);
export type NewCleaning = Static<typeof NewCleaning>;

const judged = {
  outcome: choice('清理意见', OUTCOMES),
  reason: reason('理由'),
  validUntil: Type.Optional(
    Type.String({ format: 'date', title: '新的有效期至', description: '继续有效并延长有效期的填写' }),
  ),
};
/** POST /api/normative-cleanings/:id/items/:documentId/proposal, …/decision */
export const Judgement = Type.Object(judged, closed);
export type Judgement = Static<typeof Judgement>;

/** POST /api/normative-cleanings/:id/announcement */
export const Announcement = Type.Object(
  { leadUnitId: Type.String({ format: 'uuid', title: '拟稿单位', 'x-widget': 'unit' }) },
  closed,
);
export type Announcement = Static<typeof Announcement>;

export interface CleaningLine {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly stateLabel: string;
  readonly deadline: LocalDate;
  readonly items: number;
  readonly proposed: number;
  readonly decided: number;
  readonly documentId: string | null;
  readonly appliedAt: Instant | null;
}

export interface CleaningItem {
  readonly documentId: string;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly unitName: string;
  readonly validUntil: LocalDate | null;
  readonly standingLabel: string;
  readonly proposal: Outcome | null;
  readonly proposalReason: string | null;
  readonly proposedUntil: LocalDate | null;
  readonly proposedBy: string | null;
  readonly decision: Outcome | null;
  readonly decisionReason: string | null;
  readonly decidedUntil: LocalDate | null;
  readonly decidedBy: string | null;
  readonly outcome: string | null;
  readonly mayPropose: boolean;
  readonly mayDecide: boolean;
}

/** GET /api/normative-cleanings/:id */
export interface CleaningDetail extends CleaningLine {
  readonly scope: string;
  readonly basis: string;
  readonly mayAnnounce: boolean;
  readonly lines: readonly CleaningItem[];
}
