import { type Static, Type } from 'typebox';
import type { Instant } from '#kernel/dates.ts';

/** What is in the form, saved or not: every part may still be missing or wrong, so nothing of it is checked here. */
const typed = Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), { title: '尚未保存的内容' });

/** POST /api/working-copies */
export const NewWorkingCopy = Type.Object(
  {
    /** Chosen by the window, so that asking twice (the answer was lost, the window is closing) begins one copy only. */
    id: Type.String({ format: 'uuid', title: '编号' }),
    /** With the revision it was begun on; a new document has neither. */
    documentId: Type.Optional(Type.String({ format: 'uuid', title: '文件' })),
    baseRevision: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, title: '所依据的版本' })),
    draft: typed,
  },
  { additionalProperties: false },
);
export type NewWorkingCopy = Static<typeof NewWorkingCopy>;

/** PUT /api/working-copies/:id */
export const WorkingCopyChange = Type.Object(
  {
    /** As this window last saved or read it. */
    version: Type.Integer({ minimum: 1, title: '版本' }),
    /** Moves on when what somebody else saved has been taken in. */
    baseRevision: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, title: '所依据的版本' })),
    draft: typed,
  },
  { additionalProperties: false },
);
export type WorkingCopyChange = Static<typeof WorkingCopyChange>;

/** Where a working copy stands after it was saved. */
export interface WorkingCopySaved {
  readonly id: string;
  readonly version: number;
  readonly savedAt: Instant;
}

/** GET /api/working-copies: one's own, newest first. */
export interface WorkingCopyLine extends WorkingCopySaved {
  readonly documentId: string | null;
  readonly baseRevision: number | null;
  /** As typed so far; empty where nothing was. */
  readonly title: string;
}

/** GET /api/working-copies/:id */
export interface WorkingCopyDetail extends WorkingCopyLine {
  readonly draft: Readonly<Record<string, unknown>>;
}

/** How long what was not saved is kept. */
export const WORKING_COPY_DAYS = 90;
