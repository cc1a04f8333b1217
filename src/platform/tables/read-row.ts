import type { Static, TObject, TProperties } from 'typebox';
import { AppError } from '#kernel/errors.ts';
import type { Note } from '#kernel/table-import.ts';
import { misleadingIn, unkeepableIn } from '../text-guard.ts';
import { checked } from '../validation.ts';

/** The thing a word stands for; of a word nobody knows it notes so, and the row is not read. */
export type Find = <V>(field: string, known: ReadonlyMap<string, V>, word: string) => V | undefined;

/** What a command has against a row beyond each field by itself, by field. Whatever else is wrong it is asked: a field may be missing, or be no number. */
export type Judge = (said: Readonly<Record<string, unknown>>) => Promise<Readonly<Record<string, string>>>;

/**
 * A row of a table as the command by hand would be sent it: `wordsTo` puts things for words; the command's schema, the guard of texts and
 * what the command itself asks judge it as they judge a form. Notes everything that is wrong at once, each at its column, and gives nothing
 * where it cannot be read.
 */
export async function readRow<P extends TProperties>(
  schema: TObject<P>,
  row: number,
  note: Note,
  wordsTo: (find: Find) => Readonly<Record<string, unknown>>,
  judge: Judge,
): Promise<Static<TObject<P>> | undefined> {
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
  const told = new Set(unknown);
  for (const [path, sentence] of Object.entries(defects)) {
    const [field = ''] = path.split('.');
    if (!unknown.has(field)) note(row, sentence, field);
    told.add(field);
  }
  for (const [field, sentence] of Object.entries(await judge(said))) if (!told.has(field)) note(row, sentence, field);
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
