import type { ActOffer, CountersignLine } from '#commons/casework/contract.ts';

/**
 * The issuer is asked about units that do not agree only where there is one, and when the document was formed only where its text does
 * not say (the form begins with a day then); the server asks again.
 */
export function fieldsOwed(offer: ActOffer, countersigns: readonly CountersignLine[]): ActOffer {
  if (offer.key !== 'issue') return offer;
  const owed = Object.entries(offer.fields.properties ?? {}).filter(
    ([name, field]) =>
      (name !== 'formedOn' || field.default !== undefined) &&
      (name !== 'overrideReason' || objecting(countersigns).length > 0),
  );
  return { ...offer, fields: { ...offer.fields, properties: Object.fromEntries(owed) } };
}

/** The last word of each unit that does not agree. */
export function objecting(countersigns: readonly CountersignLine[]): CountersignLine[] {
  const last = new Map<string, CountersignLine>();
  for (const line of countersigns) if (line.answeredAt) last.set(line.unit.id, line);
  return [...last.values()].filter(({ agrees }) => agrees === false);
}
