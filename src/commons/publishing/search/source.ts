import { plainText } from '#platform/sanitise.ts';
import type { Content } from '../contract.ts';
import type { SearchSource } from './entry.ts';

/** What a revision says that it is to be found by. */
export function searchSourceOf(
  content: Content,
): Omit<SearchSource, 'indexNumber' | 'type' | 'attachments' | 'firstReleasedAt'> {
  return {
    title: content.title,
    documentNumber: content.documentNumber,
    keywords: content.keywords,
    summary: content.summary,
    text: plainText(content.bodyHtml),
    columnKey: content.columnKey,
    unitId: content.issuingUnitId,
    topic: content.topic,
    opennessClass: content.opennessClass,
    statutoryClass: content.statutoryClass || null,
  };
}
