import { type Static, Type } from 'typebox';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import { choice } from '../choice.ts';

// 好差评 as the office sees it: calls back to those who were not content, and how the year was rated. Pure data: the browser imports this file.

/** What came of a call back (国办发〔2019〕51号: put right at once, put right by a day, explain, or set aside on review). */
export const CALL_OUTCOMES = {
  explained: '已经解释说明',
  mended: '情况属实，已经整改',
  'to-mend': '情况属实，需要限期整改',
  mistaken: '误评或者恶意评价，经复核不计入统计',
  unreached: '没有联系上',
} as const;
export type CallOutcome = keyof typeof CALL_OUTCOMES;

/** POST /api/requests/:id/answers/:answerId/call-backs → 204. */
export const CallBackBody = Type.Object(
  {
    calledOn: Type.String({ format: 'date', title: '回访日期' }),
    outcome: choice('回访结果', CALL_OUTCOMES),
    words: Type.String({
      title: '回访和核实的情况',
      description: '加密保存，不写入留痕',
      minLength: 2,
      maxLength: 1_000,
      'x-widget': 'textarea',
    }),
  },
  { additionalProperties: false },
);
export type CallBackInput = Static<typeof CallBackBody>;

/** GET /api/requests/:id/call-backs → oldest first. */
export interface CallBackLine {
  readonly id: string;
  readonly answerId: string;
  readonly calledOn: LocalDate;
  readonly outcome: CallOutcome;
  readonly outcomeLabel: string;
  readonly mendBy: LocalDate | null;
  /** Null once the request is anonymised. */
  readonly words: string | null;
  readonly by: string;
  readonly at: Instant;
}

/** Ratings of a year, a quarter, a unit: how many of each grade, best first; those set aside on review are not counted. */
export interface RatingSums {
  readonly name: string;
  readonly rated: number;
  readonly grades: readonly number[];
  readonly bad: number;
  /** Of the bad ones, those that were called back with a result. */
  readonly calledBack: number;
}

/** Of bad ratings, how many were called back; in words where there is nothing to count. */
export function calledBackWords({ rated, bad, calledBack }: RatingSums): string {
  if (rated === 0) return '还没有评价';
  return bad === 0 ? '没有差评' : `${calledBack}/${bad}`;
}

export interface RatingFigures {
  /** Null where fewer than five were given. */
  readonly whole: RatingSums | null;
  /** Empty where one of them has some and fewer than five. */
  readonly quarters: readonly RatingSums[];
  readonly units: readonly RatingSums[];
}

/** GET /api/requests/ratings?year → the figures and, newest first, what is still to be called back or put right. */
export interface RatingsAnswer {
  readonly year: number;
  readonly thisYear: number;
  readonly figures: RatingFigures;
  readonly open: readonly OpenRating[];
}
export interface OpenRating {
  readonly requestId: string;
  readonly number: string;
  readonly unit: string;
  readonly grade: string;
  readonly ratedOn: LocalDate;
  /** 待回访, 限期整改. */
  readonly stage: string;
  readonly dueOn: LocalDate | null;
}
