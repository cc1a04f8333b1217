import { type Static, Type } from 'typebox';
import type { ActOffer } from './contract.ts';

// One step on several matters. Pure data: the browser imports this file.

/** As many as somebody looks through before pressing the button; ours. */
export const MOST_TOGETHER = 100;

/** A step that can be taken on several matters of a kind; `from`: the states in which it has a place. */
export interface TogetherOffer extends ActOffer {
  readonly from: readonly string[];
}

/** GET /api/steps?kind=…: the steps of a kind that the one who asks may ever take on several matters. */
export const TogetherQuery = Type.Object(
  { kind: Type.String({ title: '事项种类', maxLength: 60 }) },
  { additionalProperties: false },
);

/** POST /api/steps/:step: on all of these matters, or on none. */
export const TogetherBody = Type.Object(
  {
    matters: Type.Array(
      Type.Object(
        {
          id: Type.String({ title: '事项', format: 'uuid' }),
          version: Type.Integer({ title: '版本', minimum: 1 }),
        },
        { additionalProperties: false },
      ),
      { title: '所选事项', minItems: 1, maxItems: MOST_TOGETHER },
    ),
    fields: Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), { title: '填写的内容', maxProperties: 60 }),
  },
  { additionalProperties: false },
);
export type TogetherInput = Static<typeof TogetherBody>;
