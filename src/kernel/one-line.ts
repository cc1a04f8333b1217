/** Above this many characters a single line is no place to write. */
export const LONGEST_LINE = 200;

/** What a schema says about a field, as far as it matters how it is written. */
interface FieldWords {
  readonly type?: unknown;
  readonly format?: unknown;
  readonly maxLength?: unknown;
  readonly 'x-widget'?: unknown;
  readonly anyOf?: readonly unknown[];
}

/**
 * Whether a field is one line of text wherever it is typed and shown: names, titles, numbers, key words, short answers. What may have
 * several lines says so (`x-widget: 'textarea'`) or is longer than a line. One rule for the form and for whoever receives it.
 */
export function isOneLine(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  const field = schema as FieldWords;
  if (field.anyOf) {
    const texts = field.anyOf.filter(
      (branch) => (branch as FieldWords).type === 'string' && !Object.hasOwn(branch as object, 'const'),
    );
    return texts.length > 0 && texts.every(isOneLine);
  }
  return (
    field.type === 'string' &&
    field.format === undefined &&
    field['x-widget'] === undefined &&
    typeof field.maxLength === 'number' &&
    field.maxLength <= LONGEST_LINE
  );
}

const BREAK = /[\n\v\f\r\u2028\u2029]/;

/** What is wrong with a text of several lines where one is asked for, as the end of a sentence; undefined when it is one line. */
export const brokenLine = (text: string): string | undefined => (BREAK.test(text) ? '有换行，请写成一行' : undefined);
