import type { ActOffer, MatterDetail } from '#commons/casework/contract.ts';
import { StepButtons } from '#workbench/kit/index.ts';

/** What changes when something is done to a request. */
export const REQUEST_REFRESH = ['/api/requests', '/api/matters', '/api/todo', '/api/notices', '/api/supervision'];

/**
 * Steps beside the row they are about: the row is sent with the form and nobody picks it again. `known` are the fields the row answers, `first`
 * what others begin with.
 */
export function StepsOfRow({
  matter: { matter, steps },
  of,
  row,
  known,
  first = {},
}: {
  readonly matter: MatterDetail;
  readonly of: readonly string[];
  /** The row by its id: what was typed for one is not offered for another. */
  readonly row: string;
  readonly known: Readonly<Record<string, string>>;
  readonly first?: Readonly<Record<string, string>>;
}) {
  const offers = steps.filter(({ key }) => of.includes(key)).map((offer) => aboutRow(offer, known, first));
  if (offers.length === 0) return null;
  return <StepButtons compact offers={offers} version={matter.version} refresh={REQUEST_REFRESH} about={row} />;
}

function aboutRow(
  offer: ActOffer,
  known: Readonly<Record<string, string>>,
  first: Readonly<Record<string, string>>,
): ActOffer {
  const properties = Object.fromEntries(
    Object.entries(offer.fields.properties ?? {}).map(([name, field]) => {
      const answered = known[name];
      if (answered !== undefined) return [name, { ...field, 'x-widget': 'hidden', default: answered }];
      return [name, first[name] === undefined ? field : { ...field, default: first[name] }];
    }),
  );
  return { ...offer, fields: { ...offer.fields, properties } };
}
