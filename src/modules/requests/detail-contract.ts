import type { Instant, LocalDate } from '#kernel/dates.ts';
import type { Sensitive } from './sensitive/contract.ts';
import type { TextSegment } from '#kernel/text-difference.ts';

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
  /** What is to be said of that day: not confirmed with the applicant on the day the law demands. */
  readonly receiptRemarks: string | null;
  /** On what a withdrawal rests. */
  readonly withdrawalEvidence: string | null;
  /** Proof of identity it came without (条例第二十九条), still to be asked for; empty where it is whole. */
  readonly identityMissing: readonly string[];
  /** May the one who reads write down what is missing. */
  readonly mayRecordIdentity: boolean;
  readonly receipt: string;
  readonly applicantKind: string;
  readonly applicantClass: string;
  /** The surname alone, or the name of the organisation. */
  readonly applicantShown: string;
  /** The surname of whoever acts for the applicant; null where nobody does. */
  readonly agentShown: string | null;
  /** May the one who reads ask for the whole, with a reason. */
  readonly mayViewApplicant: boolean;
  readonly description: string;
  /** The text as it stands: the first, or the last that was put in its place. */
  readonly asked: string;
  /** Texts put in place of the first before it was confirmed, each with what is different from the one before. */
  readonly replacements: readonly {
    readonly id: string;
    readonly on: LocalDate;
    readonly difference: readonly TextSegment[];
  }[];
  readonly corrections: readonly { readonly on: LocalDate; readonly text: string }[];
  readonly wantedForm: string;
  readonly wantedChannel: string;
  readonly reliefReason: string | null;
  readonly replyKind: string | null;
  readonly replyKindLabel: string | null;
  readonly repliedOn: LocalDate | null;
  readonly lateReason: string | null;
  /** 重大敏感, and why; null where it is not marked. */
  readonly sensitive: Sensitive | null;
  readonly searches: readonly Search[];
  readonly letters: readonly LetterLine[];
  /** Why the one who reads cannot write a letter now; empty: they can; null: it is not theirs to do. */
  readonly writing: readonly string[] | null;
  readonly consultations: readonly ConsultationLine[];
  readonly fees: readonly FeeLine[];
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
  approved: '已审核',
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
  /** Left once more after it came back. */
  readonly resentOn: LocalDate | null;
  /** Came back and has not left again. */
  readonly returnedOn: LocalDate | null;
  /** The last day of whoever received it, once that is known. */
  readonly answerBy: LocalDate | null;
  /** Something begins to count on the day it arrives. */
  readonly arrivalCounts: boolean;
  /** What it was sent back for, last. */
  readonly returnedFor: string | null;
  /** May the one who reads change or discard the draft. */
  readonly mayRewrite: boolean;
  /** It waits for the one who reads: they open it without giving a reason, everybody else gives one. */
  readonly waitsForMe: boolean;
  /** The letter and all copies that went out with it as one file; null where no copies went. */
  readonly package: { readonly size: number | null; readonly failure: string | null } | null;
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
  readonly closedOn: LocalDate | null;
  /** Why its silence cannot be recorded yet; null where it can, or where it is over. */
  readonly silenceBar: string | null;
  /** Its letter came back undelivered. */
  readonly returnedOn: LocalDate | null;
  readonly decision: string | null;
  /** The number of the request for which it was held, where that is another: the whole, or one answered together with this. */
  readonly heldFor: string | null;
  readonly opinions: readonly OpinionLine[];
}

/** One answer of somebody who was asked, and what the office found of it; without an answer, what it decided on the silence. */
export interface OpinionLine {
  readonly answeredOn: LocalDate | null;
  readonly agrees: boolean | null;
  readonly opinion: string | null;
  readonly finding: string | null;
  readonly findingLabel: string | null;
  readonly findingReason: string | null;
}

/** What the payment platform reported, as it stands with the fee. */
export interface PaymentLine {
  readonly id: string;
  readonly yuan: number;
  readonly paidOn: LocalDate;
  readonly voucher: string;
  readonly outcomeLabel: string;
  /** It waits for the openness office. */
  readonly open: boolean;
}

export interface FeeLine {
  readonly letterId: string;
  readonly basis: string;
  readonly quantity: number;
  readonly amountYuan: number;
  readonly dueOn: LocalDate | null;
  readonly paidOn: LocalDate | null;
  readonly voucher: string | null;
  /** 缴款码; null where there is no payment platform, or it has not told yet. */
  readonly paymentCode: string | null;
  readonly payments: readonly PaymentLine[];
}
