import { Type } from 'typebox';
import type { PersonRef } from '../contract.ts';

// What the workbench sends and receives about who follows a matter. Pure data: the browser imports this file.

/** Somebody a remark may address. */
export interface Colleague extends PersonRef {
  readonly posts: readonly string[];
}

/** GET /api/matters/:id/colleagues?q= → `{ people: Colleague[] }`: who may see the matter. */
export const ColleaguesQuery = Type.Object(
  { q: Type.Optional(Type.String({ title: '姓名', maxLength: 30 })) },
  { additionalProperties: false },
);

/** POST /api/matters/:id/look: the matter's page is open, and its timeline shown up to the entry `seq`. */
export const LookBody = Type.Object(
  { seq: Type.Integer({ title: '看到的最后一条记录', minimum: 1, maximum: 2_147_483_647 }) },
  { additionalProperties: false },
);
