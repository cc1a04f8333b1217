import { type Static, Type } from 'typebox';
import type { LocalDate } from '#kernel/dates.ts';
import type { Light, PersonRef, UnitRef } from './contract.ts';

// 移交: what a person of a unit has open passes to colleagues. Pure data: the browser imports this file.

/** GET /api/hand-over: the units one heads. */
export interface HandOverUnits {
  readonly units: readonly UnitRef[];
}

export interface HandOverPerson extends PersonRef {
  /** Open matters of the unit this person has. */
  readonly held: number;
  readonly overdue: number;
  /** No post in the unit beyond a day that is set, or none at all. */
  readonly leaving: boolean;
  /** The last day in the unit, where one is set. */
  readonly leavesOn: LocalDate | null;
  /** May the one who reads hand these over. */
  readonly may: boolean;
}

/** GET /api/hand-over/:unitId: who is in the unit, or has something of it, and how much. */
export interface HandOverUnit {
  readonly unit: UnitRef;
  readonly people: readonly HandOverPerson[];
}

export interface HandOverLine {
  readonly id: string;
  readonly version: number;
  /** Null for whoever may not see the matter: the keeper of posts learns how much there is, not what it is about. */
  readonly path: string | null;
  readonly title: string | null;
  readonly kindLabel: string;
  readonly number: string;
  readonly stateLabel: string;
  readonly dueOn: LocalDate | null;
  readonly dueProvisional: boolean;
  readonly light: Light;
}

/** GET /api/hand-over/:unitId/:personId: what somebody has open in a unit, the most urgent first, and who may take it. */
export interface HandOver {
  readonly unit: UnitRef;
  readonly person: PersonRef;
  readonly lines: readonly HandOverLine[];
  readonly receivers: readonly PersonRef[];
}

/** POST /api/hand-over/:unitId/:personId: each matter to somebody; all of them or none. */
export const HandOverBody = Type.Object(
  {
    matters: Type.Array(
      Type.Object(
        {
          id: Type.String({ title: '事项', format: 'uuid' }),
          version: Type.Integer({ title: '版本', minimum: 1 }),
          to: Type.String({ title: '接收人', format: 'uuid' }),
        },
        { additionalProperties: false },
      ),
      { title: '移交的事项', minItems: 1, maxItems: 500 },
    ),
    note: Type.Optional(Type.String({ title: '移交说明', maxLength: 500, 'x-widget': 'textarea' })),
  },
  { additionalProperties: false },
);
export type HandOverInput = Static<typeof HandOverBody>;
