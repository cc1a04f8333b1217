import { type Static, Type } from 'typebox';
import type { Instant } from '#kernel/dates.ts';

/** Words of the body with what stands around them (`#kernel/quote-anchor.ts`). */
export const TextAnchor = Type.Object(
  {
    quote: Type.String({ minLength: 1, maxLength: 1000, title: '所指的文字' }),
    prefix: Type.String({ maxLength: 64, title: '前文' }),
    suffix: Type.String({ maxLength: 64, title: '后文' }),
    start: Type.Integer({ minimum: 0, maximum: 1_000_000, title: '位置' }),
  },
  { additionalProperties: false },
);

/** POST /api/documents/:id/text-remarks */
export const NewTextRemark = Type.Object(
  {
    /** The revision it was read in. */
    revision: Type.Integer({ minimum: 1, maximum: 1_000_000, title: '版本' }),
    field: Type.String({ pattern: '^[a-zA-Z]{1,40}$', title: '所指的内容' }),
    /** Of the body: the words meant. Left out, the field as a whole. */
    anchor: Type.Optional(TextAnchor),
    text: Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S', title: '批注', 'x-widget': 'textarea' }),
  },
  { additionalProperties: false },
);
export type NewTextRemark = Static<typeof NewTextRemark>;

/** What follows a remark. Settling and opening again may be said with a word. */
export const REMARK_ACTS = { reply: '回复', resolve: '标为已处理', reopen: '重新打开' } as const;
export type RemarkAct = keyof typeof REMARK_ACTS;

/** POST /api/text-remarks/:id/entries */
export const NewRemarkEntry = Type.Object(
  {
    kind: Type.Unsafe<RemarkAct>(
      Type.Union(
        Object.entries(REMARK_ACTS).map(([value, title]) => Type.Literal(value, { title })),
        { title: '操作' },
      ),
    ),
    text: Type.Optional(Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S', title: '内容' })),
  },
  { additionalProperties: false },
);
export type NewRemarkEntry = Static<typeof NewRemarkEntry>;

export interface RemarkEntryLine {
  readonly kind: 'remark' | RemarkAct;
  readonly text: string | null;
  readonly by: string;
  readonly at: Instant;
}

/** GET /api/documents/:id/text-remarks, oldest first. */
export interface TextRemarkLine {
  readonly id: string;
  readonly field: string;
  readonly anchor: Static<typeof TextAnchor> | null;
  readonly revision: number;
  readonly by: string;
  readonly at: Instant;
  /** Who settled it and when, unless it was opened again. */
  readonly settled: { readonly by: string; readonly at: Instant } | null;
  /** The remark itself first. */
  readonly entries: readonly RemarkEntryLine[];
  /** May whoever reads this settle it or open it again? */
  readonly maySettle: boolean;
}
