import { Type } from 'typebox';
import { choice, closed } from './field-contract.ts';
import type { Light, StepTarget } from '#commons/casework/contract.ts';
import type { Deliberation, LegalityPeriod } from './legality/contract.ts';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import type { Content } from './contract.ts';
import type { SIGNATURE_LABELS, SignatureLine } from './signature-contract.ts';
import { type Disclosure, NON_DISCLOSURE_BASES, OPENNESS_CLASSES, type OpennessClass } from './statutory-kinds.ts';
import type { Urgency } from './step-contract.ts';
import type { WithdrawalCause } from './withdrawal-kinds.ts';

// Documents as the ledger lists them and as one is shown.

export const documentSorts = ['index', '-index', 'formed', '-formed', 'due', '-due', 'released', '-released'] as const;

/** Whether a document went out within its period; one that had none was in time. */
export const PROMPTNESS = { 'in-time': '期限内公开', late: '超期公开' } as const;

/** What was to be public by now and is not. */
export const UNPUBLISHED = { first: '到期未公开', change: '变更到期未公开' } as const;

const year = (title: string) => Type.Integer({ minimum: 2000, maximum: 2100, title });

/** GET /api/documents: the ledger's filters, as they stand in the address. */
export const DocumentQuery = Type.Object(
  {
    type: Type.Optional(Type.String({ maxLength: 60, title: '信息类别' })),
    state: Type.Optional(Type.String({ maxLength: 40, title: '状态' })),
    column: Type.Optional(Type.String({ maxLength: 60, title: '栏目' })),
    disclosure: Type.Optional(Type.String({ maxLength: 20, title: '公开属性' })),
    q: Type.Optional(Type.String({ maxLength: 100, title: '标题、文号或索引号' })),
    /** First released in that year, and begun in it and not discarded: what the statistics of a year count. */
    releasedIn: Type.Optional(year('发布年份')),
    begunIn: Type.Optional(year('拟稿年份')),
    promptness: Type.Optional(choice('公开是否及时', PROMPTNESS)),
    unpublished: Type.Optional(choice('到期未公开', UNPUBLISHED)),
    /** The last day of its period is in that year. */
    dueIn: Type.Optional(year('到期年份')),
    statutoryClass: Type.Optional(Type.Integer({ minimum: 0, maximum: 15, title: '法定主动公开内容' })),
    opennessClass: Type.Optional(choice('五公开类别', OPENNESS_CLASSES)),
    basis: Type.Optional(choice('不主动公开的依据', NON_DISCLOSURE_BASES)),
    page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1, title: '页码' }),
    size: Type.Integer({ minimum: 1, maximum: 100, default: 20, title: '每页条数' }),
    sort: Type.Optional(
      Type.Union(
        documentSorts.map((sort) => Type.Literal(sort)),
        { title: '排序' },
      ),
    ),
  },
  closed,
);

export interface DocumentFilter {
  readonly type?: string;
  readonly state?: string;
  readonly column?: string;
  readonly disclosure?: string;
  readonly q?: string;
  readonly releasedIn?: number;
  readonly begunIn?: number;
  readonly promptness?: keyof typeof PROMPTNESS;
  readonly unpublished?: keyof typeof UNPUBLISHED;
  readonly dueIn?: number;
  readonly statutoryClass?: number;
  readonly opennessClass?: OpennessClass;
  readonly basis?: keyof typeof NON_DISCLOSURE_BASES;
  readonly page: number;
  readonly size: number;
  readonly sort?: (typeof documentSorts)[number];
}

/** A document as a line of the ledger; the content is that of the current revision. */
export interface DocumentLine {
  readonly id: string;
  readonly indexNumber: string;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly type: string;
  readonly typeLabel: string;
  readonly disclosure: Disclosure;
  readonly state: string;
  readonly stateLabel: string;
  readonly closed: boolean;
  readonly columnName: string;
  readonly unitName: string;
  /** Null while the issuer of a numbered document has not said it. */
  readonly formedOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  readonly dueProvisional: boolean;
  readonly light: Light;
  /** The goal of the step it is at. */
  readonly target: StepTarget | null;
  readonly releasedAt: Instant | null;
}

/** GET /api/documents/:id. What may be done with it: GET /api/matters/:id, which has the same id. */
export interface DocumentDetail {
  readonly id: string;
  readonly type: string;
  readonly typeLabel: string;
  readonly indexNumber: string;
  readonly columnName: string;
  readonly issuingUnitName: string;
  /** Where it stands on the portal, once it has been out. */
  readonly portalPath: string | null;
  readonly releasedAt: Instant | null;
  readonly withdrawnAt: Instant | null;
  readonly current: {
    readonly number: number;
    readonly contentHash: string;
    readonly content: Content;
    /** What the public will be told about the correction; signed with the text. */
    readonly correctionReason: string | null;
    /** Of a change of the information: the day it changed. */
    readonly changedOn: LocalDate | null;
    /** The text bears no date: what the content says is the issuer's. */
    readonly datedAtIssue: boolean;
  };
  /** Set where an emergency lets it pass reviews that are made up for afterwards. */
  readonly urgent: { readonly cause: Urgency; readonly reason: string } | null;
  readonly debts: readonly DebtLine[];
  /** The day on which a document kept from the public is to be judged anew. */
  readonly reassessOn: LocalDate | null;
  /** The open set it goes out with. */
  readonly set: { readonly id: string; readonly title: string } | null;
  /** The signatures its type needs, in order. */
  readonly chain: readonly (keyof typeof SIGNATURE_LABELS)[];
  /** Newest first. */
  readonly revisions: readonly RevisionLine[];
  /** Oldest first. */
  readonly signatures: readonly SignatureLine[];
  /** While the legality review is under way. */
  readonly legalityPeriod: LegalityPeriod | null;
  /** Must a meeting pass it before it is issued? */
  readonly deliberated: boolean;
  /** The meeting that passed the text as it stands, in this round. */
  readonly deliberation: Deliberation | null;
  /** Oldest first. */
  readonly releases: readonly ReleaseLine[];
}

/** A review that an emergency release still owes, or has been given. */
export interface DebtLine {
  readonly step: 'department-review' | 'legality-review';
  readonly dueOn: LocalDate;
  readonly settledAt: Instant | null;
  readonly agrees: boolean | null;
}

export interface RevisionLine {
  readonly number: number;
  readonly title: string;
  readonly reason: string;
  readonly contentHash: string;
  readonly madeBy: string;
  readonly madeAt: Instant;
}

export interface ReleaseLine {
  readonly id: string;
  readonly kind: 'release' | 'correct' | 'withdraw';
  /** Of a change of the information: the day it changed. */
  readonly changedOn: LocalDate | null;
  /** The last day of the period it met or missed; null where none ran. */
  readonly dueOn: LocalDate | null;
  readonly checks: readonly {
    readonly moment: 'day-before' | 'quarter-before';
    readonly checkedAt: Instant;
    readonly defects: readonly string[];
  }[];
  /** Of a withdrawal; older ones have none. */
  readonly cause: WithdrawalCause | null;
  readonly reason: string | null;
  readonly orderedBy: string;
  readonly releaseAt: Instant;
  readonly releasedAt: Instant | null;
  readonly failure: string | null;
  readonly cancelledAt: Instant | null;
  readonly revision: number;
}

/** GET /api/documents/:id/revisions/:number */
export interface RevisionDetail {
  readonly number: number;
  readonly contentHash: string;
  readonly content: Content;
}
