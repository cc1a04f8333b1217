import type { Static, TObject, TProperties, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { invalid } from '#kernel/errors.ts';

interface Defect {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

const compiled = new WeakMap<TSchema, { Check(value: unknown): boolean; Errors(value: unknown): Defect[] }>();

/**
 * Checks a value against a schema and returns it typed. Refuses with every field's sentence at once;
 * fields are called by the schema's `title`, so give each one a title people know.
 */
export function checked<P extends TProperties>(schema: TObject<P>, value: unknown): Static<TObject<P>> {
  let check = compiled.get(schema);
  if (!check) {
    check = Compile(schema) as unknown as { Check(value: unknown): boolean; Errors(value: unknown): Defect[] };
    compiled.set(schema, check);
  }
  if (check.Check(value)) return value as Static<TObject<P>>;
  throw invalid(explainDefects(check.Errors(value), schema));
}

/** Validator findings as one Chinese sentence for each field, keyed by the field's path (`items.0.title`). */
export function explainDefects(defects: readonly Defect[], schema: unknown): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const defect of defects.flatMap(apart)) {
    const field = fieldOf(defect);
    // The branch of a union says less than the union itself.
    if (fields[field] && defect.keyword !== 'anyOf') continue;
    fields[field] = sentence(defect, titleOf(schema, field));
  }
  return fields;
}

/**
 * The sentences of `explainDefects` where all that is wrong was left blank; undefined where anything else is. For forms that tell what
 * is blank together with what only their command knows.
 */
export function blanksOnly(
  defects: readonly Defect[],
  sent: unknown,
  schema: unknown,
): Record<string, string> | undefined {
  const blank = defects.flatMap(apart).every((defect) => (valueAt(sent, fieldOf(defect)) ?? '') === '');
  return blank ? explainDefects(defects, schema) : undefined;
}

const valueAt = (sent: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (at, key) => (at && typeof at === 'object' && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined),
      sent,
    );

/** One validator tells all missing fields in one finding; people need one sentence for each. */
function apart(defect: Defect): Defect[] {
  const missing = defect.params.requiredProperties;
  if (!Array.isArray(missing)) return [defect];
  return missing.map((missingProperty) => ({ ...defect, params: { missingProperty } }));
}

function fieldOf(defect: Defect): string {
  const path = defect.instancePath.replace(/^\//, '').replaceAll('/', '.');
  const missing = defect.params.missingProperty;
  if (defect.keyword === 'required' && missing) return path ? `${path}.${missing}` : String(missing);
  const extra = defect.params.additionalProperty ?? first(defect.params.additionalProperties);
  if (defect.keyword === 'additionalProperties' && extra) return path ? `${path}.${extra}` : String(extra);
  return path;
}

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined);

function sentence({ keyword, params }: Defect, title: string): string {
  const limit = params.limit;
  switch (keyword) {
    case 'required':
      return `请填写${title}`;
    case 'minLength':
      return limit === 1 ? `请填写${title}` : `${title}至少要有 ${limit} 个字`;
    case 'maxLength':
      return `${title}不能超过 ${limit} 个字`;
    case 'minimum':
      return `${title}不能小于 ${limit}`;
    case 'maximum':
      return `${title}不能大于 ${limit}`;
    case 'minItems':
      return `${title}至少要有 ${limit} 项`;
    case 'maxItems':
      return `${title}不能超过 ${limit} 项`;
    case 'enum':
    case 'const':
    case 'anyOf':
      return `${title}请从给出的选项中选择`;
    case 'format':
      return formatSentence(String(params.format), title);
    case 'pattern':
      return `${title}的格式不对，请检查后重新填写`;
    case 'type':
      return `${title}的类型不对，请检查后重新填写`;
    case 'additionalProperties':
    case 'boolean':
      return `不认识的字段：${title}`;
    default:
      return `${title}填写有误，请检查后重新填写`;
  }
}

function formatSentence(format: string, title: string): string {
  if (format === 'date') return `${title}应是真实的日期，例如 2026-11-30`;
  if (format === 'date-time') return `${title}应是日期和时间，例如 2026-11-30T09:00:00+08:00`;
  if (format === 'email') return `${title}不是有效的电子邮箱地址`;
  if (format === 'uuid') return `${title}不是有效的编号`;
  return `${title}的格式不对，请检查后重新填写`;
}

function titleOf(schema: unknown, field: string): string {
  const title = fieldTitle(schema, field);
  return title ? `「${title}」` : `「${field || '填写的内容'}」`;
}

/** What people call a field (`items.0.title`) of a schema; undefined when the schema has no words for it. */
export function fieldTitle(schema: unknown, field: string): string | undefined {
  let at = schema as { title?: string; properties?: Record<string, unknown>; items?: unknown } | undefined;
  let title: string | undefined;
  for (const part of field.split('.')) {
    at = (/^\d+$/.test(part) ? at?.items : at?.properties?.[part]) as typeof at;
    title = at?.title ?? title;
  }
  return title;
}
