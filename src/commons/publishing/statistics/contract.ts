import { Type } from 'typebox';

/** Left out: this year. */
export const StatisticsQuery = Type.Object(
  { year: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2100, title: '年度' })) },
  { additionalProperties: false },
);

export interface Count {
  readonly key: string;
  readonly label: string;
  readonly count: number;
}

/** How the steps of one unit kept to their goals (环节目标时限). */
export interface StepsInTime {
  readonly unit: string;
  readonly total: number;
  readonly within: number;
}

/** GET /api/publishing-statistics: one year of a bureau's publishing, from its releases and signatures. */
export interface PublishingStatistics {
  readonly year: number;
  readonly years: readonly number[];
  /** First releases of the year. */
  readonly released: number;
  readonly byType: readonly Count[];
  readonly byStatutoryClass: readonly Count[];
  readonly byOpennessClass: readonly Count[];
  /** Documents begun in the year by what was decided about them, as they stand. */
  readonly byDisclosure: readonly Count[];
  /** 不予公开、依申请公开 by ground: what the annual report asks for. */
  readonly byBasis: readonly Count[];
  /** Slips put right. */
  readonly corrections: number;
  /** Changes of the information that went out, and those of them after 20 working days from the change (条例第二十六条). */
  readonly changes: { readonly released: number; readonly late: number };
  readonly withdrawals: readonly Count[];
  /** First releases within and after the period of 20 working days. */
  readonly inTime: number;
  readonly late: number;
  /**
   * Owed to the public with their last day in the year behind them, and not out: for the first time, and as the information has changed
   * since (条例第二十六条). No release tells of them.
   */
  readonly unpublished: { readonly first: number; readonly changes: number };
  readonly emergency: { readonly released: number; readonly open: number; readonly overdue: number };
  /** Documents that needed an interpretation, and those of them that have one out. */
  readonly interpretation: { readonly needed: number; readonly given: number };
  /** Steps that ended in the year, and those that stand beyond their goal, by the unit whose turn it was. */
  readonly steps: readonly StepsInTime[];
  /** Index numbers given out in the year, and any of them that no document bears. */
  readonly indexNumbers: { readonly issued: number; readonly missing: readonly string[] };
}
