import type { ColumnLine } from '../column-contract.ts';
import type { ContentTypeLine, Drafting } from '../contract.ts';
import type { DraftInHand } from './use-draft.ts';

/** What every part of the drafting form is given. */
export interface FormParts {
  readonly hand: DraftInHand;
  /** What is against a field, by its name in the API: `content.title`. */
  readonly errorOf: (field: string) => string | undefined;
}

/** What the drafting form chooses from. */
export interface Choices {
  /** In whose name a new document may be drafted. */
  readonly units: Drafting['units'];
  readonly types: readonly ContentTypeLine[];
  readonly columns: readonly ColumnLine[];
}

/** The id of a field's input. */
export const inputId = (field: string): string => {
  const [name = field, own] = field.replace(/^content\./, '').split('.');
  return name === 'data' && own ? `document-data-${own}` : `document-${name}`;
};
