import type { HappenedOn } from '#kernel/clock.ts';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import type { Bucket } from '../law/reply-kinds.ts';

/** What whoever holds number and code is told. Closed under a key made of the code; the portal opens it only while it is asked. */
export interface RequestStatus {
  readonly number: string;
  readonly state: string;
  readonly stateLabel: string;
  readonly submittedAt: Instant;
  readonly arrivedOn: LocalDate;
  /** Undefined until it is confirmed: no period runs before. */
  readonly receivedOn?: LocalDate;
  readonly contentHash: string;
  /** What the period is read from, so that it is counted anew on the day of asking. */
  readonly events: readonly HappenedOn[];
  readonly letters: readonly TrackedLetter[];
  readonly replyKind?: Bucket;
  readonly lateReason?: string;
}

export interface TrackedLetter {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly number: string;
  readonly sentOn: LocalDate;
  readonly deliveredOn?: LocalDate;
  /** What the applicant is asked for, in the words of the letter. */
  readonly asks?: string;
  /** The last day for it, once the letter has arrived. */
  readonly answerBy?: LocalDate;
}
