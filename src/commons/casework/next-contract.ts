import { Type } from 'typebox';

// 办理下一件. Pure data: the browser imports this file.

/** POST /api/todo/next: `after` is the matter one is looking at. */
export const NextBody = Type.Object(
  { after: Type.Optional(Type.String({ title: '正在看的事项', format: 'uuid' })) },
  { additionalProperties: false },
);

export interface NextMatter {
  /** Where it is worked on, below /workbench; null where there is none. */
  readonly path: string | null;
  /** Why there is none. */
  readonly said: string | null;
}
