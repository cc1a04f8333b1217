import type { ActOffer, CountersignLine } from '#commons/casework/contract.ts';

/** The issuer is asked about units that do not agree only where there is one; the server asks again. */
export function fieldsOwed(offer: ActOffer, countersigns: readonly CountersignLine[]): ActOffer {
  if (offer.key !== 'issue' || objecting(countersigns).length > 0) return offer;
  const { overrideReason: _nobodyObjects, ...properties } = offer.fields.properties ?? {};
  return { ...offer, fields: { ...offer.fields, properties } };
}

/** The last word of each unit that does not agree. */
export function objecting(countersigns: readonly CountersignLine[]): CountersignLine[] {
  const last = new Map<string, CountersignLine>();
  for (const line of countersigns) if (line.answeredAt) last.set(line.unit.id, line);
  return [...last.values()].filter(({ agrees }) => agrees === false);
}
