import type { Static, TObject, TProperties, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Settings } from 'typebox/system';
import { invalid } from '#kernel/errors.ts';
import { brokenLine, isOneLine } from '#kernel/one-line.ts';

interface Defect {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

// Left alone it stops at eight findings, and a form would be refused in rounds. A limit all the same: nobody mends more at once.
Settings.Set({ maxErrors: 200 });

const compiled = new WeakMap<TSchema, { Check(value: unknown): boolean; Errors(value: unknown): Defect[] }>();

/**
 * Checks a value against a schema and returns it typed. Refuses with every field's sentence at once;
 * fields are called by the schema's `title`, so give each one a title people know.
 */
export function checked<P extends TProperties>(schema: TObject<P>, value: unknown): Static<TObject<P>> {
  const defects = defectsOf(schema, value);
  if (defects) throw invalid(defects);
  return value as Static<TObject<P>>;
}

/** The sentence for each field of a value that does not fit a schema; undefined where all fit. */
export function defectsOf(schema: TObject, value: unknown): Readonly<Record<string, string>> | undefined {
  let check = compiled.get(schema);
  if (!check) {
    check = Compile(schema) as unknown as { Check(value: unknown): boolean; Errors(value: unknown): Defect[] };
    compiled.set(schema, check);
  }
  const broken = brokenLines(value, schema);
  if (check.Check(value) && Object.keys(broken).length === 0) return undefined;
  return { ...broken, ...explainDefects(check.Errors(value), schema) };
}

const UNDECLARED: ReadonlySet<string> = new Set(['additionalProperties', 'boolean']);

/** Validator findings as one Chinese sentence for each field, keyed by the field's path (`items.0.title`). */
export function explainDefects(defects: readonly Defect[], schema: unknown): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const defect of defects.flatMap(apart)) {
    const field = fieldOf(defect);
    // The branch of a union says less than the union itself.
    if (fields[field] && defect.keyword !== 'anyOf') continue;
    // What nobody declared has no title, and that of what it was put into is not its own.
    const title = UNDECLARED.has(defect.keyword) ? `「${field.split('.').at(-1)}」` : titleOf(schema, field);
    fields[field] = sentence(defect, title, isChosen(fieldAt(schema, field)) ? '请选择' : '请填写');
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

function sentence({ keyword, params }: Defect, title: string, fill: '请选择' | '请填写'): string {
  const limit = params.limit;
  switch (keyword) {
    case 'required':
      return `${fill}${title}`;
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

const HAS_CHINESE = /\p{Script=Han}/u;

function formatSentence(format: string, title: string): string {
  if (format === 'date') return `${title}应是真实的日期，例如 2026-11-30`;
  if (format === 'date-time') return `${title}应是日期和时间，例如 2026-11-30T09:00:00+08:00`;
  if (format === 'email') return `${title}不是有效的电子邮箱地址`;
  // Chosen, never typed; and where it has no name, its key is none either.
  if (format === 'uuid') return `${HAS_CHINESE.test(title) ? title : '有一项'}选择有误，请刷新页面后重新选择`;
  return `${title}的格式不对，请检查后重新填写`;
}

function titleOf(schema: unknown, field: string): string {
  const title = fieldTitle(schema, field);
  return title ? `「${title}」` : `「${field || '填写的内容'}」`;
}

/** What people call a field (`items.0.title`) of a schema; undefined when the schema has no words for it. */
export function fieldTitle(schema: unknown, field: string): string | undefined {
  return pathIn(schema, field).findLast(({ title }) => title !== undefined)?.title;
}

/** What a schema says about a field (`items.0.title`); undefined when it does not know it. */
export function fieldAt(schema: unknown, field: string): unknown {
  const path = pathIn(schema, field);
  return path.length === field.split('.').length ? path.at(-1) : undefined;
}

/** One or more of several given, a record by its id, or yes and no: nothing is typed there. */
function isChosen(schema: unknown): boolean {
  const { anyOf, enum: given, const: only, type, format, items } = (schema ?? {}) as Schema;
  if (given !== undefined || only !== undefined || type === 'boolean' || format === 'uuid') return true;
  if (items !== undefined) return isChosen(items);
  return anyOf !== undefined && anyOf.length > 0 && anyOf.every(isChosen);
}

interface Schema {
  readonly type?: unknown;
  readonly enum?: unknown;
  readonly const?: unknown;
  readonly format?: unknown;
  readonly title?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** The schemas a field's path leads through, as far as they are known. */
function pathIn(schema: unknown, field: string): Schema[] {
  const path: Schema[] = [];
  for (const part of field.split('.')) {
    const next = within((path.at(-1) ?? schema) as Schema | undefined, part);
    if (!next) break;
    path.push(next);
  }
  return path;
}

function within(schema: Schema | undefined, part: string): Schema | undefined {
  if (typeof schema !== 'object' || schema === null) return undefined;
  const own = /^\d+$/.test(part) ? schema.items : undefined;
  const named = schema.properties && Object.hasOwn(schema.properties, part) ? schema.properties[part] : own;
  return named ?? schema.anyOf?.map((branch) => within(branch, part)).find((found) => found !== undefined);
}

/** Sentences for fields of one line that were written in several, by the field's path. */
function brokenLines(value: unknown, schema: unknown): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [path, text] of textsIn(value)) {
    const defect = brokenLine(text);
    if (defect && isOneLine(fieldAt(schema, path))) fields[path] = `${titleOf(schema, path)}里${defect}`;
  }
  return fields;
}

/** Every text in a value with the path to it (`items.0.title`); the names of fields count as texts. */
export function* textsIn(value: unknown): Generator<readonly [path: string, text: string]> {
  const left: (readonly [string, unknown])[] = [['', value]];
  for (let next = left.pop(); next; next = left.pop()) {
    const [path, found] = next;
    if (typeof found === 'string') yield [path, found];
    else if (found !== null && typeof found === 'object')
      for (const [name, item] of Object.entries(found)) {
        const here = path ? `${path}.${name}` : name;
        if (!Array.isArray(found)) yield [here, name];
        left.push([here, item]);
      }
  }
}
