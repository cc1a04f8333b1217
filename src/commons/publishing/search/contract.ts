import { type Static, Type } from 'typebox';
import type { LocalDate } from '#kernel/dates.ts';

// What the screen of the openness office sends and receives about the search. Pure data: the browser imports this file.

/** GET /api/searches/in-vain */
export const VainQuery = Type.Object(
  { days: Type.Integer({ minimum: 1, maximum: 400, default: 30, title: '最近多少日' }) },
  { additionalProperties: false },
);

export interface VainLine {
  readonly words: string;
  readonly times: number;
  /** On how many days. */
  readonly days: number;
  readonly lastOn: LocalDate;
}

/** POST /api/searches/help: words that mean the same, or a document above the results of some words. */
export const NewSearchHelp = Type.Object(
  {
    words: Type.String({ title: '搜索词', minLength: 1, maxLength: 60, pattern: '\\S' }),
    means: Type.Optional(Type.String({ title: '同义词', maxLength: 60 })),
    indexNumber: Type.Optional(Type.String({ title: '推荐文件的索引号', maxLength: 120 })),
    fromOn: Type.Optional(Type.String({ title: '开始日期', format: 'date', description: '不填即从今天起' })),
    untilOn: Type.Optional(Type.String({ title: '结束日期', format: 'date', description: '不填即一直有效' })),
  },
  { additionalProperties: false },
);
export type NewSearchHelp = Static<typeof NewSearchHelp>;

/** GET /api/searches/help */
export interface SearchHelpLine {
  readonly id: string;
  readonly kind: 'best-bet' | 'synonym';
  readonly words: string;
  readonly means: string | null;
  readonly document: { readonly id: string; readonly title: string; readonly indexNumber: string } | null;
  readonly fromOn: LocalDate;
  readonly untilOn: LocalDate | null;
  readonly madeBy: string;
  readonly endedOn: LocalDate | null;
  /** In force today. */
  readonly works: boolean;
}
