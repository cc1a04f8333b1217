import type {
  CheckKey,
  Content,
  Disclosure,
  OpennessClass,
  Urgency,
  WithdrawalCause,
} from '#commons/publishing/index.ts';

/** How far a document has come that is under way today; without it, it went all the way. */
export type StandsAt =
  | 'drafting'
  | 'returned'
  | 'departmentReview'
  | 'secrecyReview'
  | 'legalityReview'
  | 'deliberation'
  | 'issuing'
  | 'approved'
  | 'kept'
  | 'discarded'
  | { readonly scheduledInDays: number };

export interface DemoFile {
  readonly name: string;
  readonly bytes: () => Promise<Uint8Array>;
}

/** What happened to a document after it went out, so many calendar days later. */
export type Afterwards =
  | {
      readonly what: 'correct';
      readonly inDays: number;
      /** So many days before: the information itself changed then, nothing was written wrong. */
      readonly changedDaysBefore?: number;
      readonly reason: string;
      readonly replace: readonly [string, string];
    }
  | {
      readonly what: 'withdraw' | 'withdrawUrgently';
      readonly inDays: number;
      readonly cause: WithdrawalCause;
      readonly reason: string;
    }
  | { readonly what: 'reviewDepartmentLate'; readonly inDays: number; readonly opinion: string };

/**
 * A document of the demonstration. Texts speak of the day they were formed in braces: `{year}`, `{month}`, `{date}`, `{date+7}`; see
 * `day.ts`. A line of `text` is a paragraph, `## ` begins a heading, `- ` an item of a list, `|` the row of a table, whose first row is
 * its head and whose caption stands in a line `表：` before it. `【注：…】` is a footnote.
 */
export interface DemoDocument {
  /** What others call it by: sets, relations. */
  readonly key?: string;
  readonly type: string;
  readonly column: string;
  /** The drafting unit, by the name it has in the register. */
  readonly unit: string;
  readonly topic: NonNullable<Content['topic']>;
  readonly opennessClass: OpennessClass;
  readonly statutoryClass: number;
  /** Calendar days before the day the demonstration is made, or the last such day of the year that is a week ago. */
  readonly when: number | readonly [month: number, day: number];
  /** The series its document number is of: `演药监规`. */
  readonly series?: string;
  /** Counted within a year among those of the same word: `{no}`. */
  readonly counted?: string;
  readonly title: string;
  readonly summary: string;
  readonly keywords: string;
  readonly source?: string;
  readonly text: string;
  readonly data?: Readonly<Record<string, string | number>>;
  /** Of a public notice: working days it is shown for. */
  readonly shownFor?: number;
  readonly relations?: readonly (readonly [kind: NonNullable<Content['relations']>[number]['kind'], key: string])[];
  readonly disclosure?: Exclude<Disclosure, 'active'>;
  readonly disclosureReason?: string;
  readonly disclosureBasis?: NonNullable<Content['disclosureBasis']>;
  /** Working days from the day it was formed to its release; without it, a few. */
  readonly releasedAfter?: number;
  /** Promised for nine o'clock of that day instead of let out by hand. */
  readonly byTheClock?: boolean;
  /** Sent back once by the head of the unit before it was right. */
  readonly sentBack?: string;
  readonly urgent?: { readonly cause: Urgency; readonly reason: string };
  /** What the secrecy reviewer says to findings of the gate on it. */
  readonly answers?: Readonly<Partial<Record<CheckKey, string>>>;
  readonly standsAt?: StandsAt;
  readonly afterwards?: readonly Afterwards[];
  /** The release set it goes out with. */
  readonly set?: string;
  /** Files that hang on it. */
  readonly files?: readonly DemoFile[];
  /** A film after its text: what it is called, its captions as WebVTT, and all of it in words. */
  readonly film?: DemoFile & {
    readonly width: number;
    readonly height: number;
    readonly title: string;
    readonly captions: DemoFile;
    readonly transcript: readonly string[];
  };
  /** A picture after its text, with what it shows in words. */
  readonly picture?: DemoFile & { readonly alt: string; readonly caption: string };
}

/** Documents that go out in one second. Without `releasedAfter` the set is still being gathered. */
export interface DemoSet {
  readonly key: string;
  readonly title: string;
  readonly reason: string;
  /** Working days after the last of its documents was formed, or a promise for days to come. */
  readonly releasedAfter?: number;
  readonly scheduledInDays?: number;
}
