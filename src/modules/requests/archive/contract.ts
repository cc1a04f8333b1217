import { type Static, Type } from 'typebox';
import type { Instant } from '#kernel/dates.ts';

// What the workbench reads and sends about the package of a request's file. Pure data: the browser imports this file.

/** POST /api/requests/:id/archive/:archiveId/package → the package. Each one handed out is kept with its reason. */
export const PackageReason = Type.Object(
  { reason: Type.String({ title: '下载原因', minLength: 2, maxLength: 300, 'x-widget': 'textarea' }) },
  { additionalProperties: false },
);
export type PackageReason = Static<typeof PackageReason>;

export type ArchiveState = 'waiting' | 'ready' | 'failed';

export interface ArchiveLine {
  readonly id: string;
  readonly number: number;
  readonly state: ArchiveState;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly madeAt: Instant | null;
  readonly size: number | null;
  readonly files: number | null;
  /** SHA-256 of the whole package. */
  readonly hash: string | null;
  readonly failure: string | null;
  /** Its bytes went when the request was anonymised. */
  readonly cleared: boolean;
  /** Entries of the journal that came after it was made. */
  readonly later: number;
}

/** GET /api/requests/:id/archive: newest first. */
export interface ArchivesOfRequest {
  readonly archives: readonly ArchiveLine[];
  /** Why no package can be made now; empty: it can; null: it is not theirs to do. */
  readonly refusals: readonly string[] | null;
  readonly mayOpen: boolean;
}
