import type { Content, Drafting } from '../contract.ts';
import type { DocumentDetail } from '../document-contract.ts';

/** What stands in the fields of the drafting form; every value may still be missing. */
export interface Draft {
  /** Of the matter as it was when the draft was begun; a new document has none. */
  readonly version: number | undefined;
  /** The revision it was begun on, or last taken together with. */
  readonly baseRevision: number | undefined;
  readonly type: string | undefined;
  readonly leadUnitId: string | undefined;
  readonly reason: string | undefined;
  readonly content: Partial<Content>;
}

/** A new document begins with what is usual: issued by the bureau, formed today, public. */
export function newDraft({ today, units }: Drafting): Draft {
  const [unit] = units;
  return {
    version: undefined,
    baseRevision: undefined,
    type: undefined,
    leadUnitId: unit?.id,
    reason: undefined,
    content: {
      formedOn: today,
      disclosure: 'active',
      ...(unit && { issuingUnitId: unit.bureauId, source: unit.name }),
    },
  };
}

/** Of a document with a number the issuer says the date (党政机关公文处理工作条例第九条). */
export const isNumbered = ({ documentNumber }: Partial<Content>): boolean => (documentNumber ?? '').trim() !== '';

/** A draft of something new after a change: once it has a number, the day it began with is not its date. */
export function changed(draft: Draft, changes: Partial<Content>): Partial<Content> {
  const content = { ...draft.content, ...changes };
  if (draft.version !== undefined || isNumbered(draft.content) || !isNumbered(content)) return content;
  const { formedOn: _today, ...undated } = content;
  return undated;
}

/** A revision begins with the text as it stands. */
export const draftFrom = ({ type, current }: DocumentDetail, version: number): Draft => ({
  version,
  baseRevision: current.number,
  type,
  leadUnitId: undefined,
  reason: undefined,
  content: current.content,
});

/** The content as the API takes it: what is empty is left out, reason and basis go with what is not public, and the lead with a joint issue. */
export function contentOf({ content }: Draft): Partial<Content> {
  const { disclosureReason, disclosureBasis, jointOrgans = [], leadPublication, leadReason, ...rest } = content;
  const kept = {
    ...rest,
    ...(content.disclosure === 'active' ? {} : { disclosureReason, disclosureBasis }),
    ...(jointOrgans.length > 0 ? { jointOrgans, leadPublication, leadReason } : {}),
  };
  return Object.fromEntries(
    Object.entries(kept).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );
}

/** What the window kept is used only when it is a draft. */
export function isDraft(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null && 'content' in value && typeof value.content === 'object';
}
