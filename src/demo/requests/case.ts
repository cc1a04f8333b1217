import type {
  DisputeDecision,
  LetterDraft,
  NewDispute,
  RequestContent,
  ToldFile,
  ToldRecord,
  UploadPurpose,
} from '#modules/requests/index.ts';

/** A request of the demonstration, as data: what was asked, by whom, how it came, and what happened to it on which working day. */
export interface DemoRequest {
  /** The summary the office gives it when it confirms the receipt; whoever looks for the case finds it by this. */
  readonly title: string;
  /** What was asked, verbatim. */
  readonly asks: string;
  readonly applicant: Applying;
  readonly channel: Channel;
  /** The unit that handles it, by its key; without it, it waits to be passed on. */
  readonly unit?: string;
  /** Working days between its arrival and the last working day before the demonstration is made. */
  readonly ago: number;
  /** Working days after its arrival on which the receipt was confirmed with the applicant; without it, the same day; never: not yet. */
  readonly confirmedAfter?: number | 'never';
  readonly wanted?: Pick<RequestContent, 'wantedForm' | 'wantedChannel'>;
  /** Sent along with it on the web. */
  readonly files?: readonly (ToldFile & { readonly purpose: UploadPurpose })[];
  readonly happened?: readonly Happening[];
}

export type Channel =
  | 'web'
  | 'counter'
  | 'oral'
  | 'registered-mail'
  | 'ordinary-mail'
  | 'fax'
  | 'email'
  | 'other-office';

/** Who asks, without what is asked. */
export type Applying = Omit<RequestContent, 'description' | 'wantedForm' | 'wantedChannel' | 'reliefReason'>;

/** `on`: working days after the day of receipt. */
export type Happening = { readonly on: number } & (
  | LetterWritten
  | SearchMade
  | StepTaken
  | ConsultationEnded
  | Merged
  | Disputed
  | Rated
  | RecordMade
  | FiledAway
  | PaidOnPlatform
  | Converted
);

export interface LetterWritten {
  readonly letter: Omit<LetterDraft, 'requestId'>;
  /** The hand it has come to; without it, it was sent. */
  readonly until?: 'proposed' | 'approved' | 'issued';
  /** Working days from its sending to its arrival; without it, nobody has told of its arrival. */
  readonly arrives?: number;
  readonly lateReason?: string;
  /** The post brought it back; days after its sending, and after its return. What arrives then counts from the second sending. */
  readonly returned?: {
    readonly after: number;
    readonly reason: string;
    readonly evidence: string;
    readonly again?: { readonly after: number; readonly channel: string; readonly proof: string };
  };
}

/** Stands for the day and the number of the answer that the same applicant was given to the same before. */
export const EARLIER_REPLY = '{earlier}';

export interface SearchMade {
  readonly search: {
    readonly systems: string;
    readonly words: string;
    readonly result: string;
    readonly found: boolean;
  };
}

/** A step of the openness office; a date its form asks for is the day itself. */
export interface StepTaken {
  readonly step: 'correct' | 'giveReasons' | 'payFee' | 'withdraw' | 'reopen' | 'split';
  readonly fields: Readonly<Record<string, unknown>>;
}

export type ConsultationEnded =
  | {
      readonly answeredBy: string;
      readonly agrees: boolean;
      readonly opinion: string;
      /** What the unit finds of the grounds of whoever opposes. */
      readonly weighed?: { readonly finding: 'reasonable' | 'unreasonable'; readonly reason: string };
    }
  | { readonly silent: string; readonly decides: 'disclose' | 'withhold'; readonly decision: string };

/** Answered together with another request of the same applicant, found by its title. */
export interface Merged {
  readonly mergedInto: string;
  readonly reason: string;
}

/** A review or a suit taken on that day, `{year}` in its number; decided so many working days later. */
export interface Disputed {
  readonly dispute: Omit<NewDispute, 'filedOn'>;
  readonly decided?: { readonly after: number } & Omit<DisputeDecision, 'decidedOn'>;
}

/** The applicant rates the reply on the query page; whoever was not content is called. Days are counted from the rating. */
export interface Rated {
  readonly rated: { readonly grade: 1 | 2 | 3 | 4 | 5; readonly text?: string };
  readonly calls?: readonly {
    readonly after: number;
    readonly outcome: 'explained' | 'mended' | 'to-mend' | 'unreached';
    readonly words: string;
  }[];
}

/** A record attached, covered and copied by whoever handles the request, and looked over by another the same day. */
export interface RecordMade {
  readonly record: ToldRecord;
  readonly examined: string;
}

/** The whole file is put away in one package. */
export interface FiledAway {
  readonly filed: true;
}

/** What several asked for is made public for everybody: decided on that day, written and released on the next. */
export interface Converted {
  readonly converted: {
    readonly topic: string;
    readonly grounds: string;
    readonly title: string;
    readonly body: string;
  };
}

/** The applicant pays the fee on the payment platform, which reports it. */
export interface PaidOnPlatform {
  readonly paidOnPlatform: true;
}
