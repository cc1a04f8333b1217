import type { LocalDate } from '#kernel/dates.ts';

// What the panel of related requests shows. Pure data: the browser imports this file.

/** A request in a list beside another. */
export interface RelatedLine {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly stateLabel: string;
  readonly arrivedOn: LocalDate;
  readonly dueOn: LocalDate | null;
  readonly description: string;
}

export interface LikeRequest extends RelatedLine {
  /** Share of what both texts have in common, in percent. */
  readonly percent: number;
  readonly sameApplicant: boolean;
  /** How it was answered, where it was: what a reply 重复申请 names. */
  readonly reply?: { readonly number: string; readonly sentOn: LocalDate; readonly kindLabel: string };
}

export interface RelatedRequests {
  /** What whoever confirms, assigns or answers should know before, in sentences; nothing of it keeps anybody from a step. */
  readonly warnings: readonly string[];
  /** Word for word the same application by the same person, sent or handed in again. */
  readonly sameContent: readonly RelatedLine[];
  /** Of the same applicant within twelve months, newest first. */
  readonly sameApplicant: readonly RelatedLine[];
  /** Alike in their words, the most alike first; those the reader may not see are counted only. */
  readonly alike: readonly LikeRequest[];
  readonly hidden: number;
  readonly lead?: RelatedLine;
  readonly merged: readonly RelatedLine[];
  readonly whole?: RelatedLine;
  readonly parts: readonly RelatedLine[];
  /** A reply 重复申请 (条例第三十六条第六项) as it would be written; there where the same applicant was answered the same before. */
  readonly duplicateReply?: {
    readonly ground: 'duplicate';
    readonly parts: { readonly notProcessed: string; readonly earlierReply: string };
  };
  /** The ledger behind a fee by items: the applicant's requests of the calendar month. */
  readonly month: {
    readonly month: string;
    readonly nth: number | null;
    readonly items: readonly {
      readonly id: string;
      readonly number: string;
      readonly receivedOn: LocalDate;
      readonly nth: number;
      readonly price: number;
    }[];
  };
}
