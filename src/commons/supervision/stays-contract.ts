import { type Static, Type } from 'typebox';
import type { UnitRef } from '#commons/casework/contract.ts';
import type { LocalDate } from '#kernel/dates.ts';

// How long stages take (各环节用时), as the workbench reads it. Pure data: the browser imports this file.

const day = (title: string) => Type.Optional(Type.String({ title, format: 'date', pattern: '^(?![03-9])' }));
const narrowed = {
  kind: Type.Optional(Type.String({ title: '事项种类', maxLength: 60 })),
  unit: Type.Optional(Type.String({ title: '单位', format: 'uuid' })),
  from: day('离开环节的日期从'),
  to: day('离开环节的日期到'),
} as const;
const paged = {
  page: Type.Optional(Type.Integer({ title: '页码', minimum: 1, maximum: 10_000 })),
  size: Type.Optional(Type.Integer({ title: '每页条数', minimum: 1, maximum: 100 })),
} as const;
const closed = { additionalProperties: false } as const;

/** GET /api/supervision/stays. Without dates: this year until today. */
export const StaysQuery = Type.Object({ ...narrowed, ...paged }, closed);
export type StaysQuery = Static<typeof StaysQuery>;

/** Which of the stays behind a figure: those that ended within or beyond the goal, those that have not ended. */
export const STAY_ENDS = { within: '目标内', beyond: '超过目标', open: '仍在环节' } as const;
export type StayEnd = keyof typeof STAY_ENDS;

/** GET /api/supervision/stays/matters: the stays behind a figure, the longest first. */
export const StayMattersQuery = Type.Object(
  {
    ...narrowed,
    state: Type.Optional(Type.String({ title: '环节', maxLength: 60 })),
    end: Type.Optional(
      Type.Unsafe<StayEnd>(
        Type.Union(
          Object.keys(STAY_ENDS).map((key) => Type.Literal(key)),
          { title: '与目标相比' },
        ),
      ),
    ),
    ...paged,
  },
  closed,
);
export type StayMattersQuery = Static<typeof StayMattersQuery>;

/** One stage of one kind of work, at one unit or (`unit` null) wherever it was. */
export interface StayFigure {
  readonly kind: string;
  readonly kindLabel: string;
  readonly state: string;
  readonly stateLabel: string;
  readonly unit: UnitRef | null;
  /** Stays that ended in the period, and of these the ones within their goal. */
  readonly ended: number;
  readonly within: number;
  /** Working days; null where none ended. */
  readonly median: number | null;
  readonly ninety: number | null;
  readonly longest: number | null;
  /** Not ended as of today, and of these the ones beyond their goal. */
  readonly open: number;
  readonly openBeyond: number;
  /** The query string of the stays behind it; add `&end=within`. */
  readonly query: string;
}

export interface StayFigures {
  readonly rows: readonly StayFigure[];
  readonly total: number;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export interface StayMatter {
  readonly id: string;
  readonly matterId: string;
  readonly path: string;
  readonly number: string;
  readonly title: string;
  readonly stateLabel: string;
  readonly unit: string;
  readonly sinceOn: LocalDate;
  readonly leftOn: LocalDate | null;
  readonly targetDays: number;
  readonly targetOn: LocalDate;
  /** Working days it took, or has taken until today. */
  readonly took: number;
  readonly beyond: boolean;
}
export interface StayMatters {
  readonly rows: readonly StayMatter[];
  readonly total: number;
}

/** What each figure is, in the words that stand beside them. */
export const STAY_WORDS = {
  ended: [
    '件次',
    '在所选日期内离开这一环节的次数；同一事项多次经过的，每次单独计算。只统计设有目标的环节，等待申请人等外部答复的环节不设目标，不在其中',
  ],
  within: ['目标内占比', '在目标日或之前离开的次数 ÷ 件次'],
  median: ['中位数', '用时从短到长排列，位于正中（偶数个时取前一个）的工作日数；到达当天不算，离开当天算'],
  ninety: ['九成用时', '九成的次数用时都不超过这个工作日数'],
  longest: ['最长', '用时最长的一次，按工作日'],
  open: ['仍在环节', '截至今天还没有离开的件数，括号内是其中已超过目标的；与所选日期无关'],
} as const satisfies Record<string, readonly [label: string, meaning: string]>;
