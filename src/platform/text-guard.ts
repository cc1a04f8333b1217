import { AppError, invalid } from '#kernel/errors.ts';
import { brokenLine, isOneLine } from '#kernel/one-line.ts';
import { fieldAt, fieldTitle, textsIn } from './validation.ts';

/**
 * The refusal of what PostgreSQL and the journal cannot keep: the NUL character, and half a character (a surrogate by itself).
 * Nobody types either. Looks into every text of the values given, names of fields included, however deep they lie.
 */
export function unkeepableIn(...given: readonly unknown[]): AppError | undefined {
  for (const [, text] of textsIn(given)) if (!keepable(text)) return refusal();
  return undefined;
}

/**
 * The refusal of what reads otherwise than it is: characters that turn the direction of writing, and control characters nobody
 * sees; and several lines where a field is one. Says of each field of a form where they stand; of an address or a cookie only that there are some.
 */
export function misleadingIn(form: unknown, schema: unknown, ...beside: readonly unknown[]): AppError | undefined {
  const fields: Record<string, string> = {};
  for (const [path, text] of textsIn(form)) {
    const defect = (isOneLine(fieldAt(schema, path)) ? brokenLine(text) : undefined) ?? misleading(text);
    if (defect) fields[path] = `${titleOr(schema, path)}里${defect}`;
    if (Object.keys(fields).length >= MOST_FIELDS) break;
  }
  if (Object.keys(fields).length > 0) return invalid(fields);
  for (const [, text] of textsIn(beside)) if (MISLEADING.test(text)) return refusal();
  return undefined;
}

/**
 * What is wrong with a text, as the end of a sentence: which invisible character and after which words. Undefined when nothing
 * is. Marks without width come along when people copy from web pages and are borne in long texts; in a name they would make two
 * that look alike.
 */
export function misleading(text: string): string | undefined {
  const name = text.length <= LONGEST_NAME && !/[\n\r]/.test(text);
  const at = text.search(name ? MISLEADING_IN_NAMES : MISLEADING);
  if (at < 0) return undefined;
  const before = [...text.slice(0, at)].slice(-8).join('').trim();
  const code = (text.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `有看不见的控制字符 U+${code}（${before ? `在“${before}”之后` : '在开头'}），请删除后重新填写`;
}

const LONGEST_NAME = 300;
const MOST_FIELDS = 20;
/** Controls and format characters, but for white space, soft hyphens, the joiners emoji are made with, and marks without width. */
const MISLEADING = /[[\p{Cc}\p{Cf}]--[\t\n\v\f\r\u00ad\u200b-\u200d\u2060\ufeff]]/v;
const MISLEADING_IN_NAMES = /[[\p{Cc}\p{Cf}]--[\t\n\v\f\r\u00ad\u200c\u200d]]/v;

const keepable = (text: string) => !text.includes('\0') && text.isWellFormed();

const titleOr = (schema: unknown, path: string): string => {
  const title = fieldTitle(schema, path);
  return title ? `「${title}」` : '填写的内容';
};

const refusal = () => new AppError('invalid', 422, ['填写的内容里有无法保存的控制字符，请删除后重新提交']);
