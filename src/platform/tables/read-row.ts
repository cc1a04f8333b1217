import type { Static, TObject, TProperties } from 'typebox';
import { AppError } from '#kernel/errors.ts';
import type { Note } from '#kernel/table-import.ts';
import { misleadingIn, unkeepableIn } from '../text-guard.ts';
import { checked } from '../validation.ts';

/** The thing a word stands for; of a word nobody knows it notes so, and the row is not read. */
export type Find = <V>(field: string, known: ReadonlyMap<string, V>, word: string) => V | undefined;

/**
 * A row of a table as the command by hand would be sent it: `wordsTo` puts things for words, the command's schema and the guard of texts
 * judge it as they judge a form. Notes everything that is wrong, each at its column, and then gives nothing.
 */
export function readRow<P extends TProperties>(
  schema: TObject<P>,
  row: number,
  note: Note,
  wordsTo: (find: Find) => Readonly<Record<string, unknown>>,
): Static<TObject<P>> | undefined {
  const unknown = new Set<string>();
  const find: Find = (field, known, word) => {
    const found = known.get(word);
    if (found === undefined) {
      unknown.add(field);
      note(row, `不认识「${word}」`, field);
    }
    return found;
  };
  const said = wordsTo(find);
  const defects = { ...fieldsOf(() => checked(schema, said)), ...misleadingIn(said, schema)?.fields };
  const unkeepable = unkeepableIn(said);
  for (const reason of unkeepable?.reasons ?? []) note(row, reason);
  for (const [path, sentence] of Object.entries(defects)) {
    const [field = ''] = path.split('.');
    if (!unknown.has(field)) note(row, sentence, field);
  }
  if (unkeepable || unknown.size > 0 || Object.keys(defects).length > 0) return undefined;
  // Judged by the schema just now.
  return said as Static<TObject<P>>;
}

function fieldsOf(judge: () => unknown): Readonly<Record<string, string>> {
  try {
    judge();
    return {};
  } catch (error) {
    if (error instanceof AppError) return error.fields;
    throw error;
  }
}

/** A cell that is no number is left as it is, for the schema to refuse in words. */
export const numberIn = (cell: string): unknown => (/^\d{1,6}$/.test(cell) ? Number(cell) : cell);
