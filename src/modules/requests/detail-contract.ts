import type { Instant, LocalDate } from '#kernel/dates.ts';

// A request as its screen reads it. Pure data: the browser imports this file.

/** GET /api/requests/:id. Who asked is masked until somebody asks with a reason (个人信息保护法). */
export interface RequestDetail {
  readonly id: string;
  readonly channel: string;
  readonly submittedAt: Instant;
  readonly arrivedOn: LocalDate;
  /** Null until it is confirmed: no period runs before. */
  readonly confirmedOn: LocalDate | null;
  /** On what the day of receipt rests. */
  readonly evidence: string | null;
  readonly receipt: string;
  readonly applicantKind: string;
  readonly applicantClass: string;
  /** The surname alone, or the name of the organisation. */
  readonly applicantShown: string;
  /** May the one who reads ask for the whole, with a reason. */
  readonly mayViewApplicant: boolean;
  readonly description: string;
  readonly corrections: readonly { readonly on: LocalDate; readonly text: string }[];
  readonly wantedForm: string;
  readonly wantedChannel: string;
  readonly reliefReason: string | null;
  readonly replyKind: string | null;
  readonly replyKindLabel: string | null;
  readonly repliedOn: LocalDate | null;
  readonly lateReason: string | null;
  readonly searches: readonly Search[];
  readonly letters: readonly LetterLine[];
  /** Why the one who reads cannot write a letter now; empty: they can; null: it is not theirs to do. */
  readonly writing: readonly string[] | null;
  readonly consultations: readonly ConsultationLine[];
  readonly fees: readonly FeeLine[];
  /** Other requests of the same applicant, newest first: duplicates and unreasonable numbers show here. */
  readonly others: readonly { readonly id: string; readonly number: string; readonly arrivedOn: LocalDate }[];
}

export interface Search {
  readonly systems: string;
  readonly words: string;
  readonly people: string;
  readonly on: LocalDate;
  readonly result: string;
  readonly found: boolean;
}

export const LETTER_STATES = {
  draft: '草稿',
  proposed: '待审核',
  approved: '待签发',
  issued: '待发出',
  sent: '已发出',
  dropped: '未发出',
} as const;
export type LetterState = keyof typeof LETTER_STATES;

export interface LetterLine {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  /** Of a reply: the row of the annual report it is counted in. */
  readonly replyKind: string | null;
  readonly replyKindLabel: string | null;
  /** Whom it goes to where that is not the applicant. */
  readonly party: string | null;
  readonly state: LetterState;
  readonly number: string | null;
  readonly draftedBy: string;
  readonly draftedAt: Instant;
  readonly approvedBy: string | null;
  readonly issuedBy: string | null;
  readonly issuedAt: Instant | null;
  readonly sentOn: LocalDate | null;
  readonly sentBy: string | null;
  readonly channel: string | null;
  readonly deliveredOn: LocalDate | null;
  readonly proof: string | null;
  /** The last day of whoever received it, once that is known. */
  readonly answerBy: LocalDate | null;
  /** Something begins to count on the day it arrives. */
  readonly arrivalCounts: boolean;
  /** What it was sent back for, last. */
  readonly returnedFor: string | null;
  /** May the one who reads change or discard the draft. */
  readonly mayRewrite: boolean;
}

export interface ConsultationLine {
  readonly id: string;
  readonly letterId: string;
  readonly partyKind: string;
  readonly partyKindLabel: string;
  readonly party: string;
  readonly sentOn: LocalDate;
  readonly deliveredOn: LocalDate | null;
  /** Fifteen working days from the arrival (条例第三十二条、第三十四条); null until it is known. */
  readonly answerBy: LocalDate | null;
  readonly answeredOn: LocalDate | null;
  readonly agrees: boolean | null;
  readonly opinion: string | null;
  readonly closedOn: LocalDate | null;
  readonly decision: string | null;
}

export interface FeeLine {
  readonly letterId: string;
  readonly basis: string;
  readonly quantity: number;
  readonly amountYuan: number;
  readonly dueOn: LocalDate | null;
  readonly paidOn: LocalDate | null;
  readonly voucher: string | null;
}

/** Who asked, whole: the answer to a reason. */
export interface ApplicantShown {
  readonly name: string;
  readonly idKind?: string;
  readonly idNumber?: string;
  readonly creditCode?: string;
  readonly representative?: string;
  readonly contactName?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly address?: string;
  readonly postcode?: string;
  readonly fax?: string;
}
