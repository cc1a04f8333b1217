import { type Static, Type } from 'typebox';
import type { Instant, LocalDate } from '#kernel/dates.ts';

const closed = { additionalProperties: false } as const;

/** POST /api/retention/:id/keep */
export const KeepLonger = Type.Object(
  {
    requestId: Type.String({ format: 'uuid', title: '申请' }),
    because: Type.String({ title: '继续保存的原因', minLength: 4, maxLength: 300 }),
    until: Type.String({ title: '保存到', format: 'date' }),
  },
  closed,
);
export type KeepLonger = Static<typeof KeepLonger>;

/** POST /api/retention/:id/decide */
export const RetentionDecision = Type.Object(
  {
    agrees: Type.Boolean({ title: '决定', 'x-labels': { true: '批准匿名', false: '退回核对' } }),
    opinion: Type.String({ title: '意见', minLength: 2, maxLength: 300 }),
  },
  closed,
);
export type RetentionDecision = Static<typeof RetentionDecision>;

/** 待核对 → 待批准 → 已批准 → 已匿名; before a list there is only what is not due. */
export const LIST_STATES = {
  review: '待核对',
  proposed: '待批准',
  approved: '已批准，正在匿名',
  done: '已匿名',
} as const;

export interface RetentionEntry {
  readonly requestId: string;
  readonly number: string;
  readonly closedOn: LocalDate | null;
  readonly dueOn: LocalDate;
  readonly basis: string;
  readonly keptBecause: string | null;
  readonly keptUntil: LocalDate | null;
  readonly leftBecause: string | null;
  readonly destroyedHash: string | null;
}

export interface RetentionList {
  readonly id: string;
  /** Whose requests these are. */
  readonly bureau: string;
  readonly state: keyof typeof LIST_STATES;
  readonly preparedAt: Instant;
  readonly proposedBy: string | null;
  readonly approvedBy: string | null;
  readonly opinion: string | null;
  readonly doneAt: Instant | null;
  readonly certificateHash: string | null;
  readonly entries: readonly RetentionEntry[];
  readonly mayReview: boolean;
  readonly mayDecide: boolean;
}

/** GET /api/retention → newest first. */
export interface RetentionAnswer {
  readonly lists: readonly RetentionList[];
}
