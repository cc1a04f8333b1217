import type { Instant } from '#kernel/dates.ts';

/** How far a document has got by mail: released is one fact, delivered another. */
export interface DocumentDeliveries {
  /** Mail is set up; without it nothing is sent. */
  readonly mailConfigured: boolean;
  readonly total: number;
  readonly waiting: number;
  readonly sent: number;
  readonly failed: number;
  /** Withdrawn, or the subscription ended, before it was sent. */
  readonly dropped: number;
  /** Readers who had been mailed it and are owed that it was withdrawn, and those of them who have been told. */
  readonly recalls: number;
  readonly recallsSent: number;
  readonly lastSentAt: Instant | null;
  /** Why mails failed or wait for another try, and how many each; never an address. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
}

/** How a document is read, without anything about who reads. */
export interface DocumentReaders {
  readonly views: number;
  readonly useful: number;
  readonly notUseful: number;
}
