import { type Static, Type } from 'typebox';
import type { Light, UnitRef } from '#commons/casework/contract.ts';
import type { LocalDate } from '#kernel/dates.ts';

// Whether periods were kept (按期率), by unit and quarter, as the workbench reads it. Pure data: the browser imports this file.

const closed = { additionalProperties: false } as const;
const kind = Type.Optional(Type.String({ title: '事项种类', maxLength: 60 }));
const unit = Type.Optional(Type.String({ title: '单位', format: 'uuid' }));

/** GET /api/supervision/on-time. Without a kind the first that has ends; with a unit its line over the quarters, else that of all units. */
export const OnTimeQuery = Type.Object({ kind, unit }, closed);
export type OnTimeQuery = Static<typeof OnTimeQuery>;

/** GET /api/supervision/on-time/matters: the ends behind a figure, the latest first. */
export const OnTimeMattersQuery = Type.Object(
  {
    kind,
    unit,
    quarter: Type.Optional(Type.String({ title: '季度', pattern: '^\\d{4}-[1-4]$' })),
    late: Type.Optional(Type.Boolean({ title: '只看逾期' })),
    page: Type.Optional(Type.Integer({ title: '页码', minimum: 1, maximum: 10_000 })),
    size: Type.Optional(Type.Integer({ title: '每页条数', minimum: 1, maximum: 100 })),
  },
  closed,
);
export type OnTimeMattersQuery = Static<typeof OnTimeMattersQuery>;

/** A picture that holds itself, with its size in CSS pixels. */
interface Drawn {
  readonly src: string;
  readonly width: number;
  readonly height: number;
}

export interface OnTimeCell {
  /** 2026-1 */
  readonly quarter: string;
  readonly ended: number;
  readonly inTime: number;
  /** By the share in time; `none` where nothing ended. */
  readonly light: Light;
}

export interface OnTimeRow {
  /** Null: all units together. */
  readonly unit: UnitRef | null;
  readonly cells: readonly OnTimeCell[];
}

export interface OnTime {
  readonly kind: string;
  readonly kindLabel: string;
  readonly kinds: readonly { readonly key: string; readonly label: string }[];
  /** Eight, the oldest first; the last is under way. */
  readonly quarters: readonly { readonly key: string; readonly label: string }[];
  /** All units together, then each. */
  readonly rows: readonly OnTimeRow[];
  readonly lights: { readonly green: number; readonly yellow: number };
  /** The row drawn as a line, with the drawing; its figures are in `rows`. */
  readonly line: { readonly unit: UnitRef | null; readonly picture: Drawn; readonly narrow: Drawn };
}

export interface OnTimeMatter {
  readonly id: string;
  readonly path: string;
  readonly number: string;
  readonly title: string;
  readonly unit: string;
  readonly endedOn: LocalDate;
  readonly late: boolean;
}
export interface OnTimeMatters {
  readonly rows: readonly OnTimeMatter[];
  readonly total: number;
}
