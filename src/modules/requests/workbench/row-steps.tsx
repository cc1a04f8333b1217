import type { ActOffer, JsonSchema, MatterDetail } from '#commons/casework/contract.ts';
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
  named,
  known,
  first = {},
  only = {},
  barred = {},
}: {
  readonly matter: MatterDetail;
  readonly of: readonly string[];
  /** The row by its id: what was typed for one is not offered for another. */
  readonly row: string;
  /** The row as people call it: the form's heading says which one it is about. */
  readonly named: string;
  readonly known: Readonly<Record<string, string>>;
  readonly first?: Readonly<Record<string, string>>;
  /** Choices that the row leaves open of a field; none: it is not asked at all. */
  readonly only?: Readonly<Record<string, readonly string[]>>;
  /** What stands against a step for this row, where the request as a whole would say it of other rows too. */
  readonly barred?: Readonly<Record<string, readonly string[]>>;
}) {
  const offers = steps
    .filter(({ key }) => of.includes(key))
    .map((offer) => ({ ...aboutRow(offer, known, first, only), refusals: barred[offer.key] ?? offer.refusals }));
  if (offers.length === 0) return null;
  return (
    <StepButtons compact offers={offers} version={matter.version} refresh={REQUEST_REFRESH} about={row} named={named} />
  );
}

function aboutRow(
  offer: ActOffer,
  known: Readonly<Record<string, string>>,
  first: Readonly<Record<string, string>>,
  only: Readonly<Record<string, readonly string[]>>,
): ActOffer {
  const asked = Object.entries(offer.fields.properties ?? {}).filter(([name]) => only[name]?.length !== 0);
  const properties = Object.fromEntries(
    asked.map(([name, field]) => {
      const answered = known[name];
      if (answered !== undefined) return [name, { ...field, 'x-widget': 'hidden', default: answered }];
      const open = only[name];
      if (open) return [name, { ...field, anyOf: choicesOf(field).filter((one) => open.includes(String(one.const))) }];
      return [name, first[name] === undefined ? field : { ...field, default: first[name] }];
    }),
  );
  return { ...offer, fields: { ...offer.fields, properties } };
}

/** One of several keys (`choice.ts`). */
const choicesOf = ({ anyOf }: JsonSchema): readonly JsonSchema[] =>
  Array.isArray(anyOf) ? (anyOf as JsonSchema[]) : [];
