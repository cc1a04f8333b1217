import type { HappenedOn } from '#kernel/clock.ts';
import type { Instant, LocalDate } from '#kernel/dates.ts';
import type { AnswerKind, AnswerOutcome } from '../answers/answer-kinds.ts';
import type { RemedyBodies } from '../law/remedies.ts';
import type { Bucket } from '../law/reply-kinds.ts';

/** What whoever holds number and code is told. Closed under a key made of the code; the portal opens it only while it is asked. */
export interface RequestStatus {
  readonly number: string;
  readonly state: string;
  readonly stateLabel: string;
  /** Who handles it. */
  readonly unit?: string;
  readonly submittedAt: Instant;
  readonly arrivedOn: LocalDate;
  /** Undefined until it is confirmed: no period runs before. */
  readonly receivedOn?: LocalDate;
  /** By its channel it is received on the day it came (条例第三十一条第一项、第二项), not when both sides confirm it. */
  readonly receivedAsItCame?: true;
  readonly contentHash: string;
  /** Of the text that was put in place of the first before it was confirmed. */
  readonly replacedHash?: string;
  /** What the period is read from, so that it is counted anew on the day of asking. */
  readonly events: readonly HappenedOn[];
  readonly letters: readonly TrackedLetter[];
  readonly files: readonly TrackedFile[];
  readonly answers: readonly TrackedAnswer[];
  /** A correction notice went out that did not stop the period; what is said on it is a supplement. */
  readonly awaitsSupplement?: true;
  readonly replyKind?: Bucket;
  readonly lateReason?: string;
  /** Of an application that was split: its parts, each to be asked for with its receipt and the same code. */
  readonly parts?: readonly TrackedPart[];
  /** Who reviews what the bureau decides, and which court, where it is not the one whose site this is. */
  readonly bodies?: RemedyBodies;
  /** Reviews and suits about it that the office has recorded; without the number of the case. */
  readonly disputes?: readonly TrackedDispute[];
  /** Answered together with another request of the same applicant. */
  readonly answeredWith?: string;
}

export interface TrackedDispute {
  readonly label: string;
  readonly organ: string;
  readonly filedOn: LocalDate;
  /** Left out while it is pending. */
  readonly decidedOn?: LocalDate;
  readonly outcome?: string;
}

export interface TrackedPart {
  readonly receipt: string;
  readonly number: string;
  readonly stateLabel: string;
}

export interface TrackedLetter {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly number: string;
  readonly sentOn: LocalDate;
  readonly channel?: string;
  readonly deliveredOn?: LocalDate;
  /** It came back undelivered and left once more on this day. */
  readonly resentOn?: LocalDate;
  /** What the applicant is asked for, in the words of the letter. */
  readonly asks?: string;
  /** What is to be paid. */
  readonly yuan?: number;
  /** 缴款码 of the payment platform, and where it can be paid with it. */
  readonly paymentCode?: string;
  readonly payUrl?: string;
  /** How long there is for it, in the words of the letter. */
  readonly within?: string;
  /** The last day for it, once the letter has arrived. */
  readonly answerBy?: LocalDate;
}

/** A file that may be fetched. */
export interface TrackedFile {
  readonly id: string;
  /** The letter it is, where it is one. */
  readonly letterId?: string;
  /** The letter that is in it, beside other things: whoever fetches the one has the other. */
  readonly holds?: string;
  /** The copy of everything held about the applicant: each fetching is kept. */
  readonly ownData?: boolean;
  readonly label: string;
  readonly name: string;
  readonly type: string;
  readonly on: LocalDate;
  /** SHA-256 of its bytes. */
  readonly hash: string;
  readonly size: number;
}

/** What the applicant has said on the query page, and what became of it. */
export interface TrackedAnswer {
  readonly kind: AnswerKind;
  readonly letterId?: string;
  readonly sentOn: LocalDate;
  readonly outcome: AnswerOutcome;
  readonly grade?: number;
  readonly why?: string;
  readonly handledOn?: LocalDate;
}
