import { type TObject, Type } from 'typebox';
import type { Content } from './contract.ts';

/** A structured fact that goes out with a document and stands on the portal under its kind and key. */
export interface PortalRecord {
  readonly kind: string;
  readonly key: string;
  readonly parentKey?: string;
  readonly position?: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A kind of published document, every switch explicit. One publishing engine; no model for each type. */
export interface ContentType {
  readonly key: string;
  readonly label: string;
  /** What the structured part must hold, checked at every revision. */
  readonly data: TObject;
  /** The signatures it needs, in order. */
  readonly chain: readonly SignatureStep[];
  /** Is what it holds listed in 条例第二十条 whenever it is public, so that one of the fifteen classes must be named? */
  readonly statutoryClass: 'required' | 'optional';
  /** Must an interpretation go out with it (三同步)? */
  readonly interpretation: 'required' | 'optional' | 'none';
  /** Columns it may stand in; empty means any. */
  readonly columns: readonly string[];
  /** May staff start one by hand, or is it made by a feature's command only? */
  readonly byHand: boolean;
  /** Facts that stand on the portal by themselves once it is released. */
  readonly records?: (content: Content, documentId: string) => readonly PortalRecord[];
  /** Where its page is, when a feature has a page of its own for it. */
  readonly path?: (documentId: string) => string;
}

export type SignatureStep = 'department-review' | 'secrecy-review' | 'issue';

export const FULL_CHAIN: readonly SignatureStep[] = ['department-review', 'secrecy-review', 'issue'];

export function defineContentType(
  type: Pick<ContentType, 'key' | 'label'> & Partial<Omit<ContentType, 'key' | 'label'>>,
): ContentType {
  return {
    data: Type.Object({}),
    chain: FULL_CHAIN,
    statutoryClass: 'required',
    interpretation: 'none',
    columns: [],
    byHand: true,
    ...type,
  };
}

/** What staff may draft by hand from the first day; the features add their own. */
export const generalTypes: readonly ContentType[] = [
  defineContentType({ key: 'policy', label: '政策文件', interpretation: 'optional' }),
  defineContentType({ key: 'interpretation', label: '政策解读' }),
  defineContentType({ key: 'announcement', label: '通知公告', statutoryClass: 'optional' }),
  defineContentType({ key: 'news', label: '工作动态', statutoryClass: 'optional' }),
  defineContentType({ key: 'planning', label: '规划计划' }),
];

declare module '#platform/services.ts' {
  interface Catalogue {
    readonly contentTypes: ReadonlyMap<string, ContentType>;
  }
}
