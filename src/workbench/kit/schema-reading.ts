import { LONGEST_LINE } from '#kernel/one-line.ts';
import type { JsonSchema } from '#commons/casework/contract.ts';

/** An object schema as it comes from the server, or as a contract declares it with TypeBox, which is the same thing. */
export interface FormSchema {
  readonly properties?: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
}

export type FieldKind =
  | 'text'
  | 'textarea'
  | 'password'
  | 'date'
  | 'number'
  | 'integer'
  | 'numbers'
  | 'tick'
  | 'yes-no'
  | 'choice'
  | 'choices'
  | 'unit'
  | 'units'
  | 'person'
  | 'people'
  | 'file'
  | 'files'
  | 'hidden'
  | 'own';

export interface Choice {
  readonly value: string | number | boolean;
  readonly label: string;
}

/** A field of a form as its schema describes it. */
export interface FieldSpec {
  readonly name: string;
  readonly title: string;
  readonly hint: string | undefined;
  /** Must be filled. A text the schema asks for but that may be empty need not be. */
  readonly required: boolean;
  /** What is said of one that need not be filled: 选填, or the schema's `x-need` where its parts may have to be. */
  readonly need: string;
  /** What is sent for a field the schema asks for and the person left blank; undefined: nothing. */
  readonly whenBlank: '' | null | readonly never[] | undefined;
  readonly kind: FieldKind;
  /** The schema's `x-widget`, for kinds the form's owner brings (`own`). */
  readonly widget: string | undefined;
  readonly choices: readonly Choice[];
  /** The heading it stands under, with its neighbours of the same (`x-section`). */
  readonly section: string | undefined;
  readonly schema: JsonSchema;
  readonly initial: unknown;
}

/** The fields of an object schema in their order. Words are the schema's titles; a field without one shows its key, so that the lack is seen. */
export function fieldsOf(form: FormSchema, owned: readonly string[] = []): FieldSpec[] {
  // TypeBox types each keyword; a JSON schema is read by name.
  const schema = form as unknown as JsonSchema;
  return Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const widget = text(field['x-widget']);
    const kind = widget && owned.includes(widget) ? 'own' : kindOf(field, widget);
    const asked = schema.required?.includes(name) ?? false;
    const whenBlank = asked ? emptyOf(field) : undefined;
    return {
      name,
      title: field.title ?? name,
      hint: text(field.description) ?? text(field['x-hint']),
      required: asked && whenBlank === undefined,
      need: text(field['x-need']) ?? '选填',
      whenBlank,
      kind,
      widget,
      choices: choicesOf(field),
      section: text(field['x-section']),
      schema: field,
      initial: field.default ?? (kind === 'tick' ? false : undefined),
    };
  });
}

/** Fields in the sections of a paper form: neighbours that name the same heading. Those that name none stand without one. */
export function sectionsOf(
  specs: readonly FieldSpec[],
): { readonly heading: string | undefined; readonly fields: readonly FieldSpec[] }[] {
  const sections: { heading: string | undefined; fields: FieldSpec[] }[] = [];
  for (const spec of specs) {
    const last = sections.at(-1);
    if (last && last.heading === spec.section) last.fields.push(spec);
    else sections.push({ heading: spec.section, fields: [spec] });
  }
  return sections;
}

function kindOf(field: JsonSchema, widget: string | undefined): FieldKind {
  if (widget && isKind(widget)) return widget;
  if (field.type === 'array') return 'choices';
  if (choicesOf(field).length > 0) return field.type === 'boolean' ? 'yes-no' : 'choice';
  if (field.type === 'boolean') return 'tick';
  if (field.type === 'integer') return 'integer';
  if (field.type === 'object' && field.properties && areNumbers(field.properties)) return 'numbers';
  if (field.type === 'number') return 'number';
  if (field.format === 'date') return 'date';
  return Number(field.maxLength ?? 0) > LONGEST_LINE ? 'textarea' : 'text';
}

/** Several numbers that belong together stand in one row, each under its own title. */
const areNumbers = (fields: Readonly<Record<string, JsonSchema>>) =>
  Object.values(fields).every(({ type }) => type === 'integer' || type === 'number');

/** The empty value a schema accepts: a text without a least length, a list without a least number, null. */
function emptyOf(field: JsonSchema): FieldSpec['whenBlank'] {
  const branches = branchesOf(field);
  if (branches.some(({ type }) => type === 'null')) return null;
  if (branches.some((branch) => branch.const === '')) return '';
  if (field.type === 'array') return field.minItems ? undefined : [];
  const bound =
    field.minLength || field.format || field.enum || field['x-widget'] === 'unit' || field['x-widget'] === 'person';
  if (field.type !== 'string' || bound) return undefined;
  return typeof field.pattern !== 'string' || new RegExp(field.pattern).test('') ? '' : undefined;
}

const branchesOf = (field: JsonSchema): readonly JsonSchema[] =>
  (field.anyOf ?? field.oneOf ?? []) as readonly JsonSchema[];

const NAMED = [
  'textarea',
  'password',
  'date',
  'unit',
  'units',
  'person',
  'people',
  'file',
  'files',
  'hidden',
  'choice',
  'choices',
] as const;
const isKind = (widget: string): widget is (typeof NAMED)[number] => (NAMED as readonly string[]).includes(widget);

/** Options of a union of literals, an enumeration, or a yes-or-no question with words of its own (`x-labels`). */
function choicesOf(field: JsonSchema): Choice[] {
  const items = field.type === 'array' ? (field.items as JsonSchema | undefined) : field;
  if (!items) return [];
  const labels = (items['x-labels'] ?? {}) as Readonly<Record<string, string>>;
  if (items.type === 'boolean' && labels.true && labels.false)
    return [
      { value: true, label: labels.true },
      { value: false, label: labels.false },
    ];
  const branches = branchesOf(items);
  if (branches.length > 0 && branches.every((branch) => 'const' in branch))
    return branches.flatMap((branch) => choice(branch.const, branch.title ?? labels[String(branch.const)]));
  const values = items.enum as readonly unknown[] | undefined;
  return (values ?? []).flatMap((value) => choice(value, labels[String(value)]));
}

function choice(value: unknown, label: string | undefined): Choice[] {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? [{ value, label: label ?? String(value) }]
    : [];
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Is there nothing in this field? A number 0 and a ticked-off box are something. */
export function blank(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}

/** What is sent: fields left blank are left out (or sent empty where the schema asks for them), texts lose the spaces around them (passwords keep theirs). */
export function filled(
  specs: readonly FieldSpec[],
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const entries = specs.flatMap(({ name, kind, whenBlank }) => {
    const value = values[name];
    if (blank(value)) return whenBlank === undefined ? [] : [[name, whenBlank] as const];
    return [[name, typeof value === 'string' && kind !== 'password' ? value.trim() : value] as const];
  });
  return Object.fromEntries(entries);
}

/** Sentences for required fields still blank, in the words the server uses. */
export function missing(
  specs: readonly FieldSpec[],
  values: Readonly<Record<string, unknown>>,
): Record<string, string> {
  return Object.fromEntries(
    specs
      .filter(({ name, required }) => required && blank(values[name]))
      .map(({ name, title, kind }) => [name, `${verb(kind)}「${title}」`]),
  );
}

function verb(kind: FieldKind): string {
  if (['choice', 'choices', 'yes-no', 'unit', 'units', 'person', 'people'].includes(kind)) return '请选择';
  return kind === 'file' || kind === 'files' ? '请上传' : '请填写';
}
