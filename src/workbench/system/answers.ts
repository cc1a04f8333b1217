import type { SealLine } from '#commons/journal/contract.ts';
import type { Instant } from '#kernel/dates.ts';
import type { JsonSchema } from '#commons/casework/contract.ts';

// What the system screens are given.

/** GET /api/system/jobs */
export interface Jobs {
  readonly queues: readonly {
    readonly name: string;
    readonly label: string;
    readonly waiting: number;
    readonly active: number;
    readonly failed: number;
    /** When the oldest waiting one was put in. */
    readonly oldest: Instant | null;
  }[];
  readonly schedules: readonly {
    readonly name: string;
    readonly label: string;
    readonly cron: string;
    readonly lastAt: Instant | null;
    /** 清理了 3 个文件 */
    readonly lastSaid: string | null;
    readonly nextAt: Instant | null;
  }[];
  readonly stuck: readonly {
    readonly id: string;
    readonly name: string;
    readonly label: string;
    readonly since: Instant;
    readonly tries: number;
    readonly error: string | null;
    /** Given up; may be put back by hand with POST /api/system/jobs/:name/:id/retry. */
    readonly retriable: boolean;
  }[];
  /** What should have happened by now and has not. */
  readonly promises: readonly {
    readonly key: string;
    readonly label: string;
    readonly count: number;
    readonly oldest: Instant | null;
    readonly failed?: true;
  }[];
}

/** GET /api/system/settings; POST takes the fields of one group under its key. */
export interface Settings {
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly groups: readonly {
    readonly key: string;
    readonly label: string;
    readonly schema: JsonSchema;
    readonly values: Readonly<Record<string, unknown>>;
  }[];
}

/** GET /api/journal/seals */
export interface Seals {
  readonly seals: readonly SealLine[];
}
