import type { LocalDate } from '#kernel/dates.ts';
import type { MatterLine, UnitRef } from '#commons/casework/contract.ts';

// What the workbench receives about supervision. Pure data: the browser imports this file.

/** Open matters counted. Every number can be followed to its rows by `link` (the ledger with the same filter). */
export interface LightCounts {
  readonly open: number;
  readonly green: number;
  readonly yellow: number;
  readonly red: number;
  readonly paused: number;
  /** Without a day to be done by. */
  readonly none: number;
  /** Working days, over the red ones; null when none is red. */
  readonly averageLateness: number | null;
}

/** One unit and one kind of work. */
export interface BoardRow extends LightCounts {
  readonly unit: UnitRef;
  readonly kind: string;
  readonly kindLabel: string;
  /** The ledger's query string for these rows; add `&light=red` for a part of them. */
  readonly query: string;
}

export interface RungLine {
  readonly key: string;
  readonly label: string;
  /** 到期前 3 个工作日, 超期 5 个工作日 */
  readonly when: string;
  readonly tells: string;
}

/** A rung that was climbed. */
export interface ClimbedRung {
  /** What a unit owes of it by a day of its own: 法规处的会签; null where it is the matter as a whole. */
  readonly of: string | null;
  readonly matter: { readonly id: string; readonly path: string; readonly number: string; readonly title: string };
  readonly leadUnit: UnitRef;
  readonly rung: string;
  readonly rungLabel: string;
  readonly dueOn: LocalDate;
  readonly reachedOn: LocalDate;
  readonly told: number;
}

/** GET /api/supervision */
export interface SupervisionBoard {
  readonly today: LocalDate;
  readonly total: LightCounts;
  readonly rows: readonly BoardRow[];
  readonly ladder: readonly RungLine[];
  readonly recent: readonly ClimbedRung[];
}

/** GET /api/supervision/stuck: matters that wait for a role nobody holds. */
export interface StuckMatter extends MatterLine {
  /** 「合法性审核员」目前无人担任，请机构人事管理员任命 */
  readonly explanation: string;
}
export interface StuckMatters {
  readonly rows: readonly StuckMatter[];
  readonly total: number;
}
