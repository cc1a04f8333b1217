import { type Static, Type } from 'typebox';
import type { Instant } from '#kernel/dates.ts';

const closed = { additionalProperties: false } as const;
export const MAX_ROWS = 500;

/** POST /api/redirects: any number of lines, each an old address and a new one. All are taken or none. */
export const NewRedirects = Type.Object(
  {
    lines: Type.String({
      minLength: 3,
      maxLength: 300_000,
      title: '旧地址和新地址',
      description:
        '每行一条：旧地址、逗号或空格、新地址，都以 / 开头，例如 /art/2019/1/1.html,/documents/YJ2019-00001。可以整列粘贴',
      'x-widget': 'textarea',
    }),
    reason: Type.String({ minLength: 2, maxLength: 300, title: '原因', 'x-widget': 'textarea' }),
  },
  closed,
);
export type NewRedirects = Static<typeof NewRedirects>;

/** POST /api/redirects/:id/decide */
export const RedirectDecision = Type.Object(
  {
    agrees: Type.Boolean({ title: '决定', 'x-labels': { true: '同意', false: '不同意' } }),
    opinion: Type.String({ minLength: 2, maxLength: 300, title: '意见' }),
  },
  closed,
);
export type RedirectDecision = Static<typeof RedirectDecision>;

/** POST /api/redirects/:id/retire */
export const RedirectEnd = Type.Object(
  { reason: Type.String({ minLength: 2, maxLength: 300, title: '停用原因' }) },
  closed,
);

export interface RedirectLine {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly state: 'proposed' | 'in-force' | 'refused' | 'retired';
  readonly proposedBy: string;
  readonly proposedAt: Instant;
  readonly decidedBy: string | null;
  readonly opinion: string | null;
  /** How often the old address was asked for. */
  readonly hits: number;
  readonly mayDecide: boolean;
  readonly mayRetire: boolean;
}
