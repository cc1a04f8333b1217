import type { Instant } from '#kernel/dates.ts';

/** What GET /api/system/jobs answers. */
export interface JobStates {
  readonly queues: readonly {
    readonly name: string;
    readonly label: string;
    readonly waiting: number;
    readonly active: number;
    readonly failed: number;
    /** When the oldest one that is due was put in. */
    readonly oldest: Instant | null;
  }[];
  readonly schedules: readonly {
    readonly name: string;
    readonly label: string;
    readonly cron: string;
    readonly lastAt: Instant | null;
    /** What it said the last time (清理了 3 个文件); null for those that say nothing. */
    readonly lastSaid: string | null;
    readonly nextAt: Instant | null;
  }[];
  readonly stuck: readonly StuckJob[];
  /** What should have happened by now and has not. */
  readonly promises: readonly PromiseState[];
}

export interface StuckJob {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly since: Instant;
  readonly tries: number;
  readonly error: string | null;
  /** Given up; may be put back by hand with POST /api/system/jobs/:name/:id/retry. The others go on by themselves. */
  readonly retriable: boolean;
}

/** Something the installation has promised to do by itself, and whether it did. */
export interface PromiseState {
  readonly key: string;
  readonly label: string;
  readonly count: number;
  readonly oldest: Instant | null;
  /** Asking itself failed; the count is then unknown and stands at one. */
  readonly failed?: true;
}
