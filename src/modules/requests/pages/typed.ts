import { fieldOf } from '#platform/answer-page.ts';
import { misleading } from '#platform/text-guard.ts';
import { contentDefects } from '../applicant.ts';
import type { RequestContent } from '../contract.ts';
import { FORM_FIELDS, type FormField, labelOf } from './form-parts.ts';

/** As somebody typed it, every field a text, nothing judged yet. */
export type TypedRequest = Readonly<Record<FormField, string>>;

const OF_CITIZENS: ReadonlySet<string> = new Set(['idKind', 'idNumber']);
const OF_ORGANISATIONS: ReadonlySet<string> = new Set([
  'creditCode',
  'organisationClass',
  'representative',
  'contactName',
]);

/** A form may send anything; what is not one text counts as nothing. */
export function typedIn(body: unknown): TypedRequest {
  return Object.fromEntries(FORM_FIELDS.map((field) => [field, fieldOf(body, field)])) as TypedRequest;
}

/** What was typed as an application; what is empty, or belongs to the other kind of applicant, is left out. */
export function contentOf(typed: TypedRequest): RequestContent {
  const others = typed.applicantKind === 'organisation' ? OF_CITIZENS : OF_ORGANISATIONS;
  return Object.fromEntries(
    Object.entries(typed).filter(([field, value]) => value !== '' && !others.has(field)),
  ) as unknown as RequestContent;
}

/** Everything that is wrong, a sentence for each field. */
export function typedErrors(typed: TypedRequest): Record<string, string> {
  const errors: Record<string, string> = { ...contentDefects(contentOf(typed)) };
  for (const field of FORM_FIELDS) {
    const hidden = misleading(typed[field]);
    if (hidden) errors[field] ??= `「${labelOf(field, typed)}」里${hidden}`;
  }
  return Object.fromEntries(FORM_FIELDS.flatMap((field) => (errors[field] ? [[field, errors[field]]] : [])));
}
