import { type Static, Type } from 'typebox';
import type { Instant } from '#kernel/dates.ts';

// What is sent and received about online forms that are closed for a time. Pure data: the browser imports this file.

const closed = { additionalProperties: false } as const;

/** Ours: whoever needs longer proposes it again; a form forgotten closed must not stay so. */
export const LONGEST_DAYS = 30;

const moment = (title: string) => Type.String({ format: 'date-time', title, 'x-widget': 'china-time' });

/** POST /api/online-forms/:form/closures */
export const NewClosure = Type.Object(
  {
    reason: Type.String({
      title: '原因',
      description: '公开显示，写一句公众看得懂的话，不加句号，例如：机房检修',
      minLength: 2,
      maxLength: 100,
    }),
    closesAt: moment('暂停时间（北京时间）'),
    opensAt: moment('恢复时间（北京时间）'),
  },
  closed,
);
export type NewClosure = Static<typeof NewClosure>;

/** POST /api/online-forms/closures/:id/decide */
export const ClosureDecision = Type.Object(
  {
    agrees: Type.Boolean({ title: '决定', 'x-labels': { true: '同意暂停', false: '不同意' } }),
    opinion: Type.String({ title: '意见', minLength: 2, maxLength: 300 }),
  },
  closed,
);
export type ClosureDecision = Static<typeof ClosureDecision>;

/** POST /api/online-forms/closures/:id/reopen */
export const Reopening = Type.Object(
  { reason: Type.String({ title: '提前恢复的原因', minLength: 2, maxLength: 300 }) },
  closed,
);
export type Reopening = Static<typeof Reopening>;

export type ClosureState = 'proposed' | 'announced' | 'closed' | 'over' | 'reopened' | 'refused' | 'withdrawn';

export interface ClosureLine {
  readonly id: string;
  readonly form: string;
  readonly formLabel: string;
  readonly state: ClosureState;
  readonly reason: string;
  readonly closesAt: Instant;
  readonly opensAt: Instant;
  readonly proposedBy: string;
  readonly proposedAt: Instant;
  readonly decidedBy: string | null;
  readonly opinion: string | null;
  readonly endedBy: string | null;
  readonly endedAt: Instant | null;
  readonly mayDecide: boolean;
  readonly mayWithdraw: boolean;
  readonly mayReopen: boolean;
}

/** GET /api/online-forms → */
export interface OnlineFormsAnswer {
  readonly forms: readonly { readonly key: string; readonly label: string; readonly path: string }[];
  readonly closures: readonly ClosureLine[];
  readonly mayPropose: boolean;
}
