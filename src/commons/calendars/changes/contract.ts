import { type Static, Type } from 'typebox';
import type { Instant, LocalDate } from '#kernel/dates.ts';

// What is sent and received about changes of the working-day calendar. Pure data: the browser imports this file.

const closed = { additionalProperties: false } as const;

/** POST /api/calendar/changes: the arrangement of a whole year, as the State Council's notice has it. */
export const NewCalendarChange = Type.Object(
  {
    year: Type.Integer({ title: '年份', minimum: 2019, maximum: 2200 }),
    noticeTitle: Type.String({ title: '通知标题', minLength: 4, maxLength: 120 }),
    noticeNumber: Type.Optional(Type.String({ title: '发文字号', maxLength: 60 })),
    announcedOn: Type.String({ title: '通知日期', format: 'date' }),
    days: Type.String({
      title: '全年放假和调休上班的日子',
      description:
        '一行一天或者连续几天，写日期、“放假”或者“上班”、节日，例如：2027-02-05至2027-02-11 放假 春节。要写全年的，不只写改动的；通知把上一年12月29日至31日也排进假期的，一并写上',
      minLength: 10,
      maxLength: 20_000,
      'x-widget': 'textarea',
    }),
    reason: Type.Optional(
      Type.String({ title: '说明（年中改动的，写明原因）', maxLength: 500, 'x-widget': 'textarea' }),
    ),
  },
  closed,
);
export type NewCalendarChange = Static<typeof NewCalendarChange>;

/** POST /api/calendar/changes/:id/decide. `previewHash` is that of the list that was looked at. */
export const CalendarDecision = Type.Object(
  {
    agrees: Type.Boolean({ title: '决定', 'x-labels': { true: '同意启用', false: '不同意' } }),
    opinion: Type.String({ title: '意见', minLength: 2, maxLength: 300 }),
    previewHash: Type.String({ title: '预览', pattern: '^[0-9a-f]{64}$' }),
  },
  closed,
);
export type CalendarDecision = Static<typeof CalendarDecision>;

export interface DayLine {
  readonly on: LocalDate;
  readonly kind: 'holiday' | 'make-up';
  readonly name: string;
}

export interface YearLine {
  readonly year: number;
  readonly version: number;
  readonly noticeTitle: string;
  readonly noticeNumber: string | null;
  readonly announcedOn: LocalDate | null;
  readonly days: readonly DayLine[];
}

export type ChangeState = 'proposed' | 'in-force' | 'refused' | 'withdrawn';

export interface ChangeLine {
  readonly id: string;
  readonly year: number;
  readonly noticeTitle: string;
  readonly noticeNumber: string | null;
  readonly announcedOn: LocalDate;
  readonly reason: string | null;
  readonly state: ChangeState;
  readonly proposedBy: string;
  readonly proposedAt: Instant;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  readonly opinion: string | null;
  /** Matters whose date moved when it was put in force; null before. */
  readonly moved: number | null;
}

/** GET /api/calendar → */
export interface CalendarAnswer {
  readonly today: LocalDate;
  readonly years: readonly YearLine[];
  readonly changes: readonly ChangeLine[];
  readonly mayPropose: boolean;
}

/** One matter whose last day moves, or has moved. */
export interface MovingLine {
  readonly id: string;
  /** Below /workbench. */
  readonly path: string;
  readonly number: string;
  readonly kindLabel: string;
  readonly unit: string;
  readonly dueBefore: LocalDate | null;
  readonly dueOn: LocalDate;
  readonly provisional: boolean;
  /** Who is told, by name; of what has moved already, how many were. */
  readonly told: readonly string[] | number;
}

/** GET /api/calendar/changes/:id → */
export interface ChangeDetail extends ChangeLine {
  readonly days: readonly DayLine[];
  /** Against what is in force: days that become holidays, working days, or are no longer either. */
  readonly differences: readonly { readonly on: LocalDate; readonly was: string; readonly becomes: string }[];
  /** Of those, days already past. */
  readonly pastDays: number;
  readonly moving: readonly MovingLine[];
  /** All of them; at most `moving.length` are shown, the export has every one. */
  readonly movingTotal: number;
  /** Dates that stay and are no longer provisional. */
  readonly settledTotal: number;
  readonly people: number;
  /** Of what would happen now; empty when it has been decided. */
  readonly previewHash: string;
  readonly mayDecide: boolean;
  readonly mayWithdraw: boolean;
  /** Why somebody who decides such changes may not decide this one. */
  readonly refusal: string | null;
}
