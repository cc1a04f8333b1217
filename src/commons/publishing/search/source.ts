import { plainText } from '#platform/sanitise.ts';
import type { ContentType } from '../content-type.ts';
import type { Content } from '../contract.ts';
import { typeWords } from '../type-facts.ts';
import type { SearchSource } from './entry.ts';

/** The text of a document and the values its kind asks for, as the words people look for. */
export const searchText = (
  type: ContentType | undefined,
  bodyHtml: string,
  data: Readonly<Record<string, unknown>> | undefined,
): string => [plainText(bodyHtml), type && typeWords(type, data ?? {})].filter(Boolean).join('\n');

/** What a revision says that it is to be found by. */
export function searchSourceOf(
  type: ContentType,
  content: Content,
): Omit<SearchSource, 'indexNumber' | 'type' | 'attachments' | 'firstReleasedAt'> {
  return {
    title: content.title,
    documentNumber: content.documentNumber,
    keywords: content.keywords,
    summary: content.summary,
    text: searchText(type, content.bodyHtml, content.data),
    columnKey: content.columnKey,
    unitId: content.issuingUnitId,
    topic: content.topic,
    opennessClass: content.opennessClass,
    statutoryClass: content.statutoryClass || null,
  };
}
