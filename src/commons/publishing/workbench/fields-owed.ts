import type { ActOffer, CountersignLine } from '#commons/casework/contract.ts';
import type { DocumentDetail } from '../document-contract.ts';

/**
 * The issuer is asked about units that do not agree only where there is one, about an emergency only in one, when the document was formed
 * only where its text does not say (the form begins with a day then), and why on another day only where it has a number; the server asks
 * again.
 */
export function fieldsOwed(
  offer: ActOffer,
  { urgent, current }: Pick<DocumentDetail, 'urgent' | 'current'>,
  countersigns: readonly CountersignLine[],
): ActOffer {
  if (offer.key !== 'issue') return offer;
  const unasked: Readonly<Record<string, boolean>> = {
    formedOn: offer.fields.properties?.formedOn?.default === undefined,
    dateReason: !current.content.documentNumber?.trim(),
    urgencyReason: !urgent,
    overrideReason: objecting(countersigns).length === 0,
  };
  const owed = Object.entries(offer.fields.properties ?? {}).filter(([name]) => !unasked[name]);
  return { ...offer, fields: { ...offer.fields, properties: Object.fromEntries(owed) } };
}

/** The last word of each unit that does not agree. */
export function objecting(countersigns: readonly CountersignLine[]): CountersignLine[] {
  const last = new Map<string, CountersignLine>();
  for (const line of countersigns) if (line.answeredAt) last.set(line.unit.id, line);
  return [...last.values()].filter(({ agrees }) => agrees === false);
}
