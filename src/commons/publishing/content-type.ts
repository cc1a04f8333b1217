import { type TObject, Type } from 'typebox';
import type { AttachmentPurpose } from '#commons/attachments/contract.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Content } from './contract.ts';

/** A structured fact that goes out with a document and stands on the portal under its kind and key. */
export interface PortalRecord {
  readonly kind: string;
  readonly key: string;
  readonly parentKey?: string;
  readonly position?: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What a new document of a type begins with, and the headings it may not go out without. */
export interface Template {
  readonly html: string;
  /** Words of headings, each of which must stand over a part of the text. */
  readonly requiredParts: readonly string[];
}

/**
 * A kind of published document, every switch explicit: form, checks, chain, gate, page, list, feed, search and statistics follow from
 * it. One publishing engine; no model for each type. Adding one is one file in `types/`.
 */
export interface ContentType {
  readonly key: string;
  readonly label: string;
  /** What belongs here, in a sentence for whoever chooses. */
  readonly about: string;
  /** Where it stands among the others when one is chosen; types that name no place come last. */
  readonly place?: number;
  /**
   * What the structured part must hold, checked at every revision. Fields become the form; plain ones with a title stand among the
   * facts of the public page unless they say `x-public: false`.
   */
  readonly data: TObject;
  /** The signatures it needs, in order. One other than usual stands in the database too (`signature_chain`, by a migration): `laws.test.ts` says so. */
  readonly chain: readonly SignatureStep[];
  /** Working days each step is meant to take where it is not the usual number: what the office's goals begin with (`step-targets.ts`). */
  readonly stepDays?: Readonly<Partial<Record<WorkedState, number>>>;
  /** Is what it holds listed in 条例第二十条 whenever it is public, so that one of the fifteen classes must be named? */
  readonly statutoryClass: 'required' | 'optional';
  readonly documentNumber: 'required' | 'optional';
  /** May an interpretation go out with it, must it (三同步), or does the drafter declare it with a reason (`data.interpretation`)? */
  readonly interpretation: 'required' | 'declared' | 'none';
  /** Are comments of the public asked before it is reviewed (`type-parts/consultation.ts`)? */
  readonly commentsAsked?: true;
  /** What it is sent for review with: files on the matter, by purpose. */
  readonly materials?: (content: Content) => readonly AttachmentPurpose[];
  /** Does a meeting pass it, between the legality review and the leader's signature (集体审议)? */
  readonly deliberated?: true;
  /** Columns it may stand in; empty means any. */
  readonly columns: readonly string[];
  /** May staff start one by hand, or is it made by a feature's command only? */
  readonly byHand: boolean;
  readonly template?: Template;
  /** What is odd about what was typed, beyond each field by itself: sentences at their fields (`content.data.until`). */
  readonly defects?: (content: Content) => Readonly<Record<string, string>>;
  /** Fields of `data` that earlier editions of the type had: revisions that hold them are read as they are, and written on without them. */
  readonly formerFields?: readonly string[];
  /** What may not be said any more in place of what the public has read: sentences at their fields. */
  readonly sinceRelease?: (content: Content, out: Pick<Content, 'data'>) => Readonly<Record<string, string>>;
  /** Working days its period of display must have (`expiresOn`), counted from this day: the floor is a setting (`way-settings.ts`). */
  readonly displayedFrom?: (content: Pick<Content, 'data'>) => LocalDate | undefined;
  /** Why it may not go out for the first time on this day, whatever was signed. */
  readonly notOn?: (content: Content, today: LocalDate) => readonly string[];
  /** The last day of the period it is shown for. Afterwards it stays readable and says that the period has ended. */
  readonly expiresOn?: (content: Content) => LocalDate | undefined;
  /** The day it begins to bind: it may not lie before the day the text becomes public. */
  readonly bindsFrom?: (content: Content) => LocalDate | undefined;
  /** Facts that stand on the portal by themselves once it is released. */
  readonly records?: (content: Content, documentId: string) => readonly PortalRecord[];
  /** What its page is to machines that read it (schema.org), where it is no article. */
  readonly schemaOrg?: 'Legislation';
  /** Where its page is, when a feature has a page of its own for it. */
  readonly path?: (documentId: string) => string;
}

export type SignatureStep = 'department-review' | 'secrecy-review' | 'legality-review' | 'issue';

/** States of a document somebody works in. */
export type WorkedState =
  | 'drafting'
  | 'departmentReview'
  | 'secrecyReview'
  | 'legalityReview'
  | 'deliberation'
  | 'issuing'
  | 'approved';

export const FULL_CHAIN: readonly SignatureStep[] = ['department-review', 'secrecy-review', 'issue'];
/** For documents that bind people: no review, no issue (国办发〔2018〕37号、115号). */
export const LEGAL_CHAIN: readonly SignatureStep[] = [
  'department-review',
  'secrecy-review',
  'legality-review',
  'issue',
];

export function defineContentType(
  type: Pick<ContentType, 'key' | 'label'> & Partial<Omit<ContentType, 'key' | 'label'>>,
): ContentType {
  return {
    about: '',
    data: Type.Object({}),
    chain: FULL_CHAIN,
    statutoryClass: 'required',
    documentNumber: 'optional',
    interpretation: 'none',
    columns: [],
    byHand: true,
    ...type,
  };
}

/** The types in the order of their places; two of one key are a mistake that is found at the start. */
export function inPlace(types: readonly ContentType[]): readonly ContentType[] {
  for (const [i, { key }] of types.entries())
    if (types.findIndex((other) => other.key === key) !== i) throw new Error(`two content types have the key ${key}`);
  return types.toSorted((a, b) => (a.place ?? Number.MAX_SAFE_INTEGER) - (b.place ?? Number.MAX_SAFE_INTEGER));
}

/** Whether this document may not go out without its interpretation. */
export function needsInterpretation(type: ContentType, content: Content): boolean {
  if (type.interpretation === 'required') return true;
  return type.interpretation === 'declared' && content.data?.interpretation === 'in-step';
}

declare module '#platform/services.ts' {
  interface Catalogue {
    readonly contentTypes: ReadonlyMap<string, ContentType>;
  }
}
