import { type Static, Type } from 'typebox';
import type { Light } from '#commons/casework/contract.ts';
import type { LocalDate } from '#kernel/dates.ts';

// Several documents signed in one press, each looked at by itself. Pure data: the browser imports this file.

/** The steps by which a signature is given. */
export const SIGNING_STEPS = ['headSign', 'secrecySign', 'legalitySign', 'issue'] as const;
export type SigningStep = (typeof SIGNING_STEPS)[number];

/** What whoever may sign may do instead. */
export const RETURNING_STEPS = ['headReturn', 'secrecyReturn', 'legalityReturn', 'issueReturn'];

export const MOST_AT_ONCE = 50;

/** POST /api/documents/sign-many: what would be sent for each document alone, with the hash of the text that was looked at. */
export const SignMany = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          documentId: Type.String({ format: 'uuid' }),
          step: Type.Union(SIGNING_STEPS.map((step) => Type.Literal(step))),
          version: Type.Integer({ minimum: 1 }),
          contentHash: Type.String({ maxLength: 80 }),
          fields: Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), { maxProperties: 20 }),
        },
        { additionalProperties: false },
      ),
      { title: '文件', minItems: 1, maxItems: MOST_AT_ONCE },
    ),
  },
  { additionalProperties: false },
);
export type SignMany = Static<typeof SignMany>;

export interface SignedOne {
  readonly documentId: string;
  readonly title: string;
  readonly signed: boolean;
  /** Why not, all reasons at once. */
  readonly reasons: readonly string[];
}

/** GET /api/documents/to-sign: what waits for my signature and may be signed now, the nearest day first. */
export interface ToSignLine {
  readonly id: string;
  readonly indexNumber: string;
  readonly title: string;
  readonly typeLabel: string;
  readonly unitName: string;
  readonly step: SigningStep;
  readonly stepLabel: string;
  readonly dueOn: LocalDate | null;
  readonly light: Light;
  readonly restricted: boolean;
  /** Why I cannot sign it although my post could. */
  readonly refusals: readonly string[];
}
