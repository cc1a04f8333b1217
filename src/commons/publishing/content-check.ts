import type { Act } from '#platform/services.ts';
import type { ContentType } from './content-type.ts';
import type { Content } from './contract.ts';

/**
 * What another feature has against a content at every revision, beside what publishing itself asks: sentences at their fields
 * (`content.catalogueItem`); empty means nothing.
 */
export type ContentCheck = (
  act: Act,
  type: ContentType,
  content: Content,
  documentId: string,
) => Promise<Readonly<Record<string, string>>>;

/** Everything the features have against a content. */
export async function featureDefects(...[act, type, content, documentId]: Parameters<ContentCheck>) {
  const defects: Record<string, string> = {};
  for (const check of act.services.catalogue.contentChecks ?? [])
    Object.assign(defects, await check(act, type, content, documentId));
  return defects;
}

declare module '#platform/services.ts' {
  interface Catalogue {
    readonly contentChecks?: readonly ContentCheck[];
  }
}
